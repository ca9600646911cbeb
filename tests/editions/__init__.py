"""Tests of `pipeline/editions/`."""
