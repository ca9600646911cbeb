"""The type and the columns of a table with many periods, so that it can still be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from fontTools.ttLib import TTFont

from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.render.docx.formatting import cell_margin, text_width
from pipeline.render.typesize import FIRST_PERIOD, readable_size

_LONGEST = 10.0
"""A longer word, in ems, is an address or a slip, and may break."""
_RULES = 1.0
"""What the rules beside a cell take of it, in points."""

_WORD = re.compile(r"[^\s-]+-?")


def fitted(layout: Layout, periods: int) -> Layout:
    """Return `layout` with the largest type, up to its own, at which a period can be read."""
    size = readable_size(layout, periods, partial(_room, layout, periods))
    heading = layout.type.heading_size * size / layout.type.size
    return replace(layout, type=replace(layout.type, size=size, heading_size=heading))


def widths(layout: Layout, texts: Sequence[Iterable[str]]) -> list[float]:
    """Return each column's share of the table in per cent.

    `texts` are each column's heading and short texts: no column is narrower than a word in them,
    as far as others can give it room.
    """
    periods = len(texts) - FIRST_PERIOD - 1
    shares = _shares(layout, periods, fitted(layout, periods).type.size)
    least = [_least(layout, periods, text) for text in texts]
    lacking = sum(max(n - s, 0.0) for n, s in zip(least, shares, strict=True))
    spare = [max(s - n, 0.0) for n, s in zip(least, shares, strict=True)]
    if not 0 < lacking < sum(spare):
        return list(shares)
    given = lacking / sum(spare)
    return [max(s, n) - s_ * given for n, s, s_ in zip(least, shares, spare, strict=True)]


def _least(layout: Layout, periods: int, texts: Iterable[str]) -> float:
    """Return the share that a column with the words of `texts` needs, in per cent."""
    letters = _letters(Path(layout.type.files.bold))
    words = {word for text in texts for word in _WORD.findall(text)}
    lengths = (sum(letters.get(ord(c), 1.0) for c in word) for word in words)
    widest = max((length for length in lengths if length <= _LONGEST), default=0.0)
    size = fitted(layout, periods).type.size
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


def _room(layout: Layout, periods: int, size: float) -> float:
    """Return the width of a period's text, in ems of type of `size` points."""
    share = _shares(layout, periods, size)[FIRST_PERIOD] / 100
    return (text_width(layout) * share / 20 - 2 * cell_margin(size)) / size


def _shares(layout: Layout, periods: int, size: float) -> tuple[float, ...]:
    return layout.columns.widths(periods, scale=size / layout.type.size)
