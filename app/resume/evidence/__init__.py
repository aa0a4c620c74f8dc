"""Decides what a text claims, and whether the résumé bears each claim out."""
