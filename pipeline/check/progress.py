"""What words say about progress: done, under way, not begun, still to come."""

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
# The whole sentence, or what is behind its last dash, says "complete" and nothing else.
_DONE_SENTENCE = re.compile(
    r"(?:.*[-–—:]\s*)?(?:(?:this|the|original|actions?|recommendation|is|are|has|have|been|now|all"
    rf"|fully|and|marked|as)\s+)*{_DONE}[.!\s]*",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will(?! continue)|shall|going to|(?<!continue )to be|plans? (?:to|for)"
    r"|planned|scheduled|due|expected|anticipated|estimated|intend(?:s|ed)?|proposed|booked"
    r"|upcoming|forthcoming|next|not before|no earlier|deadline|target|aim(?:s|ing)? to|likely"
    r"|time(?:line|scale|table)|awaiting|pending|(?:is|are) to|in the future|(?-i:may|might))\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:by|before|until|till|from|for|starting|commencing|to)\s+"
    r"(?:(?:at least|the end of|around|about|early|mid|late|spring|summer|autumn)[\s-]+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:(?:at least|about|early|mid|late)[\s-]+)?$", re.IGNORECASE)
# English tells a timetable in the present: the panel meets on 3 June.
_TIMETABLE = (
    r"(?:starts?|begins?|commences?|opens?|closes?|ends?|finish(?:es)?|expires?|launch(?:es)?"
    r"|meets?|sits?|reports|returns?|follows?|runs?|goes|go|comes?|takes? (?:effect|place|over)"
    r"|moves?|joins?|arrives?|becomes?|retires?|leaves?)"
)
_TIMETABLE_BEFORE = re.compile(rf"\b{_TIMETABLE}(?:\s+\S+){{0,3}}\s+$", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:(?:will|shall)(?! (?:continue|remain|be (?:reported|reviewed|monitored|kept))\b)"
    r"|(?:is|are) (?:now |still |yet |also )?(?:going to|to|due|planned|scheduled|expected"
    r"|anticipated|proposed|booked|pending|awaited)"
    r"|(?:plans?|intends?|aims?|yet|remains?) to|planned for|awaiting|upcoming|forthcoming)\b",
    re.IGNORECASE,
)
# What makes a form in "-ed" no verb of the past: "the revised plan", "kit is issued in May".
_PAST = re.compile(
    r"(?P<not>\b(?:an?|the|this|these|those|its|their|his|her|our|each|all|new|newly|is|are|be|being)"
    r"\s+)?\b(?P<form>(?!need\b|exceed\b|proceed\b|succeed\b|feed\b|speed\b|seed\b|indeed\b)"
    r"[a-z]{2,20}ed|has|have|had|was|were|did|began|brought|built|came|chose|drew|fell|found|gave|got"
    r"|grew|heard|held|kept|led|left|lost|made|met|paid|ran|rose|said|sat|saw|sent|sold|spoke|spent"
    r"|stood|taught|told|took|understood|went|won|wrote)\b",
    re.IGNORECASE,
)


def status_progress(status: str) -> Progress | None:
    """Return how far an action of that status is, None if the word does not say."""
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
    """Return whether `update` says about the action that it is not complete."""
    return bool(_NOT_BEGUN.search(update)) or bool(_NOT_DONE.search(update))


_NOT_DONE = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:complete|completed|closed)\b|incomplete\b"
    r"|(?:action|recommendation|work) (?:is|remains) (?:still )?(?:open|ongoing|in progress)\b)",
    re.IGNORECASE,
)


_BEGUN = re.compile(
    r"\b(?:(?:has|have) (?:now |already |since )?(?:begun|started|commenced)\b|began\b"
    r"|(?:is|are) (?:now |well |already )?(?:under ?way|in progress)\b)",
    re.IGNORECASE,
)


def says_begun(update: str) -> bool:
    """Return whether `update` says that work on the action has begun."""
    return _BEGUN.search(update) is not None and _NOT_BEGUN.search(update) is None


def looks_ahead(words: str) -> bool:
    """Return whether `words` speak of the future."""
    return _AHEAD.search(words) is not None


def has_plans(words: str) -> bool:
    """Return whether `words` speak of work to come, and not only of what goes on as it is."""
    return plans_end(words) > 0


def plans_end(words: str) -> int:
    """Return where the words end that show `words` to speak of work to come, 0 for none."""
    found = _PLANS.search(words)
    return found.end() if found else 0


def is_told_as_past(before: str, after: str, *, among_past: bool) -> bool:
    """Return whether a date between `before` and `after`, its sentence, is told as past.

    The nearer words decide: what is before the date comes first. Where no word is of the
    past, only a date that is `among_past` ones, as in a list, is one of them.
    """
    if _SINCE.search(before[-30:]):
        return True
    if looks_ahead(before) or _UP_TO.search(before[-30:]):
        return False
    past, timetable = _last_past(before), _TIMETABLE_BEFORE.search(before[-80:])
    if past >= 0:
        return timetable is None or past > len(before) - len(before[-80:]) + timetable.start()
    if timetable or looks_ahead(after):
        return False
    return among_past or _last_past(after) >= 0


def _last_past(words: str) -> int:
    """Return where the last word of the past begins in `words`, -1 where there is none."""
    found = (m.start("form") for m in _PAST.finditer(words) if not (m["not"] and _ends_ed(m)))
    return max(found, default=-1)


def _ends_ed(match: re.Match[str]) -> bool:
    return match["form"].lower().endswith("ed")


def is_done(action: Action) -> bool:
    """Return whether `action` is complete: by its status, else by its last update."""
    if action.status:
        return status_progress(action.status) is Progress.DONE
    last = next((u for u in reversed(action.updates) if u), None)
    return last is not None and says_done(last.plain)
