"""A plan without tables: a heading for each recommendation, and below it what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Source
from pipeline.model import Period
from pipeline.parse.entries import Entry
from pipeline.parse.headings import Heading, Role
from pipeline.parse.labels import is_heading, label_of, plain_labels
from pipeline.parse.numbers import name_words, split_number, split_reference
from pipeline.richtext import EMPTY, RichText, one_line, rich_text
from pipeline.table import RawText

_FEWEST = 2
"""Recommendations; one heading alone is no plan."""


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
    labels = plain_labels(texts)
    for text in texts:
        number, rest = split_number(text.content, named_only=True)
        label, value = label_of(text, mapping, labels) if parts else (None, EMPTY)
        if number and (is_heading(text) or not rest):
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
