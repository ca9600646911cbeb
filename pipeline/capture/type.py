"""The typeface, sizes and line distance of a document, and the nearest face that is at hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median

from pipeline.capture.looks import CellLooks, Looks, most, squeezed
from pipeline.capture.table import PlanTables
from pipeline.errors import LayoutError
from pipeline.fonts import load_faces
from pipeline.layout import FontFiles, Layout, layout_names, load_layout
from pipeline.model import Plan
from pipeline.shapes import CARDS

_STYLES = re.compile(r"([-,]?(bold|italic|oblique|regular|roman|book|medium|psmt|mt|ps))+$")
_TWINS = {"arial": "liberationsans", "helvetica": "liberationsans", "arimo": "liberationsans"}
"""Faces whose letters are as wide as another's, by design."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_NEAR, _MANY = 0.03, 0.1
"""Distances that differ by no more are one; so many of all are those of a paragraph's lines."""
_LIMITS = (1.0, 3.0)
"""Of the line distance."""


@dataclass(frozen=True, slots=True)
class TypeLooks:
    """A layout's `[type]`."""

    family: str
    files: FontFiles
    size: float
    heading_size: float
    title_size: float
    detail_size: float
    leading: float


def type_looks(looks: Looks, found: PlanTables, plan: Plan, base: Layout) -> TypeLooks:
    """Return the type of a document; what it does not show is that of `base`."""
    body = [cell for _, cell in found.body]
    size = most((cell.sizes for cell in body), base.type.size)
    flowing = [*body, *found.headings] if found.shape == CARDS else body
    pitch = _pitch(flowing, base.type.leading)
    family, files = _nearest(looks, base)
    return TypeLooks(
        family,
        files,
        size,
        most((cell.sizes for cell in found.headings), size),
        _size_of(looks, [plan.title], base.type.title_size),
        _size_of(looks, [f"{d.label}:{d.text}" for d in plan.details], base.type.detail_size),
        min(max(pitch, _LIMITS[0]), _LIMITS[1]),
    )


def _pitch(cells: Sequence[CellLooks], otherwise: float) -> float:
    """Return the distance of lines: the smallest that many have, as paragraphs are farther."""
    counts: Counter[float] = sum((cell.pitches for cell in cells), Counter())
    total = counts.total()
    for least in sorted(counts):
        near = [p for p in counts.elements() if least <= p <= least + _NEAR]
        if len(near) >= _MANY * total:
            return round(mean(near), 2)
    return otherwise


def _size_of(looks: Looks, texts: Sequence[str], otherwise: float) -> float:
    """Return the largest size of a line that begins one of `texts`."""
    wanted = [squeezed(text) for text in texts if text]
    sizes = [
        line.size
        for line in looks.lines
        if line.text and any(text.startswith(line.text) for text in wanted)
    ]
    return max(sizes, default=otherwise)


def family_name(name: str) -> str:
    """Return a face's name as families are compared: `ABCDEF+Arial-BoldMT` is `arial`."""
    plain = name.rpartition("+")[2].casefold().replace(" ", "")
    plain = _STYLES.sub("", plain).replace("-", "")
    return _TWINS.get(plain, plain)


def _nearest(looks: Looks, base: Layout) -> tuple[str, FontFiles]:
    """Return the family at hand that has the document's name, else letters of its widths."""
    wanted = most([looks.families], "")
    at_hand = dict(_families(base))
    for family, layout in at_hand.items():
        if family_name(family) == family_name(wanted):
            return family, layout.type.files
    if not looks.letters:
        return base.type.family, base.type.files
    nearest = min(at_hand.values(), key=lambda layout: _difference(looks, layout))
    return nearest.type.family, nearest.type.files


def _families(base: Layout) -> Iterator[tuple[str, Layout]]:
    """Yield the families that layouts here print with."""
    yield base.type.family, base
    for name in layout_names():
        try:
            layout = load_layout(name)
        except LayoutError:
            continue
        yield layout.type.family, layout


def _difference(looks: Looks, layout: Layout) -> float:
    """Return how much the widths of letters differ, in ems."""
    face = load_faces(layout, set()).regular
    return median(
        [abs(looks.letters[c] - face.width(c)) for c in _LETTERS if c in looks.letters] or [0.0]
    )
