"""A word of its own in each place of each document in turn: none may vanish or wander."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import PublishError
from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.ingest.kinds import file_format
from pipeline.parse import Parsed, parse
from pipeline.parse.receipt import plan_texts
from pipeline.richtext import BulletList, Paragraph, RichText, Run, rich_text
from pipeline.table import RawDocument, RawTable, RawText
from tests.parse.bodies import Body, bodies
from tests.parse.documents import document, table
from tests.parse.tracker import trackers

DYE = "zqxjk"
MOST = 60
"""Places of one document."""
CASES = Path(__file__).parent.parent.parent.parent / "shared" / "cases"
LARGE = ("tables-",)
"""Cases of the readers that are large."""

SECTIONS = document(
    "## March 2026",
    table(
        """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade reports.|7.1|Records show that each report is graded within five days.|Vale|Begun.
7|Grade reports.|7.2|Sample ten logs.|Vale|Begun too.
8|Brief crews.|8.1|Write a briefing.|Orme|Drafted.
"""
    ),
    "## June 2026",
    table(
        """
No.|Recommendation|Ref|Requirement|Owner|Update
7|Grade reports.|7.1|Records show grading.|Vale|Done.
7|Grade reports.|7.2|Sample ten logs.|Vale|Done too.
8|Brief crews.|8.1|Write a briefing.|Orme|Issued.
"""
    ),
)
"""Two tables of the same rows, one of which asks otherwise in the later."""
CARDS = document(
    "Plan",
    table(
        """
Recommendation|7. Grade.
Action|7.1 Sign each log.
Owner|Vale
Force update|Begun.
Support|Orme
Status|Open
"""
    ),
)
HEADED = document(
    *("# Plan", "## Recommendation 7", "Grade.", "### Update", "Begun."),
    *("## Recommendation 8", "Brief.", "### Update", "Done."),
)


def dyed(content: RichText) -> RichText:
    """Return `content` with the dye behind its last word."""
    *blocks, last = content.blocks
    if isinstance(last, BulletList):
        *lines, line = last.items
        return rich_text([*blocks, BulletList((*lines, (*line, Run(f" {DYE}"))))])
    return rich_text([*blocks, Paragraph((*last.runs, Run(f" {DYE}")))])


def places(whole: RawDocument) -> Iterator[tuple[str, RawDocument]]:
    """Yield the last word of each place, and the document with the dye behind it."""
    for i, item in enumerate(whole.items):
        before, after = whole.items[:i], whole.items[i + 1 :]
        if isinstance(item, RawText):
            if item.content:
                one: RawText | RawTable = replace(item, content=dyed(item.content))
                yield item.content.words[-1], replace(whole, items=(*before, one, *after))
            continue
        for r, row in enumerate(item.rows):
            for c, cell in enumerate(row):
                if cell.markup is None and cell.content:
                    made = (*row[:c], replace(cell, content=dyed(cell.content)), *row[c + 1 :])
                    one = replace(item, rows=(*item.rows[:r], made, *item.rows[r + 1 :]))
                    yield cell.content.words[-1], replace(whole, items=(*before, one, *after))


def fate(parsed: Parsed, word: str) -> str:
    """Return what became of the dye behind `word`, nothing if all is well."""
    receipt = parsed.receipt
    said = [text.split() for text in plan_texts(parsed.plan) if DYE in text]
    said += [c.name.split() for c in parsed.plan.columns if DYE in c.name]
    for words in said:
        at = next(i for i, w in enumerate(words) if DYE in w)
        if at and words[at - 1] != word and word not in " ".join(words):
            return f"wandered: {' '.join(words)[:80]}"
    found = bool(said) or any(DYE in w for f in receipt.findings for w in (*f.words, f.message))
    found = found or any(DYE in h.text for h in receipt.headings)
    found = found or any(DYE in text for text in receipt.furniture)
    return "" if found else "unplaced" if DYE in receipt.unplaced else "vanished"


def faults(whole: RawDocument) -> list[str]:
    """Return where the dye vanishes, has no place, or wanders in `whole`.

    A document that is read without the dye is not refused with it.
    """
    found = []
    try:
        parse(whole, "t")
    except PublishError:
        return []
    for n, (word, changed) in enumerate(places(whole)):
        if n == MOST:
            break
        try:
            parsed = parse(changed, "t")
        except PublishError:
            found.append(f"{n} behind {word!r}: refused")
            continue
        if said := fate(parsed, word):
            found.append(f"{n} behind {word!r}: {said}")
    return found


@pytest.mark.parametrize("whole", [SECTIONS, CARDS, HEADED], ids=["sections", "cards", "headed"])
def test_no_word_of_a_shape_vanishes(whole: RawDocument) -> None:
    """Tables side by side, cards and headed text keep each word beside its neighbours."""
    assert faults(whole) == []


@pytest.mark.parametrize("tracker", list(trackers()), ids=lambda tracker: tracker.name)
def test_no_word_of_a_tracker_vanishes(tracker: object) -> None:
    """Each cell, heading and line of the drawn trackers."""
    path = f"{tracker.name}.{tracker.format}"  # type: ignore[attr-defined]
    data = tracker.data()  # type: ignore[attr-defined]
    assert faults(reader(file_format(path))(data, path, DEFAULT_OPTIONS)) == []


@pytest.mark.parametrize("body", list(bodies()), ids=lambda body: body.name)
def test_no_word_of_a_body_vanishes(body: Body) -> None:
    """Each place of the drawn plans of public bodies."""
    whole = reader(file_format(body.path))(body.data(), body.path, DEFAULT_OPTIONS)
    assert faults(whole) == []


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases do not lie beside the project")
def test_no_word_of_the_cases_vanishes() -> None:
    """Each file of ../shared/cases that a reader opens."""
    found = []
    for path in sorted(CASES.glob("*/*")):
        if path.suffix == ".md" or path.parent.name.startswith(LARGE):
            continue
        try:
            whole = reader(file_format(path.name))(path.read_bytes(), path.name, DEFAULT_OPTIONS)
        except (PublishError, IndexError):  # a fault of a reader is its own test's
            continue
        found += [f"{path.name} {fault}" for fault in faults(whole)]
    assert found == []
