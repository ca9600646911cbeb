"""Which period, recommendation and action of one plan is which of another.

Things are paired by rules, the strictest first: what a rule pairs, the next ones leave alone.
So an inserted action is one that no rule pairs, and its neighbours stay what they were.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pipeline.model import Action, Columns, Plan, Recommendation, Role
from pipeline.richtext import RichText

_T = TypeVar("_T")
Rule = Callable[[_T], Hashable]
"""What two things must have in common to be paired; falsy where the rule says nothing."""

_ALIKE = 0.5
"""Share of words in common from which two texts are taken for one that was reworded."""
_MOST_PAIRS = 10_000
"""Likeness is looked for among no more pairs than this; it is quadratic."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Places in two sequences, paired; all counted from 0."""

    matched: tuple[tuple[int, int], ...]
    """Old place and new place, in the new order."""
    removed: tuple[int, ...]
    added: tuple[int, ...]

    def moved(self) -> tuple[tuple[int, int], ...]:
        """Return the fewest pairs that would have to move for the others to keep their order."""
        kept = _longest_rise([old for old, _ in self.matched])
        return tuple(pair for place, pair in enumerate(self.matched) if place not in kept)


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs between two plans; actions are counted through the whole plan."""

    periods: Pairs
    columns: Pairs
    recommendations: Pairs
    actions: Pairs


class _Entry(NamedTuple):
    """An action with what the rules look at."""

    home: Hashable
    """The recommendation: the same value for both plans' where they are paired."""
    key: str
    action: Action
    updates: tuple[RichText, ...]
    """Those of the periods that both plans have."""

    @property
    def words(self) -> Counter[str]:
        texts = (self.action.requirement, *self.updates)
        return Counter(word for text in texts for word in text.words)


def match_plans(old: Plan, new: Plan) -> Matching:
    """Return which parts of `new` are which of `old`, in time linear to their size."""
    periods = _match_periods(old, new)
    recommendations = pair(old.recommendations, new.recommendations, _RECOMMENDATION_RULES)
    same = {new_place: old_place for old_place, new_place in recommendations.matched}
    befores = _entries(old, [i for i, _ in periods.matched], lambda place: place)
    afters = _entries(new, [j for _, j in periods.matched], lambda p: same.get(p, ("new", p)))
    rules = (*_ACTION_RULES, *(unique(rule, befores, afters) for rule in _LOOSE_ACTION_RULES))
    words, keys = (lambda entry: entry.words), (lambda entry: (entry.home, entry.key))
    actions = pair(befores, afters, rules, _ACTION_GROUPS, words, (keys,))
    columns = _match_columns(old.columns, new.columns, periods)
    return Matching(periods, columns, recommendations, actions)


def pair(
    old: Sequence[_T],
    new: Sequence[_T],
    rules: Iterable[Rule[_T]],
    groups: Iterable[Rule[_T]] = (),
    words: Callable[[_T], Counter[str]] = lambda _: Counter(),
    last: Iterable[Rule[_T]] = (),
) -> Pairs:
    """Return the pairs of `old` and `new`: by `rules`, within `groups` by likeness, by `last`.

    Things that a rule finds alike are paired in their order.
    """
    befores, afters = dict(enumerate(old)), dict(enumerate(new))
    found: dict[int, int] = {}
    for rule in rules:
        _pop(befores, afters, found, _by_rule(befores, afters, rule))
    for group in groups:
        _pop(befores, afters, found, _by_likeness(befores, afters, group, words))
    for rule in last:
        _pop(befores, afters, found, _by_rule(befores, afters, rule))
    matched = sorted(((i, j) for i, j in found.items()), key=lambda places: places[1])
    return Pairs(tuple(matched), tuple(befores), tuple(afters))


def unique(rule: Rule[_T], *sides: Iterable[_T]) -> Rule[_T]:
    """Return `rule` for those things only that it tells from all others of their side."""
    counts = [Counter(map(rule, side)) for side in sides]
    return lambda thing: all(count[rule(thing)] < 2 for count in counts) and rule(thing)


def _match_periods(old: Plan, new: Plan) -> Pairs:
    """Pair periods by day and heading, and a renamed one by what is below it."""
    return pair(
        [(period, _column(old, place)) for place, period in enumerate(old.periods)],
        [(period, _column(new, place)) for place, period in enumerate(new.periods)],
        (lambda p: p[0], lambda p: p[0].date, lambda p: p[0].label),
        (lambda _: True,),
        lambda p: Counter(p[1]),
    )


