"""Tests of `pipeline/localpage/`."""
