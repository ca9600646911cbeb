"""Wordings for "no change" and "no update", and the last real update before them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan
from pipeline.richtext import RichText, plain_text


class UpdateKind(StrEnum):
    """The kind of text in a period's cell."""

    UPDATE = "update"
    NO_CHANGE = "no change"
    """A person stated, or asked to print, that nothing changed."""
    MISSING = "missing"
    """Nobody answered: the cell is blank or has the wording for that."""


def update_kind(text: RichText, layout: Layout) -> UpdateKind:
    """Return the kind of `text`, an update, by the words of `layout`."""
    if not text or fold(text.plain) == fold(not_received(layout).plain):
        return UpdateKind.MISSING
    return UpdateKind.NO_CHANGE if is_no_change(text, layout) else UpdateKind.UPDATE


def not_received(layout: Layout) -> RichText:
    """Return what is printed for an action that nobody answered."""
    return plain_text(layout.words["updates"]["not_received"])


def is_no_change(text: RichText, layout: Layout) -> bool:
    """Return whether `text` is one of the layout's wordings for "nothing changed".

    Case, white space and a final full stop make no difference; other words do.
    """
    return bool(text) and fold(text.plain) in {
        fold(wording) for wording in layout.updates.no_change
    }


def fold(wording: str) -> str:
    """Return `wording` as it is compared: without case, doubled spaces and a final full stop."""
    return " ".join(wording.casefold().split()).rstrip(".").rstrip()


def no_change_wording(plan: Plan, layout: Layout) -> RichText:
    """Return the wording that `plan` itself uses most, looked up in its newest period first.

    Where the plan has none, it is the layout's first.
    """
    for place in reversed(range(len(plan.periods))):
        updates = [action.updates[place] for action in plan.actions()]
        used = Counter(update for update in updates if is_no_change(update, layout))
        if used:
            return used.most_common(1)[0][0]
    return plain_text(layout.updates.no_change[0])


def last_real_update(plan: Plan, action: Action, layout: Layout) -> tuple[Period, RichText] | None:
    """Return the latest real update of `action`, with its period.

    Blank cells and wordings for "nothing changed" and "nobody answered" are looked behind; None
    where there is no more.
    """
    for period, update in zip(reversed(plan.periods), reversed(action.updates), strict=True):
        if update_kind(update, layout) is UpdateKind.UPDATE:
            return period, update
    return None
