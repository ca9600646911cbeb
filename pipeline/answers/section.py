"""Replies out of running text: a heading with the key, and the update below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.answers.letter import LetterPart, left_out, parts
from pipeline.answers.reply import (
    AnyField,
    Field,
    Replies,
    Reply,
    outside,
    with_lists,
    without_start,
)
from pipeline.answers.table import Headings, folded, key_name
from pipeline.findings import Source
from pipeline.richtext import Block, Paragraph, RichText, Run, line_text, rich_text
from pipeline.table import RawText

# The first word of a heading is a key if it has a digit in it, as references have.
_KEY = re.compile(r"(?=\S*\d)\S+|new\b", re.IGNORECASE)
# A line begins with a known key: alone, or with a sign behind it that no number has.
_KNOWN = re.compile(
    r"\s*(?:(?:action|rec(?:ommendation)?|ref(?:erence)?)\.?\s+(?:no\.?\s+)?)?"
    r"(?P<key>[^\s:,;–—]*\d[^\s:,;–—]*?)"
    r"(?:[.):]?\s*$|(?:\s+[-–—]|\s*[.):])\s+(?=\D)|\s*\t\s*|(?<=[.#]\d)\s+(?-i:(?=[A-Z])))",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^:]{1,40}):\s*")


def section_replies(items: Iterable[RawText], headings: Headings) -> Replies:
    """Return a reply for each heading that begins with a key, and each line with a known key.

    A paragraph that begins `Status:`, `Owner:` or with another heading of an updates file fills
    that field; all others are the update. What is above the first key, and what is not an answer
    (greetings, signatures, quoted replies), is reported.
    """
    every = list(items)
    keys = [_key(item, headings) for item in every]
    found = parts(every, [key is not None for key in keys])
    sections: list[tuple[str, Source, list[Block]]] = []
    findings = list(left_out(every, found))
    for item, key, part in zip(every, keys, found, strict=True):
        if part is not LetterPart.TEXT:
            continue
        if key:
            sections.append((key[0], item.source, list(_behind(item.content, key[1]))))
        elif sections:
            sections[-1][2].extend(with_lists(item.content).blocks)
        elif not item.level:
            findings.append(outside(item.content, item.source))
    replies = [Reply(source, _fields(key, blocks, headings)) for key, source, blocks in sections]
    return Replies(tuple(replies), tuple(findings))


def is_key_line(line: str, headings: Headings) -> bool:
    """Return whether `line` begins with the key of an action of the plan."""
    return _known_key(line, headings) is not None


def _known_key(line: str, headings: Headings) -> tuple[str, int] | None:
    """Return the key that `line` begins with and where the words behind it begin."""
    match = _KNOWN.match(line)
    if match is None or key_name(match["key"]) not in headings.actions:
        return None
    return match["key"], match.end()


def _key(item: RawText, headings: Headings) -> tuple[str, int] | None:
    """Return the key that `item` is a heading of, and where an update begins behind it.

    Behind the key of a heading are the action's own words, as forms print them.
    """
    line = line_text(next(item.content.lines()))
    if not item.level:
        return _known_key(line, headings)
    match = _KEY.match(line)
    if match is None:
        return _known_key(line, headings)
    return match[0].rstrip(":.,;)–-"), len(line)


def _behind(content: RichText, start: int) -> Iterator[Block]:
    """Yield the blocks of `content` without the first `start` characters, the key."""
    first, *others = content.blocks
    yield from rich_text([Paragraph(without_start(first.lines[0], start))]).blocks
    yield from others


def _fields(key: str, blocks: Iterable[Block], headings: Headings) -> dict[AnyField, RichText]:
    found: dict[AnyField, list[Block]] = {Field.KEY: [Paragraph((Run(key),))]}
    for field, block in _labelled(blocks, headings):
        found.setdefault(field, []).append(block)
    return {field: rich_text(inside) for field, inside in found.items()}


def _labelled(blocks: Iterable[Block], headings: Headings) -> Iterator[tuple[AnyField, Block]]:
    """Yield each block with the field that it fills, without the label before it."""
    for block in blocks:
        if _is_no_change(block, headings):
            yield Field.NO_CHANGE, Paragraph((Run("yes"),))
            continue
        label = _LABEL.match(line_text(block.lines[0])) if isinstance(block, Paragraph) else None
        field = headings.get(folded(label[1])) if label else None
        if label and field:
            yield field, Paragraph(without_start(block.lines[0], label.end()))
        else:
            yield Field.UPDATE, block


def _is_no_change(block: Block, headings: Headings) -> bool:
    """Return whether `block` is only the heading of the box for "no change"."""
    words = folded(line_text(block.lines[0])).rstrip(".")
    return len(block.lines) == 1 and headings.get(words) is Field.NO_CHANGE
