"""Replies out of running text: a heading with the key, and the update below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.answers.reply import (
    AnyField,
    Field,
    Replies,
    Reply,
    outside,
    with_lists,
    without_start,
)
from pipeline.answers.table import Headings, folded
from pipeline.findings import Finding, Source
from pipeline.richtext import Block, Paragraph, RichText, Run, line_text, rich_text
from pipeline.table import RawText

# The first word of a heading is a key if it has a digit in it, as references have.
_KEY = re.compile(r"(?=\S*\d)\S+|new\b", re.IGNORECASE)
_LABEL = re.compile(r"([^:]{1,40}):\s*")


def section_replies(items: Iterable[RawText], headings: Headings) -> Replies:
    """Return a reply for each heading that begins with a key.

    A paragraph that begins `Status:`, `Owner:` or with another heading of an updates file fills
    that field; all others are the update. What stands above the first key is reported.
    """
    sections: list[tuple[str, Source, list[Block]]] = []
    findings: list[Finding] = []
    for item in items:
        key = _KEY.match(line_text(next(item.content.lines()))) if item.level else None
        if key:
            sections.append((key[0].rstrip(":.,;)–-"), item.source, []))
        elif sections:
            sections[-1][2].extend(with_lists(item.content).blocks)
        elif not item.level:
            findings.append(outside(item.content, item.source))
    replies = [Reply(source, _fields(key, blocks, headings)) for key, source, blocks in sections]
    return Replies(tuple(replies), tuple(findings))


def _fields(key: str, blocks: Iterable[Block], headings: Headings) -> dict[AnyField, RichText]:
    found: dict[AnyField, list[Block]] = {Field.KEY: [Paragraph((Run(key),))]}
    for field, block in _labelled(blocks, headings):
        found.setdefault(field, []).append(block)
    return {field: rich_text(inside) for field, inside in found.items()}


def _labelled(blocks: Iterable[Block], headings: Headings) -> Iterator[tuple[AnyField, Block]]:
    """Yield each block with the field that it fills, without the label before it."""
    for block in blocks:
        label = _LABEL.match(line_text(block.lines[0])) if isinstance(block, Paragraph) else None
        field = headings.get(folded(label[1])) if label else None
        if label and field:
            yield field, Paragraph(without_start(block.lines[0], label.end()))
        else:
            yield Field.UPDATE, block
