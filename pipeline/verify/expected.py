"""What an artifact must show, cell by cell, and how two texts are compared without white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.diff import field_names
from pipeline.findings import Place
from pipeline.model import Column, Level, Plan
from pipeline.richtext import RichText

_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
_MIRRORED = str.maketrans("([{<«‹≤“‘", ")]}>»›≥”’")
_AGAIN = re.compile("([\u0300-\u036f])\\1+")
"""An accent painted twice in one place: pdfium takes it for one."""
_CIRCLE = "\u25cc"
"""What a shaper draws below an accent that has no letter of its own."""
_HYPHENS = "-\u2010\u00ad"


class Cell(NamedTuple):
    """A cell of the table, and where in the plan it is."""

    place: Place
    field: str
    text: str
    spans: bool = False
    """It stands beside several rows: the recommendation's number and text."""


def expected_rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    """Yield the table's rows; a recommendation's cells are in its first row only."""
    keys = iter(plan.keys())
    names = field_names(plan.columns)
    for recommendation in plan.recommendations:
        for number, action in enumerate(recommendation.actions):
            key = next(keys)
            cells = zip(plan.columns, names, plan.row(recommendation, action), strict=True)
            yield tuple(
                _cell(column, name, text, recommendation.number, key)
                for column, name, text in cells
                if not (number and column.level is Level.RECOMMENDATION)
            )


def _cell(column: Column, name: str, text: RichText, number: str, key: str) -> Cell:
    if column.level is Level.RECOMMENDATION:
        return Cell(Place(number), name, text.plain, spans=True)
    period = column.period.label if column.period else ""
    return Cell(Place(number, key, period), name, text.plain)


def expected_blocks(plan: Plan) -> tuple[str, ...]:
    """Return the texts outside the table, in their order."""
    details = (f"{d.label}: {d.text}" if d.label else d.text for d in plan.details)
    return tuple(text for text in (plan.title, *details, *plan.notes) if text)


def squeezed(text: str) -> str:
    """Return `text` in NFD without white space and without what is not painted.

    In NFC an accent that begins a word would join the letter before the space.
    """
    if text.isascii():
        return "".join(text.split())
    shaped = text.translate(_LIGATURES).replace(_CIRCLE, "")
    seen = (c for c in shaped if unicodedata.category(c) not in ("Cf", "Zs"))
    return _AGAIN.sub(r"\1", unicodedata.normalize("NFD", "".join("".join(seen).split())))


def shows(lines: Sequence[str], text: str) -> bool:
    """Return whether painted `lines` show `text`, word for word.

    White space is not painted, and a line may end in a hyphen that its word does not have.
    Of a text that runs from right to left only the characters are compared, without accents:
    pdfium gives them in another order, brackets mirrored, and an accent beside another letter.
    It also gives an accent elsewhere in the cell where it is painted apart from its letter, higher
    or lower than the font has it; then the letters and the accents are compared separately.
    """
    wanted = squeezed(text)
    painted = [squeezed(line) for line in lines]
    if runs_left(wanted):
        return _letters("".join(painted)) == _letters(wanted)
    if _spell(painted, wanted):
        return True
    accents = _accents("".join(lines))
    same = _accents("".join(painted)) == _accents(wanted)
    return bool(accents) and same and _spell(map(_bare, painted), _bare(wanted))


def _spell(lines: Iterable[str], wanted: str) -> bool:
    """Return whether `lines` are `wanted`, but for hyphens at their ends."""
    place = 0
    for line in lines:
        if not wanted.startswith(line, place):
            if line[-1:] not in _HYPHENS or not wanted.startswith(line[:-1], place):
                return False
            line = line[:-1]
        place += len(line)
    return place == len(wanted)


def is_accent(text: str) -> bool:
    """Return whether `text` is accents alone, without a letter below them."""
    return bool(text) and not text.isascii() and not _bare(text)


def _accents(text: str) -> list[str]:
    return sorted(c for c in text if unicodedata.category(c) == "Mn")


def _bare(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def _letters(text: str) -> list[str]:
    letters = unicodedata.normalize("NFD", text.translate(_MIRRORED))
    return sorted(_bare(letters))


def runs_left(text: str) -> bool:
    """Return whether some of `text` runs from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
