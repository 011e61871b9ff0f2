"""The rules that make a scenario fit to publish, by what they look at; `scenarios.checks` holds a file against all."""
