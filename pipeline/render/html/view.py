"""The plan as the web page shows it: a table of actions below each recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.columns import SHORT_ROLES
from pipeline.headingrows import flat_headings, heading_rows, host
from pipeline.layout import Layout
from pipeline.model import Action, Column, Level, Period, Recommendation, Role
from pipeline.nochange import UpdateKind, last_real_update, update_kind
from pipeline.publication import Publication
from pipeline.render.html.addresses import anchors
from pipeline.render.html.excerpts import excerpts
from pipeline.render.html.rich import line_html, rich_html
from pipeline.render.widths import page_widths
from pipeline.richtext import Paragraph, RichText, one_line

_NAMED = re.compile(r"\{\w+\}")
"""Where a layout's pattern has the number: `Recommendation {number}`."""


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A cell of a heading row."""

    text: str
    scope: str
    column_span: int
    row_span: int
    place: int | None
    """The column's place in the plan's table, counted from 0; None over several."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the plan."""

    place: int
    """Its column's place in the plan's table, counted from 0."""
    label: str
    content: Markup
    style: str
    """The class that says what it is."""
    status: str
    """The class of a status word; empty if the cell is none."""
    spoken: str
    """What is heard before an update: recommendation, action, period and status."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What an earlier period says about an action."""

    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """A row."""

    anchor: str
    key: str
    cells: tuple[CellView, ...]
    kind: str
    """What the newest period says: `update`, `no change` or `missing`; empty without periods."""
    since: str
    """Above the last real update; empty if the newest period has one, or none has."""
    last: PeriodView | None
    earlier: tuple[PeriodView, ...]
    """The other periods, the latest first."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What the filters go by: a `data-` name with its values."""


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation and its rows."""

    anchor: str
    name: str
    """`Recommendation 7`."""
    before: str
    """The words around the number in that name."""
    after: str
    number: CellView | None
    """None if the number is not a one line, or is not there."""
    excerpt: str
    cells: tuple[CellView, ...]
    """Its other cells that say something, the text first."""
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What the tables of all recommendations have alike."""

    widths: tuple[float, ...]
    """Each column's width on a wide screen, in per cent."""
    headings: tuple[tuple[HeadingView, ...], ...]
    host: int | None
    """The place of the column whose cells list the earlier periods; None for that of the keys."""
    newest: int | None
    """The place of the newest update."""
    has_keys: bool
    """Whether the table needs a column for the keys: the plan has none for the reference."""


