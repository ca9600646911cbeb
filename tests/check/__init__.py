"""Tests of `pipeline/check/`."""
