"""What the renderer and the reader of the plan's CSV agree on."""

from __future__ import annotations

EDITION_HEADINGS = ("key", "title", "details", "notes", "schema_version")
"""Headings of the last columns, which hold what an edition states once. They identify our file."""

# A spreadsheet takes a cell that begins like this for a formula, wide forms of the signs included.
_FORMULA_SIGNS = tuple("=+-@\t\r＝＋－＠")


def harmless(value: str) -> str:
    """Return `value` with an apostrophe before what a spreadsheet would run as a formula.

    A value's own apostrophe gets another before it, so that `original()` takes away exactly one.
    """
    return f"'{value}" if value.startswith(("'", *_FORMULA_SIGNS)) else value


def original(value: str) -> str:
    """Return the value that `harmless()` was given."""
    return value.removeprefix("'")
