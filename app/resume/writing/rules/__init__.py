"""The writer that needs no key: what is asked of a model, answered by rules."""
