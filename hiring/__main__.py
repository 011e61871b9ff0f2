"""`python -m hiring` is the same as `hiring`."""

from hiring.cli import main

main()
