"""The web page that shows what changed between two plans."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from pipeline.diff.change import Change, PlanDiff
from pipeline.layout import Layout
from pipeline.template import fill_page


def diff_page(diff: PlanDiff, old: str, new: str, layout: Layout) -> bytes:
    """Return a web page, whole in one file, that shows `diff`; `old` and `new` name the files."""
    by_recommendation = groupby(diff.changes, lambda change: change.place.recommendation)
    values = {
        "words": layout.words["diff"],
        "language": layout.language,
        "colours": layout.colours,
        "old": old,
        "new": new,
        "groups": [(number, [_shown(c) for c in changes]) for number, changes in by_recommendation],
        "total": len(diff.changes),
        "counts": Counter((change.field, change.kind) for change in diff.changes),
    }
    return fill_page(layout, "diff.html.jinja", values).encode()


def _shown(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "field": change.field,
        "place": change.place,
        "segments": change.segments,
    }