def _match_columns(old: Columns, new: Columns, periods: Pairs) -> Pairs:
    """Pair columns by period, role and heading; one that was renamed is known by its role.

    A column that was read as another role is known by its heading.
    """
    same = {new.periods[j]: old.periods[i] for i, j in periods.matched}
    return pair(
        [(c, c.period) for c in old],
        [(c, same.get(c.period, ("new", c.period)) if c.period else None) for c in new],
        (
            lambda c: (c[1], c[0].role, c[0].level, c[0].spanner, c[0].heading),
            lambda c: (c[1], c[0].role, c[0].heading),
            lambda c: c[0].role is not Role.OTHER and (c[1], c[0].role),
            lambda c: c[0].name and (c[1], c[0].name),
        ),
    )


def _column(plan: Plan, place: int) -> list[str]:
    return [update.plain for a in plan.actions() if (update := a.updates[place])]


def _entries(plan: Plan, periods: Sequence[int], home: Callable[[int], Hashable]) -> list[_Entry]:
    homes = [home(place) for place, r in enumerate(plan.recommendations) for _ in r.actions]
    return [
        _Entry(place, key, action, tuple(action.updates[p] for p in periods))
        for place, key, action in zip(homes, plan.keys(), plan.actions(), strict=True)
    ]


_RECOMMENDATION_RULES: tuple[Rule[Recommendation], ...] = (
    lambda r: r.number and (r.number, r.text),
    lambda r: r.text and (r.text, tuple(a.reference for a in r.actions)),
    lambda r: r.number,
    lambda r: r.text,
    lambda r: tuple(a.reference or a.requirement.plain for a in r.actions),
)

_ACTION_RULES: tuple[Rule[_Entry], ...] = (
    lambda e: (e.home, e.key, e.action.requirement, e.updates),
    lambda e: (e.home, e.action.reference, e.action.requirement, e.updates),
    lambda e: e.action.requirement and (e.home, e.action.reference, e.action.requirement),
    lambda e: any(e.updates) and (e.home, e.action.reference, e.updates),
)

# What is moved to another recommendation or given another reference.
_LOOSE_ACTION_RULES: tuple[Rule[_Entry], ...] = (
    lambda e: any(e.updates) and (e.action.requirement, e.updates),
    lambda e: e.action.requirement,
    lambda e: (e.home, e.action.reference),
)

_ACTION_GROUPS: tuple[Rule[_Entry], ...] = (
    lambda e: (e.home, e.action.reference),
    lambda e: (e.home,),
)


def _pop(
    befores: dict[int, _T],
    afters: dict[int, _T],
    found: dict[int, int],
    pairs: Iterable[tuple[int, int]],
) -> None:
    for i, j in list(pairs):
        del befores[i], afters[j]
        found[i] = j


def _grouped(things: dict[int, _T], rule: Rule[_T]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, thing in things.items():
        if value := rule(thing):
            groups[value].append(place)
    return groups


def _by_rule(
    befores: dict[int, _T], afters: dict[int, _T], rule: Rule[_T]
) -> Iterable[tuple[int, int]]:
    olds, news = _grouped(befores, rule), _grouped(afters, rule)
    for value, places in olds.items():
        yield from zip(places, news.get(value, ()), strict=False)


def _by_likeness(
    befores: dict[int, _T],
    afters: dict[int, _T],
    group: Rule[_T],
    words: Callable[[_T], Counter[str]],
) -> Iterable[tuple[int, int]]:
    """Yield the pairs that are most alike, the best first, within each group."""
    olds, news = _grouped(befores, group), _grouped(afters, group)
    for value, places in olds.items():
        others = news.get(value, [])
        if not others or len(places) * len(others) > _MOST_PAIRS:
            continue
        bags = {i: words(befores[i]) for i in places}, {j: words(afters[j]) for j in others}
        scores = [(likeness(bags[0][i], bags[1][j]), i, j) for i in places for j in others]
        yield from _best(score for score in scores if score[0] >= _ALIKE)


def _best(scores: Iterable[tuple[float, int, int]]) -> Iterable[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(scores, key=lambda score: (-score[0], abs(score[1] - score[2]), score)):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence of `values`."""
    ends: list[int] = []  # the value that ends the shortest-known rise of each length
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        places[length : length + 1] = [place]
    kept, place = set(), places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
