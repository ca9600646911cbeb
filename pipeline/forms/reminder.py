"""A text to paste into a reminder: what is missing, and from whom."""

from __future__ import annotations

from pipeline.answers.progress import Progress
from pipeline.formwords import form_words
from pipeline.layout import Layout
from pipeline.model import Period


def reminder(progress: Progress, period: Period, layout: Layout) -> str:
    """Return the text, in the layout's words; thanks where nothing is missing."""
    words = form_words(layout)
    patterns: dict[str, str] = words["reminder"]
    whole = progress.whole
    numbers = {"period": period.label, "asked": whole.asked, "missing": len(whole.missing)}
    if not whole.missing:
        return patterns["complete"].format(**numbers)
    lines = [
        patterns["line"].format(owner=owner.name or words["nobody"], keys=", ".join(owner.missing))
        for owner in progress.owners
        if owner.missing
    ]
    closing = patterns["closing"].format(no_change=words["headings"]["no change"])
    return "\n".join([patterns["opening"].format(**numbers), "", *lines, "", closing])
