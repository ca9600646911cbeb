"""The bench: how long each stage takes, and other programs beside it, in one run."""
