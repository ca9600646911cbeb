"""Rows with their cells in their roles, and the recommendations they make together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.align import is_sub_reference
from pipeline.parse.extras import Extra
from pipeline.parse.numbers import Key, number_key
from pipeline.richtext import EMPTY, RichText


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a plan's table, or one card."""

    source: Source
    number: str = ""
    """As printed on this row; empty if it is not."""
    text: RichText = EMPTY
    reference: str = ""
    requirement: RichText = EMPTY
    owner: str = ""
    updates: tuple[tuple[Period, RichText], ...] = ()
    status: str = ""
    is_certain: bool = False
    """The file itself says that this row is the number's: it is printed on or reaches over it."""
    starts: bool = True
    """The number's cell begins with this row."""
    places: tuple[Source, ...] = ()
    """Where each of `updates` is."""
    extras: tuple[tuple[Extra, RichText], ...] = ()
    """What the row has in the columns that are kept as they are."""
    carried: frozenset[Extra] = frozenset()
    """Those of them whose cell reaches down from the row above."""

    @property
    def is_bare(self) -> bool:
        """The row says nothing but its number and its recommendation's text."""
        said = (self.reference, self.requirement, self.owner, self.status)
        values = (*(v for _, v in self.updates), *(v for _, v in self.extras))
        return not any((*said, *values))


@dataclass(slots=True)
class Group:
    """A recommendation in the making."""

    number: str
    text: RichText = EMPTY
    entries: list[Entry] = field(default_factory=list)
    is_printed: bool = False
    """The number is in a number's cell; until then a reference names it."""
    again: str = ""
    """Which of its number it is, where sections count anew and it is not the first."""


def _home(reference: str, numbers: Collection[Key]) -> Key:
    """Return which of `numbers` a reference counts below, else the number it begins with.

    `7a.1` counts below 7a where there is such a number, else below 7.
    """
    parts = number_key(reference)
    ways = (parts[:count] for count in range(len(parts), 0, -1))
    if (found := next((way for way in ways if way in numbers), None)) is not None:
        return found
    first = next((i for i, part in enumerate(parts) if part.isdigit()), None)
    return () if first is None else (parts[first],)


def group(entries: Sequence[Entry]) -> tuple[list[Group], tuple[Finding, ...]]:
    """Return the recommendations of `entries` in the order they appear, and what was decided.

    A row belongs to the recommendation whose cell reaches over it; where the file does not say,
    to the one that its reference names; where it has none, to the one above.
    """
    entries = _with_references(entries)
    numbers = {number_key(e.number) for e in entries if e.number}
    by_reference = _references_name_recommendations(entries, numbers)
    groups: dict[Key, Group] = {}
    findings: list[Finding] = []
    current: Key = ()
    unnumbered = 0
    for entry in entries:
        is_named = by_reference and not entry.is_certain
        named = _home(entry.reference, numbers) if is_named else ()
        if named and current[: len(named)] == named and _AGAIN in current:
            named = current
        printed = _place(entry, groups)
        if not printed and entry.text and not named and entry.starts:
            if current not in groups or groups[current].text != entry.text:
                unnumbered += 1
                current = (_UNNUMBERED, str(unnumbered))
        else:
            current = named or printed or current
        home = groups.setdefault(current, Group("" if _UNNUMBERED in current else "".join(named)))
        home.entries.append(entry)
        owner = groups.setdefault(printed, Group(entry.number)) if printed else home
        owner.again = printed[-1] if _AGAIN in printed else ""
        findings.extend(_name(owner, entry))
        if printed and named and printed != named:
            findings.append(_elsewhere(entry, home.number))
    for home in groups.values():
        if _only_names(home.entries):
            del home.entries[0]
    return [g for g in groups.values() if g.entries], tuple(findings)


def _only_names(entries: Sequence[Entry]) -> bool:
    """Return whether the first of a recommendation's rows names it, and says nothing to do.

    The actions' rows below it leave its cells blank; were the cells merged, they would have them.
    """
    if len(entries) < 2 or not entries[0].is_certain or entries[1].number:
        return False
    return entries[0].is_bare


