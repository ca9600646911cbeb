"""The last step of the ladder: where the words are."""
