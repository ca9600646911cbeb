"""All returned files of a period, read as one column of the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers.combine import combine, title
from pipeline.answers.expected_actions import Asked
from pipeline.answers.faults import raise_faults
from pipeline.answers.files import answer_files, answer_reader, read_answer_file
from pipeline.answers.reply import Fault
from pipeline.answers.validate import Given, Verdict, judge
from pipeline.digest import plan_digest
from pipeline.errors import AnswersError, InputError
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

    The order of the files and of their rows makes no difference. Raises one PublishError that
    names every fault in all files: of the faults' own kind where they have one, else AnswersError.
    """
    answers, faults = collect_answers(paths, plan, period, layout, options)
    raise_faults(faults)
    return answers


def collect_answers(
    paths: Sequence[Path],
    plan: Plan,
    period: Period,
    layout: Layout,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> tuple[Answers, tuple[Fault, ...]]:
    """Return what could be read of `paths` as `read_answers()` does, and the faults."""
    asked = Asked(plan, period, layout)
    verdicts: list[Verdict] = []
    files: list[AnswerFile] = []
    for item in answer_files(paths):
        if isinstance(item, Finding):
            verdicts.append(item)
            continue
        try:
            file, found = _read(item, asked, options)
        except InputError as error:
            message = error.message.removeprefix(f"{item.as_posix()} ")
            found = [Fault(type(error), Source(item.as_posix()), message, error.hint)]
        else:
            files.append(file)
        verdicts += found
    given = [one for one in verdicts if isinstance(one, Given)]
    said = [one for one in verdicts if not isinstance(one, Given)]
    return _sorted_out([*said, *combine(given)], asked, files)


def _sorted_out(
    verdicts: Sequence[Verdict], asked: Asked, files: Iterable[AnswerFile]
) -> tuple[Answers, tuple[Fault, ...]]:
    contents = [one.content for one in verdicts if isinstance(one, Given)]
    answers = {c.key: c for c in contents if isinstance(c, Answer)}
    whole = Answers(
        tuple(answers[key] for key in asked.actions if key in answers),
        tuple(content for content in contents if isinstance(content, NewAction)),
        tuple(one for one in verdicts if isinstance(one, Finding)),
        tuple(files),
    )
    return whole, tuple(one for one in verdicts if isinstance(one, Fault))


def _read(path: Path, asked: Asked, options: ReadOptions) -> tuple[AnswerFile, list[Verdict]]:
    data = read_answer_file(path, options)
    found = list(_verdicts(path, data, asked, options))
    keys = dict.fromkeys(title(one.content) for one in found if isinstance(one, Given))
    return AnswerFile(path.as_posix(), hashlib.sha256(data).hexdigest(), tuple(keys)), found


def _verdicts(path: Path, data: bytes, asked: Asked, options: ReadOptions) -> Iterator[Verdict]:
    """Yield what the file at `path` gives, and the findings about it."""
    read = answer_reader(path)(data, path.as_posix(), options, asked.headings)
    yield from read.findings
    yield from read.faults
    yield from _stamped(path, read.stamp, asked) if read.stamp else ()
    for reply in read.replies:
        found = list(judge(reply, asked))
        faulty = any(isinstance(one, Fault) for one in found)
        # A row with a fault gives nothing: it would only seem to contradict other files.
        yield from (one for one in found if not (faulty and isinstance(one, Given)))


def _stamped(path: Path, stamp: Stamp, asked: Asked) -> Iterator[Verdict]:
    """Yield the findings about a form that was made for another edition."""
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
