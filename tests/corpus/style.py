"""What varies from document to document besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rules = Literal[
    "solid",
    "hairline",
    "dotted",
    "collapsed",
    "inner",
    "filled",
    "none",
    "thick",
    "level",
    "heading",
    "upright",
    "zebra",
]
"""How the table is ruled: `inner` has no outer border, `filled` backgrounds for lines.

`level` has no upright rules and `upright` no level ones, `heading` rules above and below the
headings only, and `zebra` no rules but every second row shaded."""

_SIZES = {"A4": (210, 297), "A3": (297, 420)}


@dataclass(frozen=True, slots=True)
class Style:
    """Page, type and rules of one document."""

    page: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    font: str = "Liberation Sans"
    size: float = 8
    rules: Rules = "solid"
    repeat_headings: bool = True
    split_rows: bool = True
    shaded: bool = True
    """The heading row has a background."""
    furniture: bool = True
    """Every page has a running title and a page number."""
    tight: bool = False
    """Nothing parts the rows but the end of a line, and 4 points the columns."""
    upright_place: Literal["top", "middle", "bottom"] = "top"
    """Where in its cell a text is."""
    centred: bool = False
    """The lines of the headings and of the narrow columns are centred."""
    title_page: bool = False
    prose_after: bool = False

    @property
    def sheet(self) -> tuple[float, float]:
        """The page's width and height in millimetres."""
        short, long = _SIZES[self.page]
        return (long, short) if self.landscape else (short, long)
