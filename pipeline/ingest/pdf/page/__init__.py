"""What is on one page: words, rules and fills, in points from the top left corner.

Plain tuples throughout, so that pages are cheap to make and to send between processes.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.ingest.hidden import Cause

UNMARKED = -1
"""The mark of a word that belongs to no marked content."""
ARTIFACT = -2
"""The mark of a word that the file calls an artifact: a running title, a page number."""
MOST_LINKS = 2000
"""How many links of one page are looked at."""
MOST_PATHS = 100_000
"""A page that draws more lines and areas is a picture; a page of a plan draws some hundreds."""


class Word(NamedTuple):
    """Characters without white space between them, all with the same look and mark."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool
    italic: bool
    link: str
    mark: int
    """The marked-content id, or one of the constants above."""
    spaced: bool
    """White space is before the word, drawn or left blank."""
    tail: bool
    """The file has a white space character after the word."""
    first: float = 0.0
    """The width of its first letter, 0 if that is not known."""

    @property
    def height(self) -> float:
        """The height of the font's line box; about 1.15 times the type size."""
        return self.bottom - self.top

    @property
    def look(self) -> tuple[bool, bool, str]:
        """What makes a run: bold, italic and the link."""
        return self.bold, self.italic, self.link


class Box(NamedTuple):
    """A rectangle; a rule is one that is thin."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether the point is in it."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


WHOLE = Box(-1e9, -1e9, 1e9, 1e9)
"""All of a page, and what is drawn beside it."""


class Hidden(NamedTuple):
    """A word that the file has and the page does not show."""

    text: str
    cause: Cause
    box: Box


class Paint(NamedTuple):
    """An area of one colour."""

    box: Box
    colour: str
    """Six hexadecimal digits: red, green and blue; empty for white."""


class Page(NamedTuple):
    """One page, turned so that most of its text runs from left to right."""

    number: int
    """From 1."""
    width: float
    height: float
    words: tuple[Word, ...]
    """In the order of the file."""
    rules: tuple[Box, ...]
    fills: tuple[Box, ...]
    unmapped: int
    """Words whose font does not say which characters its glyphs stand for."""
    images: int
    whole: frozenset[str] = frozenset()
    """Words that no line's end has cut, in small letters."""
    hidden: tuple[Hidden, ...] = ()
    stamps: tuple[str, ...] = ()
    """Words that are aslant over the page in large letters."""
    is_picture: bool = False
    """It draws more than `MOST_PATHS`; none of it is among the rules and fills."""
    paints: tuple[Paint, ...] = ()
    """What it paints in one colour, in that order."""
    left: float = 0.0
    """Where its own part of the paper begins, which is `width` wide."""
    frame: tuple[float, float, float, float, float, float] = (1, 0, 0, 1, 0, 0)
    """The affine map from the file's measure of the page to this one."""

    def placed(self, box: Box) -> Box:
        """Return where `box` is on the page, which the file gives in its own measure."""
        a, b, c, d, e, f = self.frame
        xs, ys = (
            (p * box.x0 + q * box.top + r, p * box.x1 + q * box.bottom + r)
            for p, q, r in ((a, c, e), (b, d, f))
        )
        return Box(min(xs), min(ys), max(xs), max(ys))

    def unplaced(self, box: Box) -> Box:
        """Return where `box`, which is on this page, is in the file's own measure."""
        a, b, c, d, e, f = self.frame
        scale = a * d - b * c
        p, q, r, s = d / scale, -b / scale, -c / scale, a / scale
        return self._replace(frame=(p, q, r, s, -(e * p + f * r), -(e * q + f * s))).placed(box)
