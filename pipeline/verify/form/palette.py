"""The colours that a layout prints with."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from pipeline.layout import Layout

_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
Colour = tuple[int, int, int]
"""Red, green and blue in 255ths."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a layout prints with, in 255ths."""

    colours: frozenset[Colour]

    @classmethod
    def of(cls, layout: Layout) -> Palette:
        """Return the colours of `layout` and of its style sheet."""
        sheet = layout.find("plan.css").read_text(encoding="utf-8")
        names = [*dataclasses.astuple(layout.colours)]
        names += [colour for s in layout.statuses for colour in (s.text, s.background)]
        found = _COLOUR.findall(" ".join((sheet, *names)))
        return cls(frozenset({_rgb(text) for text in found} | {(0, 0, 0), (255, 255, 255)}))


def _rgb(text: str) -> Colour:
    whole = "".join(c * 2 for c in text) if len(text) == 3 else text
    return int(whole[:2], 16), int(whole[2:4], 16), int(whole[4:], 16)
