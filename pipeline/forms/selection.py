"""Whom a form goes to, and which actions it asks about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.formwords import form_words
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.people import People


class By(StrEnum):
    """What a plan is divided by."""

    OWNER = "owner"
    RECOMMENDATION = "recommendation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Selection:
    """The actions of one form."""

    name: str
    """For a file's name: small letters, digits and hyphens; no two of a plan are the same."""
    title: str
    """The owner, the recommendation or the person; empty if the form is of the whole plan."""
    keys: tuple[str, ...]


def select(
    plan: Plan, layout: Layout, by: By | None = None, people: People | None = None
) -> tuple[Selection, ...]:
    """Return the forms that `plan` needs: one of the whole, or one for each `by`.

    For `By.PERSON` it is one for each of `people` who answers an action.
    """
    words = form_words(layout)
    if by is By.PERSON and people is not None:
        asked = {p.name: answered for p in people.people if (answered := people.keys(p, plan))}
        pairs = zip(file_names(asked), asked.items(), strict=True)
        return tuple(Selection(name, title, answered) for name, (title, answered) in pairs)
    if by is None:
        return (Selection(words["everyone"], "", plan.keys()),)
    groups: dict[str, list[str]] = {}
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            group = action.owner if by is By.OWNER else recommendation.number
            groups.setdefault(group, []).append(next(keys))
    if by is By.OWNER:
        titles = {owner: owner or words["nobody"] for owner in groups}
    else:
        document = layout.words["document"]
        titles = {n: document["recommendation"].format(number=n).strip() for n in groups}
    names = file_names(titles.values())
    return tuple(
        Selection(name, titles[group], tuple(inside))
        for name, (group, inside) in zip(names, groups.items(), strict=True)
    )


def file_names(titles: Iterable[str]) -> list[str]:
    """Return a safe file name for each of `titles`, numbered where two would be the same."""
    names: list[str] = []
    for title in titles:
        base = name = _safe(title) or "form"
        number = 1
        while name in names:
            number += 1
            name = f"{base}-{number}"
        names.append(name)
    return names


def _safe(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower())[:60].strip("-")
