"""A layout: how a force's table looks, in plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from pipeline.columns import Role
from pipeline.layout.columns import Columns
from pipeline.layout.folder import own_file
from pipeline.layout.places import Places

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Margins:
    """The page's margins, in millimetres."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    top: float
    right: float
    bottom: float
    left: float


SHEETS = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Each sheet's short and long side in millimetres (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The sheet."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    size: Literal["A3", "A4", "Letter"]
    margins: Margins
    orientation: Literal["landscape", "portrait"] = "landscape"

    @property
    def width(self) -> float:
        """The sheet's width in millimetres."""
        return SHEETS[self.size][self.orientation == "landscape"]

    @property
    def height(self) -> float:
        """The sheet's height in millimetres."""
        return SHEETS[self.size][self.orientation == "portrait"]


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The four faces of the layout's family, as paths from the layout's folder."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    regular: str
    bold: str
    italic: str
    bold_italic: str


@dataclass(frozen=True, slots=True)
class Type:
    """The typeface and its sizes, in points."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    family: str
    files: FontFiles
    size: float
    title_size: float
    detail_size: float
    heading_size: float
    leading: float
    """Line height, in multiples of the size."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as `#rrggbb`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    text: str
    heading_text: str
    heading_background: str
    rule: str
    stub_background: str
    newest_background: str
    link: str


@dataclass(frozen=True, slots=True)
class PeriodLabels:
    """Patterns for a period's heading; `DATE_PARTS` are filled in."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    label: str
    """Of all periods but the first. `{day}` 7, `{dd}` 07, `{ordinal}` 7th, `{month}` June, `{mon}`
    Jun, `{mm}` 06, `{year}` 2026 and `{yy}` 26 are filled in."""
    first_label: str


@dataclass(frozen=True, slots=True)
class UpdateWords:
    """Wordings that mean "nothing changed"; the first is written when the plan has none."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    no_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """A status word with its meaning and colours."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    word: str
    meaning: str
    text: str
    background: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a plan is published: page, type, colours, columns and words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    name: str
    folders: tuple[Path, ...]
    """The layout's own folder, then those of the layouts that it extends, the nearest first."""
    title: str
    language: str
    """A language tag (BCP 47)."""
    page: PageSettings
    type: Type
    colours: Colours
    columns: Columns
    periods: PeriodLabels
    updates: UpdateWords
    statuses: tuple[Status, ...]
    shape: Literal["wide", "by-recommendation", "cards"]
    """`wide`: one table; `by-recommendation`: a heading and a table for each recommendation;
    `cards`: a heading, and a card of labels and values for each action."""
    widths: Literal["fitted", "fixed"]
    """`fitted`: columns are as wide as their text takes the least paper; `fixed`: as [columns]
    says."""
    plan_language: str
    """The language of the plan's own words, where that is another; empty if it is the same."""
    summary: bool
    """Whether a summary is printed above the plan: counts by status, what is new, what is late."""
    places: Places
    words: dict[str, dict[str, Any]]
    """The layout's `words.toml`: every printed word that is not of the plan."""

    @property
    def headings(self) -> dict[Role, str]:
        """The headings for columns that have none of their own, by role."""
        return self.columns.headings

    @property
    def folder(self) -> Path:
        """The layout's own folder."""
        return self.folders[0]

    def find(self, name: str) -> Path:
        """Return the file `name`: the layout's own, else that of the nearest one it extends.

        Raises LayoutError if it is a link or not in the folder.
        """
        found = (own_file(folder, name) for folder in self.folders)
        return next((path for path in found if path), self.folders[-1] / name)

    def period_label(self, date: dt.date, *, first: bool = False) -> str:
        """Return the column heading for a period published on `date` (`June 27th 2026`)."""
        pattern = self.periods.first_label if first else self.periods.label
        return self._fill(pattern, date)

    def date_text(self, date: dt.date) -> str:
        """Return `date` as running text (`27 June 2026`)."""
        return self._fill(self.words["document"]["date"], date)

    def status(self, word: str) -> Status | None:
        """Return the legend's entry for the status `word`, whatever its case."""
        folded = word.casefold()
        return next((s for s in self.statuses if s.word.casefold() == folded), None)

    def _fill(self, pattern: str, date: dt.date) -> str:
        words = self.words["document"]
        return filled_date(pattern, date, words["months"], words["ordinals"])


DATE_PARTS = ("day", "dd", "ordinal", "month", "mon", "mm", "year", "yy")
"""What a pattern for a date may have in braces."""
_SHORT = 3
"""Letters of a short month."""


def filled_date(pattern: str, date: dt.date, months: Sequence[str], ordinals: Sequence[str]) -> str:
    """Return `pattern` with the parts of `date`; `months` and `ordinals` are the words for them.

    Raises LookupError or ValueError where the pattern has other names in braces.
    """
    month = months[date.month - 1]
    return pattern.format(
        day=date.day,
        dd=f"{date.day:02}",
        ordinal=ordinals[date.day - 1],
        month=month,
        mon=month[:_SHORT],
        mm=f"{date.month:02}",
        year=date.year,
        yy=f"{date.year % 100:02}",
    )
