"""What a returned file says, row by row, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.errors import PublishError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.richtext import (
    EMPTY,
    Block,
    BulletList,
    Line,
    Paragraph,
    RichText,
    Run,
    line_text,
    rich_text,
)
from pipeline.stamp import Stamp


class Field(StrEnum):
    """What a column, or a line of a form, may hold; the value is its heading in an updates file."""

    KEY = "key"
    NO_CHANGE = "no change"
    UPDATE = "update"
    STATUS = "status"
    OWNER = "owner"
    RECOMMENDATION = "recommendation"
    """The recommendation's number."""
    TEXT = "recommendation text"
    REFERENCE = "reference"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the plan that no `Field` stands for."""

    value: str
    """Its whole heading."""


AnyField = Field | PlanColumn


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of a table, or one section of a text: what somebody wrote about one action."""

    source: Source
    fields: Mapping[AnyField, RichText]

    def content(self, field: Field) -> RichText:
        """Return what is in `field`, empty if there is nothing."""
        return self.fields.get(field, EMPTY)

    @property
    def others(self) -> dict[str, RichText]:
        """What is in the plan's other columns, by their headings."""
        return {f.value: text for f, text in self.fields.items() if isinstance(f, PlanColumn)}

    def text(self, field: Field) -> str:
        """Return the words in `field` on one line."""
        return " ".join(line_text(line) for line in self.content(field).lines())


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a returned file that nobody but a person can decide."""

    kind: type[PublishError]
    source: Source
    message: str
    hint: str
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Replies:
    """All that one returned file says, and what was noticed while it was read."""

    replies: tuple[Reply, ...]
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    stamp: Stamp | None = None
    """The mark of the form; None if the file is not one of ours."""


# A hyphen or an asterisk and a space: how a list is typed where there is no button for one.
_SIGN = re.compile(r"[-*]\s+")


def with_lists(text: RichText) -> RichText:
    """Return `text` with each paragraph that begins `- ` or `* ` made a list item."""
    return rich_text(_listed(block) for block in text.blocks)


def _listed(block: Block) -> Block:
    sign = _SIGN.match(line_text(block.lines[0])) if isinstance(block, Paragraph) else None
    return BulletList((without_start(block.lines[0], sign.end()),)) if sign else block


def without_start(line: Line, count: int) -> Line:
    """Return `line` without its first `count` characters."""
    kept: list[Run] = []
    for run in line:
        kept.append(replace(run, text=run.text[count:]))
        count = max(count - len(run.text), 0)
    return tuple(kept)


def joined(parts: Iterable[Replies]) -> Replies:
    """Return the replies of several tables or sheets of one file as those of the file."""
    every = list(parts)
    return Replies(
        tuple(reply for part in every for reply in part.replies),
        tuple(finding for part in every for finding in part.findings),
        tuple(fault for part in every for fault in part.faults),
    )


def outside(text: RichText, source: Source) -> Finding:
    """Return a finding that says that `text` belongs to no answer."""
    return Finding(
        "text-outside-answers",
        Severity.WARNING,
        f"The text {shortened(text)!r} has no key beside it; it was skipped.",
        Place(source=source),
        "If it is an answer, write its key in front.",
        tuple(text.words),
    )


def shortened(text: RichText, words: int = 6) -> str:
    """Return the first `words` of `text`."""
    found = text.words
    return " ".join(found[:words]) + (" ..." if len(found) > words else "")
