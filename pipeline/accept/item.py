"""A finding with what decides its place in the list: public release, newness, acceptance."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.accept.file import Acceptances
from pipeline.check import Family, family
from pipeline.findings import Finding, Severity
from pipeline.model import Action, Plan, Recommendation

_DIGITS = 16
"""Hexadecimal digits of a digest that a line of `accepted.toml` holds."""
_VALUE = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'|[^\s(]*\d[^\s,;:.)]*")
"""What a message quotes, and each of its words with a figure in it."""
_GRAVEST_FIRST = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, and what a person needs to know to deal with it."""

    finding: Finding
    at: str
    """The place that `publish accept --at` takes: an action's key, else a recommendation's
    number, a period's label, a file's name or "plan"."""
    text: str
    """The digest of what is found under this code at this place."""
    is_new: bool
    """Whether it is about the newest period, or was not found in the plan before."""
    reason: str = ""
    """Why it was accepted; empty if it was not."""
    was_accepted: bool = False
    """Whether it was accepted for another text, which counts no more."""

    @property
    def is_release(self) -> bool:
        """Whether it is about something that should not become public."""
        return family(self.finding) is Family.RELEASE

    @property
    def order(self) -> tuple[bool, bool, int]:
        """What the list is sorted by: public release, new in this period, severity."""
        return not self.is_release, not self.is_new, _GRAVEST_FIRST.index(self.finding.severity)


def items_of(
    findings: Sequence[Finding],
    plan: Plan,
    former: Iterable[Finding],
    acceptances: Acceptances,
) -> tuple[Item, ...]:
    """Return `findings` of `plan` in the order in which they matter.

    `former` are those of the plan before its newest period; what is among them is not new.
    """
    newest = plan.periods[-1].label if plan.periods else ""
    known = {_identity(finding) for finding in former}
    digests = _digests(findings, plan)
    items = []
    for finding in findings:
        at = place_of(finding)
        text = digests[finding.code, at]
        line = acceptances.get((finding.code, at))
        is_accepted = line is not None and line.text == text
        is_new = _is_of(newest, finding) or _identity(finding) not in known
        reason = line.reason if line and is_accepted else ""
        items.append(Item(finding, at, text, is_new, reason, line is not None and not is_accepted))
    return ordered(items)


def ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return `items` in the order in which they matter; those alike keep theirs."""
    return tuple(sorted(items, key=lambda item: item.order))


def without_repeats(
    groups: Iterable[Iterable[Finding]], switches: Mapping[str, bool]
) -> tuple[Finding, ...]:
    """Return the findings of all `groups`, each fault once.

    Where two groups have the same code at the same place, the earlier group's findings are kept.
    A code that `switches` turns off is left out, whichever group found it.
    """
    kept: dict[tuple[str, ...], Finding] = {}
    places: set[tuple[str, ...]] = set()
    for group in groups:
        new = [
            finding
            for finding in group
            if switches.get(finding.code, True) and (finding.code, *_where(finding)) not in places
        ]
        kept.update({_identity(finding): finding for finding in new})
        places |= {(f.code, *_where(f)) for f in new if any(_where(f))}
    return tuple(kept.values())


def place_of(finding: Finding) -> str:
    """Return the place of `finding` as `publish accept --at` takes it."""
    place = finding.place
    file = PurePath(place.source.path).name if place.source else ""
    return place.action or place.recommendation or place.period or file or "plan"


def _is_of(newest: str, finding: Finding) -> bool:
    return bool(newest) and finding.place.period == newest


def _where(finding: Finding) -> tuple[str, str, str]:
    place = finding.place
    return ("" if place.action else place.recommendation, place.action, place.period)


def _identity(finding: Finding) -> tuple[str, ...]:
    """Return what makes `finding` the same in two readings: all but where a file has it."""
    source = finding.place.source
    file = str(source) if source and not any(_where(finding)) else ""
    return (finding.code, *_where(finding), file, finding.message)


def _digests(findings: Collection[Finding], plan: Plan) -> dict[tuple[str, str], str]:
    """Return the digest of all that is found under each code at each place.

    Of a message only what it quotes and counts is part of it: a later version of this program
    may say the same in other words.
    """
    texts = _Texts(plan)
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for finding in findings:
        parts = (finding.place.period, _values(finding.message), texts.of(finding))
        found[finding.code, place_of(finding)].append(parts)
    return {
        key: hashlib.sha256(json.dumps(sorted(set(parts))).encode()).hexdigest()[:_DIGITS]
        for key, parts in found.items()
    }


def _values(message: str) -> str:
    return " ".join(_VALUE.findall(message))


class _Texts:
    """The words of the plan that a finding is about."""

    def __init__(self, plan: Plan) -> None:
        self._actions = dict(zip(plan.keys(), plan.actions(), strict=True))
        self._recommendations = {part.number: part for part in plan.recommendations}

    def of(self, finding: Finding) -> str:
        """Return the words of the cells at the finding's place; none if it names no row."""
        place = finding.place
        row: Action | Recommendation | None = self._actions.get(place.action)
        if row is None:
            row = self._recommendations.get(place.recommendation)
        if row is None:
            return ""
        return "\n".join(
            f"{column.name}\t{cell.plain}"
            for column, cell in zip(row.columns, row.cells, strict=True)
            if (column.period.label if column.period else "") == place.period
        )
