"""Tests of `pipeline/ingest/`."""
