"""Spaces that hang at the end of a line, where WeasyPrint counts them.

With `white-space: pre-wrap` a space at a line's end takes no room (CSS Text Level 3, 4.1.3). Where
a line has a second inline box, such as a bullet, a bold run or a link, WeasyPrint counts it: it
breaks the line early, or leaves the bullet alone. docs/upstream.md has the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text.line_break import split_first_line

from pipeline.render.pdf.private import replaced


@contextmanager
def hanging_spaces() -> Iterator[None]:
    """Have WeasyPrint let spaces hang while the block runs."""
    collapsible = inline.trailing_whitespace_size

    def hanging(context: Any, box: Any) -> float:
        last = box
        while isinstance(last, InlineBox | LineBox) and last.children:
            last = last.children[-1]
        if isinstance(last, TextBox) and last.style["white_space"] == "pre-wrap":
            return _hanging_width(context, last)
        return float(collapsible(context, box))

    with replaced({"layout.inline:trailing_whitespace_size": hanging}):
        yield


def _hanging_width(context: Any, box: Any) -> float:
    """Return how much of the text `box` is spaces at its end, in pixels."""
    kept = box.text.rstrip(" ")
    if len(kept) == len(box.text):
        return 0
    if not kept:
        return float(box.width)
    *_, width, _, _ = split_first_line(kept, box.style, context, None, box.justification_spacing)
    return float(max(0, box.width - width))
