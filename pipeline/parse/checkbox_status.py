"""A status given by ticking one of several boxes, as forms in Word ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity
from pipeline.parse.entries import Entry

_BOX = re.compile("[☐☑☒]")


def ticked_statuses(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return `entries` with the ticked option as the status, and what was left out for each.

    Where no box is ticked there is no status; where several are, a person has to say which.
    """
    made, found = [], []
    for entry in entries:
        options = _options(entry.status)
        ticked = [word for word, is_ticked in options if is_ticked]
        if len(options) < 2 or len(ticked) > 1:
            made.append(entry)
            continue
        made.append(replace(entry, status="".join(ticked)))
        others = [word for word, is_ticked in options if not is_ticked]
        found.append(_said(entry, made[-1].status, others))
    return tuple(made), tuple(found)


def _options(status: str) -> list[tuple[str, bool]]:
    """Return the words beside each box of `status`, and whether it is ticked.

    The boxes are before their words, or all behind them; there are none where words have no box.
    """
    signs, words = _BOX.findall(status), [part.strip() for part in _BOX.split(status)]
    if not signs or (words[0] and words[-1]):
        return []
    beside = words[1:] if not words[0] else words[:-1]
    return [(word, sign != "☐") for word, sign in zip(beside, signs, strict=True)]


def _said(entry: Entry, status: str, others: Iterable[str]) -> Finding:
    read = f'"{status}", whose box is ticked' if status else "blank: no box is ticked"
    return Finding(
        "status-ticked",
        Severity.NOTE,
        f"The status offers several words; it was read as {read}.",
        Place(source=entry.source),
        words=tuple(word for other in others for word in other.split()),
    )
