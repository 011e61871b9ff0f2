"""Detectors for the kinds of evidence: one small function each, all looked up by the kind's id."""
