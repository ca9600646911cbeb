"""The command line: options in, messages and exit codes out."""

from pipeline.cli.app import main

__all__ = ("main",)
