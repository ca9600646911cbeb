"""Our own documents with a section for each recommendation: read by the columns they must have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.columns import SHORT_ROLES, Columns, Level, Role
from pipeline.headingrows import heading_texts
from pipeline.layout import Layout
from pipeline.model import Action, Recommendation
from pipeline.parse.known_table import heads, known_text, words
from pipeline.richtext import EMPTY, RichText, one_line, plain_text, rich_text, without_looks
from pipeline.shapes import CARDS, card_labels, heading_number
from pipeline.table import RawCell, RawDocument, RawTable, RawText, grid

_SECTION, _LABEL = 2, 3
"""The levels of the headings that name a recommendation, and a text of its own."""


@dataclass(slots=True)
class _Section:
    number: str
    texts: list[RawText] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sections:
    """The recommendations of a document, and the texts above and below them."""

    above: Sequence[RawText]
    recommendations: tuple[Recommendation, ...]
    below: Sequence[RawText]


def read_sections(document: RawDocument, columns: Columns, layout: Layout) -> Sections | None:
    """Return what `document` says in sections; None if it does not print `columns` so."""
    above, sections, below = _split(document, layout)
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    made = []
    for section in sections:
        cells, actions = _own_cells(section, tops), _actions(section, rows, layout)
        if cells is None or not actions:
            return None
        made.append(Recommendation(tops, cells, tuple(Action(rows, a) for a in actions)))
    return Sections(above, tuple(made), below) if made else None


def _split(
    document: RawDocument, layout: Layout
) -> tuple[list[RawText], list[_Section], list[RawText]]:
    """Return the texts above the sections, the sections, and the texts below the last table."""
    above: list[RawText] = []
    sections: list[_Section] = []
    below: list[RawText] = []
    for item in document.items:
        if isinstance(item, RawTable):
            if sections:
                sections[-1].tables.append(item)
            continue
        number = heading_number(one_line(item.content), layout) if item.level == _SECTION else None
        if number is not None:
            sections.append(_Section(number))
        elif not sections:
            above.append(item)
        elif sections[-1].tables:
            below.append(item)
        else:
            sections[-1].texts.append(item)
    return above, sections, below


def _own_cells(section: _Section, columns: Columns) -> tuple[RichText, ...] | None:
    """Return the recommendation's own cells; None if a label is of none of its columns."""
    number, text = columns.first(Role.NUMBER), columns.first(Role.RECOMMENDATION)
    cells = [EMPTY] * len(columns)
    if number is not None:
        cells[number] = plain_text(section.number)
    labels = [column.name or str(column.role) for column in columns]
    at, said = text, -1
    found: dict[int, list[RawText]] = {}
    for item in section.texts:
        if item.level == _LABEL:
            label = one_line(item.content)
            at = next((i for i, name in enumerate(labels) if i > said and name == label), None)
            said = len(labels) if at is None else at
        elif at is not None:
            found.setdefault(at, []).append(item)
        if at is None:
            return None
    for place, items in found.items():
        cells[place] = _typed(rich_text(b for i in items for b in i.content.blocks), columns, place)
    return tuple(cells)


def _actions(
    section: _Section, columns: Columns, layout: Layout
) -> list[tuple[RichText, ...]] | None:
    if layout.shape == CARDS:
        labels = card_labels(columns, layout)
        cards = [_card(table, labels) for table in section.tables]
        rows = [card for card in cards if card is not None]
        if len(rows) < len(cards):
            return None
    else:
        texts = heading_texts(columns)
        placed = grid(section.tables[0]) if len(section.tables) == 1 else []
        if not heads(placed, texts):
            return None
        rows = [[*row] for row in placed[len(texts) :]]
        if any(len(row) > len(columns) for row in rows):
            return None
    return [_cells(row, columns) for row in rows]


def _card(table: RawTable, labels: Sequence[str]) -> list[RawCell | None] | None:
    """Return the values of a card; None if its labels are not `labels`."""
    rows = grid(table)
    if any(len(row) > 2 for row in rows) or [words(row[0]) for row in rows] != list(labels):
        return None
    return [row[1] if len(row) > 1 else None for row in rows]


def _cells(row: Sequence[RawCell | None], columns: Columns) -> tuple[RichText, ...]:
    texts = [known_text(cell) for cell in row] + [EMPTY] * (len(columns) - len(row))
    return tuple(_typed(text, columns, place) for place, text in enumerate(texts))


def _typed(text: RichText, columns: Columns, place: int) -> RichText:
    return without_looks(text) if columns[place].role in SHORT_ROLES else text
