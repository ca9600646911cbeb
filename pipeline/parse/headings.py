"""What a column heading means, in the words that forces really use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from pipeline.dates import find_dates, period_date
from pipeline.errors import PlanError
from pipeline.layout import Layout
from pipeline.model import Period, Plan
from pipeline.richtext import clean_text


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    REFERENCE = "reference"
    REQUIREMENT = "requirement"
    OWNER = "owner"
    PERIOD = "period"
    STATUS = "status"
    DATE = "date"
    """The day of the update beside it, on a card."""
    MEANING = "meaning"
    """What a status word means, in a legend."""
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading and what it was taken for."""

    text: str
    role: Role | None
    is_exact: bool = True
    """False where a misspelling was read."""

    @property
    def period(self) -> Period:
        """The period that the heading names, with its day where it names one."""
        return Period(self.text, period_date(self.text))


# Words that decide a role. The first line that has one of a heading's words wins, so
# "Recommendation Owner" is an owner and "Evidence requirements of progress" no update.
_SIGNS: tuple[tuple[Role, frozenset[str]], ...] = (
    (Role.STATUS, frozenset({"status", "rag", "brag"})),
    (Role.OWNER, frozenset({"owner", "owners", "lead", "leads", "responsible", "ownership"})),
    (
        Role.REQUIREMENT,
        frozenset({"evidence", "evidenced", "requirement", "requirements", "subrecommendation"}),
    ),
    (Role.MEANING, frozenset({"meaning", "definition"})),
)
_UPDATE = frozenset({"update", "updates", "response", "responses", "published", "progress"})
_NUMBER = frozenset({"no", "number", "num", "nr", "#", "id"})
_REFERENCE = frozenset({"ref", "reference"})
_RECOMMENDATION = frozenset({"rec", "recs", "recommendation", "recommendations"})
_ACTION = frozenset({"action", "actions", "activity", "activities"})
_DATE = frozenset({"date", "dated"})

_LONG_WORDS = sorted(
    word
    for words in (*(signs for _, signs in _SIGNS), _UPDATE, _NUMBER, _REFERENCE, _RECOMMENDATION)
    for word in words
    if len(word) >= 5
)
# Names of periods that are no dates: Q1 2026/27, Summer 2026, 27/June.
_PERIOD_NAME = re.compile(
    r"\b(?:q[1-4]|quarter|spring|summer|autumn|winter|20\d\d|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|"
    r"apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SUB = re.compile(r"\bsub[\s-]*rec(?:ommendations?)?\b", re.IGNORECASE)
_LONGEST_HEADING = 14
"""Words; more than this is a sentence, and a sentence is no heading."""


def read_heading(text: str, mapping: Mapping[str, Role] | None = None) -> Heading:
    """Return the meaning of the column heading `text`; its role is None where it tells none.

    `mapping` (from `--map`) gives roles to headings and goes before everything else; its keys
    are headings as `heading_key()` writes them.
    """
    text = clean_text(text)
    if mapping and (role := mapping.get(heading_key(text))) is not None:
        return Heading(text, role)
    role, is_exact = _role(text)
    return Heading(text, role, is_exact)


def heading_key(text: str) -> str:
    """Return `text` as headings are compared: its letters and figures in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def read_mapping(pairs: tuple[str, ...]) -> dict[str, Role]:
    """Return the roles that `--map "Heading=role"` gives, by heading.

    Raises PlanError where a pair has no `=` or its role does not exist.
    """
    mapping = {}
    for pair in pairs:
        heading, sign, role = pair.rpartition("=")
        if not sign or role.strip().lower() not in set(Role):
            raise PlanError(
                f'--map "{pair}" does not say which column a heading is',
                hint=f'Write --map "Heading=role" with one of: {", ".join(Role)}.',
            )
        mapping[heading_key(heading)] = Role(role.strip().lower())
    return mapping


def own_headings(layout: Layout, plan: Plan | None = None) -> dict[str, Role]:
    """Return the roles of the headings that `layout` prints, and of the periods of `plan`.

    A layout may be in any language and a period may have any name; what we printed ourselves we
    need not guess.
    """
    columns = layout.columns
    pairs = (
        (columns.number.heading, Role.NUMBER),
        (columns.recommendation.heading, Role.RECOMMENDATION),
        (columns.evidence.heading, Role.REQUIREMENT),
        (columns.owner.heading, Role.OWNER),
        (columns.status.heading, Role.STATUS),
        *((period.label, Role.PERIOD) for period in (plan.periods if plan else ())),
    )
    return {heading_key(heading): role for heading, role in pairs if heading_key(heading)}


@lru_cache(maxsize=1024)
def _role(text: str) -> tuple[Role | None, bool]:
    words = re.findall(r"[a-z]+|#", _SUB.sub("subrecommendation", text.lower()))
    if not words or len(words) > _LONGEST_HEADING:
        # A heading may be a date alone: 27/03/2025.
        return (Role.PERIOD if not words and find_dates(text) else None), True
    known = [_corrected(word) for word in words]
    return _by_words(set(known), text), known == words


def _by_words(words: set[str], text: str) -> Role | None:
    for role, signs in _SIGNS:
        if words & signs:
            return role
    if words & _UPDATE or find_dates(text):
        return Role.PERIOD
    if words <= _DATE:
        return Role.DATE
    if words & _NUMBER:
        return Role.REFERENCE if words & (_ACTION | _REFERENCE) else Role.NUMBER
    if words & _REFERENCE:
        return Role.NUMBER if words & _RECOMMENDATION else Role.REFERENCE
    if words & _RECOMMENDATION:
        return Role.NUMBER if words == {"rec"} else Role.RECOMMENDATION
    if words & _ACTION:
        return Role.REQUIREMENT
    return Role.PERIOD if _PERIOD_NAME.search(text) else None


def _corrected(word: str) -> str:
    """Return the sign word that `word` misspells (`recomendation`), else `word`."""
    if len(word) < 5 or word in _LONG_WORDS:
        return word
    return next(iter(get_close_matches(word, _LONG_WORDS, n=1, cutoff=0.84)), word)
