"""Lines, line breaks and paragraphs of what a page shows."""
