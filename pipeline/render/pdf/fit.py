"""How a table is made to fit its page: its type size and the widths of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.fonts import Face, Faces
from pipeline.layout import Layout
from pipeline.model import Level, Plan, Role
from pipeline.render.density import Room, densest, readable
from pipeline.render.widths import (
    WIDEST_LABEL,
    card_label,
    has_fixed,
    is_standard,
    shares,
    table_size,
    unbroken_words,
    with_room,
)
from pipeline.shapes import CARDS, WIDE, action_table, card_labels

PADDING = 1.2
"""Between a cell's text and its left and right rule, in millimetres."""
LABEL_SIZE = 7.0
"""Of "continued" below a recommendation's number, in points: a signpost, and not of the plan."""
_SLACK = 1.05
"""A word that fits its room exactly may be broken by the rounding of its letters."""
_LONGEST = 12.0
"""A longer word, in ems, is an address or a slip, and may break."""
_BADGE = 1.8
"""What `plan.css` puts beside a status word, in millimetres."""
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


def fit_table(plan: Plan, layout: Layout, faces: Faces) -> Fit:
    """Return the largest type at which the table is readable.

    With smaller type the columns that are beside the periods get narrower by as much, and
    the periods share what they leave. See docs/decisions/pdf-page-and-type.md.
    In a shape with sections it is the table of their actions, or a card of labels and values.
    """
    if layout.shape == CARDS:
        return _fit_card(plan, layout, faces)
    table = plan if layout.shape == WIDE else action_table(plan)

    @cache
    def at(size: float) -> Fit:
        return _fit(table, layout, size, faces)

    return at(table_size(table, layout, lambda column, size: at(size).room(column)))


def _fit_card(plan: Plan, layout: Layout, faces: Faces) -> Fit:
    margins = layout.page.margins
    width = layout.page.width - margins.left - margins.right
    size = layout.type.size
    labels = set(card_labels(plan.columns.level(Level.ACTION), layout))
    share = 100 * _word_width(labels, size, faces, longest=width) / width
    words = {word for label in labels for word in label.split()}
    least = 100 * _word_width(words, size, faces) / width
    share = max(card_label(layout) or min(share, WIDEST_LABEL), least)
    return Fit(
        size,
        (share, 100 - share),
        width,
        layout.page.height - margins.top - margins.bottom,
        layout.type.heading_size,
        layout.type.leading,
    )


def _fit(plan: Plan, layout: Layout, size: float, faces: Faces) -> Fit:
    margins = layout.page.margins
    width = layout.page.width - margins.left - margins.right
    scale = size / layout.type.size
    widths = shares(plan, layout, scale)
    badges = (_BADGE if column.role is Role.STATUS else 0.0 for column in plan.columns)
    least = [
        100 * (_word_width(words, size, faces) + badge) / width
        for words, badge in zip(unbroken_words(plan), badges, strict=True)
    ]
    label = 100 * _label_width(layout, faces.regular) / width
    if (first := _label_column(plan)) is not None:
        least[first] = max(least[first], label)
    if layout.widths == "fitted":
        room = Room(width * POINTS / size, (2 * PADDING + _RULE) * POINTS / size)
        widths = densest(plan, widths, readable(plan, least, room), room, faces.regular.width)
    elif has_fixed(layout) or not is_standard(plan.columns):
        widths = with_room(widths, least)
    return Fit(
        size,
        _with_room_for_label(plan, widths, label),
        width,
        layout.page.height - margins.top - margins.bottom,
        layout.type.heading_size * scale,
        layout.type.leading,
    )


def _word_width(words: set[str], size: float, faces: Faces, longest: float = _LONGEST) -> float:
    """Return the width of a column that holds each of `words`, in millimetres.

    A word of more than `longest` ems does not count.
    """
    lengths = (faces.bold.width(word) for word in words)
    widest = max((length for length in lengths if length <= longest), default=0.0)
    return _SLACK * widest * size / POINTS + 2 * PADDING + _RULE


def _label_width(layout: Layout, face: Face) -> float:
    """Return the width of a column that holds the words of "continued", in millimetres."""
    words = layout.words["document"]["continued"].format(number="").split()
    widest = max(map(face.width, words), default=0.0)
    return _SLACK * widest * LABEL_SIZE / POINTS + 2 * PADDING + _RULE


def _label_column(plan: Plan) -> int | None:
    """Return the place of the column that says where a recommendation is continued."""
    tops = (i for i, c in enumerate(plan.columns) if c.level is Level.RECOMMENDATION)
    return next(tops, None)


def _with_room_for_label(plan: Plan, widths: tuple[float, ...], least: float) -> tuple[float, ...]:
    """Return `widths`, the recommendation's first column with `least` per cent or more."""
    first = _label_column(plan)
    if first is None or widths[first] >= least:
        return widths
    scale = (100 - least) / (100 - widths[first])
    return tuple(least if i == first else width * scale for i, width in enumerate(widths))
