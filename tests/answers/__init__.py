"""Tests of returned answers."""
