"""Tests of `pipeline/signing`."""