def _place(entry: Entry, groups: Mapping[Key, Group]) -> Key:
    """Return the key of the recommendation that `entry` prints the number of.

    Where sections count anew, the second recommendation 1 is another one than the first.
    """
    key = number_key(entry.number)
    for count in range(2, _SECTIONS):
        home = groups.get(key)
        if not key or home is None or not entry.text or _is_like(home.text, entry.text):
            break
        key = (*number_key(entry.number), _AGAIN, str(count))
    return key


def _is_like(first: RichText, second: RichText) -> bool:
    """Return whether two texts may be one, edited; an empty one may be any."""
    if not first or first == second:
        return True
    words = first.words[:_COMPARED], second.words[:_COMPARED]
    return SequenceMatcher(None, *words).ratio() >= _EDITED


_AGAIN = "\0"
"""In the key of a recommendation whose number another has as well: no printed part is this."""
_SECTIONS = 50
"""A number that comes again with more different texts than this counts nothing."""
_EDITED = 0.5
"""The share of words that an edited text has in common with what it was."""
_COMPARED = 200
"""Words; two texts that begin alike are one, edited."""


def _with_references(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return `entries`, their numbers made references where they count below recommendations.

    Cards may say `Recommendation number: 7.1`. Two such numbers have one text then.
    """
    said = [e for e in entries if e.number]
    if any(e.reference for e in entries) or not all(is_sub_reference(e.number) for e in said):
        return entries
    texts: dict[RichText, set[str]] = {}
    for entry in said:
        texts.setdefault(entry.text, set()).add(entry.number)
    if not any(len(numbers) > 1 for text, numbers in texts.items() if text):
        return entries
    return [replace(e, reference=e.number, number="", is_certain=False) for e in entries]


_UNNUMBERED = ""
"""In the key of a recommendation that has no number: no number's part is empty."""


def _name(home: Group, entry: Entry) -> Iterable[Finding]:
    """Give `home` the number and text printed on `entry`."""
    if number_key(entry.number):
        if not home.is_printed and home.entries and home.entries[0] is not entry:
            yield Finding(
                "number-below-its-rows",
                Severity.NOTE,
                f"The number and text of recommendation {entry.number} are printed below its "
                "first row; they were given to the whole recommendation.",
                Place(recommendation=entry.number, source=entry.source),
            )
        if not home.is_printed:
            home.number, home.is_printed = entry.number, True
            if home.again:
                home.number = f"{entry.number}#{home.again}"
                yield _counted_anew(entry, home.number)
    if entry.text and not home.text:
        home.text = entry.text
    elif entry.text and home.text != entry.text:
        yield Finding(
            "second-recommendation-text",
            Severity.WARNING,
            f"Recommendation {home.number} has a second, different text; the first was kept.",
            Place(recommendation=home.number, source=entry.source),
            "Compare the two texts in the source.",
            tuple(entry.text.words),
        )


def _counted_anew(entry: Entry, number: str) -> Finding:
    return Finding(
        "number-twice",
        Severity.WARNING,
        f"Another recommendation is numbered {entry.number} as well, with a different text; "
        f"this one was numbered {number}.",
        Place(recommendation=number, source=entry.source),
        "Give each recommendation a number of its own in the source.",
    )


def _elsewhere(entry: Entry, named: str) -> Finding:
    return Finding(
        "number-on-another-row",
        Severity.NOTE,
        f"The number {entry.number} is printed on a row whose reference {entry.reference} names "
        f"recommendation {named}; the row went to {named}.",
        Place(recommendation=named, source=entry.source),
    )


def _count_below(entries: Sequence[Entry]) -> bool:
    """Return whether references alone name recommendations: those of each are together, in order.

    The references of meetings' minutes (`85.6`, `90.13`, `85.9`) come in any order.
    """
    said = [e.reference for e in entries if e.reference]
    homes = [_order(_home(reference, ())) for reference in said]
    return all(map(is_sub_reference, said)) and homes == sorted(homes)


def _order(key: Key) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in key)


def _references_name_recommendations(entries: Sequence[Entry], numbers: Collection[Key]) -> bool:
    """Return whether references begin with their recommendation's number (`7.1` under 7).

    The rows that print both tell; references that count anew under each number do not. Where no
    number is printed at all, references that count below one tell it.
    """
    both = [e for e in entries if e.number and e.reference and e.starts]
    if not any(e.number for e in entries):
        return _count_below(entries)
    agree = sum(number_key(e.number) == _home(e.reference, numbers) for e in both)
    return bool(both) and agree >= 0.8 * len(both)
