"""What speaks for each role of a column: its heading, its cells, and the other columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.parse.cellforms import Grid, names_band
from pipeline.parse.cells import plain_words
from pipeline.parse.facts import HALF, Facts, held, shares_a_text
from pipeline.parse.headings import (
    BY_ORDER,
    REMARKS,
    Heading,
    Role,
    heading_key,
    latest_day,
    names_period,
)
from pipeline.parse.vocabulary import words

R = Role
Choice = Role | None
ONCE = (R.NUMBER, R.RECOMMENDATION, R.REFERENCE, R.REQUIREMENT, R.OWNER, R.STATUS)
"""Of these an action has one."""
NEVER = -1e6
_SPARE = NEVER / 10  # what it costs to give a mapped column no role
_LEAST = 0.5
_MOST, _FEW = 0.8, 0.2
"""Shares of a column's cells: it is what its cells are, it is doubted, it is not."""

_TURNS: Mapping[tuple[Choice, Choice], float] = {
    # what a heading says -> what its column may be instead, and what that costs
    (R.STATUS, R.PERIOD): -3.0,
    (R.PERIOD, R.STATUS): -3.5,
    (R.NUMBER, R.REFERENCE): -2.0,
    (R.NUMBER, R.RECOMMENDATION): -3.0,
    (R.RECOMMENDATION, R.NUMBER): -3.0,
    (R.REFERENCE, R.NUMBER): -2.0,
    (R.REQUIREMENT, R.REFERENCE): -3.0,
    (R.REQUIREMENT, R.PERIOD): -3.5,
    (R.PERIOD, R.REQUIREMENT): -3.0,
    (R.PERIOD, R.DUE): -3.0,
    (R.PERIOD, R.DATE): -2.0,
}


