"""The plan's table: one row for each action, below a heading row that repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.layout import Layout
from pipeline.model import Action, Recommendation
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, paragraph, w
from pipeline.render.docx.fit import widths
from pipeline.render.docx.formatting import shade, text_width
from pipeline.render.docx.styles import CELL, HEADING, NUMBER, TABLE, status_style
from pipeline.render.docx.text import Links, paragraphs

_BEFORE_PERIODS = 5
"""Number, recommendation, reference, requirement, owner."""

_LOOK = "06A0"
"""The first row and the first column are headings; there are no bands."""


@dataclass(frozen=True, slots=True)
class _Column:
    width: int
    """In twentieths of a point."""
    background: str
    """Empty for the paper's own."""


def table(publication: Publication, links: Links) -> Element:
    """Return the table; the addresses that it links to are added to `links`."""
    columns = _columns(publication)
    headings = _headings(publication)
    made = w("tbl", _properties(publication, [text for text, _ in headings]), _grid(columns))
    made.append(_heading_row(publication.layout, headings, columns))
    for recommendation in publication.plan.recommendations:
        made.extend(_rows(recommendation, publication.layout, columns, links))
    return made


def _columns(publication: Publication) -> list[_Column]:
    """Return the columns; rounding never adds up, so they fill the page's width exactly."""
    layout, periods = publication.layout, len(publication.plan.periods)
    shares = widths(layout, _short_texts(publication))
    edges = [round(text_width(layout) * share / 100) for share in accumulate(shares, initial=0.0)]
    backgrounds = [""] * len(shares)
    backgrounds[:2] = [layout.colours.stub_background] * 2
    if periods:
        backgrounds[_BEFORE_PERIODS + periods - 1] = layout.colours.newest_background
    lengths = (right - left for left, right in pairwise(edges))
    return [_Column(*column) for column in zip(lengths, backgrounds, strict=True)]


def _short_texts(publication: Publication) -> list[list[str]]:
    """Return the texts of each column whose words should not break: all but its prose."""
    plan, columns = publication.plan, publication.layout.columns
    actions = list(plan.actions())
    return [
        [columns.number.heading, *(r.number for r in plan.recommendations)],
        [columns.recommendation.heading],
        [action.reference for action in actions],
        [],
        [columns.owner.heading, *(action.owner for action in actions)],
        *([period.label] for period in plan.periods),
        [columns.status.heading, *(action.status for action in actions)],
    ]


def _headings(publication: Publication) -> list[tuple[str, int]]:
    """Return each heading with the number of columns that it stands over."""
    columns = publication.layout.columns
    return [
        (columns.number.heading, 1),
        (columns.recommendation.heading, 1),
        (columns.evidence.heading, 2),
        (columns.owner.heading, 1),
        *((period.label, 1) for period in publication.plan.periods),
        (columns.status.heading, 1),
    ]


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


def _heading_row(
    layout: Layout, headings: Sequence[tuple[str, int]], columns: Sequence[_Column]
) -> Element:
    row = w("tr", w("trPr", w("tblHeader")))
    rest = iter(columns)
    for text, span in headings:
        width = sum(next(rest).width for _ in range(span))
        column = _Column(width, layout.colours.heading_background)
        merge = [w("gridSpan", val=span)] if span > 1 else []
        row.append(_cell(column, [paragraph(HEADING, text)], *merge))
    return row


def _rows(
    recommendation: Recommendation, layout: Layout, columns: Sequence[_Column], links: Links
) -> Iterator[Element]:
    """Yield a row for each action; number and text are merged down over all of them."""
    stub = [
        [paragraph(NUMBER, recommendation.number)],
        paragraphs(recommendation.text, CELL, links),
    ]
    merge = "restart"
    for action in recommendation.actions:
        merged = map(_cell, columns, stub, (w("vMerge", val=merge) for _ in stub))
        cells = map(_cell, columns[len(stub) :], _contents(action, layout, links))
        yield w("tr", *merged, *cells)
        stub, merge = [[paragraph(NUMBER)], [paragraph(CELL)]], "continue"


def _contents(action: Action, layout: Layout, links: Links) -> Iterator[list[Element]]:
    """Yield what stands in the action's own columns, from its reference to its status."""
    yield [paragraph(CELL, action.reference)]
    yield paragraphs(action.requirement, CELL, links)
    yield [paragraph(CELL, action.owner)]
    for update in action.updates:
        yield paragraphs(update, CELL, links)
    yield [paragraph(status_style(layout, action.status), action.status)]


def _cell(column: _Column, content: Sequence[Element], *merge: Element) -> Element:
    properties = w("tcPr", w("tcW", w=column.width, type="dxa"), *merge)
    if column.background:
        properties.append(shade(column.background))
    return w("tc", properties, *content)
