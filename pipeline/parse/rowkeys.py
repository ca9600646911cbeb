"""What tells the rows of a table, so that those of another table can be known again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.parse.align import is_sub_reference
from pipeline.parse.entries import Entry
from pipeline.parse.numbers import number_key
from pipeline.richtext import one_line

RowKey = tuple[tuple[str, ...], int]
"""What tells a row (number, reference, requirement), and which of its like it is in its table."""


def fields(tables: Sequence[Sequence[Entry]]) -> tuple[str, ...]:
    """Return what tells the rows of all these tables: of what each has, no more than it takes."""
    has = {name: all(any(getattr(e, name) for e in rows) for rows in tables) for name in _TELLING}
    if has["reference"] and not has["number"]:
        below = (is_sub_reference(e.reference) for rows in tables for e in rows if e.reference)
        has["reference"] = all(below) or has["requirement"]
    found = tuple(name for name in ("number", "reference") if has[name])
    is_told = all(len(set(rows)) == len(rows) for rows in (_plain_keys(t, found) for t in tables))
    more = has["requirement"] and not (has["reference"] and is_told and has["number"])
    return (*found, "requirement") if more else found


_TELLING = ("number", "reference", "requirement")


def _plain_keys(entries: Sequence[Entry], telling: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what each row says in `telling`; one without a number goes on with the one above."""
    found = []
    number = ""
    for entry in entries:
        number = " ".join(number_key(entry.number)) or number
        said = {
            "number": number,
            "reference": entry.reference,
            "requirement": one_line(entry.requirement),
        }
        found.append(tuple(said[name] for name in telling))
    return found


def keys(entries: Sequence[Entry], telling: Sequence[str]) -> list[RowKey]:
    """Return a key for each row, of the `telling` fields."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for key in _plain_keys(entries, telling):
        seen[key] += 1
        found.append((key, seen[key]))
    return found


def tokens(entries: Sequence[Entry]) -> set[str]:
    """Return what other tables with the same rows must have in common with this."""
    found = set()
    for number, reference, requirement in _plain_keys(entries, _TELLING):
        if requirement:
            found.add(requirement)
        if number or is_sub_reference(reference):
            found.add(f"{number}\0{reference}")
    return found