@dataclass(frozen=True)
class Evidence:
    """What the score of a column is taken from."""

    headings: Sequence[Heading]
    facts: Sequence[Facts]
    body: Grid
    known: Sequence[Choice]
    """The roles found so far."""
    placed: bool

    @cached_property
    def said(self) -> set[Choice]:
        """The roles that headings tell."""
        return {h.role for h in self.headings}

    @cached_property
    def periods(self) -> list[int]:
        """The columns whose headings are those of updates."""
        return [i for i, h in enumerate(self.headings) if h.role is R.PERIOD]

    @cached_property
    def is_told(self) -> bool:
        """A column of updates says something in sentences."""
        return any(self.facts[i].prose >= _MOST for i in self.periods)

    @cached_property
    def text(self) -> int | None:
        """The column of the recommendation's text."""
        return next((i for i, role in enumerate(self.known) if role is R.RECOMMENDATION), None)

    @cached_property
    def is_banded(self) -> bool:
        """Rows over all columns name the recommendations of the rows below them."""
        return any(map(names_band, self.body))

    @cached_property
    def late(self) -> Mapping[int, float]:
        """How late the status of each column is: by the day it names, then by its place."""
        order = [
            (latest_day(h.text) or dt.date.min, not set(heading_key(h.text).split()) & _FORMER, i)
            for i, h in enumerate(self.headings)
        ]
        return {i: 0.1 * n for n, (*_, i) in enumerate(sorted(order))}

    def score(self, i: int, role: Choice) -> float:
        """Return how far column `i` speaks for `role`."""
        h, f = self.headings[i], self.facts[i]
        if h.rank == BY_ORDER:
            if role is R.REFERENCE and self._begins_evidence(i):
                return 1.0
            # Two may be mapped to what there is once: the first has it.
            return 0.0 if role is h.role else _SPARE if role is None else NEVER
        if h.role is None:
            return 0.0 if role is None else _open(self, i, role)
        if role is None:
            return 0.0
        if role is h.role:
            said = 2.0 + h.rank
        else:
            said = _TURNS.get((h.role, role), NEVER) + self.turn(i, role)
        found = said + held(f, role, self.placed) + self.place(i, role) - 0.001 * i
        # What a heading calls a text is one, however little it says; "evidence" may be a file.
        is_plain = role is R.RECOMMENDATION or (role is R.REQUIREMENT and h.rank > 1)
        return max(found, _LEAST) if role is h.role and is_plain else found

    def _begins_evidence(self, i: int) -> bool:
        """Return whether one heading of a requirement is over this column of references as well."""
        h, f = self.headings[i], self.facts[i]
        beside = self.headings[i + 1 : i + 2]
        is_over = any(o.text == h.text and o.role is h.role is R.REQUIREMENT for o in beside)
        is_counted = max(f.reference, f.letter) >= _MOST or not f.texts
        return is_over and is_counted and R.REFERENCE not in self.said

    def turn(self, i: int, role: Choice) -> float:
        """Return what speaks for reading a heading as another role than it says."""
        h, f = self.headings[i], self.facts[i]
        if not f.texts and (h.role, role) != (R.REQUIREMENT, R.PERIOD):
            return NEVER
        match (h.role, role):
            case (R.REQUIREMENT, R.PERIOD):
                asks = any(o.role is R.REQUIREMENT and o.rank > 1 for o in self.headings)
                return 6 if not self.periods and asks and h.rank == 1 else NEVER
            case (R.PERIOD, R.STATUS):
                is_open = self.is_told and not names_period(h.text)
                free = not self.said & {R.STATUS, R.DATE}
                is_word = f.word >= _MOST and f.answer < HALF
                return 4 if is_open and free and is_word else NEVER
            case (R.REQUIREMENT, R.REFERENCE):
                return 0 if self._has_another_text(i) else NEVER
            case (R.PERIOD, R.REQUIREMENT):
                return 7 if self._is_answer(i) else NEVER
            case (R.PERIOD, R.DUE | R.DATE):
                return 6 if f.date >= _MOST and not names_period(h.text) else NEVER
            case (R.NUMBER, R.REFERENCE):
                return 3 if counts_below(self, i) or self._is_of_actions() else NEVER
            case (R.REFERENCE, R.NUMBER):
                before = self.text is not None and i < self.text and not self.is_banded
                named = before and self.facts[self.text or 0].named >= _MOST
                return 8 if before and not named and not counts_below(self, i) else NEVER
            case (R.NUMBER, R.RECOMMENDATION):
                return 6 if self.placed and f.number <= _FEW else 0
            case (R.STATUS, R.PERIOD):
                return 1 if f.sentences >= _MOST else 0
            case (R.RECOMMENDATION, R.NUMBER):
                return 0 if f.number >= _MOST else NEVER
        return 0

    def _has_another_text(self, i: int) -> bool:
        """Return whether the column beside may have the requirement that this one counts.

        Where rows may have lost cells, only a second heading of its own says so.
        """
        others = [h.role for n, h in enumerate(self.headings) if n != i]
        beside = self.headings[i + 1 : i + 2]
        is_open = self.placed and any(h.role is None for h in beside)
        return R.REQUIREMENT in others or is_open

    def _is_answer(self, i: int) -> bool:
        """Return whether an answer is what is to be done: nothing else says it, and it is alone."""
        heading = self.headings[i].text
        alone = len(self.periods) == 1 and not self.said & {R.REQUIREMENT}
        return (
            alone
            and bool(set(heading_key(heading).split()) & _ANSWERS)
            and (not names_period(heading) and bool(self.said & {R.DUE, R.STATUS}))
        )

    def _is_of_actions(self) -> bool:
        """Return whether no column is of recommendations, so that what counts, counts actions."""
        return self.text is None and R.REFERENCE not in self.said and R.REQUIREMENT in self.known

    def place(self, i: int, role: Choice) -> float:
        """Return what the other columns say to `role` in column `i`."""
        h, f = self.headings[i], self.facts[i]
        if role is R.STATUS:
            return self.late[i]
        if role is R.NUMBER and h.role is R.NUMBER:
            is_named = bool(set(heading_key(h.text).split()) & _RECOMMENDATION)
            return -4 if counts_below(self, i) or (self._is_of_actions() and not is_named) else 0
        if role is not R.PERIOD or h.role is not R.PERIOD:
            return 0
        told = [n for n in self.periods if self.known[n] is R.PERIOD]
        plain = any(self.headings[n].rank > 1 for n in told)
        # Of remarks the first tells, and others of its name: a review after six months, and twelve.
        first = _remark(self.headings[told[0]]) if told else frozenset()
        is_next = told[:1] not in ([], [i]) and not first & _remark(h)
        is_remark = h.rank == 1 and (plain or is_next)
        # A word or two beside sentences tells how far a thing is, or whether it was agreed.
        is_short = (
            f.word >= _MOST and self.is_told and not names_period(h.text) and len(self.periods) > 1
        )
        return -6.0 * is_remark - 6.0 * (is_short and (f.answer >= HALF or f.state >= HALF))


