"""What varies from document to document besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rules = Literal["solid", "hairline", "dotted", "collapsed", "inner", "filled", "none", "thick"]
"""How the table is ruled: `inner` has no outer border, `filled` backgrounds for lines."""

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
    title_page: bool = False
    prose_after: bool = False

    @property
    def sheet(self) -> tuple[float, float]:
        """The page's width and height in millimetres."""
        short, long = _SIZES[self.page]
        return (long, short) if self.landscape else (short, long)
