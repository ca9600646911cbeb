"""What words say of progress: done, under way, not begun, still to come."""

from __future__ import annotations

import re
from enum import StrEnum

from pipeline.check.subject import sentences
from pipeline.model import Action


class Progress(StrEnum):
    """How far an action is."""

    DONE = "done"
    UNDER_WAY = "under way"
    NOT_BEGUN = "not begun"


_DONE = "(?:complete|completed|closed|discharged|finished|implemented|achieved|signed off)"
_NOT_BEGUN = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:started|begun|commenced)|yet to (?:start|begin|commence)"
    r"|no progress)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:in progress|on-?going|under ?way|on track|started|part(?:ly|ially)?"
    r"|not (?:yet )?(?:been )?(?:completed?|closed)|incomplete|\d+ ?%)",
    re.IGNORECASE,
)
_DONE_WORD = re.compile(rf"\b{_DONE}\b", re.IGNORECASE)
# The whole sentence, or what stands behind its last dash, says "complete" and nothing else.
_DONE_SENTENCE = re.compile(
    r"(?:.*[-–—:]\s*)?(?:(?:this|the|original|actions?|recommendation|is|are|has|have|been|now|all"
    rf"|fully|and|marked|as)\s+)*{_DONE}[.!\s]*",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will(?! continue)|shall|going to|(?<!continue )to be|plans? (?:to|for)"
    r"|planned|scheduled|due|expected|anticipated|estimated|intend(?:s|ed)?|proposed|booked"
    r"|upcoming|forthcoming|next|not before|no earlier|deadline|target|aim(?:s|ing)? to|likely"
    r"|time(?:line|scale|table)|awaiting|pending|(?:is|are) to|in the future|(?:un)?till?)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:by|before|until|till|from|for|starting|commencing)\s+$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:has|have|had|was|were|took|held|did)\b", re.IGNORECASE)


def status_progress(status: str) -> Progress | None:
    """Return how far an action of that status is, None where the word does not say."""
    for progress, pattern in (
        (Progress.NOT_BEGUN, _NOT_BEGUN),
        (Progress.UNDER_WAY, _UNDER_WAY),
        (Progress.DONE, _DONE_WORD),
    ):
        if pattern.search(status):
            return progress
    return None


def says_done(update: str) -> bool:
    """Return whether `update` ends by saying that the action is complete."""
    *_, (_, last) = sentences(update)
    return _DONE_SENTENCE.fullmatch(last) is not None


def says_open(update: str) -> bool:
    """Return whether `update` says of the action that it is not complete."""
    return bool(_NOT_BEGUN.search(update)) or bool(_NOT_DONE.search(update))


_NOT_DONE = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:complete|completed|closed)\b|incomplete\b"
    r"|(?:action|recommendation|work) (?:is|remains) (?:still )?(?:open|ongoing|in progress)\b)",
    re.IGNORECASE,
)


def looks_ahead(words: str) -> bool:
    """Return whether `words` speak of the future."""
    return _AHEAD.search(words) is not None


def is_told_as_past(before: str, after: str) -> bool:
    """Return whether a date between `before` and `after`, its sentence, is told as past.

    The nearer words decide: what stands before the date comes first. Where nothing tells, a
    report is of what was.
    """
    if looks_ahead(before) or _UP_TO.search(before[-12:]):
        return False
    return _PAST.search(before) is not None or not looks_ahead(after)


def is_done(action: Action) -> bool:
    """Return whether `action` is complete: by its status, else by its last update."""
    if action.status:
        return status_progress(action.status) is Progress.DONE
    last = next((u for u in reversed(action.updates) if u), None)
    return last is not None and says_done(last.plain)
