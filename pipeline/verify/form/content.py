"""What is drawn on a page of ours: upright text in the layout's colours, and nothing over it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from pipeline.verify.form.palette import Colour, Palette
from pipeline.verify.form.plane import UNIT, Area, Matrix, apply, bounds, matrix, times
from pipeline.verify.form.widths import glyph_widths

_OPERATORS = frozenset(
    [
        *(
            "q",
            "Q",
            "cm",
            "re",
            "m",
            "l",
            "c",
            "h",
            "W",
            "W*",
            "n",
            "f",
            "f*",
            "rg",
            "gs",
            "RG",
            "w",
            "S",
        ),
        *("BMC", "BDC", "EMC", "BT", "ET", "Tm", "Tf", "TJ", "Td", "Tj", "Ts"),
    ]
)
_STATES = frozenset(("/ca", "/CA", "/Type"))
_THIN = 2.0
"""Points: a rule is no thicker."""
_SMALLEST = 5.0
"""Points: no text of ours is smaller."""

_PAPER: Colour = (255, 255, 255)


_EVERYWHERE = Area(-1e9, -1e9, 1e9, 1e9)


def _colour(operands: Sequence[Any]) -> Colour:
    red, green, blue = (round(float(part) * 255) for part in operands)
    return red, green, blue


_TWO_RECTANGLES = 4
"""Corners: two of each rectangle."""


def _size(area: Area) -> float:
    return (area.x1 - area.x0) * (area.y1 - area.y0)


def content_faults(page: pikepdf.Page, palette: Palette) -> Iterator[str]:
    """Yield what is drawn on `page` that is drawn on none of ours."""
    drawing = _Drawing(page, palette)
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        drawing.follow(str(operator), operands)
    yield from dict.fromkeys(drawing.faults)
    if drawing.covered():
        yield "something is drawn over its words"
    if drawing.crossed():
        yield "a line runs through its words"


@dataclass
class _State:
    matrix: Matrix = UNIT
    clip: Area = _EVERYWHERE
    font: Any = None
    size: float = 0.0
    width: float = 1.0
    """Of lines."""
    colour: Colour = (0, 0, 0)
    alpha: float = 1.0
    """0 for what is not seen: the rules of cells that go on over a page."""


@dataclass
class _Drawing:
    """Follows the content of a page."""

    page: pikepdf.Page
    palette: Palette
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._state, self._stack = _State(), list[_State]()
        self._text: Matrix = UNIT
        self._path: list[tuple[float, float]] = []
        self._is_clip = False
        self._texts: list[tuple[int, Area]] = []
        self._fills: list[tuple[int, Area]] = []
        self._grounds: list[tuple[Area, Colour]] = []
        self._widths: dict[str, tuple[dict[int, float], float]] = {}
        self._step = 0

    def follow(self, operator: str, operands: Sequence[Any]) -> None:
        """Take one operator of the content in."""
        self._step += 1
        if operator not in _OPERATORS:
            self.faults.append(f"it uses the operator {operator}, which no page of ours has")
            return
        method = _FOLLOWERS.get(operator)
        if method is not None:
            getattr(self, method)(operands)

    def covered(self) -> bool:
        """Return whether something was filled after words where they are."""
        return any(
            after > before and fill.meets(text)
            for after, fill in self._fills
            for before, text in self._texts
        )

    def crossed(self) -> bool:
        """Return whether a thin line goes through words."""
        thin = [f for _, f in self._fills if min(f.x1 - f.x0, f.y1 - f.y0) < _THIN]
        return any(line.meets(text) for line in thin for _, text in self._texts)

    def save(self, _: Sequence[Any]) -> None:
        """Follow `q`, as those below follow their operators."""
        self._stack.append(dataclasses.replace(self._state))

    def restore(self, _: Sequence[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self._state.matrix = times(matrix(operands), self._state.matrix)

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = map(float, operands)
        self._path += [(x, y), (x + width, y + height)]

    def points(self, operands: Sequence[Any]) -> None:
        numbers = [float(operand) for operand in operands]
        self._path += list(zip(numbers[::2], numbers[1::2], strict=True))

    def clip(self, _: Sequence[Any]) -> None:
        self._is_clip = True

    def end(self, _: Sequence[Any]) -> None:
        if self._is_clip and self._path:
            self._state.clip = self._state.clip.within(self._area(self._path))
        self._path, self._is_clip = [], False

    def fill(self, operands: Sequence[Any]) -> None:
        if self._path and self._state.alpha:
            area = self._area(self._path).within(self._state.clip)
            self._fills.append((self._step, area))
            self._grounds.append((area, self._state.colour))
        self.end(operands)

    def frame(self, operands: Sequence[Any]) -> None:
        """Follow `f*`: of a rectangle in another only the rim is painted (ISO 32000-2, 8.5.3.3)."""
        corners = self._path
        if len(corners) == _TWO_RECTANGLES:
            inner, outer = sorted((self._area(corners[:2]), self._area(corners[2:])), key=_size)
            if outer.holds(inner):
                self._fills.append((self._step, outer.within(self._state.clip)))
                return self.end(operands)
        return self.fill(operands)

    def stroke(self, operands: Sequence[Any]) -> None:
        if self._path and self._state.alpha:
            x0, y0, x1, y1 = self._area(self._path)
            half = self._state.width * abs(self._state.matrix[3]) / 2
            line = Area(x0 - half, y0 - half, x1 + half, y1 + half).within(self._state.clip)
            self._fills.append((self._step, line))
        self.end(operands)

    def line_width(self, operands: Sequence[Any]) -> None:
        self._state.width = float(operands[0])

    def line_colour(self, operands: Sequence[Any]) -> None:
        if _colour(operands) not in self.palette.colours:
            self.faults.append("it draws lines in a colour that the layout does not have")

    def colour(self, operands: Sequence[Any]) -> None:
        self._state.colour = _colour(operands)
        if self._state.colour not in self.palette.colours:
            shown = " ".join(f"{float(part):g}" for part in operands)
            self.faults.append(f"it uses the colour {shown}, which the layout does not have")

    def state(self, operands: Sequence[Any]) -> None:
        states: Any = self.page.resources.get("/ExtGState", {})
        entry = states.get(str(operands[0]), {})
        self._state.alpha = float(entry.get("/ca", 1))
        if set(entry.keys()) - _STATES or self._state.alpha not in (0, 1):
            self.faults.append("something on it is transparent or blended")

    def font(self, operands: Sequence[Any]) -> None:
        self._state.font, self._state.size = str(operands[0]), float(operands[1])

    def rise(self, operands: Sequence[Any]) -> None:
        # WeasyPrint raises marks that the font puts over a letter.
        if abs(float(operands[0])) > max(self._state.size, _SMALLEST):
            self.faults.append("its text is raised too far")

    def begin_text(self, _: Sequence[Any]) -> None:
        self._text = UNIT

    def text_matrix(self, operands: Sequence[Any]) -> None:
        self._text = matrix(operands)

    def move(self, operands: Sequence[Any]) -> None:
        self._text = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._text)

    def show(self, operands: Sequence[Any]) -> None:
        items = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
        size, whole = self._state.size, times(self._text, self._state.matrix)
        scale = abs(whole[3])
        if abs(whole[1]) > 1e-6 or abs(abs(whole[0]) - scale) > 1e-6 or size * scale < _SMALLEST:
            self.faults.append("its text is turned, stretched or too small")
        length = sum(self._length(item) for item in items) * size / 1000
        if length <= 0:
            return
        corners = [(0.0, 0.15 * size), (length, 0.45 * size)]
        area = bounds([apply(point, whole) for point in corners])
        if not self._state.alpha:
            self.faults.append("its text is transparent")
        if not self._state.clip.holds(area):
            self.faults.append("its text is cut off")
        if self._ground(area) == self._state.colour:
            self.faults.append("its text has the colour of its ground")
        self._texts.append((self._step, area))

    def _ground(self, text: Area) -> Colour:
        """Return the colour that was filled last where `text` is."""
        under = (colour for fill, colour in reversed(self._grounds) if fill.meets(text))
        return next(under, _PAPER)

    def _length(self, item: Any) -> float:
        if isinstance(item, (int, float, Decimal)):
            return -float(item)
        codes = bytes(item)
        widths, usual = self._known_widths(str(self._state.font))
        numbers = (codes[i] * 256 + codes[i + 1] for i in range(0, len(codes) - 1, 2))
        return sum(widths.get(number, usual) for number in numbers)

    def _known_widths(self, name: str) -> tuple[dict[int, float], float]:
        if name not in self._widths:
            font = self.page.resources.Font[name].DescendantFonts[0]
            usual = float(font.get("/DW", 1000))
            self._widths[name] = glyph_widths(font.get("/W", ())), usual
        return self._widths[name]

    def _area(self, path: Sequence[tuple[float, float]]) -> Area:
        return bounds([apply(point, self._state.matrix) for point in path])


_FOLLOWERS = {
    "q": "save",
    "Q": "restore",
    "cm": "transform",
    "re": "rectangle",
    "m": "points",
    "l": "points",
    "c": "points",
    "W": "clip",
    "W*": "clip",
    "n": "end",
    "f": "fill",
    "f*": "frame",
    "S": "stroke",
    "w": "line_width",
    "RG": "line_colour",
    "rg": "colour",
    "gs": "state",
    "Tf": "font",
    "Ts": "rise",
    "BT": "begin_text",
    "Tm": "text_matrix",
    "Td": "move",
    "TJ": "show",
    "Tj": "show",
}
