"""Pages of words set in columns, letter by letter, for the steps that read by positions."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.page import UNMARKED, Box, Page, Word

LETTER, SPACE, HEIGHT = 5.0, 2.5, 10.0
"""Every letter and space is so wide, every line so high."""


def words(x: float, top: float, text: str) -> list[Word]:
    """Return the words of one line that begins at `x`."""
    made = []
    for part in text.split():
        end = x + LETTER * len(part)
        made.append(Word(part, x, top, end, top + HEIGHT, False, False, "", UNMARKED, True, False))
        x = end + SPACE
    return made


def cell(x: float, top: float, lines: Sequence[str], pitch: float = 11.0) -> list[Word]:
    """Return the words of a cell, a line for each of `lines`; an empty one is left blank."""
    return [word for n, line in enumerate(lines) for word in words(x, top + n * pitch, line)]


def page(
    placed: Sequence[Word],
    number: int = 1,
    *,
    rules: Sequence[Box] = (),
    fills: Sequence[Box] = (),
) -> Page:
    """Return a page, 600 by 800, with the words `placed` on it."""
    return Page(number, 600, 800, tuple(placed), tuple(rules), tuple(fills), 0, 0)


def row(top: float, cells: Sequence[Sequence[str]], xs: Sequence[float]) -> list[Word]:
    """Return the words of a row whose cells begin at `xs` and at `top`."""
    return [w for x, lines in zip(xs, cells, strict=True) for w in cell(x, top, lines)]
