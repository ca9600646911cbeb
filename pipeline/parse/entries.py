"""Rows with their cells in their roles, and the recommendations they make together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Action, Period, Recommendation
from pipeline.parse.align import is_sub_reference
from pipeline.richtext import EMPTY, BulletList, Paragraph, RichText, rich_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a plan's table, or one card."""

    source: Source
    number: str = ""
    """As printed on this row; empty where it is not."""
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
    """Where each of `updates` stands."""


@dataclass(slots=True)
class _Group:
    """A recommendation in the making."""

    number: str
    text: RichText = EMPTY
    entries: list[Entry] = field(default_factory=list)
    is_printed: bool = False
    """The number stands in a number's cell; until then a reference names it."""


def leading_number(text: str) -> str:
    """Return the recommendation's number that a number or reference begins with (`7.1`: `7`)."""
    match = re.match(r"\D{0,16}?0*(\d{1,6})(?!\d)", text)
    return match[1] if match else ""


def group(entries: Sequence[Entry]) -> tuple[list[_Group], tuple[Finding, ...]]:
    """Return the recommendations of `entries` in the order they appear, and what was decided.

    A row belongs to the recommendation whose cell reaches over it; where the file does not say,
    to the one that its reference names; where it has none, to the one above.
    """
    by_reference = _references_name_recommendations(entries)
    groups: dict[str, _Group] = {}
    findings: list[Finding] = []
    current = ""
    unnumbered = 0
    for entry in entries:
        named = leading_number(entry.reference) if by_reference and not entry.is_certain else ""
        printed = leading_number(entry.number) or entry.number
        if not printed and entry.text and not named and entry.starts:
            if current not in groups or groups[current].text != entry.text:
                unnumbered += 1
                current = f"\0{unnumbered}"
        else:
            current = named or printed or current
        home = groups.setdefault(current, _Group("" if current.startswith("\0") else current))
        home.entries.append(entry)
        owner = groups.setdefault(printed or current, _Group(printed)) if printed else home
        findings.extend(_name(owner, entry))
        if printed and named and printed != named:
            findings.append(_elsewhere(entry, printed, named))
    return [g for g in groups.values() if g.entries], tuple(findings)


def _name(home: _Group, entry: Entry) -> Iterable[Finding]:
    """Give `home` the number and text printed on `entry`."""
    if entry.number:
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


def _elsewhere(entry: Entry, printed: str, named: str) -> Finding:
    return Finding(
        "number-on-another-row",
        Severity.NOTE,
        f"The number {printed} is printed on a row whose reference {entry.reference} names "
        f"recommendation {named}; the row went to {named}.",
        Place(recommendation=named, source=entry.source),
    )


def _references_name_recommendations(entries: Sequence[Entry]) -> bool:
    """Return whether references begin with their recommendation's number (`7.1` under 7).

    The rows that print both tell; references that count anew under each number do not. Where no
    number is printed at all, references that count below one tell it.
    """
    both = [e for e in entries if e.number and e.reference and e.starts]
    if not any(e.number for e in entries):
        return all(is_sub_reference(e.reference) for e in entries if e.reference)
    agree = sum(leading_number(e.number) == leading_number(e.reference) for e in both)
    return bool(both) and agree >= 0.8 * len(both)


def recommendations(
    groups: Iterable[_Group], periods: Sequence[Period]
) -> tuple[Recommendation, ...]:
    """Return the recommendations of `groups`, each action with one update for each period."""
    return tuple(
        Recommendation(g.number, g.text, tuple(_action(e, periods) for e in g.entries))
        for g in groups
    )


def _action(entry: Entry, periods: Sequence[Period]) -> Action:
    updates = dict(entry.updates)
    return Action(
        entry.reference,
        entry.requirement,
        entry.owner,
        tuple(updates.get(period, EMPTY) for period in periods),
        entry.status,
    )


def all_periods(entries: Iterable[Entry], headings: Iterable[Period]) -> tuple[Period, ...]:
    """Return the periods of the headings and of `entries`, once each.

    They keep the order of their headings; where cards name them, dated ones are put in order.
    """
    found = dict.fromkeys(headings)
    extra = dict.fromkeys(p for e in entries for p, _ in e.updates if p not in found)
    if extra and not found and all(p.date for p in extra):
        return tuple(sorted(extra, key=lambda p: (p.date is None, p.date)))
    return (*found, *extra)


_LED = re.compile(
    r"(?:(?:rec(?:ommendation)?s?\.?)\s*(?:no\.?|number)?\s*:?\s*)?"
    r"(\d{1,3}[a-z]?)(?:\s*[.:)–—-]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"rec(?:ommendation)?\.?\s*(?:no\.?|number)?\s*:?\s*(\d{1,3}[a-z]?)\b", re.I)
_SUB_REFERENCE = re.compile(r"(\d{1,3}(?:\.\d{1,3})+[a-z]?|\d{1,3}[a-z])[.):]?\s+(?=\S)")


def split_number(text: RichText, *, named_only: bool = False) -> tuple[str, RichText]:
    """Return the number that `text` begins with (`Recommendation 7: By ...`) and the rest of it.

    The number is empty, and the text whole, where it begins with none. `named_only` asks for the
    word "recommendation" before the number.
    """
    plain = text.plain
    if named := _NAMED.match(plain):
        rest = re.match(r"\s*[.:)–—-]?\s*", plain[named.end() :])
        return named[1], _without(text, named.end() + (rest.end() if rest else 0))
    led = None if named_only else _LED.match(plain)
    return (led[1], _without(text, led.end())) if led else ("", text)


def split_reference(text: RichText) -> tuple[str, RichText]:
    """Return the reference that a requirement begins with (`7.1 Records show ...`) and the rest."""
    match = _SUB_REFERENCE.match(text.plain)
    return (match[1], _without(text, match.end())) if match else ("", text)


def _without(text: RichText, count: int) -> RichText:
    """Return `text` without its first `count` characters, line ends among them."""
    blocks: list[Paragraph | BulletList] = []
    for block in text.blocks:
        lines = []
        for line in block.lines:
            runs = []
            for run in line:
                cut = min(count, len(run.text))
                count -= cut
                runs.append(replace(run, text=run.text[cut:]))
            lines.append(tuple(runs))
            count = max(count - 1, 0)
        is_list = isinstance(block, BulletList)
        blocks.append(BulletList(tuple(lines)) if is_list else Paragraph(lines[0]))
    return rich_text(blocks)
