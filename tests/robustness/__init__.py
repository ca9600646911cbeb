"""Tests that nothing a file holds can harm, hang or confuse the program."""
