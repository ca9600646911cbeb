"""Findings that stop a command until the text is mended or a person accepts them."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Sequence

from pipeline.accept.item import Item
from pipeline.check import RULES
from pipeline.errors import CheckError, StrictError
from pipeline.findings import Finding, Severity

_IN_NEW_TEXT = frozenset(rule.code for rule in RULES if rule.stops)
_RULES = frozenset(rule.code for rule in RULES)


def stops(item: Item, *, strict: bool, publishing: bool = True) -> bool:
    """Return whether `item` stops a command.

    That is where nobody accepted it, and it is an error, or a warning where `strict`, or where
    `publishing` one of those that no new text may hold.
    """
    if item.reason:
        return False
    severity, code = item.finding.severity, item.finding.code
    return (
        severity is Severity.ERROR
        or (strict and severity is Severity.WARNING)
        or (publishing and item.is_new and code in _IN_NEW_TEXT)
    )


def stop_at(
    items: Sequence[Item], *, strict: bool, publishing: bool = True, options: str = ""
) -> None:
    """Raise CheckError if one of `items` stops, StrictError where only `strict` makes it.

    `options` are those that `publish accept` needs to find the same.
    """
    for error, is_strict in _ERRORS:
        grave = [i for i in items if stops(i, strict=is_strict, publishing=publishing)]
        if grave and (strict or not is_strict):
            message = _message([item.finding for item in grave], is_strict=is_strict)
            raise error(message, _hint(grave[0], options), items)


def stop_at_reading(findings: Sequence[Finding], *, strict: bool) -> None:
    """Raise CheckError if reading found an error, StrictError where `strict` and a warning."""
    for error, is_strict in _ERRORS:
        severity = Severity.WARNING if is_strict else Severity.ERROR
        grave = [finding for finding in findings if finding.severity is severity]
        if grave and (strict or not is_strict):
            raise error(_message(grave, is_strict=is_strict), "Put them right in the source.")


_ERRORS: tuple[tuple[type[StrictError], bool], ...] = ((CheckError, False), (StrictError, True))


def _message(grave: Sequence[Finding], *, is_strict: bool) -> str:
    """Return how many findings stop the run, and each message once with its places."""
    name = "warning" if is_strict else "finding"
    why = ", and --strict was given" if is_strict else " to put right or accept first"
    lines = [f"{len(grave)} {name}{'s' * (len(grave) != 1)}{why}:"]
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in grave:
        place = finding.place
        named = (place.action or place.recommendation, place.period)
        places[finding.code, finding.message].append(", ".join(filter(None, named)))
    for finding in grave:
        found = places.pop((finding.code, finding.message), [])
        where = str(finding.place) if len(found) == 1 else "; ".join(dict.fromkeys(found))
        if found:
            lines.append(f"{finding.code}: {finding.message}{f' ({where})' if where else ''}")
    return "\n".join(lines)


def _hint(item: Item, options: str) -> str:
    """Return the ways on; every one works for `item`."""
    code, at = item.finding.code, item.at
    quoted = f'"{at}"' if set(at) - _PLAIN else at
    accept = f'publish accept {code} --at {quoted}{options} --reason "..."'
    switch = f"; or switch the rule off in publish.toml: [check] rules = {{ {code} = false }}"
    former = "Another text was accepted here. " if item.was_accepted else ""
    way = f"Put the text right, or accept it: {accept}"
    return f"{former}{way}{switch if code in _RULES else ''}"


_PLAIN = frozenset(string.ascii_letters + string.digits + ".#-_/")
"""Signs that a shell leaves as they are inside a word."""
