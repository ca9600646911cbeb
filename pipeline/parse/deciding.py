"""Columns whose heading leaves their role open or says one twice, decided by the cells below."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.dates import find_dates
from pipeline.parse.align import is_sub_reference
from pipeline.parse.cellforms import (
    SENTENCE,
    Grid,
    holds,
    holds_codes,
    holds_references,
    holds_words,
    is_filled,
    is_letter,
    is_no_number,
    is_number,
    is_prose,
    names_recommendations,
    texts_in,
)
from pipeline.parse.cells import plain_words
from pipeline.parse.headings import BY_ORDER, Heading, Role, heading_key, names_period

_ONCE = (
    *(Role.NUMBER, Role.RECOMMENDATION, Role.REFERENCE, Role.REQUIREMENT, Role.OWNER),
    Role.STATUS,
)
"""Of these an action has one."""


def decide(
    headings: Sequence[Heading], body: Grid, mapping: Mapping[str, Role], *, placed: bool
) -> list[Heading]:
    """Return `headings` with each column's role as its cells in `body` and its neighbours tell.

    Where cells may stand in another column (`placed` is false) their prose tells nothing of it.
    """
    sure = body if placed else ()
    made = list(headings)
    for i, heading in enumerate(made):
        if role := mapping.get(column_key(i)):
            made[i] = replace(heading, role=role, rank=BY_ORDER)
    _decide_evidence(made, body)
    _decide_statuses(made, sure)
    _decide_numbers(made, body, sure)
    _decide_open(made, body, sure)
    _decide_numbers(made, body, sure)
    made = settled(made)
    paired = set(date_columns(made).values())
    return [
        replace(h, role=None) if h.role is Role.DATE and i not in paired else h
        for i, h in enumerate(made)
    ]


def column_key(i: int) -> str:
    """Return how `--map` names a column by its place, counted from 0 here and from 1 there."""
    return heading_key(f"column {i + 1}")


def settled(headings: Sequence[Heading]) -> list[Heading]:
    """Return `headings` with one for each place that an action has once; the others know which."""
    made = list(headings)
    _decide_remarks(made)
    for role in _ONCE:
        _decide_once(made, role)
    return made


def date_columns(headings: Sequence[Heading]) -> dict[int, int]:
    """Return, by the column of a period that names no day, the column of its date beside it."""
    found: dict[int, int] = {}
    periods = [i for i, h in enumerate(headings) if h.role is Role.PERIOD and not h.period.date]
    dates = [i for i, h in enumerate(headings) if h.role is Role.DATE]
    for side in (1, -1):
        for i in periods:
            if i + side in dates and i not in found and i + side not in found.values():
                found[i] = i + side
    if not found and len(periods) == len(dates) == 1 and headings[dates[0]].rank == BY_ORDER:
        return {periods[0]: dates[0]}
    return found


def _decide_evidence(headings: list[Heading], body: Grid) -> None:
    """Part two columns under one evidence heading into reference and requirement."""
    places = [i for i, h in enumerate(headings) if h.role is Role.REQUIREMENT]
    if len(places) < 2 or Role.REFERENCE in {h.role for h in headings}:
        return
    first, second = places[:2]
    is_counted = holds_references(body, first) or holds(body, first, is_letter)
    if headings[first].text != headings[second].text and not is_counted:
        return
    headings[first] = replace(headings[first], role=Role.REFERENCE)


def _decide_statuses(headings: list[Heading], body: Grid) -> None:
    """Make a column of sentences under a status heading a period: `Status update`.

    And one of single words a status, where no heading says that and another tells in sentences:
    `Progress`, which names no period, beside `Notes`.
    """
    for i, heading in enumerate(headings):
        is_said = heading.role is Role.STATUS and heading.rank < BY_ORDER
        if is_said and holds(body, i, lambda text: len(text.split()) > SENTENCE):
            headings[i] = replace(heading, role=Role.PERIOD)
    told = [i for i, h in enumerate(headings) if h.role is Role.PERIOD and is_prose(body, i)]
    if not told or {h.role for h in headings} & {Role.STATUS, Role.DATE}:
        return
    for i, heading in enumerate(headings):
        is_open = heading.role is Role.PERIOD and heading.rank < BY_ORDER
        if is_open and not names_period(heading.text) and holds_words(body, i):
            headings[i] = _supposed(heading, Role.STATUS)
            return


def _decide_numbers(headings: list[Heading], body: Grid, sure: Grid) -> None:
    """Tell the recommendation's number from the action's reference, and from its text."""
    roles = [h.role for h in headings]
    if Role.NUMBER in roles:
        at = roles.index(Role.NUMBER)
        if Role.RECOMMENDATION not in roles and holds(sure, at, is_no_number):
            headings[at] = replace(headings[at], role=Role.RECOMMENDATION)
            _decide_numbers(headings, body, sure)
        elif Role.REFERENCE not in roles and _counts_below(headings, body, at):
            headings[at] = replace(headings[at], role=Role.REFERENCE)
        return
    for i, heading in enumerate(headings):
        if heading.role is Role.RECOMMENDATION and holds(body, i, is_number):
            headings[i] = replace(heading, role=Role.NUMBER)
            return
    if Role.REFERENCE in roles and Role.RECOMMENDATION in roles:
        at, text = roles.index(Role.REFERENCE), roles.index(Role.RECOMMENDATION)
        is_named = names_recommendations(body, text)
        if at < text and not is_named and not _counts_below(headings, body, at):
            headings[at] = replace(headings[at], role=Role.NUMBER)


def _counts_below(headings: Sequence[Heading], body: Grid, at: int) -> bool:
    """Return whether a column's numbers count the actions below recommendations.

    They do where two of them stand beside one recommendation's text. Else their form tells:
    `7.1` counts below 7, unless another number beside another text does so as well.
    """
    is_below = holds(body, at, is_sub_reference)
    text = next((i for i, h in enumerate(headings) if h.role is Role.RECOMMENDATION), None)
    if text is None:
        return is_below
    if headings[at].role is Role.NUMBER and not is_below:
        return False
    numbers = set(texts_in(body, at))
    above = {re.split(r"[.\-/(]", number)[0] for number in numbers}
    return _share_a_text(body, at, text) or (is_below and len(above) == len(numbers))


def _share_a_text(body: Grid, at: int, text: int) -> bool:
    """Return whether two numbers below each other stand beside one text, or a text and none."""
    former: tuple[str, str] = ("", "")
    for row in body:
        number, said = plain_words(row[at]), plain_words(row[text])
        is_other = bool(number and former[0]) and number != former[0]
        if is_other and (said == former[1] if said else is_sub_reference(number)):
            return True
        former = (number or former[0], said or former[1])
    return False


def _decide_open(headings: list[Heading], body: Grid, sure: Grid) -> None:
    """Give a filled column that tells no role the one that its neighbour leaves open."""
    roles = Counter(h.role for h in headings)

    def put(i: int, heading: Heading) -> None:
        roles.subtract([headings[i].role])
        roles.update([heading.role])
        headings[i] = heading

    for i, heading in enumerate(headings):
        if heading.role or not is_filled(body, i):
            continue
        left = headings[i - 1].role if i else None
        right = headings[i + 1].role if i + 1 < len(headings) else None
        is_asked = roles[Role.REQUIREMENT] > 0
        is_open = not heading.text or is_prose(sure, i)
        if left is Role.REQUIREMENT and is_open and holds_references(body, i - 1):
            put(i - 1, replace(headings[i - 1], role=Role.REFERENCE))
            put(i, _supposed(heading, Role.REQUIREMENT))
        elif not heading.text and holds_references(body, i):
            role = Role.REFERENCE if roles[Role.NUMBER] else Role.NUMBER
            put(i, heading if roles[role] else _supposed(heading, role))
        elif left is Role.REFERENCE and is_open and not is_asked:
            put(i, _supposed(heading, Role.REQUIREMENT))
        elif roles[Role.RECOMMENDATION]:
            if right is Role.RECOMMENDATION and not roles[Role.NUMBER] and holds_codes(body, i):
                put(i, _supposed(heading, Role.NUMBER))
        elif names_recommendations(body, i) and not roles[Role.NUMBER]:
            put(i, replace(heading, role=Role.RECOMMENDATION))
        elif is_open and (left in (Role.NUMBER, Role.REFERENCE) or right is Role.NUMBER):
            put(i, _supposed(heading, Role.RECOMMENDATION))


def _supposed(heading: Heading, role: Role) -> Heading:
    return replace(heading, role=role, is_supposed=True)


def _decide_remarks(headings: list[Heading]) -> None:
    """Leave remarks (`Comments`) out where a plainer heading says what was done.

    Where none does, the first that may say it does: remarks, or evidence beside an action.
    """
    periods = [i for i, h in enumerate(headings) if h.role is Role.PERIOD]
    plain = [i for i in periods if headings[i].rank > 1]
    evidence = [i for i, h in enumerate(headings) if h.role is Role.REQUIREMENT and h.rank == 1]
    asks = [h for h in headings if h.role is Role.REQUIREMENT and h.rank > 1]
    if not periods and asks and evidence:
        headings[evidence[0]] = replace(headings[evidence[0]], role=Role.PERIOD)
        return
    kept = (plain or periods)[:1]
    for i in periods:
        if i not in kept and headings[i].rank == 1:
            headings[i] = _beside(headings[i], headings[kept[0]])


def _decide_once(headings: list[Heading], role: Role) -> None:
    """Give the place that there is once to the plainest heading; of statuses to the latest."""
    claims = [i for i, h in enumerate(headings) if h.role is role]
    if len(claims) < 2:
        return
    if role is Role.STATUS:
        kept = max(
            claims, key=lambda i: (headings[i].rank, latest_day(headings[i].text) or dt.date.min, i)
        )
    else:
        kept = max(claims, key=lambda i: (headings[i].rank, -i))
    for i in claims:
        if i != kept:
            headings[i] = _beside(headings[i], headings[kept])


def _beside(heading: Heading, kept: Heading) -> Heading:
    return replace(heading, role=None, claim=heading.role, instead=kept.text)


def latest_day(text: str) -> dt.date | None:
    """Return the latest date in `text`, the first of a month where it names no day."""
    return max((found.date for found in find_dates(text) if found.date), default=None)
