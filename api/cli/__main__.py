"""Runs the terminal as `python -m api.cli`."""

from api.cli import main

main()
