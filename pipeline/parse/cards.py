"""Cards: a table of labels and values for each action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.parse.align import looks_like_reference
from pipeline.parse.cells import cell_text, content
from pipeline.parse.entries import Entry
from pipeline.parse.headings import Heading, Role, heading_key, read_heading
from pipeline.parse.label_tables import LONGEST_LABEL
from pipeline.parse.numbers import (
    name_words,
    split_action,
    split_number,
)
from pipeline.parse.plancolumns import Slot, merged_slots
from pipeline.parse.records import Line, joined_text, read_records
from pipeline.richtext import EMPTY, RichText, one_line, plain_text
from pipeline.table import RawCell, RawTable, grid

_WIDEST = 4
"""Columns; a wider table is not a table of labels and values."""
_FEWEST = 3
"""Labels of a card."""
Row = Sequence[RawCell | None]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, read: their entries, and the words of their labels."""

    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    heading_words: tuple[str, ...]
    slots: tuple[Slot, ...]
    """The columns that its labels make."""
    share: float
    """The share of its labels that tell a role."""


def read_cards(
    table: RawTable, mapping: Mapping[str, Role], *, is_named: bool = False
) -> Cards | None:
    """Return the cards in `table`, None if its first column is not one of labels.

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
    records = read_records([_with_text(card) for card in cards])
    headings = tuple({h.text: h for h in (line.heading for line in lines) if h.text}.values())
    columns = merged_slots(records.slots)
    findings = (*found, *records.findings)
    words = (*records.words, *(word for line in lines for word in line.heading.text.split()))
    share = known / (len(lines) + len(found))
    return Cards(tuple(records.entries), headings, findings, words, columns, share)


def _lines(table: RawTable, mapping: Mapping[str, Role], found: list[Finding]) -> list[Line]:
    """Return the labels and values of `table`; a row that holds none is added to `found`."""
    lines: list[Line] = []
    rows = grid(table)
    for r, row in enumerate(rows):
        cells = list({id(cell): cell for cell in row if cell is not None}.values())
        texts = [cell_text(cell)[0] for cell in cells]
        filled = [text for text in texts if text]
        if not filled or _is_below_options(rows[:r], row):
            continue
        if option := _option(row, rows[r + 1 : r + 2], mapping):
            heading, value, others = option
            lines.append(Line(heading, value, cells[0].source))
            found.append(_not_chosen(others, cells[0].source))
        elif r == 0 and len(cells) == 1 and (title := _titled(texts[0])):
            lines += [Line(heading, value, cells[0].source) for heading, value in title]
        elif len(cells) <= _WIDEST and (pairs := _pairs(texts, mapping)):
            lines += [Line(heading, value, cells[0].source) for heading, value in pairs]
        elif lines and len(filled) == 1 and not texts[0]:
            # A value goes on below an empty label.
            lines[-1] = replace(lines[-1], value=joined_text(lines[-1].value, filled[0]))
        else:
            found.append(_without_label(filled, cells[0].source))
    return lines


def _titled(text: RichText) -> list[tuple[Heading, RichText]]:
    """Return the number and the text of the recommendation that heads a card (`1. Grade.`)."""
    number, rest = split_number(text)
    if not number or not rest:
        return []
    title = Heading("", Role.RECOMMENDATION, rank=_TITLE)
    return [(Heading("", Role.NUMBER), plain_text(number)), (title, rest)]


_TITLE = 2
"""The rank of a text that heads the card: a label below may be called an objective."""


def _option(
    row: Row, below: Sequence[Row], mapping: Mapping[str, Role]
) -> tuple[Heading, RichText, tuple[str, ...]] | None:
    """Return the label of a row of options, the one that is ticked below it, and the others.

    The label reaches over both rows, and all that the lower says is ticks.
    """
    if not below or row[0] is None or below[0][0] is not row[0] or len(row) < _FEWEST:
        return None
    pairs = [(content(a), content(b)) for a, b in zip(row[1:], below[0][1:], strict=True)]
    ticked = [option for option, tick in pairs if tick]
    if len(ticked) != 1 or not all(o for o, _ in pairs) or not _TICKS.fullmatch(_ticks(pairs)):
        return None
    heading = _label(content(row[0]), mapping)
    if heading.role in (None, Role.DUE):
        heading = replace(heading, role=Role.STATUS)
    left = tuple(word for option, tick in pairs if not tick for word in option.words)
    return heading, ticked[0], (*left, *_ticks(pairs).split())


_TICKS = re.compile(r"[✓✔☑☒✗✘xX•●■√]")


def _ticks(pairs: Sequence[tuple[RichText, RichText]]) -> str:
    return "".join(one_line(tick) for _, tick in pairs)


def _is_below_options(above: Sequence[Row], row: Row) -> bool:
    return bool(above) and row[0] is not None and _option(above[-1], [row], {}) is not None


def _not_chosen(words: tuple[str, ...], source: Source) -> Finding:
    return Finding(
        "status-ticked",
        Severity.NOTE,
        "The card offers several words; the one that is ticked was read.",
        Place(source=source),
        words=words,
    )


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
        return [(Heading("", role), texts[0])]
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
        return [
            (Heading(word, Role.NUMBER), plain_text(number)),
            (Heading("", Role.RECOMMENDATION), value),
        ]
    action = split_action(label)
    if action and not action.rest and value:
        reference = plain_text(action.reference)
        heading = replace(read_heading(action.word), text=action.before.strip())
        return [(heading, value), (Heading("", Role.REFERENCE), reference)]
    return []


def _label(text: RichText, mapping: Mapping[str, Role]) -> Heading:
    """Return what a label means; its colon is not one of its words."""
    return read_heading(one_line(text).rstrip(": "), mapping)


def _cards(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each card; a card's first label begins the next when it comes again.

    So does any other that the card has, but for updates and their dates.
    """
    card: list[Line] = []
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


def _with_text(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a card; the row over all of it below the number is its text."""
    made = list(lines)
    is_open = Role.RECOMMENDATION not in {line.heading.role for line in lines}
    for i, (above, line) in enumerate(pairwise(lines), 1):
        if is_open and above.heading.role is Role.NUMBER and line.heading == _NO_LABEL:
            made[i] = replace(line, heading=replace(line.heading, role=Role.RECOMMENDATION))
            break
    return made


_NO_LABEL = Heading("", None)


def _without_label(texts: Sequence[RichText], source: Source) -> Finding:
    return Finding(
        "row-without-label",
        Severity.WARNING,
        f"A row of {len(texts)} cells on a card is not a label and a value; it was skipped.",
        Place(source=source),
        "Give each value its label in the source.",
        tuple(word for text in texts for word in text.words),
    )
