"""A plan without tables: a heading for each recommendation, and below it what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from pipeline.findings import Finding, Source
from pipeline.parse.entries import Entry
from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.labels import (
    colon_labels,
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
from pipeline.parse.plancolumns import Slot, merged_slots
from pipeline.parse.records import Line, joined_text, read_records
from pipeline.richtext import RichText, one_line, plain_text
from pipeline.table import RawText

_FEWEST = 2
"""Recommendations; one heading alone is not a plan."""


@dataclass(frozen=True, slots=True)
class Headed:
    """Headed text, read: what is above the first record, and an entry for each."""

    lead: tuple[RawText, ...]
    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    heading_words: tuple[str, ...]
    after: tuple[RawText, ...]
    """What is behind the last record: a heading of something else, or how a letter ends."""
    findings: tuple[Finding, ...]
    slots: tuple[Slot, ...]
    """The columns that its labels make."""


def read_headed(
    texts: Sequence[RawText], mapping: Mapping[str, Role], *, is_register: bool = False
) -> Headed | None:
    """Return the records that headings in `texts` part, None if they part none.

    A heading such as `Recommendation 7` begins one. A heading or label below it says what follows:
    the requirement, the owner, a period's update, the status; before the first is its text.
    A heading such as `Action 7.1` begins another action of it, and so does a second requirement.
    Where none says "recommendation", actions that are named or numbered are the records; else a
    heading `7. Grade.` or the next item of a numbered list begins one if each has an update. The
    records of a register need say nothing of what was done.
    """
    for begins in _Begins:
        found = _read(texts, mapping, begins, is_register=is_register)
        if found is not None:
            is_plan = begins is not _Begins.COUNT or all(entry.updates for entry in found.entries)
            return found if is_plan else None
    return None


class _Begins(Enum):
    """What begins a record."""

    NAME = auto()
    """`Recommendation 7`."""
    ACTION = auto()
    """`Action 7`, or a label with a number: `Action number: 7`."""
    COUNT = auto()
    """`7. Grade.`"""


def _read(
    texts: Sequence[RawText],
    mapping: Mapping[str, Role],
    begins: _Begins,
    *,
    is_register: bool,
) -> Headed | None:
    reading = _Reading(begins)
    plain = plain_labels(texts)
    labels = plain | colon_labels(texts, mapping) | repeated_labels(texts, mapping)
    end = _end(texts)
    is_listed = bool(plain) or (begins is _Begins.NAME and any(map(_answer, texts)))
    for text in unlisted(texts[:end], mapping, labels):
        if _begin_recommendation(text, reading, is_listed=is_listed):
            continue
        action = split_action(text.content) or _counted(text, reading.number)
        if action and (is_heading(text) or plain or not action.rest) and reading.may_begin:
            reading.action(text, action)
            continue
        label, value = label_of(text, mapping, labels)
        if reading.records or (label and label.role in _NAMES and reading.may_begin):
            reading.say(text, label, value)
        else:
            reading.lead.append(text)
    if not _is_plan(reading.records, is_register=is_register):
        return None
    made = read_records(reading.records)
    return Headed(
        tuple(reading.lead),
        tuple(made.entries),
        tuple(reading.headings.values()),
        (*reading.words, *made.words),
        (*([reading.bare] if reading.bare else []), *(() if end is None else texts[end:])),
        tuple(made.findings),
        merged_slots(made.slots),
    )


def _begin_recommendation(text: RawText, reading: _Reading, *, is_listed: bool) -> bool:
    """Begin the recommendation that `text` names or answers; return whether it does."""
    is_named = reading.begins is _Begins.NAME
    number, rest = split_number(text.content, named_only=reading.begins is not _Begins.COUNT)
    if is_named:
        is_next = not rest or (is_listed and _is_parted(text.content, rest))
    else:
        is_next = number == str(len(reading.records) + 1)
    if number and (is_heading(text) or is_next):
        reading.recommendation(text, number, rest)
    elif is_named and (answer := _answer(text)):
        reading.answer(text, *answer)
    else:
        return False
    return True


_NAMES = (Role.NUMBER, Role.REFERENCE)


def _is_plan(records: Sequence[Sequence[Line]], *, is_register: bool) -> bool:
    """Return whether several records of different names say what was done, or who does what."""
    names = {
        tuple(one_line(line.value) for line in lines if line.heading.role in _NAMES)
        for lines in records
    }
    roles = {line.heading.role for lines in records for line in lines}
    return len(names) >= _FEWEST and (Role.PERIOD in roles or is_register)


def _answer(text: RawText) -> tuple[Heading, str] | None:
    """Return the update that a heading names with its recommendation: `Response to Rec 7`."""
    said = split_answer(text.content) if is_heading(text) else None
    heading = read_heading(said[0]) if said else None
    return (heading, said[1]) if said and heading and heading.role is Role.PERIOD else None


def _counted(text: RawText, number: str) -> NamedAction | None:
    """Return the action that `7.1 Brief.` names below recommendation 7, None if it is none."""
    reference, rest = split_reference(text.content)
    is_below = number_key(reference)[:-1] == number_key(number) != ()
    return NamedAction("", "", reference, rest) if is_below else None


def _is_parted(text: RichText, rest: RichText) -> bool:
    """Return whether a sign is before `rest`: "Recommendation 7: Grade.", no sentence of it."""
    return text.plain.removesuffix(rest.plain).rstrip().endswith((":", "-", "–", "—"))


def _end(texts: Sequence[RawText]) -> int | None:
    """Return where a letter closes and names no recommendation any more, None if it is none."""
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


_NUMBER, _TEXT = Heading("", Role.NUMBER), Heading("", Role.RECOMMENDATION)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    begins: _Begins
    lead: list[RawText] = field(default_factory=list)
    records: list[list[Line]] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    heading: Heading = _TEXT
    """What the texts that follow are under."""
    record: list[Line] = field(default_factory=list)
    """The record that they are of."""
    bare: RawText | None = None
    """The last label, until something follows it."""
    bare_words: list[str] = field(default_factory=list)

    @property
    def may_begin(self) -> bool:
        """An action may begin here: below a recommendation, or where actions are the records."""
        return bool(self.records) or self.begins is _Begins.ACTION

    @property
    def number(self) -> str:
        """The number of the recommendation that the texts are of."""
        return next((one_line(line.value) for line in self.record if line.heading == _NUMBER), "")

    @property
    def is_begun(self) -> bool:
        """An action of the recommendation has been named, or something was said about one."""
        return bool(self._roles & {Role.REFERENCE, Role.REQUIREMENT})

    @property
    def is_told(self) -> bool:
        """Something is said about an action behind its requirement."""
        roles = [line.heading.role for line in self.record]
        behind = roles[roles.index(Role.REQUIREMENT) :] if Role.REQUIREMENT in roles else []
        return not {Role.PERIOD, Role.OWNER, Role.STATUS}.isdisjoint(behind)

    @property
    def _roles(self) -> set[Role | None]:
        return {line.heading.role for line in self.record}

    def recommendation(self, text: RawText, number: str, rest: RichText) -> None:
        """Begin the recommendation that `text` names."""
        self.heading = _TEXT
        self._begin(text, number)
        self.words.extend(name_words(text.content, number, rest))
        self._take(rest, text.source)

    def answer(self, text: RawText, label: Heading, number: str) -> None:
        """Go on with the recommendation that `text` answers; a list above may have its words."""
        self._under(label)
        self.words.extend(text.content.words)
        for record in self.records:
            numbers = (one_line(line.value) for line in record if line.heading == _NUMBER)
            if any(number_key(known) == number_key(number) for known in numbers):
                self.record = record
                break
        else:
            self._begin(text, number)
            self.words.remove(number)

    def _begin(self, text: RawText, number: str) -> None:
        self.record = [Line(_NUMBER, plain_text(number), text.source)] if number else []
        self.records.append(self.record)

    def action(self, text: RawText, named: NamedAction) -> None:
        """Begin the action that `text` names, the recommendation's first or its next."""
        self._under(read_heading(named.word) if named.word else Heading("", Role.REQUIREMENT))
        if self.is_begun or not self.records:
            self._begin(text, self.number)
        self.words.extend(named.before.split())
        reference = plain_text(named.reference)
        self.record.append(Line(Heading("", Role.REFERENCE), reference, text.source))
        self._take(named.rest, text.source)

    def say(self, text: RawText, label: Heading | None, value: RichText) -> None:
        """Take what `text` says under its label, or under the heading above."""
        if label is None:
            self._take(text.content, text.source)
            return
        self._under(label)
        role = self.heading.role
        is_next = role in _NAMES and (role in self._roles or not self.records)
        if is_next or (role is Role.REQUIREMENT and self.is_told):
            self._begin(text, self.number if role is Role.REQUIREMENT else "")
        self.bare, self.bare_words = text, [*label.text.split(), *joint_word(text, value)]
        self._take(value, text.source)

    def _under(self, heading: Heading) -> None:
        self.words.extend(self.bare_words)
        self.bare, self.bare_words = None, []
        self.heading = self.headings.setdefault(heading.text, heading)

    def _take(self, content: RichText, source: Source) -> None:
        """Add `content`, if there is any, to what the record says under the heading."""
        if not content:
            return
        self.words.extend(self.bare_words)
        self.bare, self.bare_words = None, []
        for i, line in enumerate(self.record):
            if line.heading == self.heading:
                self.record[i] = replace(line, value=joined_text(line.value, content))
                return
        self.record.append(Line(self.heading, content, source))
