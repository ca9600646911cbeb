"""Tests of `pipeline.capture`."""
