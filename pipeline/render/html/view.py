"""What the web page's template shows: the plan by recommendation, the newest update first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from pipeline.columns import SHORT_ROLES
from pipeline.headingrows import flat_headings, heading_rows, host
from pipeline.layout import Layout
from pipeline.model import Action, Column, Level, Recommendation, Role
from pipeline.publication import Publication, PublishedFile
from pipeline.render.html.rich import line_html, rich_html
from pipeline.render.widths import page_widths
from pipeline.richtext import Paragraph, RichText, one_line

_HEADINGS = (Role.NUMBER, Role.REFERENCE)
"""What names a row: the first of each, where it says something."""
_EXCERPT = 90
"""Characters of a recommendation's text that the contents show, to the end of a word."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the page."""

    address: str
    name: str
    """The format in words: `Word document`."""
    size: str


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A cell of a heading row."""

    text: str
    scope: str
    column_span: int
    row_span: int


@dataclass(frozen=True, slots=True)
class EarlierCell:
    """A cell of an earlier period, with the heading of its column."""

    label: str
    content: Markup
    is_update: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the table."""

    content: Markup
    style: str
    """The class that says what it is."""
    scope: str
    """`row` or `rowgroup` where it is a heading, else empty."""
    label: str
    """The column's heading, for the card that a row is on a narrow screen."""
    row_span: int
    status: str
    """The class of a status word; empty where the cell is none."""
    earlier: tuple[tuple[EarlierCell, ...], ...]
    """What the earlier periods said, the latest first, where the cell is the newest update."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """A row of the table."""

    anchor: str
    key: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation and its rows."""

    anchor: str
    name: str
    excerpt: str
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template is given."""

    edition: str
    """The edition's date in words; empty where no period has a date."""
    widths: tuple[float, ...]
    """Each column's width on a wide screen, in per cent."""
    headings: tuple[tuple[HeadingView, ...], ...]
    recommendations: tuple[RecommendationView, ...]
    links: tuple[Link, ...]


def build_page(publication: Publication) -> Page:
    """Return what the page of `publication` shows; raise KeyError where the layout lacks a word."""
    layout, date = publication.layout, publication.date
    table = _Table(publication)
    return Page(
        layout.date_text(date) if date else "",
        page_widths(publication.plan, layout, table.shown),
        table.headings(),
        tuple(_recommendations(publication, table)),
        tuple(_link(file, layout.words["web"]) for file in publication.files),
    )


def _recommendations(publication: Publication, table: _Table) -> Iterator[RecommendationView]:
    plan, layout = publication.plan, publication.layout
    keys = iter(zip(plan.keys(), _anchors("action", plan.keys()), strict=True))
    numbers = tuple(r.number for r in plan.recommendations)
    anchors = _anchors("recommendation", numbers)
    for recommendation, anchor in zip(plan.recommendations, anchors, strict=True):
        actions = []
        for place, action in enumerate(recommendation.actions):
            key, address = next(keys)
            cells = tuple(table.cells(recommendation, action, is_first=not place))
            actions.append(ActionView(address, key, cells))
        excerpt = _excerpt(recommendation.text)
        yield RecommendationView(anchor, _name(recommendation, layout), excerpt, tuple(actions))


