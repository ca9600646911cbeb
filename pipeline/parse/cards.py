"""Cards: a table of labels and values for each action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.align import looks_like_reference
from pipeline.parse.cells import cell_text
from pipeline.parse.entries import Entry
from pipeline.parse.extras import Extra, extra_columns
from pipeline.parse.headings import Heading, Role, heading_key, read_heading
from pipeline.parse.label_tables import LONGEST_LABEL
from pipeline.parse.leftout import left_out
from pipeline.parse.numbers import (
    name_words,
    number_key,
    split_action,
    split_number,
    split_reference,
)
from pipeline.parse.plancolumns import Slot, label_slots, merged_slots
from pipeline.parse.roles import settled
from pipeline.richtext import EMPTY, RichText, one_line, plain_text, rich_text
from pipeline.table import RawTable, grid

_WIDEST = 4
"""Columns; a wider table is no table of labels and values."""
_FEWEST = 3
"""Labels of a card."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, read: their entries, and the words of their labels."""

    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    heading_words: tuple[str, ...]
    slots: tuple[Slot, ...]
    """The columns that its labels make."""


@dataclass(frozen=True, slots=True)
class _Line:
    heading: Heading
    value: RichText
    source: Source


def read_cards(
    table: RawTable, mapping: Mapping[str, Role], *, is_named: bool = False
) -> Cards | None:
    """Return the cards in `table`, None where its first column is not one of labels.

    `is_named` says that the text above names a recommendation: a card below it need not.
    """
    found: list[Finding] = []
    lines = _lines(table, mapping, found)
    roles = {line.heading.role for line in lines} - {None}
    known = sum(line.heading.role is not None for line in lines)
    cards = list(_cards(lines))
    says = roles & {Role.PERIOD, Role.STATUS, Role.OWNER}
    asks = roles & {Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT}
    is_told = bool(roles & {Role.REQUIREMENT, Role.PERIOD})
    is_known = known >= 0.6 * (len(lines) + len(found))
    if len(roles) < _FEWEST or not (is_known and is_told and says and (asks or is_named)):
        return None
    if len(lines) < _FEWEST * len(cards):  # a row for each action, whose cells look like labels
        return None
    words = [word for line in lines for word in line.heading.text.split()]
    slots: list[tuple[Slot, ...]] = []
    entries = [e for card in cards if (e := _entry(card, found, words, slots)) is not None]
    # Each card prints its date; the plan has it once, as the period's heading.
    words += [w for line in lines if line.heading.role is Role.DATE for w in line.value.words]
    headings = tuple({h.text: h for h in (line.heading for line in lines) if h.text}.values())
    columns = merged_slots(slots)
    return Cards(tuple(entries), headings, tuple(found), tuple(words), columns)


def _lines(table: RawTable, mapping: Mapping[str, Role], found: list[Finding]) -> list[_Line]:
    """Return the labels and values of `table`; a row that holds none is added to `found`."""
    lines: list[_Line] = []
    for row in grid(table):
        cells = list({id(cell): cell for cell in row if cell is not None}.values())
        texts = [cell_text(cell)[0] for cell in cells]
        filled = [text for text in texts if text]
        if not filled:
            continue
        if len(row) <= _WIDEST and (pairs := _pairs(texts, mapping)):
            lines += [_Line(heading, value, cells[0].source) for heading, value in pairs]
        elif lines and len(filled) == 1 and not texts[0]:
            # A value goes on below an empty label.
            lines[-1] = replace(lines[-1], value=_joined(lines[-1].value, filled[0]))
        else:
            found.append(_without_label(filled, cells[0].source))
    return lines


def _pairs(
    texts: Sequence[RichText], mapping: Mapping[str, Role]
) -> list[tuple[Heading, RichText]]:
    """Return the labels of a row with their values: one pair, or two beside each other."""
    filled = [text for text in texts if text]
    if not texts[0]:
        return []
    if len(texts) == 1:
        if (action := split_action(texts[0])) and not action.rest:
            heading = Heading(action.before.strip(), Role.REFERENCE)
            return [(heading, plain_text(action.reference))]
        number, _ = split_number(texts[0], named_only=True)
        role = Role.NUMBER if number or looks_like_reference(one_line(texts[0])) else None
        heading = Heading("" if role is None else one_line(texts[0]), role)
        return [(heading, texts[0])]
    if len(texts) == 4 and texts[2]:
        left, right = (_label(texts[i], mapping) for i in (0, 2))
        if left.role and len(right.text.split()) <= LONGEST_LABEL:
            return [(left, texts[1]), (right, texts[3])]
    if len(filled) > 2:
        return []
    value = next((text for text in texts[1:] if text), EMPTY)
    return _named(texts[0], value) or [(_label(texts[0], mapping), value)]


