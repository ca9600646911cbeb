"""Compare two plans, cell by cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.columns import SHORT_ROLES
from pipeline.diff.change import Change, PlanDiff
from pipeline.diff.columns import column_changes, field_names
from pipeline.diff.match import Matching, Pairs, match_plans, pair
from pipeline.diff.words import marked
from pipeline.findings import Place
from pipeline.model import (
    Action,
    Column,
    Columns,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
)
from pipeline.richtext import EMPTY, RichText, one_line

_FIELDS = {
    "number",
    "recommendation text",
    "reference",
    "requirement",
    "owner",
    "update",
    "status",
}


class _Row(NamedTuple):
    """An action with its place in the plan."""

    action: Action
    recommendation: int
    place: Place


def diff_plans(old: Plan, new: Plan) -> PlanDiff:
    """Return what changed from `old` to `new`: nothing exactly if they are equal."""
    matching = match_plans(old, new)
    rows = [
        *_recommendations(old, new, matching),
        *_actions(old, new, matching),
    ]
    changes = (
        *_head(old, new),
        *_periods(old, new, matching.periods),
        *column_changes(old.columns, new.columns, matching),
        *_in_order(rows, old, new, matching),
        *_notes(old, new),
    )
    return PlanDiff(changes, matching)


def _in_order(rows: list[Change], old: Plan, new: Plan, matching: Matching) -> list[Change]:
    """Return `rows` as a reader of the new plan meets them; what was removed is last."""
    homes = _ranks(
        [r.number for r in old.recommendations],
        [r.number for r in new.recommendations],
        matching.recommendations,
    )
    keys = _ranks(old.keys(), new.keys(), matching.actions)
    last = len(rows) + len(homes) + len(keys)
    return sorted(
        rows,
        key=lambda c: (
            homes.get(c.place.recommendation, last),
            keys.get(c.place.action, last) if c.place.action else -1,
        ),
    )


def _ranks(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> dict[str, int]:
    """Return the place in the new plan of each name that a change may bear."""
    former = {j: old[i] for i, j in pairs.matched}
    return {former.get(j, name): j for j, name in enumerate(new)}


def _head(old: Plan, new: Plan) -> Iterator[Change]:
    yield from _text("title", Place(), old.title, new.title)
    pairs = pair(old.details, new.details, (lambda d: d, lambda d: d.label, lambda d: d.text))
    before, after = [_detail(d) for d in old.details], [_detail(d) for d in new.details]
    yield from _lines("detail", before, after, pairs)


def _detail(detail: Detail) -> str:
    return f"{detail.label}: {detail.text}" if detail.label else detail.text


def _notes(old: Plan, new: Plan) -> Iterator[Change]:
    words = (lambda note: note, lambda _: True)
    pairs = pair(old.notes, new.notes, words[:1], words[1:], lambda note: Counter(note.split()))
    yield from _lines("note", list(old.notes), list(new.notes), pairs)


def _lines(field: str, old: list[str], new: list[str], pairs: Pairs) -> Iterator[Change]:
    """Yield what changed in lines outside the table."""
    for i in pairs.removed:
        yield Change("removed", field, Place(), old[i])
    for i, j in pairs.matched:
        yield from _text(field, Place(), old[i], new[j])
    for j in pairs.added:
        yield Change("added", field, Place(), new=new[j])
    yield from (_moved(field, Place(), new[j]) for _, j in pairs.moved())


def _periods(old: Plan, new: Plan, pairs: Pairs) -> Iterator[Change]:
    for i in pairs.removed:
        yield Change("removed", "period", _period_place(old.periods[i]), old.periods[i].label)
    for i, j in pairs.matched:
        before, after, place = old.periods[i], new.periods[j], _period_place(old.periods[i])
        yield from _value("period", place, before.label, after.label)
        yield from _value("period date", place, _day(before), _day(after))
    for j in pairs.added:
        yield Change("added", "period", _period_place(new.periods[j]), new=new.periods[j].label)
    for i, j in pairs.moved():
        yield _moved("period", _period_place(old.periods[i]), new.periods[j].label)


def _period_place(period: Period) -> Place:
    return Place(period=period.label)


def _day(period: Period) -> str:
    return period.date.isoformat() if period.date else ""


def _recommendations(old: Plan, new: Plan, matching: Matching) -> Iterator[Change]:
    befores, afters, pairs = old.recommendations, new.recommendations, matching.recommendations
    cells = _Cells(old.columns, new.columns, matching.columns, Level.RECOMMENDATION)
    for i in pairs.removed:
        yield Change("removed", "recommendation", _home(befores[i]), _whole(befores[i]))
    for i, j in pairs.matched:
        yield from cells.changes(_home(befores[i]), befores[i].cells, afters[j].cells)
    for j in pairs.added:
        yield Change("added", "recommendation", _home(afters[j]), new=_whole(afters[j]))
    for i, j in pairs.moved():
        yield _moved("recommendation", _home(befores[i]), _whole(afters[j]))


def _home(recommendation: Recommendation) -> Place:
    return Place(recommendation.number)


def _whole(recommendation: Recommendation) -> str:
    first = f"{recommendation.number} {recommendation.text.plain}".strip()
    return "\n".join(filter(None, (first, *_others(recommendation.columns, recommendation.cells))))


def _others(columns: Columns, cells: Sequence[RichText]) -> Iterator[str]:
    """Yield the cells that are not blank and not named by their role, with their headings."""
    for column, name, cell in zip(columns, field_names(columns), cells, strict=True):
        if cell and name not in _FIELDS:
            yield f"{column.name}: {cell.plain}" if column.name else cell.plain


def _actions(old: Plan, new: Plan, matching: Matching) -> Iterator[Change]:
    befores, afters, pairs = _rows(old), _rows(new), matching.actions
    home = {j: i for i, j in matching.recommendations.matched}
    cells = _Cells(old.columns, new.columns, matching.columns, Level.ACTION)
    for i in pairs.removed:
        yield Change("removed", "action", befores[i].place, _contents(old, befores[i].action))
    for i, j in pairs.matched:
        yield from cells.changes(befores[i].place, befores[i].action.cells, afters[j].action.cells)
        if home.get(afters[j].recommendation) != befores[i].recommendation:
            yield Change(
                "changed", "recommendation", befores[i].place, *_numbers(befores[i], afters[j])
            )
    for j in pairs.added:
        yield Change("added", "action", afters[j].place, new=_contents(new, afters[j].action))
    for i, j in _moved_at_home(pairs, home, befores, afters):
        yield _moved("action", befores[i].place, _name(afters[j].action))


def _moved_at_home(
    pairs: Pairs, home: dict[int, int], befores: list[_Row], afters: list[_Row]
) -> Iterator[tuple[int, int]]:
    """Yield the actions that changed their order inside a recommendation.

    One that changed its recommendation, or moved with it, is reported there.
    """
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in pairs.matched:
        if home.get(afters[j].recommendation) == befores[i].recommendation:
            groups[befores[i].recommendation].append((i, j))
    for group in groups.values():
        yield from Pairs(tuple(group), (), ()).moved()


def _numbers(before: _Row, after: _Row) -> tuple[str, str]:
    return before.place.recommendation, after.place.recommendation


def _rows(plan: Plan) -> list[_Row]:
    homes = [(n, r) for n, r in enumerate(plan.recommendations) for _ in r.actions]
    return [
        _Row(action, n, Place(recommendation.number, key))
        for action, (n, recommendation), key in zip(plan.actions(), homes, plan.keys(), strict=True)
    ]


class _Cells:
    """Compares the cells of two rows, column by column in the order of the new plan."""

    def __init__(self, old: Columns, new: Columns, pairs: Pairs, level: Level) -> None:
        names = field_names(old), field_names(new)
        befores = {i: at for at, i in enumerate(_of_level(old, level))}
        afters = {j: at for at, j in enumerate(_of_level(new, level))}
        # A column that is another level's in the new plan went, and came.
        both = {j: i for i, j in pairs.matched if i in befores and j in afters}
        gone = [i for i in befores if i not in both.values()]
        self._steps: list[tuple[Column, str, int | None, int | None]] = [
            *((old[i], names[0][i], befores[i], None) for i in gone),
            *(
                (old[both[j]], names[0][both[j]], befores[both[j]], at)
                if j in both
                else (new[j], names[1][j], None, at)
                for j, at in afters.items()
            ),
        ]

    def changes(
        self, place: Place, before: Sequence[RichText], after: Sequence[RichText]
    ) -> Iterator[Change]:
        """Yield what differs between `before` and `after`."""
        for column, name, i, j in self._steps:
            was = EMPTY if i is None else before[i]
            now = EMPTY if j is None else after[j]
            if was != now:
                where = replace(place, period=column.period.label) if column.period else place
                yield from _cell(column, name, where, was, now)


def _of_level(columns: Columns, level: Level) -> list[int]:
    return [i for i, column in enumerate(columns) if column.level is level]


def _cell(
    column: Column, name: str, place: Place, old: RichText, new: RichText
) -> Iterator[Change]:
    if column.role in SHORT_ROLES and one_line(old) != one_line(new):
        yield Change("changed", name, place, one_line(old), one_line(new))
    else:
        yield from _rich(name, place, old, new)


def _contents(plan: Plan, action: Action) -> str:
    """Return all that an action says, a line for each cell that is not blank."""
    updates = (
        f"{period.label}: {update.plain}"
        for period, update in zip(plan.periods, action.updates, strict=True)
        if update
    )
    others = _others(action.columns, action.cells)
    lines = (_name(action), action.owner, *updates, *others, action.status)
    return "\n".join(filter(None, lines))


def _name(action: Action) -> str:
    return f"{action.reference} {action.requirement.plain}".strip()


def _text(field: str, place: Place, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change(
            "reworded" if old and new else "added" if new else "removed", field, place, old, new
        )


def _rich(field: str, place: Place, old: RichText, new: RichText) -> Iterator[Change]:
    if old.words != new.words:
        yield from _text(field, place, old.plain, new.plain)
    elif old != new:
        yield Change("restyled", field, place, marked(old), marked(new))


def _value(field: str, place: Place, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change("changed", field, place, old, new)


def _moved(field: str, place: Place, what: str) -> Change:
    return Change("moved", field, place, what, what)
