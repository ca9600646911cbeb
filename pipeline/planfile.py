"""The plan's JSON form: written, read, and described by a JSON Schema."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.collector import waiting_collector
from pipeline.errors import PlanError, TooLargeError, UnreadableFileError
from pipeline.model import SCHEMA_VERSION, Action, Detail, Period, Plan, Recommendation
from pipeline.richtext import clean_text, rich_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

_MAJOR = SCHEMA_VERSION.partition(".")[0]
_SCHEMA_ID = f"urn:publish:plan:{_MAJOR}"
_SHOWN_ERRORS = 20
_MOST_VALUES = 4_000_000
"""Each has a bracket or a comma, and takes up to 150 bytes; 10,000 actions have 2,000,000."""
_HINT = "Correct the file, or make it anew with `publish ingest FILE -o plan.json`."
_UNIONS = {"Paragraph", "BulletList"}
"""The names of a union's branches, which pydantic puts into a location and JSON does not have."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """An action plan as JSON, with the version of its form."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    schema_version: str
    plan: Plan


def plan_to_json(plan: Plan) -> bytes:
    """Return `plan` as indented UTF-8 JSON that ends in a newline; what is empty is left out."""
    file = PlanFile(SCHEMA_VERSION, plan)
    return _adapter().dump_json(file, indent=2, exclude_defaults=True) + b"\n"


@waiting_collector()
def plan_from_json(data: bytes, path: str) -> Plan:
    """Return the plan in `data`, its text in the one form that equality is measured by.

    Raises UnreadableFileError where `data` is not JSON, TooLargeError where it would fill the
    memory, PlanError where it is not a plan.
    """
    from pydantic import ValidationError  # slow to import, and not for --help

    text = _decode(data, path)
    _check_version(_parse(text, path), path)
    try:
        return _one_form(_adapter().validate_json(text, strict=True).plan)
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
    """Return `text` as Python's values; a key that stands twice would silently lose words."""
    if (count := sum(map(text.count, "[{,"))) > _MOST_VALUES:
        raise TooLargeError(
            f"{path} holds {count:,} values; the limit is {_MOST_VALUES:,}",
            hint="This is no plan; check where the file came from.",
        )

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            key = counts.most_common(1)[0][0]
            raise PlanError(f"{path}: the key {key!r} stands twice in one object", hint=_HINT)
        return made

    try:
        return json.loads(text, object_pairs_hook=once)
    except ValueError as error:
        raise UnreadableFileError(f"{path} is not JSON: {error}", hint=_HINT) from error
    except RecursionError as error:
        raise UnreadableFileError(f"{path} is nested too deeply", hint=_HINT) from error


def _check_version(value: Any, path: str) -> None:
    """Raise PlanError where `value` is not a plan file of a version that is read here."""
    version = value.get("schema_version") if isinstance(value, dict) else None
    if not isinstance(version, str):
        raise PlanError(
            f"{path} is JSON but no plan: it has no schema_version",
            hint="A plan's JSON is made by `publish ingest FILE -o plan.json`.",
        )
    if version.partition(".")[0] != _MAJOR:
        raise PlanError(
            f"{path}: schema_version {version} is not read; this version reads {_MAJOR}.x",
            hint="Use the version of publish that wrote the file.",
        )


def _messages(error: ValidationError, path: str) -> list[str]:
    """Return a line for each place that is wrong, the first `_SHOWN_ERRORS` of them."""
    lines: dict[str, str] = {}
    for fault in error.errors(include_url=False):
        where = _location(fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        lines.setdefault(where, f"{path}: {where}: {message}" if where else f"{path}: {message}")
    shown = list(lines.values())[:_SHOWN_ERRORS]
    return shown + [f"and {more} more" for more in [len(lines) - len(shown)] if more]


def _location(parts: tuple[int | str, ...]) -> str:
    """Return a place in the JSON, such as `plan.recommendations[3].actions[0].owner`."""
    kept = [part for part in parts if part not in _UNIONS]
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in kept).lstrip(".")


def _one_form(plan: Plan) -> Plan:
    """Return `plan` with its text as `rich_text()` and `clean_text()` write it."""
    return Plan(
        clean_text(plan.title),
        tuple(Detail(clean_text(d.label), clean_text(d.text)) for d in plan.details),
        tuple(Period(clean_text(p.label), p.date) for p in plan.periods),
        tuple(_recommendation(r) for r in plan.recommendations),
        tuple(clean_text(note) for note in plan.notes),
    )


def _recommendation(recommendation: Recommendation) -> Recommendation:
    return Recommendation(
        clean_text(recommendation.number),
        rich_text(recommendation.text.blocks),
        tuple(_action(action) for action in recommendation.actions),
    )


def _action(action: Action) -> Action:
    return Action(
        clean_text(action.reference),
        rich_text(action.requirement.blocks),
        clean_text(action.owner),
        tuple(rich_text(update.blocks) for update in action.updates),
        clean_text(action.status),
    )
