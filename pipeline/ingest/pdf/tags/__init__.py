"""The first step of the ladder: the tag tree."""
