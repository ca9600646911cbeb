"""What a returned file says, row by row, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import MergeError
from pipeline.findings import Finding, Source
from pipeline.richtext import EMPTY, Block, BulletList, Paragraph, RichText, line_text, rich_text


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
class Reply:
    """One row of a table, or one section of a text: what somebody wrote about one action."""

    source: Source
    fields: Mapping[Field, RichText]

    def content(self, field: Field) -> RichText:
        """Return what stands in `field`, empty where there is nothing."""
        return self.fields.get(field, EMPTY)

    def text(self, field: Field) -> str:
        """Return the words in `field` on one line."""
        return " ".join(self.content(field).words)

    def __bool__(self) -> bool:
        return any(self.fields.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a returned file that nobody but a person can decide."""

    kind: type[MergeError]
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


# A hyphen or an asterisk and a space: how a list is typed where there is no button for one.
_SIGN = re.compile(r"[-*]\s+")


def with_lists(text: RichText) -> RichText:
    """Return `text` with each paragraph that begins `- ` or `* ` made a list item."""
    return rich_text(_listed(block) for block in text.blocks)


def _listed(block: Block) -> Block:
    if not isinstance(block, Paragraph) or not (sign := _SIGN.match(line_text(block.runs))):
        return block
    first, *rest = block.runs
    runs = [type(first)(first.text[sign.end() :], first.bold, first.italic, first.link), *rest]
    return BulletList((tuple(runs),))


def shortened(text: RichText, words: int = 6) -> str:
    """Return the first `words` of `text`."""
    found = text.words
    return " ".join(found[:words]) + (" ..." if len(found) > words else "")
