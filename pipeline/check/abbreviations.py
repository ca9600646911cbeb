"""Abbreviations of a plan, and which of them it never writes out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.check.subject import CheckedCell
from pipeline.check.vocabulary import is_word
from pipeline.findings import Place

ABBREVIATION = re.compile(r"(?<![\w&/.@-])[A-Z](?:&?[A-Z]){1,7}(?=(?:['’]?s)?(?![\w&@-]))")

# "Independent Advisory Group (IAG)", and "IAG (Independent Advisory Group)".
_IN_BRACKETS = re.compile(r" \(([A-Z][A-Z&]{1,8})s?\)")
_BEFORE_BRACKETS = re.compile(r"\b([A-Z][A-Z&]{1,8})s? \((\w[^()\n]{4,120})\)")

EVERYBODYS = frozenset(
    (
        *("AM", "BBC", "BSL", "CCTV", "DNA", "EU", "FAQ", "GB", "GP", "HM", "HR", "ID", "II"),
        *("III", "IT", "IV", "MP", "NHS", "PDF", "PM", "TV", "UK", "US", "USB", "VI", "VII"),
    )
)
"""What needs no writing out in Britain."""


def unexplained(cells: Sequence[CheckedCell], known: frozenset[str]) -> dict[str, list[Place]]:
    """Return the abbreviations that `cells` never write out, the commonest first.

    Each has the places where it is. Words in capitals are not abbreviations.
    """
    places: dict[str, list[Place]] = defaultdict(list)
    written: set[str] = set(known | EVERYBODYS)
    for cell in cells:
        written.update(_written_out(cell.text))
        for match in ABBREVIATION.finditer(cell.text):
            places[match[0]].append(cell.place)
    never = [short for short in places if short not in written and not _is_stressed(short)]
    return {short: places[short] for short in sorted(never, key=lambda s: (-len(places[s]), s))}


def _is_stressed(capitals: str) -> bool:
    """Return whether `capitals` may be a word that is stressed (`must NOT`).

    Dictionaries list letters too (`pc`, `rms`); three without a vowel are none that is said.
    """
    return is_word(capitals.lower()) and not _UNSAID.fullmatch(capitals)


_UNSAID = re.compile("[^AEIOUY]{3,}")


def _written_out(text: str) -> set[str]:
    """Return the abbreviations that `text` explains: in brackets behind their words, or before."""
    after = {
        match[1]
        for match in _IN_BRACKETS.finditer(text)
        if any(word[0] == match[1][0] for word in _words_before(text, match.start()))
    }
    before = {short for short, words in _BEFORE_BRACKETS.findall(text) if words[0] == short[0]}
    return after | before


def _words_before(text: str, end: int) -> list[str]:
    """Return the words of `text` before `end` that an abbreviation there may stand for."""
    return text[max(end - 150, 0) : end].split()[-12:]
