"""What was asked: the plan's actions, as a returned file may name them."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, field

from pipeline.answers.reply import Fault, shortened, with_lists
from pipeline.errors import AmbiguousActionError, UnknownActionError
from pipeline.findings import Source
from pipeline.formwords import status_words
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan, Recommendation
from pipeline.nochange import no_change_wording
from pipeline.richtext import RichText


@dataclass(frozen=True)
class Asked:
    """A plan and the period for which its owners were asked."""

    plan: Plan
    period: Period
    layout: Layout
    actions: dict[str, tuple[Recommendation, Action]] = field(init=False)
    """Each action with its recommendation, by its key, in the plan's order."""
    names: dict[str, list[str]] = field(init=False)
    """The keys that each name fits, by the name without case and white space."""
    requirements: dict[str, list[str]] = field(init=False)
    """The words of each action's requirement, as a returned form has them."""
    statuses: dict[str, str] = field(init=False)
    """The words a status may have, by the word without case; the plan's spelling first."""
    prompt: str = field(init=False)
    """What a form shows where a status may be chosen, and nobody has."""
    no_change: RichText = field(init=False)
    """What is written where nothing changed."""

    def __post_init__(self) -> None:
        pairs = [(r, action) for r in self.plan.recommendations for action in r.actions]
        object.__setattr__(self, "actions", dict(zip(self.plan.keys(), pairs, strict=True)))
        object.__setattr__(self, "names", _names(self.actions))
        words = {key: with_lists(a.requirement).words for key, (_, a) in self.actions.items()}
        object.__setattr__(self, "requirements", words)
        object.__setattr__(self, "statuses", status_words(self.plan, self.layout))
        prompt = self.layout.words.get("forms", {}).get("choose", "")
        object.__setattr__(self, "prompt", prompt)
        object.__setattr__(self, "no_change", no_change_wording(self.plan, self.layout))

    def find(self, name: str, source: Source) -> str | Fault:
        """Return the key that `name` stands for, a fault where it is none or fits several."""
        keys = self.names.get(_folded(name), [])
        if len(keys) == 1:
            return keys[0]
        return self._ambiguous(name, keys, source) if keys else self._unknown(name, source)

    def _ambiguous(self, name: str, keys: list[str], source: Source) -> Fault:
        named = "; ".join(f"{key} ({shortened(self.actions[key][1].requirement)})" for key in keys)
        return Fault(
            AmbiguousActionError,
            source,
            f"{name!r} fits {len(keys)} actions: {named}",
            "Write the one that is meant in the key column.",
        )

    def _unknown(self, name: str, source: Source) -> Fault:
        near = difflib.get_close_matches(name, list(self.actions), n=3, cutoff=0.4)
        return Fault(
            UnknownActionError,
            source,
            f"the plan has no action {name!r}" + (f"; near it are {', '.join(near)}" * bool(near)),
            "Correct the key; for a new action write 'new' as its key, "
            "with its recommendation, reference and requirement.",
        )


def _names(keys: Collection[str]) -> dict[str, list[str]]:
    """Return the keys that each name fits: a key fits itself, and what stands before its `#`."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(_folded(key).partition("#")[0], []).append(key)
    return found | {_folded(key): [key] for key in keys}


def _folded(key: str) -> str:
    return "".join(key.split()).casefold()
