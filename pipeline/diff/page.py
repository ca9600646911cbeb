"""The web page that shows what changed between two plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.diff.change import Change, PlanDiff
from pipeline.layout import Layout
from pipeline.model import Action, Plan
from pipeline.nochange import is_no_change
from pipeline.richtext import plain_text
from pipeline.template import fill_page


def diff_page(
    diff: PlanDiff, plans: tuple[Plan, Plan], names: tuple[str, str], layout: Layout
) -> bytes:
    """Return a web page, whole in one file, that shows `diff` of two `plans` in files of `names`.

    Beside each action are its recommendation's text and its status in both plans; updates that
    only say "no change" are one line for each period.
    """
    folded = [change for change in diff.changes if _says_no_change(change, layout)]
    shown = [change for change in diff.changes if change not in folded]
    statuses = _statuses(diff, *plans)
    texts = {r.number: r.text.plain for plan in plans for r in plan.recommendations}
    by_recommendation = groupby(shown, lambda change: change.place.recommendation)
    values = {
        "words": layout.words["diff"],
        "language": layout.language,
        "colours": layout.colours,
        "old": names[0],
        "new": names[1],
        "groups": [
            {
                "number": number,
                "text": texts.get(number, "") if number else "",
                "changes": [_shown(c, statuses) for c in changes],
            }
            for number, changes in by_recommendation
        ],
        "folded": list(_folded(folded)),
        "total": len(diff.changes),
        "counts": Counter((change.field, change.kind) for change in diff.changes),
    }
    return fill_page(layout, "diff.html.jinja", values).encode()


def _says_no_change(change: Change, layout: Layout) -> bool:
    """Return whether `change` is a new update that only says that nothing changed."""
    is_new = change.field == "update" and change.kind == "added"
    return is_new and is_no_change(plain_text(change.new), layout)


def _folded(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    """Yield each period with the actions on which it says "no change"."""
    found: dict[str, list[str]] = {}
    for change in changes:
        found.setdefault(change.place.period, []).append(change.place.action)
    for period, keys in found.items():
        yield {"period": period, "count": len(keys), "actions": ", ".join(keys)}


def _statuses(diff: PlanDiff, old: Plan, new: Plan) -> dict[str, tuple[str, str]]:
    """Return the status of each action in both plans, by the key that a change names."""
    keys = old.keys(), new.keys()
    befores, afters = _words(old.actions()), _words(new.actions())
    actions = diff.matching.actions
    return {
        **{keys[1][j]: ("", afters[j]) for j in actions.added},
        **{keys[0][i]: (befores[i], "") for i in actions.removed},
        **{keys[0][i]: (befores[i], afters[j]) for i, j in actions.matched},
    }


def _words(actions: Iterator[Action]) -> list[str]:
    return [action.status for action in actions]


def _shown(change: Change, statuses: dict[str, tuple[str, str]]) -> dict[str, Any]:
    before, after = statuses.get(change.place.action, ("", ""))
    return {
        "kind": change.kind,
        "field": change.field,
        "place": change.place,
        "segments": change.segments,
        "before": before,
        "after": after,
    }
