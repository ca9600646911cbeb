"""What was asked: the plan's actions, as a returned file may name them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.answers.headings import headings
from pipeline.answers.reply import Fault, shortened, with_lists
from pipeline.answers.table import Headings, key_name
from pipeline.errors import AmbiguousActionError, UnknownActionError
from pipeline.findings import Source
from pipeline.formwords import status_words
from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan, Recommendation
from pipeline.newcolumns import with_period
from pipeline.nochange import no_change_wording
from pipeline.richtext import RichText


@dataclass(frozen=True)
class Asked:
    """A plan and the period for which its owners were asked."""

    plan: Plan
    period: Period
    layout: Layout

    @cached_property
    def actions(self) -> dict[str, tuple[Recommendation, Action]]:
        """Each action with its recommendation, by its key, in the plan's order."""
        pairs = [(r, action) for r in self.plan.recommendations for action in r.actions]
        return dict(zip(self.plan.keys(), pairs, strict=True))

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The keys that each name fits: a key fits itself, and what is before its `#`."""
        found: dict[str, list[str]] = {}
        for key in self.actions:
            found.setdefault(key_name(key).partition("#")[0], []).append(key)
        return found | {key_name(key): [key] for key in self.actions}

    @cached_property
    def headings(self) -> Headings:
        """The field below each heading that a returned file may have."""
        return Headings(headings(self.plan, self.period, self.layout), self.names)

    @cached_property
    def _blank(self) -> dict[str, Action]:
        """Each action with the period's columns, all blank, by its key."""
        plan = with_period(self.plan, self.period)
        return dict(zip(self.plan.keys(), plan.actions(), strict=True))

    def changed(self, key: str, cells: Mapping[str, RichText]) -> dict[str, RichText]:
        """Return those of `cells` that differ from what the action has, without blank ones."""
        action = self._blank[key]
        names = {column.name: at for at, column in enumerate(action.columns)}
        return {
            name: text
            for name, text in cells.items()
            if text and (name not in names or text.words != action.cells[names[name]].words)
        }

    @cached_property
    def requirements(self) -> dict[str, list[str]]:
        """The words of each action's requirement, as a returned form has them."""
        return {key: with_lists(a.requirement).words for key, (_, a) in self.actions.items()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The words that a status may have, by the word without case."""
        return status_words(self.plan, self.layout)

    @cached_property
    def prompt(self) -> str:
        """What a form shows where a status may be chosen, and nobody has."""
        return str(self.layout.words.get("forms", {}).get("choose", ""))

    @cached_property
    def no_change(self) -> RichText:
        """What is written where nothing changed."""
        return no_change_wording(self.plan, self.layout)

    def find(self, name: str, source: Source) -> str | Fault:
        """Return the key that `name` stands for, a fault where it is none or fits several."""
        keys = self.names.get(key_name(name), [])
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
