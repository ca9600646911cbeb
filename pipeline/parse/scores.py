"""The score of each role for each column: its heading, its cells and its neighbours weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.parse.cells import plain_words
from pipeline.parse.evidence import FEW, MOST, NEVER, ONCE, Choice, Evidence, counts_below
from pipeline.parse.facts import HALF, Facts, held
from pipeline.parse.headings import BY_ORDER, REMARKS, Heading, Role, heading_key, names_period
from pipeline.parse.vocabulary import words

R = Role
_SPARE = NEVER / 10  # what it costs to give a mapped column no role
_LEAST = 0.5
"""The score of a column that its heading calls a text, at least."""


def score(table: Evidence, i: int, role: Choice) -> float:
    """Return how far column `i` speaks for `role`."""
    h, f = table.headings[i], table.facts[i]
    if h.rank == BY_ORDER:
        if role is R.REFERENCE and _begins_evidence(table, i):
            return 1.0
        # Two may be mapped to what there is once: the first has it.
        return 0.0 if role is h.role else _SPARE if role is None else NEVER
    if h.role is None:
        return 0.0 if role is None else unheaded_score(table, i, role)
    if role is None:
        return 0.0
    said = 2.0 + h.rank if role is h.role else _turn(table, i, role)
    found = said + held(f, role, table.placed) + _place(table, i, role) - 0.001 * i
    # What a heading calls a text is one, however little it says; "evidence" may be a file.
    is_plain = role is R.RECOMMENDATION or (role is R.REQUIREMENT and h.rank > 1)
    return max(found, _LEAST) if role is h.role and is_plain else found


def _begins_evidence(table: Evidence, i: int) -> bool:
    """Return whether one heading of a requirement is over this column of references as well."""
    h, f = table.headings[i], table.facts[i]
    beside = table.headings[i + 1 : i + 2]
    is_over = any(o.text == h.text and o.role is h.role is R.REQUIREMENT for o in beside)
    is_counted = max(f.reference, f.letter) >= MOST or not f.texts
    return is_over and is_counted and R.REFERENCE not in table.said


def _turn(table: Evidence, i: int, role: Choice) -> float:
    """Return the score of a column that is to be another role than its heading says.

    Below 0 the cells have to make up for it; without cells there is nothing that could.
    """
    h = table.headings[i]
    weigh = _TURNS.get((h.role, role))
    if weigh is None or (not table.facts[i].texts and weigh is not _as_evidence_told):
        return NEVER
    return weigh(table, i)


def _as_evidence_told(table: Evidence, i: int) -> float:
    """Weigh evidence as what was done, where another column says what is to be done."""
    h = table.headings[i]
    asks = any(o.role is R.REQUIREMENT and o.rank > 1 for o in table.headings)
    is_evidence = bool(_EVIDENCE & set(heading_key(h.text).split()))
    return 2.5 if not table.periods and asks and is_evidence else NEVER


def _as_state(table: Evidence, i: int) -> float:
    """Weigh an update of a word or two as the status, beside one in sentences."""
    h, f = table.headings[i], table.facts[i]
    free = not table.said & {R.STATUS, R.DATE} and not names_period(h.text)
    is_word = f.word >= MOST and f.answer < HALF
    return 0.5 if table.is_told and free and is_word else NEVER


def _as_day(table: Evidence, i: int) -> float:
    """Weigh an update that is a bare date as a day."""
    is_day = table.facts[i].date >= MOST and not names_period(table.headings[i].text)
    return 3.0 if is_day else NEVER


def _as_number(table: Evidence, i: int) -> float:
    """Weigh references as numbers, before a text that names no number itself."""
    before = table.text is not None and i < table.text and not table.is_banded
    named = before and table.facts[table.text or 0].named >= MOST
    return 6.0 if before and not named and not counts_below(table, i) else NEVER


_Turn = Callable[[Evidence, int], float]
_TURNS: Mapping[tuple[Choice, Choice], _Turn] = {
    # what a heading says, what its column may be instead, and what that scores
    (R.STATUS, R.PERIOD): lambda t, i: -2.0 if t.facts[i].sentences >= MOST else -3.0,
    (R.PERIOD, R.STATUS): _as_state,
    (R.PERIOD, R.REQUIREMENT): lambda t, i: 4.0 if _is_answer(t, i) else NEVER,
    (R.PERIOD, R.DUE): _as_day,
    (R.PERIOD, R.DATE): lambda t, i: _as_day(t, i) + 1.0,
    (R.NUMBER, R.REFERENCE): lambda t, i: 1.0 if counts_below(t, i) or _is_of_actions(t) else NEVER,
    (R.NUMBER, R.RECOMMENDATION): lambda t, i: (
        3.0 if t.placed and t.facts[i].number <= FEW else -3.0
    ),
    (R.RECOMMENDATION, R.NUMBER): lambda t, i: -3.0 if t.facts[i].number >= MOST else NEVER,
    (R.REFERENCE, R.NUMBER): _as_number,
    (R.REQUIREMENT, R.REFERENCE): lambda t, i: -3.0 if _has_another_text(t, i) else NEVER,
    (R.REQUIREMENT, R.PERIOD): _as_evidence_told,
}


def _has_another_text(table: Evidence, i: int) -> bool:
    """Return whether the column beside may have the requirement that this one counts.

    Where rows may have lost cells, only a second heading of its own says so.
    """
    others = [h.role for n, h in enumerate(table.headings) if n != i]
    beside = table.headings[i + 1 : i + 2]
    is_open = table.placed and any(h.role is None for h in beside)
    return R.REQUIREMENT in others or is_open


def _is_answer(table: Evidence, i: int) -> bool:
    """Return whether an answer is what is to be done: nothing else says it, and it is alone."""
    heading = table.headings[i].text
    alone = len(table.periods) == 1 and not table.said & {R.REQUIREMENT}
    return (
        alone
        and bool(set(heading_key(heading).split()) & _ANSWERS)
        and (not names_period(heading) and bool(table.said & {R.DUE, R.STATUS}))
    )


def _is_of_actions(table: Evidence) -> bool:
    """Return whether no column is of recommendations, so that what counts, counts actions."""
    return table.text is None and R.REFERENCE not in table.said and R.REQUIREMENT in table.known


def _place(table: Evidence, i: int, role: Choice) -> float:
    """Return what the other columns say to `role` in column `i`."""
    h, f = table.headings[i], table.facts[i]
    if role is R.STATUS:
        return table.late[i]
    if role is R.NUMBER and h.role is R.NUMBER:
        is_named = bool(set(heading_key(h.text).split()) & _RECOMMENDATION)
        return -4 if counts_below(table, i) or (_is_of_actions(table) and not is_named) else 0
    if role is not R.PERIOD or h.role is not R.PERIOD:
        return 0
    told = [n for n in table.periods if table.known[n] is R.PERIOD]
    plain = any(table.headings[n].rank > 1 for n in told)
    # Of remarks the first tells, and others of its name: a review after six months, and twelve.
    first = _remark(table.headings[told[0]]) if told else frozenset()
    is_next = told[:1] not in ([], [i]) and not first & _remark(h)
    is_remark = h.rank == 1 and (plain or is_next)
    # A word or two beside sentences tells how far a thing is, or whether it was agreed.
    is_short = (
        f.word >= MOST and table.is_told and not names_period(h.text) and len(table.periods) > 1
    )
    return -6.0 * is_remark - 6.0 * (is_short and (f.answer >= HALF or f.state >= HALF))


def _remark(heading: Heading) -> frozenset[str]:
    return REMARKS & set(heading_key(heading.text).split())


_ANSWERS = words("update.answer")
_EVIDENCE = words("requirement.weak")
_FORMER = words("status.former")
_RECOMMENDATION = words("recommendation")


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
    # What is said about an action in a word: only words that say how far it is.
    free = R.STATUS not in table.said and not is_other and R.DATE not in table.said
    said = f.state >= MOST and (len(set(f.texts)) > 1 or f.answer < HALF)
    return 1.5 if free and said and f.amount < HALF and i >= len(table.headings) / 2 else NEVER


def _supposed(f: Facts, role: Choice) -> float | None:
    """Return how far unmistakable cells speak for a role, None if they tell nothing of it."""
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

    `1` is beside `1.1` and `1.2`.
    """
    at = next((n for n, h in enumerate(table.headings) if h.role is R.REFERENCE), None)
    if at is None or table.facts[at].below < MOST or len(set(table.facts[i].texts)) < 2:
        return False
    pairs = [(plain_words(row[i]), plain_words(row[at])) for row in table.body]
    said = [(number, reference) for number, reference in pairs if number and reference]
    return bool(said) and all(r.startswith(f"{n}.") for n, r in said)


_OTHER = words("other")
