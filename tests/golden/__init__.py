"""What is written and read for the small plan, as it was last accepted."""
