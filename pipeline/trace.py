"""Trace a published update back to the returned files that it came from."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers import AnswerFile
from pipeline.editions import Edition, history, published_plan
from pipeline.errors import MissingFileError, UnknownActionError
from pipeline.model import Plan
from pipeline.richtext import RichText


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A returned file that answered an action."""

    file: AnswerFile
    found: Path | None
    """Where a file of that digest lies now: at its own path, or beside it under another name."""

    @property
    def is_changed(self) -> bool:
        """Whether another file lies where this one was."""
        return self.found is None and Path(self.file.path).is_file()


@dataclass(frozen=True, slots=True)
class Trace:
    """A published update, and where it came from."""

    key: str
    period: str
    update: RichText
    status: str
    files: tuple[TracedFile, ...]
    """Empty if nobody answered, and the update was written by `add-period`."""


def trace(folder: Path, date: dt.date, key: str) -> Trace:
    """Return what the edition of `date` in `folder` says about action `key`, and who said so.

    Raises MissingFileError if there is no such edition, UnknownActionError where it has no
    such action.
    """
    edition = _edition(folder, date)
    plan = published_plan(edition)
    actions = dict(zip(plan.keys(), plan.actions(), strict=True))
    if key not in actions:
        raise UnknownActionError(
            f"the edition of {date.isoformat()} has no action {key!r}",
            hint=f"Its actions are: {', '.join(actions)}.",
        )
    action = actions[key]
    files = tuple(_traced(file) for file in edition.record.answers if key in file.keys)
    update = action.updates[_place(plan, edition)]
    return Trace(key, edition.record.period, update, action.status, files)


def _edition(folder: Path, date: dt.date) -> Edition:
    chain = history(folder)
    same = [e for e in chain.editions if e.record.date == date]
    # One that was superseded or withdrawn answers only where no other is in force.
    found = max(same, key=lambda e: (not chain.fate(e), e.record.version), default=None)
    if found is None:
        dates = ", ".join(dict.fromkeys(e.record.date.isoformat() for e in chain.editions))
        raise MissingFileError(
            f"there is no edition of {date.isoformat()} in {folder}",
            hint=f"There are editions of: {dates}."
            if dates
            else "Publish one: publish add-period.",
        )
    return found


def _place(plan: Plan, edition: Edition) -> int:
    return next(i for i, p in enumerate(plan.periods) if p.label == edition.record.period)


def _traced(file: AnswerFile) -> TracedFile:
    path = Path(file.path)
    beside = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    places = [path, *(other for other in beside if other != path)]
    return TracedFile(file, next((p for p in places if _has_digest(p, file.sha256)), None))


def _has_digest(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
