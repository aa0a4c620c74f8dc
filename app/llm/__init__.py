"""Asking language models: vendors, and the rules that need no key."""