class _Table:
    """The table as the page shows it: earlier periods are inside the newest update's cells."""

    def __init__(self, publication: Publication) -> None:
        self.plan, self.layout = publication.plan, publication.layout
        columns, newest = self.plan.columns, publication.newest
        self.newest = newest
        self.shown = tuple(i for i, c in enumerate(columns) if c.period in (None, newest))
        self._host = host(columns)
        self._headings = {role: columns.first(role) for role in _HEADINGS}
        self._update = None if newest is None else columns.first(Role.UPDATE, newest)
        self._status = columns.status_place
        names = flat_headings(columns, self.layout.words["web"]["reference"])
        self._labels = [name.rstrip(" :") for name in names]
        if (number := columns.first(Role.NUMBER)) is not None:
            word = self.layout.words["document"]["recommendation"].format(number="")
            self._labels[number] = word.rstrip(" :")

    def headings(self) -> tuple[tuple[HeadingView, ...], ...]:
        """Return the heading rows of the columns that are shown."""
        rows = heading_rows([self.plan.columns[i] for i in self.shown])
        return tuple(
            tuple(
                HeadingView(
                    cell.text,
                    "colgroup" if cell.column_span > 1 else "col",
                    cell.column_span,
                    cell.row_span,
                )
                for cell in row
            )
            for row in rows
        )

    def cells(
        self, recommendation: Recommendation, action: Action, *, is_first: bool
    ) -> Iterator[CellView]:
        """Yield the cells of a row; the recommendation's own are in its first row."""
        row = self.plan.row(recommendation, action)
        for place in self.shown:
            column, text = self.plan.columns[place], row[place]
            is_top = column.level is Level.RECOMMENDATION
            if is_top and not is_first:
                continue
            is_heading = bool(text) and place in self._headings.values()
            scope = ("rowgroup" if is_top else "row") if is_heading else ""
            is_status = column.role is Role.STATUS and len(list(text.lines())) == 1
            yield CellView(
                _content(column, text),
                self._style(place, column),
                scope,
                "" if column.role is Role.RECOMMENDATION else self._labels[place],
                len(recommendation.actions) if is_top else 0,
                f"status {_status_style(one_line(text), self.layout)}".strip() if is_status else "",
                tuple(self._earlier(row)) if place == self._host else (),
            )

    def _style(self, place: int, column: Column) -> str:
        if place == self._update:
            return "update"
        if place == self._status:
            return "status-cell"
        if place in self._headings.values():
            return str(column.role)
        if column.level is Level.RECOMMENDATION:
            return "text"
        if column.role in (Role.REQUIREMENT, Role.OWNER):
            return str(column.role)
        return "other" if column.period is None else "other newest-period"

    def _earlier(self, row: Sequence[RichText]) -> Iterator[tuple[EarlierCell, ...]]:
        """Yield the cells of each earlier period, the latest first."""
        columns = self.plan.columns
        for period in reversed(columns.periods[:-1]):
            yield tuple(
                EarlierCell(columns[i].name, rich_html(row[i]), columns[i].role is Role.UPDATE)
                for i in columns.of(period)
            )


def _content(column: Column, text: RichText) -> Markup:
    """Return the cell as HTML; one line in a column of short words is no paragraph."""
    first = text.blocks[0] if len(text.blocks) == 1 else None
    if column.role in SHORT_ROLES and isinstance(first, Paragraph):
        return line_html(first.runs)
    return rich_html(text)


def _name(recommendation: Recommendation, layout: Layout) -> str:
    pattern: str = layout.words["document"]["recommendation"]
    return pattern.format(number=recommendation.number).strip()


def _status_style(word: str, layout: Layout) -> str:
    status = layout.status(word)
    return f"status-{layout.statuses.index(status) + 1}" if status else ""


def _link(file: PublishedFile, words: dict[str, dict[str, str]]) -> Link:
    name = words["formats"].get(file.format, file.format.upper())
    return Link(f"./{quote(file.name)}", name, _size(file.size, words["sizes"]))


def _size(count: int, words: dict[str, str]) -> str:
    """Return a file's size in words, as few figures as tell it."""
    if count < 1000:
        return words["bytes"].format(size=count)
    if count < 999_500:
        return words["kilobytes"].format(size=round(count / 1000))
    return words["megabytes"].format(size=f"{count / 1_000_000:.1f}")


def _excerpt(text: RichText) -> str:
    """Return how the text begins, with an ellipsis where it goes on."""
    words = " ".join(text.words)
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rpartition(' ')[0]} …"


def _anchors(kind: str, names: tuple[str, ...]) -> list[str]:
    """Return an id for each name, no two alike: `action-7.1`. It lasts as long as the name."""
    taken: set[str] = set()
    anchors = []
    for place, name in enumerate(names, 1):
        slug = "-".join(re.findall(r"[\w.]+", name, re.ASCII)) or str(place)
        anchor = f"{kind}-{slug}"
        while anchor in taken:
            anchor += f"-{place}"
        taken.add(anchor)
        anchors.append(anchor)
    return anchors
