"""The type and the columns of a table, so that it can still be read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from math import inf
from pathlib import Path

from fontTools.ttLib import TTFont

from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.model import Level, Plan
from pipeline.render.density import Room, densest, readable
from pipeline.render.docx.formatting import cell_margin, text_width
from pipeline.render.widths import (
    WIDEST_LABEL,
    card_label,
    shares,
    table_size,
    unbroken_words,
    with_room,
)
from pipeline.shapes import CARDS, WIDE, action_table, card_labels

_LONGEST = 10.0
"""A longer word, in ems, is an address or a slip, and may break."""
_UNKNOWN = 1.0
"""The width of a letter that the font does not have, in ems."""
_RULES = 1.0
"""What the rules beside a cell take of it, in points."""


def fitted(plan: Plan, layout: Layout) -> Layout:
    """Return `layout` with the largest type, up to its own, at which the table can be read."""
    if layout.shape == CARDS:
        return layout
    plan = _table(plan, layout)
    size = table_size(plan, layout, partial(_room, plan, layout))
    heading = layout.type.heading_size * size / layout.type.size
    return replace(layout, type=replace(layout.type, size=size, heading_size=heading))


def widths(plan: Plan, layout: Layout) -> tuple[float, ...]:
    """Return each column's share of the table in per cent.

    No column is narrower than a word of its heading or its short texts, as far as others can
    give it room. In a shape with sections it is the table of their actions, or a card.
    """
    if layout.shape == CARDS:
        return _card_widths(plan, layout)
    plan = _table(plan, layout)
    size = fitted(plan, layout).type.size
    least = [_least(layout, size, words) for words in unbroken_words(plan)]
    made = shares(plan, layout, size / layout.type.size)
    if layout.widths == "fixed":
        return with_room(made, least)
    letters = _letters(Path(layout.type.files.regular))
    room = Room(text_width(layout) / 20 / size, (2 * cell_margin(size) + _RULES) / size)

    def measure(text: str) -> float:
        return sum(letters.get(ord(c), _UNKNOWN) for c in text)

    return densest(plan, made, readable(plan, least, room), room, measure)


def _table(plan: Plan, layout: Layout) -> Plan:
    return plan if layout.shape == WIDE else action_table(plan)


def _card_widths(plan: Plan, layout: Layout) -> tuple[float, float]:
    labels = set(card_labels(plan.columns.level(Level.ACTION), layout))
    words = {word for label in labels for word in label.split()}
    size = layout.type.size
    longest = card_label(layout) or min(_least(layout, size, labels, inf), WIDEST_LABEL)
    share = max(longest, _least(layout, size, words))
    return share, 100 - share


def _least(layout: Layout, size: float, words: set[str], longest: float = _LONGEST) -> float:
    """Return the share that a column with `words` needs, in per cent.

    A word of more than `longest` ems does not count.
    """
    letters = _letters(Path(layout.type.files.bold))
    lengths = (sum(letters.get(ord(c), 1.0) for c in word) for word in words)
    widest = max((length for length in lengths if length <= longest), default=0.0)
    needed = widest * size + 2 * cell_margin(size) + _RULES
    return 100 * needed * 20 / text_width(layout)


@cache
def _letters(path: Path) -> dict[int, float]:
    """Return the width of each letter of the font at `path`, in ems."""
    try:
        with TTFont(path) as font:
            advances, unit = font["hmtx"], font["head"].unitsPerEm
            return {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}
    except (OSError, LookupError) as error:
        raise LayoutError(
            f"{path} is not a font that can be read: {error}",
            hint="Correct [type] files in layout.toml.",
        ) from error


def _room(plan: Plan, layout: Layout, column: int, size: float) -> float:
    """Return the width of the text in a column, in ems of type of `size` points."""
    share = shares(plan, layout, size / layout.type.size)[column] / 100
    return (text_width(layout) * share / 20 - 2 * cell_margin(size)) / size
