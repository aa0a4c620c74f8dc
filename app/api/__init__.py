"""HTTP in, JSON out. Decides nothing about résumés."""
