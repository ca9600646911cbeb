"""How a table with many periods is made to fit: its type size and the widths of its columns."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layout import Layout
from pipeline.render.pdf.fonts import Face
from pipeline.render.typesize import FIRST_PERIOD, readable_size

PADDING = 1.2
"""Between a cell's text and its left and right rule, in millimetres."""
LABEL_SIZE = 6.5
"""Of "continued" below a recommendation's number, in points: a signpost, and not of the plan."""
_RULE = 0.2
"""The rule between two columns, in millimetres."""
POINTS = 72 / 25.4
"""In a millimetre."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The table's type size in points and its columns' widths in per cent."""

    size: float
    widths: tuple[float, ...]
    table_width: float
    """In millimetres."""
    page_height: float
    """Between the margins, in millimetres."""
    heading_size: float
    leading: float

    def room(self, column: int, span: int = 1, size: float | None = None) -> float:
        """Return the width of the text in `span` columns from `column`, in ems of `size`."""
        share = sum(self.widths[column : column + span]) / 100
        return (self.table_width * share - 2 * PADDING - _RULE) * POINTS / (size or self.size)


def fit_table(layout: Layout, periods: int, face: Face) -> Fit:
    """Return the largest type at which a period's column is readable.

    With smaller type the columns that stand beside the periods get narrower by as much, and
    the periods share what they leave. See docs/decisions/pdf-page-and-type.md.
    """

    def room(size: float) -> float:
        return _fit(layout, periods, size, face).room(FIRST_PERIOD)

    return _fit(layout, periods, readable_size(layout, periods, room), face)


def _fit(layout: Layout, periods: int, size: float, face: Face) -> Fit:
    margins = layout.page.margins
    width = layout.page.width - margins.left - margins.right
    scale = size / layout.type.size
    widths = layout.columns.widths(periods, scale=scale)
    return Fit(
        size,
        _with_room_for_label(widths, 100 * _label_width(layout, face) / width),
        width,
        layout.page.height - margins.top - margins.bottom,
        layout.type.heading_size * scale,
        layout.type.leading,
    )


def _label_width(layout: Layout, face: Face) -> float:
    """Return the width of a column that holds the words of "continued", in millimetres."""
    words = layout.words["document"]["continued"].format(number="").split()
    widest = max(map(face.width, words), default=0.0)
    return widest * LABEL_SIZE / POINTS + 2 * PADDING + _RULE


def _with_room_for_label(widths: tuple[float, ...], least: float) -> tuple[float, ...]:
    """Return `widths` with a number column of `least` per cent or more."""
    number, *others = widths
    if number >= least:
        return widths
    return (least, *(width * (100 - least) / (100 - number) for width in others))
