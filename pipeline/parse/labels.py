"""Headings and labels outside tables: what they say of the text that follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.numbers import without_start
from pipeline.richtext import EMPTY, BulletList, Paragraph, RichText, one_line, rich_text
from pipeline.table import RawText

_LONGEST_LABEL = 8
"""Words of a label before a value."""
_SHORT = (Role.OWNER, Role.STATUS, Role.REFERENCE)
"""What is said in a word or two."""


def is_heading(text: RawText) -> bool:
    """Return whether `text` is a heading: it is marked as one, or all of it is bold."""
    runs = [run for line in text.content.lines() for run in line]
    return text.level > 1 or all(run.bold for run in runs)


def plain_labels(texts: Sequence[RawText]) -> frozenset[str]:
    """Return what stands before a colon in two of `texts` or more, where none has looks.

    A text file makes nothing bold; there a label is what comes again.
    """
    if any(text.level > 1 or _is_bold(text) for text in texts):
        return frozenset()
    found = Counter(_parted(text)[0] for text in texts)
    return frozenset(label for label, count in found.items() if label and count > 1)


def _parted(text: RawText) -> tuple[str, str]:
    """Return the words before a text's first colon, if they are few, and what stands behind it."""
    before, colon, after = text.content.plain.partition(":")
    is_short = bool(colon) and len(before.split()) <= _LONGEST_LABEL and "\n" not in before
    return (before, after.strip()) if is_short else ("", "")


def _is_bold(text: RawText) -> bool:
    """Return whether `text` begins in bold."""
    return text.content.blocks[0].lines[0][0].bold if text.content else False


def unlisted(texts: Sequence[RawText], mapping: Mapping[str, Role]) -> Iterator[RawText]:
    """Yield `texts`, the items of a list of labels with values as paragraphs of their own."""
    for text in texts:
        lists = [block for block in text.content.blocks if isinstance(block, BulletList)]
        lines = lists[0].items if len(lists) == len(text.content.blocks) == 1 else ()
        items = [RawText(rich_text([Paragraph(line)]), text.source) for line in lines]
        told = [item for item in items if all(label_of(item, mapping))]
        yield from items if len(told) > 1 and told[0] is items[0] else [text]


def label_of(
    text: RawText, mapping: Mapping[str, Role], labels: Collection[str] = ()
) -> tuple[Heading | None, RichText]:
    """Return what a heading or label says that follows, and the value in the same paragraph.

    A label ends in a colon: `Owner:` stands alone; before a value it is bold, one of `labels`, or
    what it names is said in a word or two.
    """
    plain = text.content.plain
    before, after = _parted(text)
    read = read_heading(before, mapping) if after else Heading("", None)
    is_marked = before in labels or (_is_bold(text) and not is_heading(text))
    if read.role in _SHORT or (read.role is not None and is_marked):
        return read, without_start(text.content, len(before) + 1)
    if is_heading(text) or (plain.endswith(":") and len(plain.split()) <= _LONGEST_LABEL):
        read = read_heading(one_line(text.content).rstrip(": "), mapping)
        return (read if read.role is not None else None), EMPTY
    return None, EMPTY
