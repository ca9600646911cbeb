"""Columns and labels that `--map` leaves out, and findings that come again in each table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity


def left_out(words: tuple[str, ...], place: Place, name: str) -> Finding:
    """Return the finding that accounts for `words` under a heading that `--map` leaves out.

    `name` is the heading in a sentence.
    """
    message = f"{name} was left out, as --map says; {_lost(len(words))}"
    return Finding("column-ignored", Severity.NOTE, message, place, words=words)


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings`, those of one heading as one: each table, card or page prints it again."""
    found: dict[object, list[Finding]] = {}
    for i, finding in enumerate(findings):
        is_one = finding.code in _CODES
        stem = (finding.message.rpartition(_LOST)[0] or finding.message) if is_one else ""
        found.setdefault((finding.code, stem, finding.hint) if stem else i, []).append(finding)
    return [_as_one(alike) if len(alike) > 1 else alike[0] for alike in found.values()]


_CODES = ("column-ignored", "column-kept")
_LOST = "; its "


def _lost(count: int, tables: int = 1) -> str:
    """Return what becomes of `count` words under a heading that stands in so many tables."""
    places = f", in {tables} places," if tables > 1 else ""
    words = f"{count} words{places} are" if count != 1 else f"one word{places} is"
    return f"its {words} not in the plan."


def _as_one(findings: list[Finding]) -> Finding:
    stem, sign, _ = findings[0].message.rpartition(_LOST)
    if not sign:
        return findings[0]
    words = tuple(word for finding in findings for word in finding.words)
    said = _lost(len(words), len(findings))
    return replace(findings[0], message=f"{stem}; {said}", words=words)
