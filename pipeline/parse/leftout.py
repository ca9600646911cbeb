"""What is said of a column or a label whose words have no place in the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity
from pipeline.parse.headings import Heading, Role

UNREAD = (None, Role.MEANING, Role.IGNORE)
"""The roles whose words do not go into the plan."""


def left_out(
    heading: Heading, words: tuple[str, ...], place: Place, name: str, key: str
) -> Finding:
    """Return the finding that accounts for `words` under a heading that is not read.

    `name` is the heading in a sentence, `key` the heading as `--map` knows it.
    """
    code, severity = "column-without-meaning", Severity.WARNING
    lost = _lost(len(words))
    message = f"{name} has no known meaning; {lost}"
    hint = f'Say what it is with --map "{key}=ROLE" (or =ignore to leave it out).'
    if heading.role is Role.IGNORE:
        code, severity = "column-ignored", Severity.NOTE
        message, hint = f"{name} was left out, as --map says; {lost}", ""
    elif heading.claim is Role.PERIOD:
        code = "column-without-place"
        message = f'{name} says something beside the update in "{heading.instead}"; {lost}'
        hint = f'Make it a period of its own with --map "{key}=period".'
    elif heading.claim is not None:
        code = "column-without-place"
        message = (
            f'{name} claims the place of the {heading.claim}, which "{heading.instead}" has; {lost}'
        )
        hint = (
            f'Give it that place with --map "{key}={heading.claim}", or join the two in the source.'
        )
    return Finding(code, severity, message, place, hint, words)


def together(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings`, those of one heading as one: each table, card or page prints it again."""
    found: dict[object, list[Finding]] = {}
    for i, finding in enumerate(findings):
        stem = finding.message.rpartition(_LOST)[0] if finding.code in _CODES else ""
        found.setdefault((finding.code, stem, finding.hint) if stem else i, []).append(finding)
    return [_as_one(alike) if len(alike) > 1 else alike[0] for alike in found.values()]


_CODES = ("column-without-meaning", "column-ignored", "column-without-place")
_LOST = "; its "


def _lost(count: int, tables: int = 1) -> str:
    """Return what becomes of `count` words under a heading that stands in so many tables."""
    places = f", in {tables} places," if tables > 1 else ""
    words = f"{count} words{places} are" if count != 1 else f"one word{places} is"
    return f"its {words} not in the plan."


def _as_one(findings: list[Finding]) -> Finding:
    stem = findings[0].message.rpartition(_LOST)[0]
    words = tuple(word for finding in findings for word in finding.words)
    said = _lost(len(words), len(findings))
    return replace(findings[0], message=f"{stem}; {said}", words=words)
