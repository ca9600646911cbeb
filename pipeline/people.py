"""Who answers which action: `inputs/people.toml`, or a CSV file with the same columns.

return_to = "plan.team@wexmoor.example"

[[people]]
name = "Jo Bloggs"
email = "jo.bloggs@wexmoor.example"
answers = ["7.1", "10"]
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pipeline.errors import LayoutError, UnknownActionError
from pipeline.invalid import faults
from pipeline.model import Plan

_ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}")
_FORBID: dict[str, Any] = {"extra": "forbid"}
_COLUMNS = ("name", "email", "answers")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is asked for updates."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    name: str
    email: str
    answers: tuple[str, ...]
    """Keys of actions, and numbers of recommendations, of which all actions are meant."""


@dataclass(frozen=True, slots=True)
class People:
    """All who are asked, and where their answers go."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    people: tuple[Person, ...] = ()
    return_to: str = ""
    """The address that answers go to; empty where none is named."""

    def keys(self, person: Person, plan: Plan) -> tuple[str, ...]:
        """Return the keys of the actions that `person` answers, in the plan's order."""
        named = set(person.answers)
        return tuple(key for key, names in _names(plan) if named & names)

    def nobody(self, plan: Plan) -> tuple[str, ...]:
        """Return the keys of the actions that nobody answers."""
        asked = {name for person in self.people for name in person.answers}
        return tuple(key for key, names in _names(plan) if not asked & names)


def load_people(path: Path, plan: Plan) -> People:
    """Return the people in the file at `path`, each of whom answers actions of `plan`.

    Raises LayoutError, naming the key or the row, where the file is missing or wrong, and
    UnknownActionError where somebody answers what the plan does not have.
    """
    if not path.is_file():
        raise LayoutError(
            f"there is no file {path} that says who answers which action",
            hint="Write one (docs/quarter.md shows it), or name another with --people.",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = _from_csv(text, path) if path.suffix.lower() == ".csv" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise LayoutError(f"{path}: {error}", _HINT) from error
    people = _validated(data, path)
    _check(people, plan, path)
    return people


_HINT = "Each person has a name, an email, and answers: a list of keys or recommendation numbers."


def _from_csv(text: str, path: Path) -> dict[str, Any]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    headings = [(heading or "").strip().lower() for heading in rows.fieldnames or ()]
    if sorted(headings) != sorted(_COLUMNS):
        raise LayoutError(f"{path}, row 1: the columns are not {', '.join(_COLUMNS)}", _HINT)
    rows.fieldnames = headings
    return {
        "people": [
            {
                **row,
                "answers": [part for part in re.split(r"[\s,;]+", row["answers"] or "") if part],
            }
            for row in rows
        ]
    }


def _validated(data: dict[str, Any], path: Path) -> People:
    from pydantic import TypeAdapter, ValidationError  # slow to import, and not for --help

    try:
        return TypeAdapter(People).validate_python(data)
    except ValidationError as error:
        lines = (f"{path}: {fault}" for fault in faults(error))
        raise LayoutError("\n".join(lines), _HINT) from error


def _check(people: People, plan: Plan, path: Path) -> None:
    """Raise an error that names the first person whose address or answers cannot be used."""
    known = {name for _, names in _names(plan) for name in names}
    addresses = [(person.name, person.email) for person in people.people]
    if people.return_to:
        addresses.append(("return_to", people.return_to))
    for name, address in addresses:
        if not _ADDRESS.fullmatch(address) or not address.isprintable():
            raise LayoutError(f"{path}: {name}: {address!r} is not an e-mail address", _HINT)
    if not people.people:
        raise LayoutError(f"{path} names nobody", _HINT)
    for person in people.people:
        if not person.name.strip() or not person.name.isprintable():
            raise LayoutError(f"{path}: {person.email} has no name on one line", _HINT)
        for answer in person.answers:
            if answer not in known:
                raise _unknown(person, answer, sorted(known), path)


def _unknown(person: Person, answer: str, known: Sequence[str], path: Path) -> UnknownActionError:
    near = difflib.get_close_matches(answer, known, n=3, cutoff=0.4)
    behind = f"; near it are {', '.join(near)}" if near else ""
    return UnknownActionError(
        f"{path}: {person.name} answers {answer!r}, which the plan does not have{behind}",
        hint="Write the key of an action or the number of a recommendation.",
    )


def _names(plan: Plan) -> Iterator[tuple[str, set[str]]]:
    """Yield each action's key with the names it can be meant by."""
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for _ in recommendation.actions:
            key = next(keys)
            yield key, {key, key.partition("#")[0], recommendation.number} - {""}
