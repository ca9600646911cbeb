"""What the PDF's template shows: heading rows, and each recommendation's rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import SHORT_ROLES, Column, Columns, Level, Period, Role
from pipeline.headingrows import heading_rows
from pipeline.layout import Layout
from pipeline.model import Recommendation
from pipeline.publication import Publication
from pipeline.richtext import Paragraph, RichText, one_line, plain_text
from pipeline.shapes import CARDS, OwnText, card_labels, own_texts, section_heading

_HEADING_CELLS = (Role.NUMBER, Role.REFERENCE)
"""What names a row: the first of each, where it says something."""


_REPEATED = (Role.REFERENCE, Role.OWNER, Role.STATUS)
"""What a reader of a page needs to know of a row that began on the page before."""


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A cell of a heading row."""

    text: str
    scope: str
    column_span: int
    row_span: int
    style: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the body."""

    text: RichText
    tag: str
    """`th` where it heads its row, else `td`."""
    style: str
    row_span: int
    leads: bool
    """It is the recommendation's first, which bears its bookmark and goes on over pages."""
    is_line: bool
    """It is one line in a column of short words, and no paragraph."""
    status: int | None
    """The place of its status word in the layout's legend, counted from 0."""
    continued: str = ""
    """What is repeated in its place where its row goes on over a page."""


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation's name, and its rows."""

    name: str
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of a section: all its actions, or a card of one without heading rows."""

    headings: tuple[tuple[HeadingView, ...], ...]
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A recommendation with a heading of its own."""

    heading: str
    texts: tuple[OwnText, ...]
    tables: tuple[TableView, ...]


def heading_views(columns: Columns, newest: Period | None) -> tuple[tuple[HeadingView, ...], ...]:
    """Return the cells of each heading row above `columns`."""
    views = []
    for row in heading_rows(columns):
        cells = []
        for cell in row:
            below = columns[cell.column : cell.column + cell.column_span]
            is_newest = newest is not None and all(c.period == newest for c in below)
            is_spanner = cell.column_span > 1 and any(c.heading for c in below)
            styles = (("newest", is_newest), ("spanner", is_spanner))
            style = " ".join(name for name, holds in styles if holds)
            cells.append(HeadingView(cell.text, "col", cell.column_span, cell.row_span, style))
        views.append(tuple(cells))
    return tuple(views)


def recommendation_views(publication: Publication) -> Iterator[RecommendationView]:
    """Yield each recommendation as it is printed."""
    words = publication.layout.words["document"]
    for recommendation in publication.plan.recommendations:
        number = recommendation.number
        yield RecommendationView(
            words["recommendation"].format(number=number).strip(),
            tuple(tuple(row) for row in _rows(recommendation, publication)),
        )


def _rows(recommendation: Recommendation, publication: Publication) -> Iterator[list[CellView]]:
    plan = publication.plan
    tops = [i for i, c in enumerate(plan.columns) if c.level is Level.RECOMMENDATION]
    names = _names(plan.columns)
    words = publication.layout.words["document"]
    continued = words["continued"].format(number=recommendation.number).strip()
    for number, action in enumerate(recommendation.actions):
        cells = []
        for place, text in enumerate(plan.row(recommendation, action)):
            column = plan.columns[place]
            is_top = column.level is Level.RECOMMENDATION
            if is_top and number:
                continue
            cell = _cell(column, text, publication, is_name=place in names)
            span = len(recommendation.actions) if is_top else 1
            leads = bool(tops) and place == tops[0]
            again = continued if leads else cell.continued
            cells.append(replace(cell, row_span=span, leads=leads, continued=again))
        yield cells


def _names(columns: Columns) -> set[int | None]:
    return {columns.first(role) for role in _HEADING_CELLS}


def _cell(column: Column, text: RichText, publication: Publication, *, is_name: bool) -> CellView:
    return CellView(
        text,
        "th" if text and is_name else "td",
        _style(column, publication),
        row_span=1,
        leads=False,
        is_line=_is_line(column, text),
        status=_status(column, text, publication.layout),
        continued=one_line(text) if column.role in _REPEATED else "",
    )


def section_views(publication: Publication) -> Iterator[SectionView]:
    """Yield each recommendation as a section with the tables of its actions."""
    plan, layout = publication.plan, publication.layout
    columns = plan.columns.level(Level.ACTION)
    names = _names(columns)
    headings = heading_views(columns, publication.newest)
    labels = card_labels(columns, layout)
    for recommendation in plan.recommendations:
        rows = [
            [
                _cell(column, text, publication, is_name=place in names)
                for place, (column, text) in enumerate(zip(columns, action.cells, strict=True))
            ]
            for action in recommendation.actions
        ]
        if layout.shape == CARDS:
            tables = tuple(TableView((), _card(row, labels)) for row in rows)
        else:
            tables = (TableView(headings, tuple(map(tuple, rows))),)
        yield SectionView(
            section_heading(recommendation.number, layout),
            tuple(own_texts(recommendation)),
            tables,
        )


def _card(row: Sequence[CellView], labels: Sequence[str]) -> tuple[tuple[CellView, ...], ...]:
    """Return a row for each value of an action, its label before it."""
    return tuple(
        (
            CellView(
                plain_text(label),
                "th",
                "label",
                1,
                leads=False,
                is_line=True,
                status=None,
                continued=label,
            ),
            replace(cell, tag="td", continued=""),
        )
        for label, cell in zip(labels, row, strict=True)
    )


def _style(column: Column, publication: Publication) -> str:
    if column.role in (Role.NUMBER, Role.REFERENCE):
        return str(column.role)
    if column.level is Level.RECOMMENDATION:
        return "stub"
    is_newest = column.period is not None and column.period == publication.newest
    return "newest" if is_newest else ""


def _is_line(column: Column, text: RichText) -> bool:
    return (
        column.role in SHORT_ROLES
        and len(text.blocks) == 1
        and isinstance(text.blocks[0], Paragraph)
    )


def _status(column: Column, text: RichText, layout: Layout) -> int | None:
    if column.role is not Role.STATUS or not _is_line(column, text):
        return None
    status = layout.status(one_line(text))
    return layout.statuses.index(status) if status else None
