"""Texts above tables: the title and details, or a recommendation that has a table of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.parse.entries import Entry
from pipeline.parse.headings import Role
from pipeline.parse.labels import is_heading, label_of
from pipeline.parse.numbers import name_words, split_number
from pipeline.richtext import RichText, one_line, rich_text
from pipeline.table import RawText


@dataclass(frozen=True, slots=True)
class Preface:
    """The texts above and between a plan's tables, each where it belongs."""

    lead: tuple[RawText, ...]
    """What is above the first table and of the whole plan."""
    entries: tuple[Entry, ...]
    """All rows, with the number and text that are above their table."""
    notes: tuple[RawText, ...]
    """What is between tables and is of no recommendation."""
    heading_words: tuple[str, ...]
    printed: tuple[str, ...]
    """The numbers and texts of recommendations that are above tables."""


def split_prefaces(parts: Sequence[tuple[Sequence[RawText], Sequence[Entry]]]) -> Preface:
    """Return where each text belongs; `parts` are the tables with the texts above them.

    A table whose rows lack number or text takes them from the texts above it. The texts above
    the first table are the plan's own up to the heading that names a recommendation; where none
    does, as many belong to the first table as are above each of the others.
    """
    lead = parts[0][0]
    above = _heading_alone(lead, parts)
    first = _first_preface(lead, parts) if above is None else 1
    if above is not None:
        lead = [*(text for text in lead if text is not above), above]
    prefaces = [lead[len(lead) - first :], *(texts for texts, _ in parts[1:])]
    notes: list[RawText] = []
    entries: list[Entry] = []
    words: list[str] = []
    printed: list[str] = []
    for texts, (_, rows) in zip(prefaces, parts, strict=True):
        texts, rows, said = _referenced(texts, rows)
        words.extend(said)
        if not texts or not _lacks(rows, texts):
            notes.extend(texts)
            entries.extend(rows)
            continue
        start = _naming(texts)
        notes.extend(texts[:start])
        texts, rows, said = _labelled(texts[start:], rows)
        words.extend(said)
        number, text, named = _recommendation(texts)
        words.extend(named)
        printed.extend((number, text.plain))
        entries.extend(_completed(row, number, text, i) for i, row in enumerate(rows))
    own = tuple(lead[: len(lead) - first])
    return Preface(own, tuple(entries), tuple(notes), tuple(words), tuple(printed))


def _naming(texts: Sequence[RawText]) -> int:
    """Return where the recommendation is named; what is above that is of the table before."""
    named = [i for i, text in enumerate(texts) if names_recommendation(text)]
    headings = [i for i in named if is_heading(texts[i])]
    return next(iter(headings or named), 0)


def _labelled(
    texts: Sequence[RawText], rows: Sequence[Entry]
) -> tuple[Sequence[RawText], Sequence[Entry], tuple[str, ...]]:
    """Give rows the owner and the status that are above their table; return what is left."""
    left: list[RawText] = []
    words: list[str] = []
    for text in texts:
        label, value = label_of(text, {})
        said = one_line(value)
        if said and label and label.role is Role.OWNER and not any(r.owner for r in rows):
            rows = [replace(row, owner=said) for row in rows]
        elif said and label and label.role is Role.STATUS and not any(r.status for r in rows):
            rows = [replace(row, status=said) for row in rows]
        else:
            left.append(text)
            continue
        words.extend(label.text.split())
    return left, rows, tuple(words)


def _first_preface(
    lead: Sequence[RawText], parts: Sequence[tuple[Sequence[RawText], Sequence[Entry]]]
) -> int:
    """Return how many of the last texts of `lead` belong to the first table."""
    if not _lacks(parts[0][1], lead):
        return int(bool(lead) and _is_referenced(lead[-1:], parts[0][1]) and len(lead) > 1)
    for is_first in (names_recommendation, _reference):
        for count, text in enumerate(reversed(lead), 1):
            if is_first(text) and (count < len(lead) or _is_name(text)):
                return count
    counts = {len(texts) for texts, _ in parts[1:]}
    count = counts.pop() if len(counts) == 1 else 0
    return count if count < len(lead) else 0


def _heading_alone(
    lead: Sequence[RawText], parts: Sequence[tuple[Sequence[RawText], Sequence[Entry]]]
) -> RawText | None:
    """Return the heading of the first table where each other has its heading and nothing else.

    What is between it and the table introduces the plan.
    """
    if len(parts) < 2 or not _lacks(parts[0][1], lead):
        return None
    if not all(len(texts) == 1 and is_heading(texts[0]) for texts, _ in parts[1:]):
        return None
    return next((text for text in reversed(lead[1:]) if is_heading(text)), None)


def names_recommendation(text: RawText) -> str:
    """Return the number of the recommendation that `text` names, else nothing."""
    return split_number(text.content, named_only=True)[0]


def _is_name(text: RawText) -> bool:
    """Return whether `text` is a recommendation's number and nothing else: no plan's title."""
    number, rest = split_number(text.content, named_only=True)
    return bool(number) and not rest


_ACTION = re.compile(
    r"(?:action|sub[\s-]?recommendation|requirement)\s*(?:no\.?|number)?\s*:?\s*"
    r"(\d{1,3}(?:\.\d{1,3})*[a-z]?)\.?",
    re.IGNORECASE,
)


def _reference(text: RawText) -> str:
    """Return the reference that a heading above a card names (`Action 7.1`), else nothing."""
    match = _ACTION.fullmatch(one_line(text.content))
    return match[1] if match else ""


def _referenced(
    texts: Sequence[RawText], rows: Sequence[Entry]
) -> tuple[Sequence[RawText], Sequence[Entry], tuple[str, ...]]:
    """Give a single row without a reference the one above it; return what is left of the texts."""
    if not _is_referenced(texts, rows):
        return texts, rows, ()
    named = [text for text in texts if _reference(text)]
    words = tuple(named[0].content.words[:-1])
    left = [text for text in texts if text is not named[0]]
    return left, [replace(rows[0], reference=_reference(named[0]))], words


def _is_referenced(texts: Sequence[RawText], rows: Sequence[Entry]) -> bool:
    named = [text for text in texts if _reference(text)]
    return len(rows) == 1 and not rows[0].reference and len(named) == 1


def _lacks(rows: Sequence[Entry], above: Sequence[RawText]) -> bool:
    """Return whether no row of a table tells its recommendation's text, or none its number.

    A number can be taken from a text above that has one; rows with texts of their own need none.
    """
    if not any(row.text for row in rows):
        return True
    is_numbered = any(row.number for row in rows)
    return not is_numbered and any(split_number(text.content)[0] for text in above)


def _recommendation(texts: Sequence[RawText]) -> tuple[str, RichText, tuple[str, ...]]:
    """Return the number and text that `texts` give a recommendation, and the heading's words."""
    number = ""
    words: tuple[str, ...] = ()
    blocks: list[RichText] = []
    for text in texts:
        found, rest = (
            split_number(text.content, named_only=bool(blocks))
            if not number
            else ("", text.content)
        )
        if found:
            number, words = found, name_words(text.content, found, rest)
        blocks.append(rest)
    return number, rich_text(block for text in blocks for block in text.blocks), words


def _completed(row: Entry, number: str, text: RichText, index: int) -> Entry:
    return replace(
        row,
        number=row.number or number,
        text=row.text or text,
        is_certain=row.is_certain or bool(number),
        starts=index == 0,
    )
