"""What a plan says where nothing changed, and the last real update behind it."""

from __future__ import annotations

from collections import Counter

from pipeline.layout import Layout
from pipeline.model import Action, Period, Plan
from pipeline.richtext import RichText, plain_text


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
    """Return the latest update of `action` that says something, with its period.

    Blank cells and wordings for "nothing changed" are looked behind; None where there is no more.
    """
    for period, update in zip(reversed(plan.periods), reversed(action.updates), strict=True):
        if update and not is_no_change(update, layout):
            return period, update
    return None
