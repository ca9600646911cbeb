"""A plan without tables: a heading for each recommendation, and below it what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.findings import Source
from pipeline.model import Period
from pipeline.parse.entries import Entry
from pipeline.parse.extras import is_extra
from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.labels import (
    is_heading,
    joint_word,
    label_of,
    plain_labels,
    repeated_labels,
    unlisted,
)
from pipeline.parse.numbers import (
    NamedAction,
    name_words,
    number_key,
    split_action,
    split_answer,
    split_number,
    split_reference,
)
from pipeline.parse.plancolumns import Slot, label_slots
from pipeline.richtext import EMPTY, Block, RichText, one_line, plain_text, rich_text
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
    after: tuple[RawText, ...]
    """How a letter ends: what stands behind the last recommendation and is not of it."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The columns that its labels make."""
        return label_slots([h for h in self.headings if not is_extra(h)])


@dataclass(slots=True)
class _Part:
    source: Source
    number: str
    texts: dict[Role, list[Block]] = field(default_factory=dict)
    updates: list[tuple[Period, list[Block]]] = field(default_factory=list)
    places: list[Source] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        """An action of the recommendation has been named or told of."""
        return self.is_told or Role.REFERENCE in self.texts or Role.REQUIREMENT in self.texts

    @property
    def is_told(self) -> bool:
        """Something is said of an action whose requirement is known."""
        return Role.REQUIREMENT in self.texts and bool(
            self.updates or self.texts.keys() & {Role.OWNER, Role.STATUS}
        )


def read_headed(texts: Sequence[RawText], mapping: Mapping[str, Role]) -> Headed | None:
    """Return the recommendations that headings in `texts` part, None where they part none.

    A heading such as `Recommendation 7` begins one. A heading or label below it says what follows:
    the requirement, the owner, a period's update, the status; before the first stands its text.
    A heading such as `Action 7.1` begins another action of it, and so does a second requirement.
    Where none says "recommendation", a heading `7. Grade.` or the next item of a numbered list
    begins one if each has an update.
    """
    named = _read(texts, mapping, named_only=True)
    if named is not None:
        return named
    counted = _read(texts, mapping, named_only=False)
    is_plan = counted is not None and all(entry.updates for entry in counted.entries)
    return counted if is_plan else None


def _read(
    texts: Sequence[RawText], mapping: Mapping[str, Role], *, named_only: bool
) -> Headed | None:
    lead: list[RawText] = []
    reading = _Reading()
    plain = plain_labels(texts)
    labels = plain | repeated_labels(texts, mapping)
    end = _end(texts)
    is_listed = bool(plain) or (named_only and any(map(_answer, texts)))
    for text in unlisted(texts[:end], mapping, labels):
        number, rest = split_number(text.content, named_only=named_only)
        if named_only:
            is_next = not rest or (is_listed and _is_parted(text.content, rest))
        else:
            is_next = number == str(len(reading.parts) + 1)
        if number and (is_heading(text) or is_next):
            reading.recommendation(text, number, rest)
        elif named_only and (answer := _answer(text)):
            reading.answer(text, *answer)
        elif not reading.parts:
            lead.append(text)
        elif (is_heading(text) or plain) and (
            action := split_action(text.content) or _counted(text, reading.part.number)
        ):
            reading.action(text, action)
        else:
            label, value = label_of(text, mapping, labels)
            reading.say(text, label, value)
    parts = reading.parts
    if len({part.number for part in parts}) < _FEWEST or not any(part.updates for part in parts):
        return None
    entries = tuple(map(_entry, parts))
    after = () if end is None else tuple(texts[end:])
    headings, words = tuple(reading.headings.values()), tuple(reading.words)
    return Headed(tuple(lead), entries, headings, words, after)


def _answer(text: RawText) -> tuple[Heading, str] | None:
    """Return the update that a heading names with its recommendation: `Response to Rec 7`."""
    said = split_answer(text.content) if is_heading(text) else None
    heading = read_heading(said[0]) if said else None
    return (heading, said[1]) if said and heading and heading.role is Role.PERIOD else None


def _counted(text: RawText, number: str) -> NamedAction | None:
    """Return the action that `7.1 Brief.` names below recommendation 7, None where it is none."""
    reference, rest = split_reference(text.content)
    is_below = number_key(reference)[:-1] == number_key(number) != ()
    return NamedAction("", "", reference, rest) if is_below else None


