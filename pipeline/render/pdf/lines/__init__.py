"""Lines of a paragraph, shaped once.

WeasyPrint 70 makes each line a Pango layout of its own: it shapes the text from the line's start
to find the line's end, and the line again to measure it, and once more to draw it. Here a
paragraph is shaped once; its lines are those of that one layout, and are drawn from its glyphs.

What is taken: text with `white-space: pre-wrap` that runs from left to right, without spacing,
automatic hyphens or decoration. What is handed over: the boxes that WeasyPrint would have made,
with the same breaks, sizes and glyphs, and the same bytes in the PDF. Any line that is not plain
glyphs of one font, one beside the other, is WeasyPrint's own, and so is all else.

`PUBLISH_LINES=weasyprint` in the environment leaves every line to WeasyPrint.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint

from pipeline.render.pdf.lines.draw import draw_text
from pipeline.render.pdf.lines.flow import Flow
from pipeline.render.pdf.private import VERSION, replaced

__all__ = ["shaped_lines"]

_SWITCH = "PUBLISH_LINES"


@contextmanager
def shaped_lines() -> Iterator[None]:
    """Have WeasyPrint shape each paragraph once, in what it lays out and draws in this block.

    Another WeasyPrint than the one this was written for makes all lines itself.
    """
    if weasyprint.__version__ != VERSION or os.environ.get(_SWITCH) == "weasyprint":
        yield
        return
    flow = Flow()
    functions: dict[str, Callable[..., Any]] = {
        "layout.block:iter_line_boxes": flow.iter_line_boxes,
        "layout.inline:split_text_box": flow.split_text_box,
        "draw:draw_text": draw_text,
    }
    with replaced(functions):
        yield
