"""Whether the updates of a period were written for the plan at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.answers.expected_actions import Asked
from pipeline.answers.files import answer_files, answer_reader, read_answer_file
from pipeline.answers.reply import Fault, Field
from pipeline.errors import UnknownActionError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout
from pipeline.model import Period, Plan

_FEW = 5
"""Rows; fewer may be mistaken one by one, and are refused one by one."""


def are_of_another_plan(
    paths: Sequence[Path],
    plan: Plan,
    period: Period,
    layout: Layout,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> bool:
    """Return whether most rows in `paths` name an action that `plan` does not have.

    Asked only of updates that nobody named: those of the working folder, beside a plan from
    somewhere else. Raises an InputError for a file that cannot be read.
    """
    asked = Asked(plan, period, layout)
    named = unknown = 0
    for path in answer_files(paths):
        if not isinstance(path, Path):
            continue
        data = read_answer_file(path, options)
        for reply in answer_reader(path)(data, path.as_posix(), options, asked.headings).replies:
            if key := reply.text(Field.KEY):
                found = asked.find(key, reply.source)
                named += 1
                unknown += isinstance(found, Fault) and found.kind is UnknownActionError
    return named >= _FEW and unknown > named / 2
