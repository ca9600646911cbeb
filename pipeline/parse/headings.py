"""What a column heading means, in the words that forces really use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from math import inf

from pipeline.dates import find_dates, period_date
from pipeline.errors import OptionError
from pipeline.findings import Finding, Severity
from pipeline.layout import Layout
from pipeline.model import Period, Plan
from pipeline.parse.vocabulary import PERIOD_NAME, PHRASES, words
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
    DUE = "due"
    """When it is to be done."""
    OTHER = "other"
    MEANING = "meaning"
    """What a status word means, in a legend."""
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column heading and what it was taken for."""

    text: str
    role: Role | None
    is_exact: bool = True
    """False if a misspelling was read."""
    rank: int = 0
    """How plainly it says its role: of two that claim a place there is once, the higher has it."""
    claim: Role | None = None
    """The role whose one place another heading has; `role` is None then."""
    instead: str = ""
    """That other heading."""
    is_supposed: bool = False
    """The heading tells no role; its cells and its neighbours do."""
    printed: str | None = None
    """What the lowest heading row prints; None if that is `text`."""
    margin: float = inf
    """By how much its role beats the next best; infinite where nothing else was weighed."""
    spanner: str = ""
    """The heading that is printed over this and neighbouring columns."""

    @property
    def period(self) -> Period:
        """The period that the heading names, with its day where it names one."""
        return Period(self.text, period_date(self.text))


# Words that decide a role, and how plainly. The first line that has one of a heading's words wins,
# so "Recommendation Owner" is an owner and "Evidence requirements of progress" no update.
_SIGNS: tuple[tuple[Role, int, frozenset[str]], ...] = (
    (Role.STATUS, 2, words("status.plain")),
    (Role.STATUS, 1, words("status.weak")),
    (Role.OWNER, 2, words("owner.plain")),
    (Role.OWNER, 1, words("owner.weak")),
    (Role.REQUIREMENT, 3, words("requirement.plain")),
    (Role.REQUIREMENT, 1, words("requirement.weak")),
    (Role.MEANING, 1, words("meaning")),
)
_UPDATE = words("update.plain")
REMARKS = words("update.remark")
_NUMBER = words("number")
_REFERENCE = words("reference")
_RECOMMENDATION = words("recommendation")
_FOREIGN = words("foreign")
_ABBREVIATED = words("recommendation.abbreviated")
_ACTION = words("requirement.action")
_STEP = words("requirement.step")
_BELOW = _ACTION | _STEP | _REFERENCE | words("below")
"""What a number counts that counts below a recommendation's."""
_WHO = words("owner.person")
_FEW = 4
"""Words; in a longer heading "who" begins a clause, and an officer is not its subject."""
_DATE = words("date")
_DATING = _DATE | _UPDATE | words("date.joining")
_DUE = words("due")
_QUARTER = words("period")

_LONG_WORDS = sorted(
    word
    for known in (*(signs for *_, signs in _SIGNS), _UPDATE, _NUMBER, _REFERENCE, _RECOMMENDATION)
    for word in (*known, "updated")
    if len(word) >= 5
)
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where programs that export data join words: `ActionOwner`."""
_LONGEST_HEADING = 14
"""Words; more than this is a sentence, and a sentence is not a heading."""
_LONGEST_STATEMENT = 4
"""So it is with fewer where a full stop ends them: "Sub. Rec. Ref. No." is a heading."""
_MOST_CHARACTERS = 400
"""Patterns that look as far as a heading's end take long over a cell of ten megabytes."""
BY_ORDER = 9
"""The rank of what `--map` says."""


def read_heading(text: str, mapping: Mapping[str, Role] | None = None) -> Heading:
    """Return the meaning of the column heading `text`; its role is None if it tells none.

    `mapping` (from `--map`) gives roles to headings and goes before everything else; its keys
    are headings as `heading_key()` writes them.
    """
    text = clean_text(text)
    if mapping and (role := mapping.get(heading_key(text))) is not None:
        return Heading(text, role, rank=BY_ORDER)
    role, rank, is_exact = _role(text)
    return Heading(text, role, is_exact, rank)


def names_period(text: str) -> bool:
    """Return whether `text` names a period by a date, or as a quarter, season, month or year."""
    return bool(find_dates(text)) or PERIOD_NAME.search(text) is not None


