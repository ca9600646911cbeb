"""What an artifact must show, cell by cell, and how two texts are compared without white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.diff import field_names
from pipeline.findings import Place
from pipeline.headingrows import heading_rows
from pipeline.layout import Layout
from pipeline.model import Column, Columns, Level, Plan, Recommendation, Role
from pipeline.publication import Publication
from pipeline.render.summary import summary
from pipeline.richtext import RichText
from pipeline.shapes import CARDS, WIDE, card_labels, own_texts, section_heading

_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
_MIRRORED = str.maketrans("([{<«‹≤“‘", ")]}>»›≥”’")
_AGAIN = re.compile("([\u0300-\u036f])\\1+")
"""An accent painted twice in one place: pdfium takes it for one."""
_CIRCLE = "\u25cc"
"""What a shaper draws below an accent that has no letter of its own."""
_HYPHENS = "-\u2010\u00ad"


class ExpectedCell(NamedTuple):
    """A cell of the table, and where in the plan it is."""

    place: Place
    field: str
    text: str
    spans: bool = False
    """It is beside several rows: the recommendation's number and text."""
    names: bool = False
    """It names its row, and may be repeated where the row goes on over a page."""


class ExpectedTable(NamedTuple):
    """A table of the page."""

    headings: tuple[str, ...]
    """The texts of its heading rows' cells."""
    rows: tuple[tuple[ExpectedCell, ...], ...]


def expected_tables(plan: Plan, layout: Layout) -> tuple[ExpectedTable, ...]:
    """Return the tables that `plan` has in the shape of `layout`, in their order."""
    if layout.shape == WIDE:
        return (ExpectedTable(_headings(plan.columns), tuple(expected_rows(plan))),)
    columns = plan.columns.level(Level.ACTION)
    labels, headings = card_labels(columns, layout), _headings(columns)
    keys, names = iter(plan.keys()), _names(plan)
    tables = []
    for recommendation in plan.recommendations:
        rows = []
        for action in recommendation.actions:
            cells = zip(columns, action.cells, strict=True)
            rows.append(tuple(_cells(recommendation, cells, names, next(keys))))
        if layout.shape == CARDS:
            tables += [ExpectedTable((), tuple(_card(row, labels))) for row in rows]
        else:
            tables.append(ExpectedTable(headings, tuple(rows)))
    return tuple(tables)


def _headings(columns: Columns) -> tuple[str, ...]:
    return tuple(cell.text for row in heading_rows(columns) for cell in row)


def _card(row: Iterable[ExpectedCell], labels: Sequence[str]) -> Iterator[tuple[ExpectedCell, ...]]:
    """Yield the lines of a card: a label and its value."""
    for label, cell in zip(labels, row, strict=True):
        yield cell._replace(field=f"label of {cell.field}", text=label, names=True), cell


def expected_rows(plan: Plan) -> Iterator[tuple[ExpectedCell, ...]]:
    """Yield the wide table's rows; a recommendation's cells are in its first row only."""
    keys, names = iter(plan.keys()), _names(plan)
    for recommendation in plan.recommendations:
        for number, action in enumerate(recommendation.actions):
            cells = zip(plan.columns, plan.row(recommendation, action), strict=True)
            kept = [c for c in cells if not (number and c[0].level is Level.RECOMMENDATION)]
            yield tuple(_cells(recommendation, kept, names, next(keys)))


def _names(plan: Plan) -> dict[Column, str]:
    return dict(zip(plan.columns, field_names(plan.columns), strict=True))


def _cells(
    recommendation: Recommendation,
    cells: Iterable[tuple[Column, RichText]],
    names: Mapping[Column, str],
    key: str,
) -> Iterator[ExpectedCell]:
    for column, text in cells:
        yield _cell(column, names[column], text, recommendation.number, key)


def _cell(column: Column, name: str, text: RichText, number: str, key: str) -> ExpectedCell:
    if column.level is Level.RECOMMENDATION:
        return ExpectedCell(Place(number), name, text.plain, spans=True)
    period = column.period.label if column.period else ""
    names = column.role in (Role.REFERENCE, Role.OWNER, Role.STATUS)
    return ExpectedCell(Place(number, key, period), name, text.plain, names=names)


def expected_blocks(plan: Plan, layout: Layout) -> tuple[str, ...]:
    """Return the texts outside the tables, in their order."""
    details = (f"{d.label}: {d.text}" if d.label else d.text for d in plan.details)
    sections = () if layout.shape == WIDE else _section_texts(plan, layout)
    return tuple(text for text in (plan.title, *details, *sections, *plan.notes) if text)


def expected_asides(plan: Plan, layout: Layout) -> tuple[str, ...]:
    """Return the texts around the plan that plan and layout decide, in their order."""
    places = layout.places
    found = summary(Publication(plan, layout, ""))
    texts = found.texts() if found else ()
    return tuple(
        text
        for text in (
            *places.paragraphs("intro"),
            *texts,
            *places.paragraphs("legend"),
            *places.paragraphs("contact"),
        )
        if text
    )


def _section_texts(plan: Plan, layout: Layout) -> Iterator[str]:
    for recommendation in plan.recommendations:
        yield section_heading(recommendation.number, layout)
        for own in own_texts(recommendation):
            yield own.label
            yield from own.text.plain.split("\n")


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