class Rows:
    """Makes the rows of one publication; raises KeyError where the layout lacks a word."""

    def __init__(self, publication: Publication, marks: Sequence[Mapping[str, str]]) -> None:
        """Take the `marks` of each action, in the order of the plan."""
        self.plan, self.layout = publication.plan, publication.layout
        self.words = self.layout.words["web"]
        self.columns, self._marks = self.plan.columns, marks
        self.newest = publication.newest
        names = flat_headings(self.columns, self.words["reference"])
        self._labels = tuple(name.rstrip(" :") for name in names)
        self._shown = tuple(
            place
            for place, column in enumerate(self.columns)
            if column.level is Level.ACTION and column.period in (None, self.newest)
        )
        self._number = self.columns.first(Role.NUMBER)
        self._reference = self.columns.first(Role.REFERENCE)
        self._update = self.columns.first(Role.UPDATE, self.newest) if self.newest else None

    def table(self) -> Table:
        """Return what all tables have alike."""
        rows = heading_rows([self.columns[place] for place in self._shown])
        headings = tuple(
            tuple(
                HeadingView(
                    cell.text,
                    "colgroup" if cell.column_span > 1 else "col",
                    cell.column_span,
                    cell.row_span,
                    self._shown[cell.column] if cell.column_span == 1 else None,
                )
                for cell in row
            )
            for row in rows
        )
        return Table(
            page_widths(self.plan, self.layout, self._shown),
            headings,
            self._host(),
            self._update,
            self._reference not in self._shown,
        )

    def _host(self) -> int | None:
        place = host(self.columns)
        return place if place in self._shown else max(self._shown, default=None)

    def recommendations(self) -> Iterator[RecommendationView]:
        """Yield each recommendation with its rows."""
        plan = self.plan
        keys = iter(zip(plan.keys(), anchors("action", plan.keys()), self._marks, strict=True))
        addresses = anchors("recommendation", [r.number for r in plan.recommendations])
        shown = excerpts([r.text for r in plan.recommendations])
        for recommendation, anchor, excerpt in zip(
            plan.recommendations, addresses, shown, strict=True
        ):
            row = plan.row(recommendation, recommendation.actions[0])
            number = self._number
            is_named = number is not None and _is_line(row[number])
            pattern = self.layout.words["document"]["recommendation"]
            before, after = _NAMED.split(pattern, maxsplit=1) if is_named else ("", "")
            name = recommendation_name(recommendation, self.layout)
            yield RecommendationView(
                anchor,
                name,
                before if is_named else name,
                after,
                self._cell(number, row) if is_named and number is not None else None,
                excerpt,
                tuple(self._own_cells(row, {number} if is_named else set())),
                tuple(self._action(recommendation, a, *next(keys)) for a in recommendation.actions),
            )

    def _own_cells(self, row: Sequence[RichText], taken: set[int | None]) -> Iterator[CellView]:
        """Yield the recommendation's own cells that say something, its text first."""
        text = self.columns.first(Role.RECOMMENDATION)
        places = [i for i, c in enumerate(self.columns) if c.level is Level.RECOMMENDATION]
        for place in sorted(places, key=lambda place: place != text):
            if place not in taken and row[place]:
                yield self._cell(place, row)

    def _action(
        self,
        recommendation: Recommendation,
        action: Action,
        key: str,
        anchor: str,
        marks: Mapping[str, str],
    ) -> ActionView:
        row = self.plan.row(recommendation, action)
        kind, last = self._progress(action)
        name = recommendation_name(recommendation, self.layout)
        spoken = _Spoken(self.words, name, key, action.status)
        earlier = [p for p in reversed(self.plan.periods[:-1]) if p != last]
        return ActionView(
            anchor,
            key,
            tuple(self._cell(place, row, spoken) for place in self._shown),
            str(kind or ""),
            self._since(kind, last),
            self._period(row, last, spoken) if last else None,
            tuple(self._period(row, period, spoken) for period in earlier),
            marks,
        )

    def _progress(self, action: Action) -> tuple[UpdateKind | None, Period | None]:
        """Return what the newest period says, and where the last real update is if not there."""
        if not self.plan.periods:
            return None, None
        kind = update_kind(action.updates[-1], self.layout)
        found = last_real_update(self.plan, action, self.layout)
        return kind, found[0] if found and kind is not UpdateKind.UPDATE else None

    def _since(self, kind: UpdateKind | None, last: Period | None) -> str:
        if last is None:
            return ""
        pattern: str = self.words["since" if kind is UpdateKind.NO_CHANGE else "last_update"]
        return pattern.format(date=self.layout.date_text(last.date) if last.date else last.label)

    def _period(self, row: Sequence[RichText], period: Period, spoken: _Spoken) -> PeriodView:
        places = (i for i in self.columns.of(period) if self.columns[i].level is Level.ACTION)
        return PeriodView(tuple(self._cell(place, row, spoken) for place in places))

    def _cell(self, place: int, row: Sequence[RichText], spoken: _Spoken | None = None) -> CellView:
        column, text = self.columns[place], row[place]
        is_status = column.role is Role.STATUS and _is_line(text)
        is_update = column.role is Role.UPDATE and spoken is not None
        return CellView(
            place,
            self._labels[place],
            _content(column, text),
            self._style(place, column),
            f"status {status_style(one_line(text), self.layout)}".strip() if is_status else "",
            spoken.before(self._labels[place]) if spoken and is_update else "",
        )

    def _style(self, place: int, column: Column) -> str:
        if place == self._update:
            return "update"
        if place == self.columns.status_place:
            return "status-cell"
        if column.role in (Role.REFERENCE, Role.REQUIREMENT, Role.OWNER):
            return str(column.role)
        if column.role is Role.RECOMMENDATION:
            return "text"
        return "other" if column.period is None else "other newest-period"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What is heard before an update: all that a sighted person sees around it."""

    words: Mapping[str, str]
    recommendation: str
    key: str
    status: str

    def before(self, period: str) -> str:
        status = self.words["status_now"].format(status=self.status) if self.status else ""
        action = self.words["action"].format(key=self.key)
        return ", ".join(filter(None, (self.recommendation, action, period, status)))


def _content(column: Column, text: RichText) -> Markup:
    """Return the cell as HTML; one line in a column of short words is not a paragraph."""
    first = text.blocks[0] if _is_line(text) else None
    if column.role in SHORT_ROLES and isinstance(first, Paragraph):
        return line_html(first.runs)
    return rich_html(text)


def _is_line(text: RichText) -> bool:
    return len(text.blocks) == 1 and isinstance(text.blocks[0], Paragraph)


def recommendation_name(recommendation: Recommendation, layout: Layout) -> str:
    """Return what the layout calls a recommendation: `Recommendation 7`."""
    pattern: str = layout.words["document"]["recommendation"]
    return pattern.format(number=recommendation.number).strip()


def status_style(word: str, layout: Layout) -> str:
    """Return the class of a status word; empty for one that the layout does not know."""
    status = layout.status(word)
    return f"status-{layout.statuses.index(status) + 1}" if status else ""
