"""Tests of `pipeline/layout/`."""
