"""Résumé → file: one content model, six templates, and a writer for each form."""
