"""The plan's JSON form: written, read, and described by a JSON Schema."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.columns import SHORT_ROLES
from pipeline.errors import PlanError, TooLargeError, UnreadableFileError
from pipeline.gc_pause import waiting_collector
from pipeline.invalid import fault_text, place_text
from pipeline.model import (
    SCHEMA_VERSION,
    Action,
    Column,
    Columns,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
    Role,
    table_columns,
)
from pipeline.planfile1 import FIRST_MAJOR, FORBID, FileDetail, first_plan
from pipeline.richtext import RichText, clean_text, one_line, plain_text, rich_text, without_looks

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

_MAJOR = SCHEMA_VERSION.partition(".")[0]
_SCHEMA_ID = f"urn:publish:plan:{_MAJOR}"
_SHOWN_ERRORS = 20
_MOST_VALUES = 4_000_000
"""Each has a bracket or a comma, and takes up to 150 bytes; 10,000 actions have 2,000,000."""
_HINT = "Correct the file, or make it anew with `publish ingest FILE -o plan.json`."
_UNIONS = {"Paragraph", "BulletList", "RichText", "str"}
"""The names of a union's branches, which pydantic puts into a location and JSON does not have."""


@dataclass(frozen=True, slots=True)
class FilePeriod:
    """An edition of the plan: the day its updates were published (an instant, not a span)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    label: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the table."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    heading: str
    role: Role
    period: int | None = None
    """The place in `periods`, counted from 0."""
    level: Level = Level.ACTION
    spanner: str = ""


Cell = str | RichText
"""A string where it is one plain paragraph."""


@dataclass(frozen=True, slots=True)
class FileAction:
    """The cells of a row in the columns of level `action`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FileRecommendation:
    """The cells of a recommendation in the columns of level `recommendation`, and its actions."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    cells: tuple[Cell, ...]
    actions: tuple[FileAction, ...]


@dataclass(frozen=True, slots=True)
class FilePlan:
    """An action plan: all of its content and nothing of its looks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    title: str
    details: tuple[FileDetail, ...]
    periods: tuple[FilePeriod, ...]
    columns: tuple[FileColumn, ...]
    recommendations: tuple[FileRecommendation, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """An action plan as JSON, with the version of its form."""

    __pydantic_config__: ClassVar[dict[str, Any]] = FORBID

    schema_version: str
    plan: FilePlan


def plan_to_json(plan: Plan) -> bytes:
    """Return `plan` as indented UTF-8 JSON that ends in a newline; what is empty is left out."""
    file = PlanFile(SCHEMA_VERSION, _file_plan(plan))
    return _adapter().dump_json(file, indent=2, exclude_defaults=True) + b"\n"


@waiting_collector()
def plan_from_json(data: bytes, path: str) -> Plan:
    """Return the plan in `data`, its text in the one form that equality is measured by.

    Files of version 1 are read as well: their columns have the built-in layout's headings.
    Raises UnreadableFileError if `data` is not JSON, TooLargeError where it would fill the
    memory, PlanError where it is not a plan.
    """
    from pydantic import ValidationError  # slow to import, and not for --help

    text = _decode(data, path)
    major = _check_version(_parse(text, path), path)
    try:
        if major == FIRST_MAJOR:
            return first_plan(text)
        return _plan(_adapter().validate_json(text, strict=True).plan)
    except ValidationError as error:
        raise PlanError("\n".join(_messages(error, path)), hint=_HINT) from error
    except ValueError as error:
        raise PlanError(f"{path}: plan: {error}", hint=_HINT) from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `plan_to_json()` writes."""
    schema = _adapter().json_schema()
    schema["properties"]["schema_version"]["pattern"] = rf"^{_MAJOR}\.\d+$"
    return {"$id": _SCHEMA_ID, "$comment": "JSON Schema, draft 2020-12", **schema}


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[PlanFile]:
    from pydantic import TypeAdapter  # slow to import, and not for --help

    return TypeAdapter(PlanFile)


def _decode(data: bytes, path: str) -> str:
    """Return `data` as text; JSON is UTF-8, and UTF-16 or a byte order mark do no harm."""
    if not data.strip():
        raise UnreadableFileError(f"{path} is empty", hint="Check that it is the right file.")
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path} is not JSON: {error}", hint=_HINT) from error


def _parse(text: str, path: str) -> Any:
    """Return `text` as Python's values; a duplicate key would silently lose words."""
    if (count := sum(map(text.count, "[{,"))) > _MOST_VALUES:
        raise TooLargeError(
            f"{path} holds {count:,} values; the limit is {_MOST_VALUES:,}",
            hint="This is not a plan; check where the file came from.",
        )

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            key = counts.most_common(1)[0][0]
            raise PlanError(f"{path}: the key {key!r} occurs twice in one object", hint=_HINT)
        return made

    try:
        return json.loads(text, object_pairs_hook=once)
    except ValueError as error:
        raise UnreadableFileError(f"{path} is not JSON: {error}", hint=_HINT) from error
    except RecursionError as error:
        raise UnreadableFileError(f"{path} is nested too deeply", hint=_HINT) from error


def _check_version(value: Any, path: str) -> str:
    """Return the first number of the version of the plan file `value`.

    Raises PlanError if it is not a plan file of a version that is read here.
    """
    version = value.get("schema_version") if isinstance(value, dict) else None
    if not isinstance(version, str):
        raise PlanError(
            f"{path} is JSON but no plan: it has no schema_version",
            hint="A plan's JSON is made by `publish ingest FILE -o plan.json`.",
        )
    major = version.partition(".")[0]
    if major not in (FIRST_MAJOR, _MAJOR):
        raise PlanError(
            f"{path}: schema_version {version} is not read; "
            f"this version reads {FIRST_MAJOR}.x and {_MAJOR}.x",
            hint="Use the version of publish that wrote the file.",
        )
    return major


def _messages(error: ValidationError, path: str) -> list[str]:
    """Return a line for each place that is wrong, the first `_SHOWN_ERRORS` of them."""
    lines: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        where = _location(fault["loc"])
        message = fault_text(fault)
        lines.setdefault(where, f"{path}: {where}: {message}" if where else f"{path}: {message}")
    shown = list(lines.values())[:_SHOWN_ERRORS]
    return shown + [f"and {more} more" for more in [len(lines) - len(shown)] if more]


def _location(parts: tuple[int | str, ...]) -> str:
    """Return a place in the JSON, such as `plan.recommendations[3].actions[0].cells[2]`."""
    return place_text(tuple(part for part in parts if part not in _UNIONS))


def _file_plan(plan: Plan) -> FilePlan:
    places = {period: place for place, period in enumerate(plan.periods)}
    return FilePlan(
        plan.title,
        tuple(FileDetail(d.label, d.text) for d in plan.details),
        tuple(FilePeriod(p.label, p.date) for p in plan.periods),
        tuple(
            FileColumn(
                c.heading, c.role, places[c.period] if c.period else None, c.level, c.spanner
            )
            for c in plan.columns
        ),
        tuple(
            FileRecommendation(
                _file_cells(r.cells), tuple(FileAction(_file_cells(a.cells)) for a in r.actions)
            )
            for r in plan.recommendations
        ),
        plan.notes,
    )


def _file_cells(cells: Iterable[RichText]) -> tuple[Cell, ...]:
    """Return each cell, as a string where it is one plain paragraph or nothing."""
    return tuple(one_line(cell) if plain_text(one_line(cell)) == cell else cell for cell in cells)


def _plan(file: FilePlan) -> Plan:
    """Return the plan in `file`, with its text as `rich_text()` and `clean_text()` write it.

    Raises ValueError if it is not a plan.
    """
    periods = [Period(clean_text(p.label), p.date) for p in file.periods]
    if len(set(periods)) < len(periods):
        raise ValueError("two periods have one label and date")
    columns = table_columns(_column(c, periods, i) for i, c in enumerate(file.columns))
    if unused := set(periods).difference(columns.periods):
        raise ValueError(f"the period {min(p.label for p in unused)!r} has no column")
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    return Plan(
        clean_text(file.title),
        tuple(Detail(clean_text(d.label), clean_text(d.text)) for d in file.details),
        columns,
        tuple(
            Recommendation(
                tops,
                _cells(r.cells, tops),
                tuple(Action(rows, _cells(a.cells, rows)) for a in r.actions),
            )
            for r in file.recommendations
        ),
        tuple(clean_text(note) for note in file.notes),
    )


def _column(file: FileColumn, periods: Sequence[Period], place: int) -> Column:
    if file.period is not None and not 0 <= file.period < len(periods):
        raise ValueError(f"columns[{place}].period is {file.period} of {len(periods)} periods")
    period = None if file.period is None else periods[file.period]
    return Column(file.heading, file.role, period, file.level, file.spanner)


def _cells(cells: Sequence[Cell], columns: Columns) -> tuple[RichText, ...]:
    made = [plain_text(c) if isinstance(c, str) else rich_text(c.blocks) for c in cells]
    for place, column in enumerate(columns[: len(made)]):
        if column.role in SHORT_ROLES:
            made[place] = without_looks(made[place])
    return tuple(made)
