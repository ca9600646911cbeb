"""What a rule is: its code, its words, an example of each kind, and how it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.check.example import Example
from pipeline.check.subject import Subject
from pipeline.findings import Finding, Place, Severity


class Family(StrEnum):
    """What a rule looks after; the order in which findings are shown."""

    COMPLETE = "complete"
    DATES = "dates"
    STATE = "state"
    RELEASE = "public release"
    READABLE = "readable"
    ACCESSIBLE = "accessible"


Hit = tuple[Place, str]
"""Where a rule found something, and the sentence that says what."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a careful colleague looks for."""

    code: str
    family: Family
    severity: Severity
    description: str
    """One sentence: what is found."""
    hint: str
    """What to do about it."""
    find: Callable[[Subject], Iterator[Hit]] = field(repr=False)
    bad: Example
    """A plan in which the rule finds something."""
    good: Example
    """The same plan put right."""
    default: bool = True
    """False for a rule that finds nothing until `publish.toml` switches it on."""
    stops: bool = False
    """Whether a new text in which it finds something is not published until it is accepted."""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each hit, in the order of the plan."""
        for place, message in self.find(subject):
            yield Finding(self.code, self.severity, message, place, self.hint)


def reader_found(code: str) -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule's search that passes on what the reader found under `code`."""
    return lambda subject: subject.found_by_reader(code)


def is_on(rule: Rule, switches: dict[str, bool]) -> bool:
    """Return whether `rule` is to run, `switches` coming before its default."""
    return switches.get(rule.code, rule.default)


def listed(parts: Sequence[str]) -> str:
    """Return `parts` as one enumeration: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def quoted(text: str, limit: int = 60, *, end: int = 0) -> str:
    """Return `text` in quotation marks, without its full stop, and cut where it is long.

    What is before `end` is shown, so that a reader sees what a finding is about.
    """
    text = text.rstrip(".")
    if cut := max(min(end, len(text)) - limit, 0):
        text = "… " + text[cut:].partition(" ")[2]
    if len(text) > limit:
        shown = text[:limit] if text[limit] == " " else text[:limit].rpartition(" ")[0]
        text = f"{shown} …"
    return f"“{text}”"
