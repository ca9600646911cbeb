"""Rows that lost a cell on the way into text, put back under their columns.

A transcript drops empty cells, and sometimes prints the requirement behind the owner. A row is
laid over the columns in every order that transcripts are known to have, and the best fit wins;
what fits is judged by the form of a cell (a reference, an owner of this plan, prose, a blank) and
never by its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parse.headings import Role

_REFERENCE = re.compile(
    r"[A-Za-z]{0,4}\.?\s?\d{1,3}(?:[.\-/]\d{1,3})*[.)]?\s?(?:\(?[a-z]{1,3}\)?)?"
)
_AUXILIARIES = re.compile(
    "is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|can|could|"
    "may|might|must"
)
_DETERMINERS = re.compile("the|an?|this|these|that|those|there|we|our|it|no|all|as|in|on|at")
_OWNER_WORDS = 12
_STATUS_WORDS = 6
_REQUIREMENT_LENGTH = 320
_READS_LIKE_REQUIREMENT = 3.0

_SKIPPED = {Role.REQUIREMENT: -1.0, Role.STATUS: -1.0, Role.OWNER: -3.0}
"""What it costs to leave a column without a cell; any other column costs more."""
_SKIPPED_OTHER = -8.0
_BEHIND_OWNER = -3.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which column each cell of a row is in."""

    columns: tuple[int, ...]
    """The column of each cell, in the order of the cells."""
    behind_owner: bool = False
    """The requirement is printed behind the owner."""
    shifted: bool = False
    """What is behind it has moved one column to the right."""


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row's cells as words without markup, and whether a cell held markup."""

    texts: tuple[str, ...]
    has_markup: tuple[bool, ...]
    block: int
    """Which stretch of rows it is in: a blank line (a page's end) begins a new one."""


def align_rows(rows: Sequence[AlignedRow], roles: Sequence[Role | None]) -> list[Alignment | None]:
    """Return the alignment of each row with columns of `roles`; None if nothing fits."""
    owners = _owners(rows, roles)
    repeated = _repeated_references(rows, roles)
    aligned: list[Alignment | None] = []
    orders = _orders(roles)
    for row in rows:
        scored = [(_fit(row, order, roles, owners), order) for order in orders]
        best = max(scored, key=lambda pair: pair[0][0], default=None)
        if best is None or best[0][1] is None:
            aligned.append(None)
            continue
        columns, order = best[0][1], best[1]
        aligned.append(Alignment(columns, order.behind_owner, order.behind_owner))
    return [
        _displaced(row, alignment, roles, repeated, _near(aligned, rows, i)) or alignment
        for i, (row, alignment) in enumerate(zip(rows, aligned, strict=True))
    ]


def looks_like_reference(text: str) -> bool:
    """Return whether `text` has the form of a recommendation's number or an action's reference."""
    return _REFERENCE.fullmatch(text.strip()) is not None


def is_sub_reference(text: str) -> bool:
    """Return whether `text` is a reference that counts below a recommendation (`7.1`, `11a`)."""
    return looks_like_reference(text) and re.search(r"\d(?:[.\-/]\d|\s?\(?[a-z])", text) is not None


@dataclass(frozen=True, slots=True)
class _Order:
    columns: tuple[int, ...]
    behind_owner: bool


def _orders(roles: Sequence[Role | None]) -> list[_Order]:
    """Return the orders in which a row may print the columns of `roles`."""
    natural = tuple(range(len(roles)))
    orders = [_Order(natural, False)]
    if Role.REQUIREMENT in roles and Role.OWNER in roles:
        requirement, owner = roles.index(Role.REQUIREMENT), roles.index(Role.OWNER)
        if requirement + 1 == owner:
            swapped = list(natural)
            swapped[requirement], swapped[owner] = owner, requirement
            orders.append(_Order(tuple(swapped), True))
    return orders


def _fit(
    row: AlignedRow, order: _Order, roles: Sequence[Role | None], owners: frozenset[str]
) -> tuple[float, tuple[int, ...] | None]:
    """Return the best score of laying `row` over `order`, and the column of each cell.

    Cells keep their order; columns may stay empty. Blank cells at the row's end may be spare.
    """
    texts = list(row.texts)
    while len(texts) > len(order.columns) and not texts[-1]:
        texts.pop()
    if len(texts) > len(order.columns):
        return float("-inf"), None
    start = _BEHIND_OWNER if order.behind_owner else 0.0
    # best[n]: score and columns of the first n cells over the columns seen so far
    best: list[tuple[float, tuple[int, ...]] | None] = [(start, ())] + [None] * len(texts)
    for column in order.columns:
        skip = _SKIPPED.get(roles[column] or Role.IGNORE, _SKIPPED_OTHER)
        new: list[tuple[float, tuple[int, ...]] | None] = [None] * (len(texts) + 1)
        for count, state in enumerate(best):
            if state is None:
                continue
            _keep(new, count, (state[0] + skip, state[1]))
            if count < len(texts):
                gain = _score(texts[count], roles[column], owners)
                _keep(new, count + 1, (state[0] + gain, (*state[1], column)))
        best = new
    return best[-1] or (float("-inf"), None)


