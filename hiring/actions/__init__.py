"""Verbs: each one function and one transaction; they know values and models, never a request."""
