"""The craft of résumés: pure functions from one value to the next. No network, no database, no clock, no settings."""
