"""Benchmarks: each prints a table of ratios, both sides measured in turn in one run, and writes JSON with `--json`."""
