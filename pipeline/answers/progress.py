"""Who has answered: counts for each owner and each recommendation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.answers.collect import Answers
from pipeline.layout import Layout
from pipeline.model import Action, Plan, Recommendation
from pipeline.nochange import is_no_change

Group = Callable[[Recommendation, Action], str]


@dataclass(frozen=True, slots=True)
class Count:
    """How far one owner, one recommendation or the whole plan has come."""

    name: str
    """The owner, or the recommendation's number."""
    answered: tuple[str, ...]
    """The keys of the actions with an update that says something."""
    no_change: tuple[str, ...]
    """The keys of those for which nothing changed."""
    missing: tuple[str, ...]
    """The keys of those without an update."""

    @property
    def asked(self) -> int:
        """The number of actions."""
        return len(self.answered) + len(self.no_change) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answers have come."""

    whole: Count
    owners: tuple[Count, ...]
    recommendations: tuple[Count, ...]


def progress(plan: Plan, answers: Answers, layout: Layout) -> Progress:
    """Return how many actions of `plan` are answered, in the plan's order.

    A new status or owner without an update is not an answer yet: the column would have no words.
    """
    unchanged = {a.key: is_no_change(a.update, layout) for a in answers.answers if a.update}
    return Progress(
        next(_counts(plan, unchanged, lambda _recommendation, _action: "")),
        tuple(_counts(plan, unchanged, lambda _, action: action.owner)),
        tuple(_counts(plan, unchanged, lambda recommendation, _: recommendation.number)),
    )


def _counts(plan: Plan, unchanged: Mapping[str, bool], group: Group) -> Iterator[Count]:
    """Yield a count for each group; `unchanged` is True for answered keys without a change."""
    keys = iter(plan.keys())
    groups: dict[str, list[str]] = {}
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            groups.setdefault(group(recommendation, action), []).append(next(keys))
    for name, inside in groups.items():
        yield Count(
            name,
            tuple(key for key in inside if unchanged.get(key) is False),
            tuple(key for key in inside if unchanged.get(key) is True),
            tuple(key for key in inside if key not in unchanged),
        )