def _keep(
    states: list[tuple[float, tuple[int, ...]] | None],
    count: int,
    state: tuple[float, tuple[int, ...]],
) -> None:
    old = states[count]
    if old is None or state[0] > old[0]:
        states[count] = state


def _score(text: str, role: Role | None, owners: frozenset[str]) -> float:
    """Return how well a cell's form fits a column; a blank fits anywhere."""
    if not text:
        return 0.5 if role is Role.STATUS else 0.0
    is_reference = looks_like_reference(text)
    is_owner = text in owners
    if role in (Role.NUMBER, Role.REFERENCE):
        return 2.0 if is_reference else -6.0
    if role is Role.OWNER:
        return 4.0 if is_owner else -2.0 - 0.2 * len(text.split())
    if is_owner or is_reference:
        return -4.0
    if role is Role.STATUS:
        return 1.0 if len(text.split()) <= _STATUS_WORDS else -6.0
    return 1.0


def _owners(rows: Sequence[AlignedRow], roles: Sequence[Role | None]) -> frozenset[str]:
    """Return the cells that are owners: short, repeated, and standing near the owner's column.

    A full row names its owner even where that is nowhere else.
    """
    if Role.OWNER not in roles:
        return frozenset()
    at = roles.index(Role.OWNER)
    near: Counter[str] = Counter()
    full: Counter[str] = Counter()
    for row in rows:
        for place in (at - 1, at):
            if 0 <= place < len(row.texts) and _may_be_owner(row.texts[place]):
                near[row.texts[place]] += 1
                if place == at and len(row.texts) == len(roles):
                    full[row.texts[place]] += 1
    most = max(near.values(), default=0)
    return frozenset(t for t, n in near.items() if full[t] or n >= max(2, most // 50))


def _may_be_owner(text: str) -> bool:
    return 0 < len(text.split()) <= _OWNER_WORDS and not looks_like_reference(text)


def _repeated_references(
    rows: Sequence[AlignedRow], roles: Sequence[Role | None]
) -> frozenset[str]:
    if Role.REFERENCE not in roles:
        return frozenset()
    at = roles.index(Role.REFERENCE)
    counts = Counter(row.texts[at] for row in rows if len(row.texts) > at)
    return frozenset(text for text, count in counts.items() if text and count > 1)


def _near(aligned: Sequence[Alignment | None], rows: Sequence[AlignedRow], i: int) -> bool:
    """Return whether a neighbour in the same stretch is sure to print the requirement late."""
    around = (j for j in (i - 1, i + 1) if 0 <= j < len(rows) and rows[j].block == rows[i].block)
    return any((a := aligned[j]) is not None and a.behind_owner for j in around)


def _displaced(
    row: AlignedRow,
    alignment: Alignment | None,
    roles: Sequence[Role | None],
    repeated: frozenset[str],
    near: bool,
) -> Alignment | None:
    """Return the alignment of a row whose requirement is in the first period's place.

    Nothing but the kind of text tells such a row from one without a requirement.
    """
    if alignment is None or alignment.behind_owner or Role.PERIOD not in roles:
        return None
    first = list(roles).index(Role.PERIOD)
    requirement = list(roles).index(Role.REQUIREMENT) if Role.REQUIREMENT in roles else None
    if requirement is None or requirement in alignment.columns or first not in alignment.columns:
        return None
    at = alignment.columns.index(first)
    named = list(roles).index(Role.REFERENCE) if Role.REFERENCE in roles else None
    has_reference = named is not None and named in alignment.columns
    reference = row.texts[alignment.columns.index(named)] if has_reference else ""
    score = _reads_like_requirement(row.texts[at]) + (reference in repeated) + near
    if row.has_markup[at] or score < _READS_LIKE_REQUIREMENT:
        return None
    columns = tuple(requirement if c == first else c for c in alignment.columns)
    return Alignment(columns, behind_owner=True)


def _reads_like_requirement(text: str) -> float:
    """Return how much `text` has the form of a requirement: one short sentence without a subject.

    A requirement goes on from its recommendation ("Makes use of ...", "Implementing ..."); an
    update says who did something, and when.
    """
    words = re.findall(r"[\w'’-]+", text.lower())
    if len(words) < 3 or len(text) > _REQUIREMENT_LENGTH:
        return -9.0
    score = 1.0
    score += 0.0 if re.search(r"[.!?]\s+\S", text) is None else -3.0
    score -= 2.0 if re.search(r"\d|[•:]", text) else 0.0
    score -= 2.0 if any(map(_AUXILIARIES.fullmatch, words[1:4])) else 0.0
    score -= 2.0 if _DETERMINERS.fullmatch(words[0]) else 0.0
    score += 1.0 if re.search(r"(?:ing|[^s]s)$", words[0]) else 0.0
    return score
