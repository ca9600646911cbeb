"""Publish a public body's action plan, and bring it up to date, in one command."""

__version__ = "0.1.0"
__all__ = ("__version__",)