def _named(label: RichText, value: RichText) -> list[tuple[Heading, RichText]]:
    """Return the number and the text where `label` says `Recommendation 7`, or `Action 7.1`."""
    number, rest = split_number(label, named_only=True)
    if number and not rest and value:
        word = " ".join(name_words(label, number, EMPTY))
        return [(Heading(word, Role.NUMBER), label), (Heading("", Role.RECOMMENDATION), value)]
    action = split_action(label)
    if action and not action.rest and value:
        reference = plain_text(action.reference)
        heading = replace(read_heading(action.word), text=action.before.strip())
        return [(heading, value), (Heading("", Role.REFERENCE), reference)]
    return []


def _label(text: RichText, mapping: Mapping[str, Role]) -> Heading:
    """Return what a label means; its colon is none of its words."""
    return read_heading(one_line(text).rstrip(": "), mapping)


def _cards(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each card; a card's first label begins the next when it comes again.

    So does any other that the card has, but for updates and their dates.
    """
    card: list[_Line] = []
    labels: set[str] = set()
    for line in lines:
        role, label = line.heading.role, heading_key(line.heading.text)
        is_first = bool(card) and role is card[0].heading.role
        is_again = bool(label) and label in labels
        if role not in (Role.PERIOD, Role.DATE, None) and (is_first or is_again):
            yield card
            card, labels = [], set()
        card.append(line)
        labels.add(label)
    if card:
        yield card


@dataclass(slots=True)
class _Values:
    number: str = ""
    texts: dict[Role, RichText] = field(default_factory=dict)
    updates: list[tuple[Period, RichText]] = field(default_factory=list)
    extras: dict[Extra, RichText] = field(default_factory=dict)
    places: list[Source] = field(default_factory=list)


def _entry(
    card: Sequence[_Line], found: list[Finding], words: list[str], slots: list[tuple[Slot, ...]]
) -> Entry | None:
    """Return what a card says, None where it says nothing; its labels are added to `slots`."""
    headings = settled(_with_text([line.heading for line in card]))
    card = [replace(line, heading=h) for line, h in zip(card, headings, strict=True)]
    extras = extra_columns(headings, ())
    slots.append(label_slots(headings))
    values = _Values()
    for i, line in enumerate(card):
        if extra := extras.get(i):
            values.extras[extra] = _joined(values.extras.get(extra, EMPTY), line.value)
        elif line.heading.role not in (None, Role.IGNORE):
            _take(line, values)
        elif line.value:
            found.append(_without_place(line))
    number, text = values.number, values.texts.get(Role.RECOMMENDATION, EMPTY)
    if not number and looks_like_reference(one_line(text)):
        number, text = one_line(text), EMPTY
    said, rest = split_number(text, named_only=bool(number))
    if not number or number_key(said) == number_key(number):
        number, whole, text = number or said, text, rest
        words.extend(name_words(whole, "" if values.number else number, text))
    reference = one_line(values.texts.get(Role.REFERENCE, EMPTY))
    requirement = values.texts.get(Role.REQUIREMENT, EMPTY)
    if not reference:
        reference, requirement = split_reference(requirement)
    if not any((text, requirement, reference, values.updates)):
        return None
    return Entry(
        source=replace(card[0].source, column=None),
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


def _with_text(headings: Sequence[Heading]) -> list[Heading]:
    """Return the labels of a card; the row over all of it below the number is its text."""
    made = list(headings)
    is_open = Role.RECOMMENDATION not in {h.role for h in headings}
    for i, (above, heading) in enumerate(pairwise(headings), 1):
        if is_open and above.role is Role.NUMBER and heading == _NO_LABEL:
            made[i] = replace(heading, role=Role.RECOMMENDATION)
            break
    return made


_NO_LABEL = Heading("", None)


def _joined(first: RichText, second: RichText) -> RichText:
    return rich_text((*first.blocks, *second.blocks))


def _take(line: _Line, values: _Values) -> None:
    """Put the value of `line` where its label says."""
    role = line.heading.role
    if role is Role.PERIOD:
        values.updates.append((line.heading.period, line.value))
        values.places.append(line.source)
    elif role is Role.DATE and values.updates and values.updates[-1][0].date is None:
        _, update = values.updates[-1]
        label = one_line(line.value)
        if label:
            values.updates[-1] = (Heading(label, Role.PERIOD).period, update)
    elif role is Role.NUMBER:
        number, rest = split_number(line.value, named_only=True)
        values.number = number or one_line(line.value)
        if number and rest:
            values.texts.setdefault(Role.RECOMMENDATION, rest)
    elif role is not None:
        values.texts[role] = _joined(values.texts.get(role, EMPTY), line.value)


def _without_place(line: _Line) -> Finding:
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


def _without_label(texts: Sequence[RichText], source: Source) -> Finding:
    return Finding(
        "row-without-label",
        Severity.WARNING,
        f"A row of {len(texts)} cells on a card is not a label and a value; it was skipped.",
        Place(source=source),
        "Give each value its label in the source.",
        tuple(word for text in texts for word in text.words),
    )
