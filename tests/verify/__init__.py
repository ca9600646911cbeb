"""Tests of `pipeline/verify/`."""
