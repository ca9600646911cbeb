"""Plans set by programs that are not ours, to be read back; see `bench.py` for the figures."""
