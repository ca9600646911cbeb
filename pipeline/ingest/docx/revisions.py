"""Tracked changes: listed with their places, or accepted or rejected as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pipeline.errors import RevisionsError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import Revisions
from pipeline.ingest.docx.grid import placed_cells
from pipeline.ingest.docx.names import CELL, PARAGRAPH, ROW, TEXT, Element, W, child, value
from pipeline.ingest.docx.places import Places
from pipeline.ingest.docx.rawtext import raw_text

_INSERTED = {f"{W}ins": "inserted", f"{W}moveTo": "moved here", f"{W}cellIns": "inserted"}
_DELETED = {f"{W}del": "deleted", f"{W}moveFrom": "moved away", f"{W}cellDel": "deleted"}
_VERBS = _INSERTED | _DELETED

# The parent of a marker decides what it marks; anywhere else it is around the text itself.
_MARKED = {f"{W}trPr": "a row", f"{W}tcPr": "a cell", f"{W}rPr": "a paragraph break"}
_LOOKS = (f"{W}numPr", "{http://schemas.openxmlformats.org/officeDocument/2006/math}ctrlPr")

_RESTYLED = tuple(
    f"{W}{name}Change" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr")
)
_KEPT_IN_OLD = (f"{W}rPr", f"{W}sectPr")
"""What `w:pPrChange` does not repeat, because it was not changed."""

_UNDELETED = {f"{W}delText": TEXT, f"{W}delInstrText": f"{W}instrText"}
_PLACES, _CHANGES, _SHOWN = 100, 5, 80
"""So many places, changes of a place and letters of a change are listed: who has more is to
settle them in Word anyway."""


def decide(stories: Sequence[Element], path: str, decision: Revisions) -> tuple[Finding, ...]:
    """Return the findings about the tracked changes in `stories`, now made or undone.

    Raises RevisionsError, which lists each place, where there are some and nobody decided.
    """
    lines = [line for story in stories for line in _described(story)]
    if decision == "refuse":
        _refuse(lines, path)
        return ()
    for story in stories:
        settle(story, decision)
    return (_decided(lines, path, decision),) if lines else ()


def _refuse(lines: list[str], path: str) -> None:
    if not lines:
        return
    raise RevisionsError(
        "\n".join(
            [
                f"{path} has unresolved tracked changes, in {_places(lines)}",
                *_cut(lines, _PLACES, "places"),
            ]
        ),
        hint="Accept or reject them in Word, or read the document with --revisions accept "
        "or --revisions reject.",
    )


def _decided(lines: list[str], path: str, decision: str) -> Finding:
    shown = " / ".join(_cut(lines, _CHANGES, "places"))
    return Finding(
        "revision",
        Severity.WARNING,
        f"Tracked changes in {_places(lines)} were {decision}ed: {shown}.",
        Place(source=Source(path)),
        "Accept or reject them in Word, and save the file.",
    )


def _places(lines: list[str]) -> str:
    return "1 place" if len(lines) == 1 else f"{len(lines):,} places"


def has_restyling(stories: Iterable[Element]) -> bool:
    """Return whether `stories` hold tracked changes of looks, which change no word."""
    return any(next(story.iter(*_RESTYLED), None) is not None for story in stories)


def settle(story: Element, decision: Literal["accept", "reject"]) -> None:
    """Make `story` what it is when all its tracked changes are accepted, or all rejected."""
    dropped = tuple(_DELETED if decision == "accept" else _INSERTED)
    for change in list(story.iter(*dropped)):
        _drop(change)
    for paragraph in reversed(list(story.iter(PARAGRAPH))):  # from the end: each moves once
        if any(child(paragraph, "pPr", "rPr", tag.removeprefix(W)) is not None for tag in dropped):
            _join_next(paragraph)
    if decision == "reject":
        _restore(story)


def _described(story: Element) -> list[str]:
    """Return a line for each place that was changed: where, and what was done there."""
    places = Places(story)
    found: dict[str, list[str]] = {}
    for change in story.iter(*_VERBS):
        if (said := _said(change)) is not None:
            found.setdefault(places.describe(change), []).append(said)
    cut = {place: _cut(changes, _CHANGES, "changes") for place, changes in found.items()}
    return [f"{place}: {'; '.join(changes)}" for place, changes in cut.items()]


def _cut(found: list[str], most: int, what: str) -> list[str]:
    more = len(found) - most
    return found if more <= 0 else [*found[:most], f"and {more:,} more {what}"]


def _said(change: Element) -> str | None:
    """Return what was done; None if the row or the cell that it is in was changed whole."""
    parent = change.getparent()
    if parent is None or parent.tag in _LOOKS:
        return None
    verb = _VERBS[change.tag]
    marked = _MARKED.get(parent.tag)
    if marked is None:
        return None if _is_in_changed(change) else f"{verb} “{_words(change)}”"
    if parent.tag == f"{W}rPr":
        return None if _is_in_changed(change) else f"{verb} {marked}"
    whole = parent.getparent()
    return f"{verb} {marked} “{'' if whole is None else _words(whole)}”"


def _words(element: Element) -> str:
    words = " ".join(raw_text(element).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _is_in_changed(change: Element) -> bool:
    wholes = (child(w, f"{w.tag.removeprefix(W)}Pr") for w in change.iterancestors(ROW, CELL))
    return any(mark.tag in _VERBS for whole in wholes if whole is not None for mark in whole)


def _drop(change: Element) -> None:
    """Remove what `change` marks; the mark of a paragraph is left for `_join_next()`."""
    parent = change.getparent()
    if parent is None or parent.tag in (*_LOOKS, f"{W}rPr"):
        return
    whole = parent.getparent() if parent.tag in _MARKED else change
    if whole is not None and whole.tag == ROW:
        _hand_down(whole)
    if whole is not None and (holder := whole.getparent()) is not None:
        holder.remove(whole)


def _hand_down(row: Element) -> None:
    """Give the cells of `row` that are merged with cells below to the next row."""
    below = next(row.itersiblings(ROW), None)
    if below is None:
        return
    merged = {c.start: c.cell for c in placed_cells(below) if c.goes_on and c.cell is not None}
    for cell in placed_cells(row):
        lower = merged.get(cell.start)
        holder = None if lower is None else lower.getparent()
        if cell.cell is None or lower is None or holder is None:
            continue
        if value(child(cell.cell, "tcPr", "vMerge")) == "restart":
            holder.replace(lower, cell.cell)


def _join_next(paragraph: Element) -> None:
    """Join `paragraph`, whose mark is gone, with the one after it, which keeps its looks."""
    following = paragraph.getnext()
    holder = paragraph.getparent()
    if holder is None or following is None or following.tag != PARAGRAPH:
        return
    at = 0 if child(following, "pPr") is None else 1
    following[at:at] = [part for part in paragraph if part.tag != f"{W}pPr"]
    holder.remove(paragraph)


def _restore(story: Element) -> None:
    """Give deleted text and former looks back."""
    for text in story.iter(*_UNDELETED):
        text.tag = _UNDELETED[text.tag]
    for change in list(story.iter(*_RESTYLED)):
        now, former = change.getparent(), next(iter(change), None)
        if now is None or former is None:
            continue
        kept = [part for part in now if part.tag in _KEPT_IN_OLD]
        now[:] = [*former, *kept]
