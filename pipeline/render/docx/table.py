"""The plan's table: one row for each action, below heading rows that repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.headingrows import HeadingCell, HeadingRow, heading_rows
from pipeline.layout import Layout
from pipeline.model import Action, Column, Columns, Level, Recommendation, Role
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, paragraph, w
from pipeline.render.docx.fit import widths
from pipeline.render.docx.formatting import shade, text_width
from pipeline.render.docx.styles import CELL, HEADING, NUMBER, TABLE, status_style
from pipeline.render.docx.text import Links, paragraphs
from pipeline.richtext import RichText, one_line
from pipeline.shapes import CARDS, card_labels

_LOOK = "06A0"
"""The first row and the first column are headings; there are no bands."""


@dataclass(frozen=True, slots=True)
class _Column:
    width: int
    """In twentieths of a point."""
    background: str
    """Empty for the paper's own."""


def table(publication: Publication, links: Links) -> Element:
    """Return the wide table; the addresses that it links to are added to `links`."""
    plan = publication.plan
    columns = _columns(publication, plan.columns)
    headings = heading_rows(plan.columns)
    made = _begun(publication, columns, [c.text for row in headings for c in row if c.text])
    made.extend(_heading_rows(publication.layout, headings, columns))
    for recommendation in plan.recommendations:
        made.extend(_rows(recommendation, publication, columns, links))
    return made


def section_tables(
    recommendation: Recommendation, publication: Publication, links: Links
) -> Iterator[Element]:
    """Yield the table of a recommendation's actions, or a card for each."""
    layout = publication.layout
    names = publication.plan.columns.level(Level.ACTION)
    if layout.shape == CARDS:
        edges = _edges(publication)
        labels = card_labels(names, layout)
        for action in recommendation.actions:
            yield _card(action, labels, edges, publication, links)
        return
    columns = _columns(publication, names)
    headings = heading_rows(names)
    made = _begun(publication, columns, [c.text for row in headings for c in row if c.text])
    made.extend(_heading_rows(layout, headings, columns))
    for action in recommendation.actions:
        row = w("tr")
        for look, column, text in zip(columns, names, action.cells, strict=True):
            row.append(_cell(look, paragraphs(text, _style(column, text, layout), links)))
        made.append(row)
    yield made


def _card(
    action: Action,
    labels: Sequence[str],
    widths: Sequence[int],
    publication: Publication,
    links: Links,
) -> Element:
    """Return a table with a row for each value of `action`, its label before it."""
    layout = publication.layout
    beside = _Column(widths[0], layout.colours.stub_background)
    made = _begun(publication, [beside, _Column(widths[1], "")], labels)
    for label, column, text in zip(labels, action.columns, action.cells, strict=True):
        value = _Column(widths[1], _background(column, publication))
        cells = (
            _cell(beside, [paragraph(NUMBER, label)]),
            _cell(value, paragraphs(text, _style(column, text, layout), links)),
        )
        made.append(w("tr", *cells))
    return made


def _begun(
    publication: Publication, columns: Sequence[_Column], headings: Sequence[str]
) -> Element:
    """Return a table without rows."""
    return w("tbl", _properties(publication, headings), _grid(columns))


def _edges(publication: Publication) -> list[int]:
    """Return the columns' widths; rounding never adds up, so they fill the page's width exactly."""
    shares = accumulate(widths(publication.plan, publication.layout), initial=0.0)
    edges = [round(text_width(publication.layout) * share / 100) for share in shares]
    return [right - left for left, right in pairwise(edges)]


def _columns(publication: Publication, names: Columns) -> list[_Column]:
    return [
        _Column(length, _background(column, publication))
        for length, column in zip(_edges(publication), names, strict=True)
    ]


def _background(column: Column, publication: Publication) -> str:
    colours = publication.layout.colours
    if column.level is Level.RECOMMENDATION:
        return colours.stub_background
    is_newest = column.period is not None and column.period == publication.newest
    return colours.newest_background if is_newest else ""


def _properties(publication: Publication, headings: Sequence[str]) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val=TABLE),
        w("tblW", w=text_width(publication.layout), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val=_LOOK),
        w("tblCaption", val=publication.layout.words["document"]["table"]),
        w("tblDescription", val="; ".join(headings)),
    )


def _grid(columns: Sequence[_Column]) -> Element:
    return w("tblGrid", *(w("gridCol", w=column.width) for column in columns))


def _heading_rows(
    layout: Layout, rows: Sequence[HeadingRow], columns: Sequence[_Column]
) -> Iterator[Element]:
    """Yield the heading rows; a heading that goes over both is merged down."""
    open_: dict[int, HeadingCell] = {}
    for row in rows:
        made = w("tr", w("trPr", w("tblHeader")))
        here = {cell.column: (cell, [w("vMerge", val="restart")]) for cell in row}
        below = {at: (cell, [w("vMerge", val="continue")]) for at, cell in open_.items()}
        for at, (cell, merge) in sorted({**below, **here}.items()):
            width = sum(c.width for c in columns[at : at + cell.column_span])
            column = _Column(width, layout.colours.heading_background)
            span = [w("gridSpan", val=cell.column_span)] if cell.column_span > 1 else []
            text = cell.text if at in here else ""
            merged = merge if cell.row_span > 1 else []
            made.append(_cell(column, [paragraph(HEADING, text)], *span, *merged))
        open_ = {cell.column: cell for cell in row if cell.row_span > 1}
        yield made


def _rows(
    recommendation: Recommendation,
    publication: Publication,
    columns: Sequence[_Column],
    links: Links,
) -> Iterator[Element]:
    """Yield a row for each action; the recommendation's cells are merged down over all of them."""
    merge = "restart"
    for action in recommendation.actions:
        row = w("tr")
        cells = publication.plan.row(recommendation, action)
        for look, column, text in zip(columns, publication.plan.columns, cells, strict=True):
            style = _style(column, text, publication.layout)
            if column.level is Level.ACTION:
                row.append(_cell(look, paragraphs(text, style, links)))
            elif merge == "restart":
                row.append(_cell(look, paragraphs(text, style, links), w("vMerge", val=merge)))
            else:
                row.append(_cell(look, [paragraph(style)], w("vMerge", val=merge)))
        merge = "continue"
        yield row


def _style(column: Column, text: RichText, layout: Layout) -> str:
    if column.role is Role.NUMBER:
        return NUMBER
    return status_style(layout, one_line(text)) if column.role is Role.STATUS else CELL


def _cell(column: _Column, content: Sequence[Element], *merge: Element) -> Element:
    properties = w("tcPr", w("tcW", w=column.width, type="dxa"), *merge)
    if column.background:
        properties.append(shade(column.background))
    return w("tc", properties, *content)
