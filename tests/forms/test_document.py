"""The DOCX form: a card for each action, and ranges that may be edited."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.forms.document import render_document
from tests.forms.made import form


@pytest.fixture(scope="module")
def document() -> Document:
    """Return the form of the small plan."""
    return docx.Document(io.BytesIO(render_document(form())))


def test_each_action_has_a_card(document: Document) -> None:
    """A card shows what is asked, with the last real update, and has three lines to fill."""
    labels = [row.cells[0].text for row in document.tables[0].rows]
    assert labels == [
        "Key",
        "Requirement",
        "Owner",
        "Last update",
        "Status now",
        "No change",
        "Update",
        "New status",
    ]
    assert document.tables[0].rows[3].cells[1].text.startswith("22 November 2024:\nA review")
    assert [table.rows[0].cells[1].text for table in document.tables][-1] == "10#2"


def test_a_card_shows_the_recommendation_where_nothing_else_is_asked() -> None:
    """What is blank is left out, and a last update of 1,000 letters is cut: cards stay short."""
    content = form()
    entry = dict(zip(content.shown, content.entries[0], strict=True))
    blank = {**entry, "requirement": "", "status_now": "", "last_update": "Word. " * 200}
    made = replace(content, entries=(tuple(blank.values()),))
    (table,) = docx.Document(io.BytesIO(render_document(made))).tables
    shown = {row.cells[0].text: row.cells[1].text for row in table.rows}

    assert "Requirement" not in shown
    assert "Status now" not in shown
    assert shown["Recommendation"] == entry["recommendation_shown"]
    assert 300 < len(shown["Last update"]) < 500
    assert shown["Last update"].endswith("[... the whole text is in the published plan]")


def test_only_the_cells_to_fill_may_be_edited(document: Document) -> None:
    """The document is read-only except for three ranges in each card, each with its own number."""
    protection = document.settings.element.find(qn("w:documentProtection"))
    assert protection is not None
    assert protection.get(qn("w:edit")) == "readOnly"
    starts = list(document.element.body.iter(qn("w:permStart")))
    ends = list(document.element.body.iter(qn("w:permEnd")))
    assert [s.get(qn("w:id")) for s in starts] == [e.get(qn("w:id")) for e in ends]
    assert len(starts) == 3 * len(document.tables)
    assert len({start.get(qn("w:id")) for start in starts}) == len(starts)


def test_statuses_are_a_drop_down(document: Document) -> None:
    """The status is chosen from the plan's words."""
    choice = next(document.element.body.iter(qn("w:dropDownList")))
    words = [item.get(qn("w:displayText")) for item in choice]
    assert words == ["Choose a status", "Complete", "In progress", "Not started", "Transferred"]


def test_nobody_is_its_author(document: Document) -> None:
    """The properties name the form, and neither a library nor a person."""
    core = document.core_properties
    assert (core.title, core.author, core.comments) == ("Updates for June 27th 2026", "", "")


def test_the_same_form_has_the_same_bytes() -> None:
    """No clock and no chance is in the file."""
    assert render_document(form()) == render_document(form())
