"""Tests of `pipeline/parse/`."""