def _remark(heading: Heading) -> frozenset[str]:
    return REMARKS & set(heading_key(heading.text).split())


_ANSWERS = words("update.answer")
_FORMER = words("status.former")
_RECOMMENDATION = words("recommendation")


def _open(table: Evidence, i: int, role: Choice) -> float:
    """Return how far the cells speak for a role that the heading does not tell."""
    h, f = table.headings[i], table.facts[i]
    if not f.texts or role in (R.OWNER, R.PERIOD, R.DATE, R.DUE) or role not in ONCE:
        return NEVER
    known = set(re.findall(r"[^\W\d_]+", h.text.lower()))
    is_other = bool(known & _OTHER)
    prose = f.prose if table.placed else 0.0
    match role:
        case R.NUMBER:
            return NEVER if is_other or table.is_banded else _open_number(table, i)
        case R.REFERENCE:
            if not h.text and f.reference >= _MOST:
                return 2.0
            is_coded = f.is_code or (f.below >= HALF and f.number >= _MOST)
            return 1.5 if is_coded and table.text is None and not is_other else NEVER
        case R.RECOMMENDATION:
            if f.named >= _MOST:
                return 7.0
            if table.is_banded:
                return NEVER
            return _open_text(h, prose, is_other=is_other)
        case R.REQUIREMENT:
            return _open_text(h, prose, is_other=is_other)
    # What is said of an action in a word: only words that say how far it is.
    free = R.STATUS not in table.said and not is_other and R.DATE not in table.said
    said = f.state >= _MOST and (len(set(f.texts)) > 1 or f.answer < HALF)
    return 1.5 if free and said and f.amount < HALF and i >= len(table.headings) / 2 else NEVER


def _open_text(heading: Heading, prose: float, *, is_other: bool) -> float:
    """Return how far cells speak for a text; without a heading their neighbour has to say it."""
    if is_other or (prose < _MOST and heading.text):
        return NEVER
    return 1.0 + prose if prose >= _MOST else -0.4


def _open_number(table: Evidence, i: int) -> float:
    """Return how far cells speak for numbers of recommendations: figures may be priorities."""
    h, f = table.headings[i], table.facts[i]
    if not h.text and f.reference >= _MOST:
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
    if at is None or table.facts[at].below < _MOST or len(set(table.facts[i].texts)) < 2:
        return False
    pairs = [(plain_words(row[i]), plain_words(row[at])) for row in table.body]
    said = [(number, reference) for number, reference in pairs if number and reference]
    return bool(said) and all(r.startswith(f"{n}.") for n, r in said)


_OTHER = words("other")


def counts_below(table: Evidence, at: int) -> bool:
    """Return whether a column's numbers count the actions below recommendations.

    They do where two of them stand beside one recommendation's text. Else their form tells:
    `7.1` counts below 7, unless another number beside another text does so as well.
    """
    f, text = table.facts[at], table.text
    if text is None:
        return f.below >= _MOST
    is_below = f.below >= _MOST
    if table.headings[at].role is R.NUMBER and not is_below:
        return False
    above = {re.split(r"[.\-/(]", number)[0] for number in set(f.texts)}
    is_each = is_below and len(above) == len(set(f.texts))
    return is_each or shares_a_text(table.body, at, text)
