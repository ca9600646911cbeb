"""Cards: a table of labels and values for each action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.cells import cell_text
from pipeline.parse.entries import Entry, split_number, split_reference
from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.richtext import EMPTY, RichText, one_line, plain_text, rich_text
from pipeline.table import RawCell, RawTable, RawText, grid

_WIDEST = 4
"""Columns; a wider table is no table of labels and values."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, read: their entries, and the words of their labels."""

    entries: tuple[Entry, ...]
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    heading_words: tuple[str, ...]


def label_lines(table: RawTable) -> list[RawText]:
    """Return the lines that a small table of labels and values above the plan stands for.

    Forces set `Force:` and `Executive Lead:` in such a table; none where `table` is another.
    """
    rows = grid(table) if table.placed else []
    if not rows or len(rows[0]) > 2 or len(rows) > _MOST_LABELS:
        return []
    lines = []
    for row in rows:
        texts = [one_line(c.content) for c in dict.fromkeys(row) if c is not None and c.content]
        label = texts[0].rstrip(": ") if texts else ""
        if len(label.split()) > _LONGEST_LABEL:
            return []
        source = next(c.source for c in row if c is not None)
        if texts:
            line = f"{label}: {texts[1]}" if len(texts) > 1 else texts[0]
            lines.append(RawText(plain_text(line), source))
    return lines


_MOST_LABELS = 12
_LONGEST_LABEL = 8
"""Words of a label."""


@dataclass(frozen=True, slots=True)
class _Line:
    heading: Heading
    value: RichText
    source: Source


def read_cards(table: RawTable, mapping: Mapping[str, Role]) -> Cards | None:
    """Return the cards in `table`, None where its first column is not one of labels."""
    lines = [line for row in grid(table) if (line := _line(row, mapping)) is not None]
    roles = {line.heading.role for line in lines} - {None}
    known = sum(line.heading.role is not None for line in lines)
    says = roles & {Role.PERIOD, Role.STATUS, Role.OWNER}
    asks = roles & {Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT}
    if len(roles) < 3 or known < 0.6 * len(lines) or not says or not asks:
        return None
    found: list[Finding] = []
    entries = [entry for card in _cards(lines) if (entry := _entry(card, found)) is not None]
    words = [word for line in lines for word in line.heading.text.split()]
    numbered = [w for line in lines if line.heading.role is Role.RECOMMENDATION for w in _LEAD]
    # Each card prints its date; the plan has it once, as the period's heading.
    words += [w for line in lines if line.heading.role is Role.DATE for w in line.value.words]
    headings = tuple({line.heading.text: line.heading for line in lines}.values())
    return Cards(tuple(entries), headings, tuple(found), (*words, *numbered))


# A value may say the number's word again: "Recommendation 7: By ...".
_LEAD = ("Recommendation", "Rec", "No", "number")


def _line(row: Sequence[RawCell | None], mapping: Mapping[str, Role]) -> _Line | None:
    """Return the label and value of a row: its first two different cells."""
    cells = list({id(cell): cell for cell in row if cell is not None}.values())
    texts = [cell_text(cell)[0] for cell in cells]
    if len(row) > _WIDEST or len([t for t in texts if t]) > 2 or not cells or not texts[0]:
        return None
    value = next((t for t in texts[1:] if t), EMPTY)
    label = one_line(texts[0])
    heading = read_heading(label, mapping)
    if len(cells) == 1 and heading.role is not Role.NUMBER:
        return _Line(Heading(label, Role.NUMBER), texts[0], cells[0].source)
    return _Line(heading, value, cells[0].source)


def _cards(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each card; a label that the card has already begins the next."""
    card: list[_Line] = []
    seen: set[Role] = set()
    for line in lines:
        role = line.heading.role
        if role in seen and role not in (Role.PERIOD, Role.DATE):
            yield card
            card, seen = [], set()
        card.append(line)
        if role is not None:
            seen.add(role)
    if card:
        yield card


@dataclass(slots=True)
class _Values:
    number: str = ""
    texts: dict[Role, RichText] = field(default_factory=dict)
    updates: list[tuple[Period, RichText]] = field(default_factory=list)
    places: list[Source] = field(default_factory=list)


def _entry(card: Sequence[_Line], found: list[Finding]) -> Entry | None:
    values = _Values()
    for line in card:
        if line.heading.role is None and line.value:
            found.append(_without_meaning(line))
        elif line.heading.role is not None:
            _take(line, values)
    number, text = values.number, values.texts.get(Role.RECOMMENDATION, EMPTY)
    if not number:
        number, text = split_number(text)
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
    )


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
        former = values.texts.get(role, EMPTY)
        values.texts[role] = rich_text((*former.blocks, *line.value.blocks))


def _without_meaning(line: _Line) -> Finding:
    return Finding(
        "label-without-meaning",
        Severity.WARNING,
        f'"{line.heading.text}" has no known meaning; '
        f"its {len(line.value.words)} words are not in the plan.",
        Place(source=line.source),
        f'Say what it is with --map "{line.heading.text}=ROLE" (or =ignore to leave it out).',
        tuple(line.value.words),
    )