def _is_parted(text: RichText, rest: RichText) -> bool:
    """Return whether a sign stands before `rest`: "Recommendation 7: Grade.", no sentence of it."""
    return text.plain.removesuffix(rest.plain).rstrip().endswith((":", "-", "–", "—"))


def _end(texts: Sequence[RawText]) -> int | None:
    """Return where a letter closes and names no recommendation any more, None where it is none."""
    for i in reversed(range(len(texts))):
        if _CLOSING.match(texts[i].content.plain):
            return i
        if split_number(texts[i].content, named_only=True)[0]:
            return None
    return None


_CLOSING = re.compile(
    r"yours (?:faithfully|sincerely|truly)\b|(?:with )?(?:kind|best|warm) (?:regards|wishes)\b"
    r"|(?:regards|(?:many )?thanks)\W*$",
    re.IGNORECASE,
)


_TEXT = Heading("", Role.RECOMMENDATION)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    parts: list[_Part] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    heading: Heading = _TEXT
    """What the texts that follow stand under."""
    part: _Part = field(default_factory=lambda: _Part(Source(""), ""))
    """What they are of."""

    def recommendation(self, text: RawText, number: str, rest: RichText) -> None:
        """Begin the recommendation that `text` names."""
        self.heading = _TEXT
        self._begin(text, number)
        self.words.extend(name_words(text.content, number, rest))
        _take(self.part, self.heading, rest, text.source)

    def answer(self, text: RawText, label: Heading, number: str) -> None:
        """Go on with the recommendation that `text` answers; a list above may have its words."""
        self._under(label)
        self.words.extend(text.content.words)
        known = (part for part in self.parts if number_key(part.number) == number_key(number))
        if (part := next(known, None)) is not None:
            self.part = part
        else:
            self._begin(text, number)
            self.words.remove(number)

    def _begin(self, text: RawText, number: str) -> None:
        self.part = _Part(text.source, number)
        self.parts.append(self.part)

    def action(self, text: RawText, named: NamedAction) -> None:
        """Begin the action that `text` names, the recommendation's first or its next."""
        self._under(read_heading(named.word) if named.word else Heading("", Role.REQUIREMENT))
        if self.part.is_begun:
            self._begin(text, self.part.number)
        self.words.extend(named.before.split())
        reference = plain_text(named.reference)
        _take(self.part, Heading("", Role.REFERENCE), reference, text.source)
        _take(self.part, self.heading, named.rest, text.source)

    def say(self, text: RawText, label: Heading | None, value: RichText) -> None:
        """Take what `text` says under its label, or under the heading above."""
        if label is None:
            _take(self.part, self.heading, text.content, text.source)
            return
        self._under(label)
        if self.heading.role is Role.REQUIREMENT and self.part.is_told:
            self._begin(text, self.part.number)
        self.words.extend((*label.text.split(), *joint_word(text, value)))
        if value:
            _take(self.part, self.heading, value, text.source)

    def _under(self, heading: Heading) -> None:
        self.heading = self.headings.setdefault(heading.text, heading)


def _take(part: _Part, heading: Heading, content: RichText, source: Source) -> None:
    """Add `content`, which stands at `source`, to what `part` says under `heading`."""
    role = heading.role or Role.IGNORE
    if role is not Role.PERIOD:
        part.texts.setdefault(role, []).extend(content.blocks)
    elif part.updates and part.updates[-1][0] == heading.period:
        part.updates[-1][1].extend(content.blocks)
    else:
        part.updates.append((heading.period, list(content.blocks)))
        part.places.append(source)


def _entry(part: _Part) -> Entry:
    texts = {role: rich_text(blocks) for role, blocks in part.texts.items()}
    reference, requirement = split_reference(texts.get(Role.REQUIREMENT, EMPTY))
    return Entry(
        source=part.source,
        number=part.number,
        text=texts.get(Role.RECOMMENDATION, EMPTY),
        reference=reference or one_line(texts.get(Role.REFERENCE, EMPTY)),
        requirement=requirement,
        owner=one_line(texts.get(Role.OWNER, EMPTY)),
        updates=tuple((period, rich_text(said)) for period, said in part.updates),
        status=one_line(texts.get(Role.STATUS, EMPTY)),
        is_certain=True,
        places=tuple(part.places),
    )
