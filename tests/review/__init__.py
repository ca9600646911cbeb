"""Tests of `pipeline.review`."""
