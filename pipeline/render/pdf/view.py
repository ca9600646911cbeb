"""What the PDF's template shows: heading rows, and each recommendation's rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.columns import SHORT_ROLES, Column, Level, Role
from pipeline.headingrows import heading_rows
from pipeline.layout import Layout
from pipeline.model import Recommendation
from pipeline.publication import Publication
from pipeline.richtext import Paragraph, RichText, one_line

_HEADING_CELLS = (Role.NUMBER, Role.REFERENCE)
"""What names a row: the first of each, where it says something."""


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


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation's name, the label where it goes on over a page, and its rows."""

    name: str
    continued: str
    rows: tuple[tuple[CellView, ...], ...]


def heading_views(publication: Publication) -> list[list[HeadingView]]:
    """Return the cells of each heading row."""
    columns, newest = publication.plan.columns, publication.newest
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
        views.append(cells)
    return views


def recommendation_views(publication: Publication) -> Iterator[RecommendationView]:
    """Yield each recommendation as it is printed."""
    words = publication.layout.words["document"]
    for recommendation in publication.plan.recommendations:
        number = recommendation.number
        yield RecommendationView(
            words["recommendation"].format(number=number).strip(),
            words["continued"].format(number=number).strip(),
            tuple(tuple(row) for row in _rows(recommendation, publication)),
        )


def _rows(recommendation: Recommendation, publication: Publication) -> Iterator[list[CellView]]:
    plan = publication.plan
    tops = [i for i, c in enumerate(plan.columns) if c.level is Level.RECOMMENDATION]
    names = {plan.columns.first(role) for role in _HEADING_CELLS}
    for number, action in enumerate(recommendation.actions):
        cells = []
        for place, text in enumerate(plan.row(recommendation, action)):
            column = plan.columns[place]
            is_top = column.level is Level.RECOMMENDATION
            if is_top and number:
                continue
            cells.append(
                CellView(
                    text,
                    "th" if text and place in names else "td",
                    _style(column, publication),
                    len(recommendation.actions) if is_top else 1,
                    bool(tops) and place == tops[0],
                    _is_line(column, text),
                    _status(column, text, publication.layout),
                )
            )
        yield cells


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