def heading_key(text: str) -> str:
    """Return `text` as headings are compared: its letters and figures in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def read_mapping(pairs: tuple[str, ...]) -> dict[str, Role]:
    """Return the roles that `--map "Heading=role"` gives, by heading.

    Raises OptionError if a pair has no `=` or its role does not exist.
    """
    mapping = {}
    for pair in pairs:
        heading, sign, role = pair.rpartition("=")
        role = _SYNONYMS.get(role.strip().lower(), role.strip().lower())
        if not sign or role not in OFFERED:
            raise OptionError(
                f'--map "{pair}" is not a heading and a role',
                hint=f'Write --map "Heading=role" with one of: {", ".join(OFFERED)}.',
            )
        mapping[heading_key(heading)] = Role(role)
    return mapping


OFFERED = tuple(role for role in Role if role is not Role.MEANING)
"""What `--map` may say: a legend's column is not a column of a plan."""
_SYNONYMS = {"update": "period"}
"""What `--map` may say for a role."""


def unused(mapping: Iterable[str], found: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for each heading that `--map` names and that is not among those found.

    A column that is named by its place (`column 3`) has no heading to be found.
    """
    headings = {heading_key(text): text for text in found}
    missing = [key for key in mapping if key not in headings and not _PLACE.fullmatch(key)]
    near = {key: get_close_matches(key, headings, n=1) for key in missing}
    return tuple(
        Finding(
            "map-without-heading",
            Severity.WARNING,
            f'No heading of the plan is "{key}", which --map names.',
            hint=f'Did you mean "{headings[near[key][0]]}"?'
            if near[key]
            else "Write it exactly as in the file; the headings found are listed above.",
        )
        for key in missing
    )


_PLACE = re.compile(r"column \d+")


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
def _role(text: str) -> tuple[Role | None, int, bool]:
    """Return the role that `text` tells, how plainly, and whether its words are spelled right."""
    if len(text) > _MOST_CHARACTERS:
        return None, 2, True
    lower = _JOINED.sub(" ", text).lower()
    for phrase, sign in PHRASES:
        lower = phrase.sub(f" {sign} ", lower)
    said = re.findall(r"[^\W\d_]+|#", lower)
    if not said or len(said) > (_LONGEST_STATEMENT if text[-1:] == "." else _LONGEST_HEADING):
        # A heading may be a date alone: 27/03/2025.
        return (Role.PERIOD if not said and find_dates(text) else None), 2, True
    known = [_corrected(word) for word in said]
    return *_by_words(set(known), text), known == said


def _by_words(words: set[str], text: str) -> tuple[Role | None, int]:
    for role, rank, signs in _SIGNS:
        if words & signs:
            return role, rank
    if words & _WHO and len(words) < _FEW:
        return Role.OWNER, 1
    if words & _DATE and words <= _DATING and not find_dates(text):
        return Role.DATE, 1
    if words & _DUE and not words & _UPDATE:
        return Role.DUE, 1
    if words & _UPDATE or find_dates(text):
        return Role.PERIOD, 2
    if words & _FOREIGN and words & (_NUMBER | _REFERENCE):
        return None, 0
    if words & (_NUMBER | _REFERENCE | _RECOMMENDATION | _ACTION | _STEP):
        return _by_subject(words)
    if PERIOD_NAME.search(text) or words & _QUARTER:
        return Role.PERIOD, 2
    return (Role.PERIOD, 1) if words & REMARKS and not words & _DATE else (None, 0)


def _by_subject(words: set[str]) -> tuple[Role, int]:
    """Return the role of a heading that names a recommendation or an action, or its number."""
    if words & _NUMBER:
        return (Role.REFERENCE if words & _BELOW else Role.NUMBER), 1
    if words & _REFERENCE:
        return (Role.NUMBER if words & _RECOMMENDATION else Role.REFERENCE), 1
    if words & _RECOMMENDATION:
        return (Role.NUMBER if words <= _ABBREVIATED else Role.RECOMMENDATION), 1
    return Role.REQUIREMENT, 2 if words & _ACTION else 1


def _corrected(word: str) -> str:
    """Return the sign word that `word` misspells (`recomendation`), else `word`."""
    if len(word) < 5 or word in _LONG_WORDS:
        return word
    return next(iter(get_close_matches(word, _LONG_WORDS, n=1, cutoff=0.84)), word)
