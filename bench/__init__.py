"""Measures Parley: CPU time and ratios, since machines are noisy. Run `make bench`, or `python -m bench --help`."""
