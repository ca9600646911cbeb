"""A plan without tables: a heading for each recommendation, and below it what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Source
from pipeline.model import Period
from pipeline.parse.entries import Entry
from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.numbers import name_words, split_number, split_reference, without_start
from pipeline.richtext import EMPTY, RichText, one_line, rich_text
from pipeline.table import RawText

_FEWEST = 2
"""Recommendations; one heading alone is no plan."""
_LONGEST_LABEL = 8
"""Words of a label before a value."""
_SHORT = (Role.OWNER, Role.STATUS, Role.REFERENCE)
"""What is said in a word or two."""


@dataclass(frozen=True, slots=True)
class Headed:
    """Headed text, read: what stands above the first recommendation, and an entry for each."""

    lead: tuple[RawText, ...]
    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    heading_words: tuple[str, ...]


@dataclass(slots=True)
class _Part:
    source: Source
    number: str
    texts: dict[Role, RichText] = field(default_factory=dict)
    updates: list[tuple[Period, RichText]] = field(default_factory=list)
    places: list[Source] = field(default_factory=list)


def read_headed(texts: Sequence[RawText], mapping: Mapping[str, Role]) -> Headed | None:
    """Return the recommendations that headings in `texts` part, None where they part none.

    A heading such as `Recommendation 7` begins one. A heading or label below it says what follows:
    the requirement, the owner, a period's update, the status; before the first stands its text.
    """
    lead: list[RawText] = []
    parts: list[_Part] = []
    headings: dict[str, Heading] = {}
    words: list[str] = []
    heading = Heading("", Role.RECOMMENDATION)
    for text in texts:
        number, rest = split_number(text.content, named_only=True)
        label, value = _label(text, mapping) if parts else (None, EMPTY)
        if number and (_is_heading(text) or not rest):
            heading = Heading("", Role.RECOMMENDATION)
            parts.append(_Part(text.source, number))
            _take(parts[-1], heading, rest, text.source)
            words.extend(name_words(text.content, number, rest))
        elif label is not None:
            heading = headings.setdefault(label.text, label)
            words.extend(label.text.split())
            if value:
                _take(parts[-1], heading, value, text.source)
        elif parts:
            _take(parts[-1], heading, text.content, text.source)
        else:
            lead.append(text)
    if len(parts) < _FEWEST or not any(part.updates for part in parts):
        return None
    entries = tuple(map(_entry, parts))
    return Headed(tuple(lead), entries, tuple(headings.values()), tuple(words))


def _is_heading(text: RawText) -> bool:
    """Return whether `text` is a heading: it is marked as one, or all of it is bold."""
    runs = [run for line in text.content.lines() for run in line]
    return text.level > 1 or all(run.bold for run in runs)


def _label(text: RawText, mapping: Mapping[str, Role]) -> tuple[Heading | None, RichText]:
    """Return what a heading or label says that follows, and the value in the same paragraph.

    A label ends in a colon: `Owner:` stands alone; before a value it is bold, or what it names is
    said in a word or two.
    """
    plain = text.content.plain
    if _is_heading(text) or (plain.endswith(":") and len(plain.split()) <= _LONGEST_LABEL):
        read = read_heading(one_line(text.content).rstrip(": "), mapping)
        return (read if read.role is not None else None), EMPTY
    before, colon, _ = plain.partition(":")
    if not colon or len(before.split()) > _LONGEST_LABEL or "\n" in before:
        return None, EMPTY
    read = read_heading(before, mapping)
    is_bold = text.content.blocks[0].lines[0][0].bold
    if read.role is None or not (is_bold or read.role in _SHORT):
        return None, EMPTY
    return read, without_start(text.content, len(before) + 1)


def _take(part: _Part, heading: Heading, content: RichText, source: Source) -> None:
    """Add `content`, which stands at `source`, to what `part` says under `heading`."""
    role = heading.role or Role.IGNORE
    if role is not Role.PERIOD:
        part.texts[role] = _joined(part.texts.get(role, EMPTY), content)
    elif part.updates and part.updates[-1][0] == heading.period:
        part.updates[-1] = (heading.period, _joined(part.updates[-1][1], content))
    else:
        part.updates.append((heading.period, content))
        part.places.append(source)


def _joined(first: RichText, second: RichText) -> RichText:
    return rich_text((*first.blocks, *second.blocks))


def _entry(part: _Part) -> Entry:
    reference, requirement = split_reference(part.texts.get(Role.REQUIREMENT, EMPTY))
    return Entry(
        source=part.source,
        number=part.number,
        text=part.texts.get(Role.RECOMMENDATION, EMPTY),
        reference=reference or one_line(part.texts.get(Role.REFERENCE, EMPTY)),
        requirement=requirement,
        owner=one_line(part.texts.get(Role.OWNER, EMPTY)),
        updates=tuple(part.updates),
        status=one_line(part.texts.get(Role.STATUS, EMPTY)),
        is_certain=True,
        places=tuple(part.places),
    )
