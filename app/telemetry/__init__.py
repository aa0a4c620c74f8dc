"""What we tell the operator: events with fields, and counters. Never a résumé's words."""
