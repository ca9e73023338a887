"""The report as one self-contained page: no network, works from a file."""
