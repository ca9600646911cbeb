"""The plan as the rules look at it: every text with its place, read once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from pipeline.dates import FoundDate, find_dates
from pipeline.findings import Finding, Place, Sources
from pipeline.formwords import is_like_no_change
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan, Recommendation, Role
from pipeline.nochange import UpdateKind, is_no_change, update_kind
from pipeline.richtext import RichText, line_text, plain_text
from pipeline.settings import CheckSettings

# The end of a sentence: its sign, and then a capital, a figure or a quotation mark.
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9“\"'])|\n")

# A word is not part of an address, a file's name or a code.
_WORD = re.compile(r"(?<![\w.@/\\:#&'’-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/\\&-]|\.\w)")
_OWNED = re.compile(r"['’]s$|(?<=s)['’]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S{1,64}@\S+", re.IGNORECASE)


class Kind(StrEnum):
    """Which of the plan's texts a cell is."""

    TITLE = "title"
    DETAIL = "detail"
    RECOMMENDATION = "recommendation"
    REQUIREMENT = "requirement"
    OWNER = "owner"
    UPDATE = "update"
    STATUS = "status"
    OTHER = "other"
    """What is in a column of the plan's own, and dates that things are due."""
    NOTE = "note"


_KINDS = {
    Role.REQUIREMENT: Kind.REQUIREMENT,
    Role.OWNER: Kind.OWNER,
    Role.UPDATE: Kind.UPDATE,
    Role.STATUS: Kind.STATUS,
}


@dataclass(frozen=True)
class CheckedCell:
    """One text of the plan."""

    kind: Kind
    content: RichText
    text: str
    """Its words, a line for each paragraph and list item."""
    place: Place
    period: Period | None = None
    """The period of an update, and of what is beside it."""

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """The dates in the text."""
        return tuple(find_dates(self.text))


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """An action with what it belongs to."""

    recommendation: Recommendation
    action: Action
    place: Place


class Subject:
    """A plan under check, with all that the rules may ask of it."""

    def __init__(
        self,
        plan: Plan,
        layout: Layout,
        settings: CheckSettings,
        found: Sequence[Finding],
        sources: Sources,
    ) -> None:
        self.plan = plan
        self.layout = layout
        self.settings = settings
        self.found = found
        """What the reader and the parser found in the file."""
        self._sources = sources

    @cached_property
    def rows(self) -> tuple[CheckedRow, ...]:
        """The actions in the order of the table."""
        keys = iter(self.plan.keys())
        return tuple(
            CheckedRow(part, action, self._place(part.number, next(keys)))
            for part in self.plan.recommendations
            for action in part.actions
        )

    @cached_property
    def cells(self) -> tuple[CheckedCell, ...]:
        """Every text of the plan that is not empty, in reading order."""
        return tuple(cell for cell in self._cells() if cell.text)

    @cached_property
    def updates(self) -> tuple[CheckedCell, ...]:
        """The updates that are not empty, in reading order."""
        return tuple(cell for cell in self.cells if cell.kind is Kind.UPDATE)

    @cached_property
    def words(self) -> dict[str, list[Place]]:
        """Each distinct word of the plan with its places, in reading order."""
        places: dict[str, list[Place]] = defaultdict(list)
        for cell in self.cells:
            for word in _WORD.findall(_ADDRESS.sub(" ", cell.text)):
                places[_OWNED.sub("", word).replace("’", "'")].append(cell.place)
        return places

    def is_no_change(self, text: RichText) -> bool:
        """Return whether `text` says that nothing changed, in the layout's words or others."""
        return is_no_change(text, self.layout) or is_like_no_change(text, self.layout)

    def is_missing(self, text: RichText) -> bool:
        """Return whether `text`, an update, is blank or says that nobody answered."""
        return update_kind(text, self.layout) is UpdateKind.MISSING

    def has(self, role: Role) -> bool:
        """Return whether the plan has a column of `role`."""
        return self.plan.columns.first(role) is not None

    def found_by_reader(self, code: str) -> Iterator[tuple[Place, str]]:
        """Yield the place and message of each finding of the reading that has `code`."""
        for finding in self.found:
            if finding.code == code:
                yield finding.place, finding.message

    def heads(self) -> Iterator[tuple[Recommendation, Place]]:
        """Yield each recommendation with its place."""
        last = None
        for row in self.rows:
            if row.recommendation is not last:
                last = row.recommendation
                yield last, replace(row.place, action="")

    def update_place(self, row: CheckedRow, period: Period) -> Place:
        """Return the place of the update of `row` in `period`."""
        source = self._sources.get((row.place.action, period.label), row.place.source)
        return replace(row.place, period=period.label, source=source)

    def _cells(self) -> Iterator[CheckedCell]:
        yield _line(Kind.TITLE, self.plan.title, Place())
        for detail in self.plan.details:
            yield _line(Kind.DETAIL, f"{detail.label}: {detail.text}", Place())
        heads = iter(self.heads())
        last = None
        for row in self.rows:
            if row.recommendation is not last:
                last, place = next(heads)
                for column, text in zip(last.columns, last.cells, strict=True):
                    if column.role is not Role.NUMBER:
                        is_text = column.role is Role.RECOMMENDATION
                        yield _cell(Kind.RECOMMENDATION if is_text else Kind.OTHER, text, place)
            yield from self._row_cells(row)
        for note in self.plan.notes:
            yield _line(Kind.NOTE, note, Place())

    def _row_cells(self, row: CheckedRow) -> Iterator[CheckedCell]:
        for column, text in zip(row.action.columns, row.action.cells, strict=True):
            period = column.period
            place = row.place if period is None else self.update_place(row, period)
            if column.role is not Role.REFERENCE:
                yield _cell(_KINDS.get(column.role, Kind.OTHER), text, place, period)

    def _place(self, number: str, key: str) -> Place:
        return Place(number, key, source=self._sources.get((key, "")))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of `text` with where it begins."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _cell(kind: Kind, content: RichText, place: Place, period: Period | None = None) -> CheckedCell:
    text = "\n".join(line_text(line) for line in content.lines())
    return CheckedCell(kind, content, text, place, period)


def _line(kind: Kind, text: str, place: Place) -> CheckedCell:
    return CheckedCell(kind, plain_text(text), text, place)
