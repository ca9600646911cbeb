"""The second step of the ladder: ruled lines."""
