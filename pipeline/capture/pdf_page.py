"""A page of a PDF: its letters through pdfplumber, and the colours around them from a picture.

A picture shows what all ways of painting come to: areas, rounded areas, frames, images.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.capture.looks import PAPER, CellLooks, TableLooks, squeezed
from pipeline.ingest.pdf.page import Box
from pipeline.ingest.pdf.table.model import Region, TableModel

MILLIMETRE = 72 / 25.4
"""In points."""
SCALE = 4
"""Pixels to a point: the thinnest rule in use has one that it fills."""
_INSIDE, _PATCH = 1.5, 1.0
"""From a cell's corner to where its colour is looked at, and how much, in points."""
_ACROSS = 1.5
"""On each side of an edge, where its rule is looked for, in points."""
_DIFFERENT = 40
"""The least difference of two colours, all channels together, that is not a smoothing."""
_LEAST_PITCH, _MOST_PITCH = 0.9, 2.2
"""A line that follows closer or farther is of another cell, or another paragraph."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; lengths are in points from the page's top left corner."""

    text: str
    box: Box
    size: float
    font: str
    colour: str

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def y(self) -> float:
        """Its middle."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(slots=True)
class Sheet:
    """A page."""

    width: float
    height: float
    letters: list[Letter]
    picture: Any
    """The page as pdfium draws it, a Pillow image with `SCALE` pixels to a point."""
    links: list[Box]
    pictures: int
    tables: list[TableModel] = field(default_factory=list)
    number: int = 1

    def colours(self, box: Box) -> list[tuple[int, str]]:
        """Return how many pixels of `box` have each colour, the most used first."""
        left, top, right, bottom = (round(SCALE * side) for side in box)
        part = self.picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
        counts = part.getcolors(part.width * part.height) or []
        return sorted(((n, "#%02x%02x%02x" % c) for n, c in counts), reverse=True)  # noqa: UP031

    def fill(self, x: float, y: float) -> str:
        """Return the colour of a small patch below and right of a point."""
        return self.colours(Box(x, y, x + _PATCH, y + _PATCH))[0][1]

    def ground(self, letter: Letter) -> str:
        """Return the colour behind `letter`."""
        behind = (c for _, c in self.colours(letter.box) if difference(c, letter.colour) > 0)
        return next(behind, PAPER)

    def outside(self) -> list[Letter]:
        """Return the letters that are in no table."""
        boxes = [table.box for table in self.tables]
        return [c for c in self.letters if not any(box.holds(c.x, c.y) for box in boxes)]

    def is_link(self, letter: Letter) -> bool:
        """Return whether `letter` is in a link."""
        return any(box.holds(letter.x, letter.y) for box in self.links)


def sheet_of(page: Any, picture: Any, tables: Sequence[TableModel]) -> Sheet:
    """Return what pdfplumber's `page` and its `picture` show."""
    letters = [
        Letter(
            char["text"],
            Box(char["x0"], char["top"], char["x1"], char["bottom"]),
            round(char["size"], 1),
            char["fontname"].rpartition("+")[2],
            colour_code(char["non_stroking_color"]),
        )
        for char in page.chars
        if char["text"].strip() and char["size"]
    ]
    links = [Box(a["x0"], a["top"], a["x1"], a["bottom"]) for a in page.hyperlinks]
    size = float(page.width), float(page.height)
    number = int(page.page_number)
    return Sheet(*size, letters, picture, links, len(page.images), list(tables), number)


def colour_code(colour: Any) -> str:
    """Return a colour of pdfplumber's as `#rrggbb`: grey, RGB or CMYK; black where it is none."""
    parts = tuple(colour) if isinstance(colour, tuple | list) else (colour,)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return "#000000"
    if len(parts) == 4:
        *inks, black = parts
        parts = tuple((1 - ink) * (1 - black) for ink in inks)
    channels = parts if len(parts) == 3 else (parts[0],) * 3
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in channels)


def difference(one: str, other: str) -> int:
    """Return how far two colours differ, all channels together."""
    return sum(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))


def tables_of(sheet: Sheet) -> Iterator[TableLooks]:
    """Yield the tables on a page."""
    for model in sheet.tables:
        home = model.by_place()
        inside: dict[Region, list[Letter]] = {region: [] for region in model.regions}
        for letter in sheet.letters:
            if (place := model.place(letter.x, letter.y)) in home:
                inside[home[place]].append(letter)
        rows: list[list[tuple[int, CellLooks]]] = [[] for _ in model.ys[1:]]
        for region in sorted(model.regions):
            rows[region.row].append((region.column, _cell(sheet, model, region, inside[region])))
        edges = tuple(x / MILLIMETRE for x in model.xs)
        top = _top(sheet, model)
        yield TableLooks(edges, tuple(map(tuple, rows)), _rules(sheet, model), top, sheet.number)


def _cell(sheet: Sheet, model: TableModel, region: Region, letters: list[Letter]) -> CellLooks:
    fill = sheet.fill(model.xs[region.column] + _INSIDE, model.ys[region.row] + _INSIDE)
    return CellLooks(
        squeezed("".join(letter.text for letter in letters)),
        fill,
        sheet.ground(letters[0]) if letters else fill,
        Counter(letter.colour for letter in letters if not sheet.is_link(letter)),
        Counter(letter.size for letter in letters),
        _pitches(letters),
        region.column_span,
    )


def _pitches(letters: Sequence[Letter]) -> Counter[float]:
    """Return the distances between the lines of a cell, in multiples of the size."""
    sizes = Counter(letter.size for letter in letters)
    if not sizes:
        return Counter()
    size = sizes.most_common(1)[0][0]
    feet = sorted({round(letter.box.bottom, 2) for letter in letters if letter.size == size})
    gaps = ((b - a) / size for a, b in pairwise(feet))
    return Counter(round(gap, 2) for gap in gaps if _LEAST_PITCH <= gap <= _MOST_PITCH)


def _rules(sheet: Sheet, model: TableModel) -> Counter[str]:
    """Return the colours of the lines between the cells of a table's rows."""
    found: Counter[str] = Counter()
    for region in model.regions:
        middle = (model.ys[region.row] + model.ys[region.row + region.row_span]) / 2
        edge = model.xs[region.column + region.column_span]
        across = Box(edge - _ACROSS, middle, edge + _ACROSS, middle)
        left, right = (sheet.fill(x, middle) for x in (edge - 3, edge + 2))
        far = [
            (min(difference(colour, left), difference(colour, right)), colour)
            for _, colour in sheet.colours(across)
        ]
        if far and max(far)[0] > _DIFFERENT:
            found[max(far)[1]] += 1
    return found


def _top(sheet: Sheet, model: TableModel) -> str:
    """Return the colour of the rule above a table; empty if it is that of the cells."""
    x, y = (model.xs[0] + model.xs[1]) / 2, model.ys[0]
    inside = sheet.fill(x, y + 2 * _INSIDE)
    strip = sheet.colours(Box(x, y - _ACROSS, x, y + _ACROSS))
    outside = sheet.fill(x, y - 2 * _ACROSS - _PATCH)
    far = [(min(difference(c, inside), difference(c, outside)), c) for _, c in strip]
    return max(far)[1] if far and max(far)[0] > _DIFFERENT else ""
