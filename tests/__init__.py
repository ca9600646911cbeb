"""Tests; they mirror the folders of `pipeline/`."""
