"""Records: the labels and values that a card, or a stretch of headed text, has of an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.align import looks_like_reference
from pipeline.parse.columnfindings import left_out
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra, extra_columns
from pipeline.parse.headings import Heading, Role
from pipeline.parse.numbers import name_words, number_key, split_number, split_reference
from pipeline.parse.plancolumns import Slot, label_slots
from pipeline.parse.roles import settled
from pipeline.richtext import EMPTY, RichText, one_line, rich_text


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value."""

    heading: Heading
    value: RichText
    source: Source


@dataclass(slots=True)
class Records:
    """The entries of records, the columns that their labels make, and what was found."""

    entries: list[Entry] = field(default_factory=list)
    slots: list[tuple[Slot, ...]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Words that say what others are: `Recommendation` before its number."""
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Values:
    number: str = ""
    texts: dict[Role, RichText] = field(default_factory=dict)
    updates: list[tuple[Period, RichText]] = field(default_factory=list)
    extras: dict[Extra, RichText] = field(default_factory=dict)
    places: list[Source] = field(default_factory=list)


def read_records(records: Sequence[Sequence[Line]]) -> Records:
    """Return the entry that each of `records` makes; one that says nothing makes none."""
    done = Records()
    for lines in records:
        headings = settled([line.heading for line in lines])
        lines = [replace(line, heading=h) for line, h in zip(lines, headings, strict=True)]
        done.slots.append(label_slots(headings))
        done.entries.extend(_entry(lines, done))
    return done


def _entry(lines: Sequence[Line], done: Records) -> Iterator[Entry]:
    extras = extra_columns([line.heading for line in lines], ())
    values = _Values()
    for i, line in enumerate(lines):
        if extra := extras.get(i):
            values.extras[extra] = joined_text(values.extras.get(extra, EMPTY), line.value)
        elif line.heading.role not in (None, Role.IGNORE):
            _take(line, values, done)
        elif line.value:
            done.findings.append(_without_place(line))
    number, text = values.number, values.texts.get(Role.RECOMMENDATION, EMPTY)
    if not number and looks_like_reference(one_line(text)):
        number, text = one_line(text), EMPTY
    said, rest = split_number(text, named_only=bool(number))
    if not number or number_key(said) == number_key(number):
        number, whole, text = number or said, text, rest
        done.words.extend(name_words(whole, "" if values.number else number, text))
    reference = one_line(values.texts.get(Role.REFERENCE, EMPTY))
    requirement = values.texts.get(Role.REQUIREMENT, EMPTY)
    if not reference:
        reference, requirement = split_reference(requirement)
    if any((number, text, requirement, reference, values.updates)):
        yield Entry(
            source=replace(lines[0].source, column=None),
            number=number,
            text=text,
            reference=reference,
            requirement=requirement,
            owner=one_line(values.texts.get(Role.OWNER, EMPTY)),
            updates=tuple(values.updates),
            status=one_line(values.texts.get(Role.STATUS, EMPTY)),
            is_certain=bool(number),
            places=tuple(values.places),
            extras=tuple(values.extras.items()),
        )


def joined_text(first: RichText, second: RichText) -> RichText:
    """Return two texts as the paragraphs of one."""
    return rich_text((*first.blocks, *second.blocks))


def _take(line: Line, values: _Values, done: Records) -> None:
    """Put the value of `line` where its label says."""
    role = line.heading.role
    if role is Role.PERIOD:
        _take_update(line, values)
    elif role is Role.DATE:
        # Each record prints its date; the plan has it once, as the period's heading.
        done.words.extend(line.value.words)
        if values.updates and values.updates[-1][0].date is None and line.value:
            label = one_line(line.value)
            values.updates[-1] = (Heading(label, Role.PERIOD).period, values.updates[-1][1])
    elif role is Role.NUMBER:
        number, rest = split_number(line.value, named_only=True)
        values.number = number or one_line(line.value)
        done.words.extend(name_words(line.value, number, rest) if number else ())
        if number and rest:
            values.texts.setdefault(Role.RECOMMENDATION, rest)
    elif role is not None:
        values.texts[role] = joined_text(values.texts.get(role, EMPTY), line.value)


def _take_update(line: Line, values: _Values) -> None:
    values.updates.append((line.heading.period, line.value))
    values.places.append(line.source)


def _without_place(line: Line) -> Finding:
    name, words, place = line.heading.text, tuple(line.value.words), Place(source=line.source)
    if name:
        return left_out(words, place, f'"{name}"')
    return Finding(
        "row-without-label",
        Severity.WARNING,
        f'A row over the whole card names no number: "{line.value.plain[:80]}".',
        place,
        "Give it a label in the source if it is of the plan.",
        words,
    )
