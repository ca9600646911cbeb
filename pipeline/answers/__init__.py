"""Answers: what came back from the owners, read as one column of the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers.asked import Asked
from pipeline.answers.combine import combine, title
from pipeline.answers.faults import raise_faults
from pipeline.answers.files import answer_files, answer_reader, read_answer_file
from pipeline.answers.headings import headings
from pipeline.answers.judge import Given, Verdict, judge
from pipeline.answers.reply import Fault
from pipeline.digest import plan_digest
from pipeline.errors import AnswersError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout
from pipeline.model import Answer, NewAction, Period, Plan
from pipeline.stamp import Stamp


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A returned file, by which an answer can be traced."""

    path: str
    sha256: str
    keys: tuple[str, ...]
    """The actions it answers; a new action by its reference."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was returned for one period."""

    answers: tuple[Answer, ...]
    """In the plan's order, one for each action that somebody answered."""
    new_actions: tuple[NewAction, ...]
    findings: tuple[Finding, ...]
    files: tuple[AnswerFile, ...]


def read_answers(
    paths: Sequence[Path],
    plan: Plan,
    period: Period,
    layout: Layout,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Answers:
    """Return what the files in `paths`, or in the folders among them, say for `period`.

    The order of the files and of their rows makes no difference. Raises an InputError for a file
    that cannot be read, and otherwise one MergeError that names every fault in all files.
    """
    asked = Asked(plan, period, layout)
    items = list(answer_files(paths))
    files = {path: read_answer_file(path, options) for path in items if isinstance(path, Path)}
    found = {path: list(_verdicts(path, data, asked, options)) for path, data in files.items()}
    verdicts: list[Verdict] = [item for item in items if isinstance(item, Finding)]
    verdicts += [one for inside in found.values() for one in inside if not isinstance(one, Given)]
    verdicts += combine(g for inside in found.values() for g in inside if isinstance(g, Given))
    raise_faults([one for one in verdicts if isinstance(one, Fault)])
    contents = [one.content for one in verdicts if isinstance(one, Given)]
    answers = {c.key: c for c in contents if isinstance(c, Answer)}
    return Answers(
        tuple(answers[key] for key in asked.actions if key in answers),
        tuple(content for content in contents if isinstance(content, NewAction)),
        tuple(one for one in verdicts if isinstance(one, Finding)),
        tuple(_answer_file(path, data, found[path]) for path, data in files.items()),
    )


def _verdicts(path: Path, data: bytes, asked: Asked, options: ReadOptions) -> Iterator[Verdict]:
    """Yield what the file at `path` gives, and what is to be said of it."""
    read = answer_reader(path)(data, path.as_posix(), options, headings(asked.layout))
    yield from read.findings
    yield from read.faults
    yield from _stamped(path, read.stamp, asked) if read.stamp else ()
    for reply in read.replies:
        found = list(judge(reply, asked))
        faulty = any(isinstance(one, Fault) for one in found)
        # A row with a fault gives nothing: it would only seem to contradict other files.
        yield from (one for one in found if not (faulty and isinstance(one, Given)))


def _stamped(path: Path, stamp: Stamp, asked: Asked) -> Iterator[Verdict]:
    """Yield what is to be said of a form that was made for another edition."""
    source = Source(path.as_posix())
    date = asked.period.date.isoformat() if asked.period.date else ""
    if stamp.date != date:
        message = f"the form was made for the period {stamp.date}, and this is {date}"
        yield Fault(
            AnswersError, source, message, "Ask for the answers on the form of this period."
        )
    elif stamp.digest != plan_digest(asked.plan):
        yield Finding(
            "form-of-other-plan",
            Severity.WARNING,
            "The form was made from another version of the plan; its answers are taken by key.",
            Place(source=source),
            "See what changed since: publish diff shows it.",
        )


def _answer_file(path: Path, data: bytes, found: Sequence[Verdict]) -> AnswerFile:
    keys = dict.fromkeys(title(one.content) for one in found if isinstance(one, Given))
    return AnswerFile(path.as_posix(), hashlib.sha256(data).hexdigest(), tuple(keys))
