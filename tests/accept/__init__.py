"""Tests of `pipeline.accept`."""
