"""What the cells of a column say where its heading tells no role."""

from __future__ import annotations

import re

from pipeline.parse.cells import plain_words
from pipeline.parse.evidence import MOST, NEVER, ONCE, Choice, Evidence
from pipeline.parse.facts import HALF, Facts
from pipeline.parse.headings import Heading, Role
from pipeline.parse.vocabulary import words

R = Role


def unheaded_score(table: Evidence, i: int, role: Choice) -> float:
    """Return how far the cells speak for a role that the heading does not tell."""
    h, f = table.headings[i], table.facts[i]
    is_told = role is R.PERIOD and R.PERIOD in table.said
    if table.is_open and not is_told and (said := _supposed(f, role)) is not None:
        return said
    if not f.texts or role in (R.OWNER, R.PERIOD, R.DATE, R.DUE) or role not in ONCE:
        return NEVER
    known = set(re.findall(r"[^\W\d_]+", h.text.lower()))
    is_other = bool(known & _OTHER)
    prose = f.prose if table.placed else 0.0
    match role:
        case R.NUMBER:
            return NEVER if is_other or table.is_banded else _open_number(table, i)
        case R.REFERENCE:
            if not h.text and f.reference >= MOST:
                return 2.0
            is_coded = f.is_code or (f.below >= HALF and f.number >= MOST)
            return 1.5 if is_coded and table.text is None and not is_other else NEVER
        case R.RECOMMENDATION:
            if f.named >= MOST:
                return 7.0
            if table.is_banded:
                return NEVER
            return _open_text(h, prose, is_other=is_other)
        case R.REQUIREMENT:
            return _open_text(h, prose, is_other=is_other)
    # What is said of an action in a word: only words that say how far it is.
    free = R.STATUS not in table.said and not is_other and R.DATE not in table.said
    said = f.state >= MOST and (len(set(f.texts)) > 1 or f.answer < HALF)
    return 1.5 if free and said and f.amount < HALF and i >= len(table.headings) / 2 else NEVER


def _supposed(f: Facts, role: Choice) -> float | None:
    """Return how far unmistakable cells speak for a role, None where they tell nothing of it."""
    match role:
        case R.NUMBER:
            return 1.0 if f.number >= MOST and f.is_distinct else None
        case R.OWNER:
            return 2.0 * (f.post >= HALF) + 0.8 if f.name >= MOST else None
        case R.PERIOD:
            return 1.2 + f.prose if f.prose >= MOST else None
        case R.RECOMMENDATION:
            return 0.8 + f.prose if f.prose >= MOST else None
        case R.STATUS:
            return 2.0 if f.state >= MOST else 0.7 if f.name >= MOST else None
    return None


def _open_text(heading: Heading, prose: float, *, is_other: bool) -> float:
    """Return how far cells speak for a text; without a heading their neighbour has to say it."""
    if is_other or (prose < MOST and heading.text):
        return NEVER
    return 1.0 + prose if prose >= MOST else -0.4


def _open_number(table: Evidence, i: int) -> float:
    """Return how far cells speak for numbers of recommendations: figures may be priorities."""
    h, f = table.headings[i], table.facts[i]
    if not h.text and f.reference >= MOST:
        return 3.0
    if _heads_references(table, i):
        return 3.0
    is_coded = f.is_code and table.text is not None and i < table.text
    return 0.7 if is_coded else NEVER


def _heads_references(table: Evidence, i: int) -> bool:
    """Return whether the figures of a column are those that the references beside them begin with.

    `1` stands beside `1.1` and `1.2`.
    """
    at = next((n for n, h in enumerate(table.headings) if h.role is R.REFERENCE), None)
    if at is None or table.facts[at].below < MOST or len(set(table.facts[i].texts)) < 2:
        return False
    pairs = [(plain_words(row[i]), plain_words(row[at])) for row in table.body]
    said = [(number, reference) for number, reference in pairs if number and reference]
    return bool(said) and all(r.startswith(f"{n}.") for n, r in said)


_OTHER = words("other")
