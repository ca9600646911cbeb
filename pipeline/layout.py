"""A layout: how a force's table looks, read from `layouts/<name>/`."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from pipeline.columns import Role
from pipeline.errors import LayoutError
from pipeline.layoutcolumns import Columns

BUILT_IN = "devon-and-cornwall"
"""The layout that lends its words and templates to layouts without their own."""

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Margins:
    """The page's margins, in millimetres."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, which lies on its long side."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    size: Literal["A3", "A4"]
    margins: Margins

    @property
    def width(self) -> float:
        """The sheet's width in millimetres (ISO 216)."""
        return 420.0 if self.size == "A3" else 297.0

    @property
    def height(self) -> float:
        """The sheet's height in millimetres (ISO 216)."""
        return 297.0 if self.size == "A3" else 210.0


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
    """Patterns for a period's heading; `{day} {ordinal} {month} {year}` are filled in."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    label: str
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
    folder: Path
    title: str
    language: str
    """A language tag (BCP 47)."""
    page: Page
    type: Type
    colours: Colours
    columns: Columns
    periods: PeriodLabels
    updates: UpdateWords
    statuses: tuple[Status, ...]
    words: dict[str, dict[str, Any]]
    """The layout's `words.toml`: every printed word that is not of the plan."""

    @property
    def headings(self) -> dict[Role, str]:
        """The headings for columns that have none of their own, by role."""
        return self.columns.headings

    def find(self, name: str) -> Path:
        """Return the file `name` of this layout; where it has none, the built-in layout's."""
        own = self.folder / name
        return own if own.is_file() else built_in_folder() / name

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
        return pattern.format(
            day=date.day,
            ordinal=_ordinal(date.day),
            month=self.words["document"]["months"][date.month - 1],
            year=date.year,
        )


def _ordinal(day: int) -> str:
    suffix = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def layout_folders() -> tuple[Path, ...]:
    """Return the folders that are searched for layouts, the working folder's first."""
    package = Path(__file__).parent
    built_in = package / "_layouts"
    return (Path("layouts"), built_in if built_in.is_dir() else package.parent / "layouts")


def built_in_folder() -> Path:
    """Return the folder of the layout that lends others what they lack."""
    return layout_folders()[-1] / BUILT_IN


def layout_names() -> list[str]:
    """Return the names of all layouts that `load_layout()` finds."""
    found = {f.parent.name for d in layout_folders() for f in d.glob("*/layout.toml")}
    return sorted(found)


def load_layout(name: str) -> Layout:
    """Return the layout `name`: a folder in `layouts/`, a built-in one, or a folder's path.

    Raises LayoutError where there is none or its files are wrong.
    """
    candidates = [folder / name for folder in layout_folders()]
    folder = next((c for c in candidates if (c / "layout.toml").is_file()), None)
    if folder is None:
        raise LayoutError(
            f"there is no layout {name!r} in layouts/ or among the built-in ones",
            hint=f"Use one of: {', '.join(layout_names())}.",
        )
    return _validated(folder, _read_toml(folder / "layout.toml"), _words(folder))


def _words(folder: Path) -> dict[str, Any]:
    """Return the words of a layout; those that its `words.toml` lacks are the built-in layout's."""
    own = _read_toml(folder / "words.toml")
    built_in = _read_toml(built_in_folder() / "words.toml")
    return {part: {**words, **own.pop(part, {})} for part, words in built_in.items()} | own


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"{path}: {error}", hint="Correct the file and run again.") from error


def _validated(folder: Path, data: dict[str, Any], words: dict[str, Any]) -> Layout:
    from pydantic import TypeAdapter, ValidationError  # slow to import, and not for --help

    whole = {**data, "name": folder.name, "folder": folder, "words": words}
    try:
        return TypeAdapter(Layout).validate_python(whole)
    except ValidationError as error:
        lines = [
            f"{folder / 'layout.toml'}: {'.'.join(str(p) for p in e['loc'])}: {e['msg']}"
            for e in error.errors()
        ]
        raise LayoutError("\n".join(lines), hint="Correct the file and run again.") from error
