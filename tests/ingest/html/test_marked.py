"""Our own web page is read by its marks; a page that was changed is not trusted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.layout import BUILT_IN, load_layout
from pipeline.load import load_bytes
from pipeline.publication import Publication, PublishedFile, Sentence
from pipeline.render.html import render_html
from pipeline.table import RawDocument
from tests.plans import SMALL

LAYOUT = load_layout(BUILT_IN)
FILES = (PublishedFile("plan.pdf", "pdf", 1000),)
PAGE = render_html(
    Publication(SMALL, LAYOUT, "plan", FILES, (Sentence("1 action is new: 7.1.", ("7.1",)),))
).decode()


def _read(page: str) -> RawDocument:
    return reader("html")(page.encode(), "plan.html", DEFAULT_OPTIONS)


def _codes(page: str) -> list[str]:
    return [finding.code for finding in _read(page).findings]


def test_all_around_the_plan_is_furniture() -> None:
    """Head, contents, filters and links are furniture; the rest is one table and its texts."""
    document = _read(PAGE)
    (table,) = document.tables()
    words = " ".join(document.furniture)

    assert len(document.items) == 1 + 1 + len(SMALL.details) + len(SMALL.notes)
    assert len(table.rows) == 1 + 4
    assert not document.findings
    for part in ("Last updated", "1 action is new", "Contents", "Find an action", "PDF"):
        assert part in words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<div data-cell="3">', 'Also this.<div data-cell="3">'),
        ('<h2 id="recommendation-7-name">', '<p>By somebody else.</p><h2 id="x">'),
        ("</main>", "<p>One more note.</p></main>"),
        ("</body>", "<p>Below it all.</p></body>"),
        ('data-label="4">Recommendation Owner:', 'data-label="4">Lead:'),
        ('data-cell="4"', 'data-cell="3"'),
        ('data-cell="4"', 'data-cell="99"'),
        ('data-cell="4"', 'data-cell="four"'),
        (" data-group", ""),
        (" data-row", ""),
        ('data-plan="[', 'data-plan="'),
    ],
)
def test_a_changed_page_is_read_without_its_marks(old: str, new: str) -> None:
    """Words without a mark, and marks that disagree with the page, are said; no word is lost."""
    assert old in PAGE
    document = _read(PAGE.replace(old, new, 1))

    assert next(f.code for f in document.findings) == "page-changed"
    shown = " ".join(
        [
            *(item.content.plain for item in document.items if not hasattr(item, "rows")),
            *(c.content.plain for t in document.tables() for row in t.rows for c in row),
            *document.furniture,
        ]
    )
    for words in ("Also this.", "By somebody else.", "One more note.", "Below it all.", "Lead:"):
        assert words not in new or words in shown


def test_a_hidden_cell_is_said() -> None:
    """A cell that nobody can see is a finding and no part of the plan."""
    hidden = PAGE.replace('<div data-cell="4">', '<div data-cell="4" style="display:none">', 1)
    assert _codes(hidden) == (["hidden-text"] if hidden != PAGE else [])
    assert hidden != PAGE


def test_a_page_without_marks_is_read_as_anybodys() -> None:
    """A system that takes out attributes leaves a page whose plan still has its parts."""
    first, second = SMALL.recommendations
    texts = (first, second.replaced(text="Train everybody who answers calls."))
    page = render_html(Publication(replace(SMALL, recommendations=texts), LAYOUT, "plan")).decode()
    plain = re.sub(r' data-[a-z-]+(="[^"]*")?', "", page)
    plan = load_bytes(plain.encode(), "plan.html").plan

    assert [r.number for r in plan.recommendations] == ["7", "10"]
    assert [r.text for r in plan.recommendations] == [r.text for r in texts]
    assert plan.keys() == SMALL.keys()
    assert [a.updates for a in plan.actions()] == [a.updates for a in SMALL.actions()]
    assert [a.status for a in plan.actions()] == [a.status for a in SMALL.actions()]
