"""A returned DOCX form, a table of one's own, and headings with keys."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from pipeline.answers import read_answers
from pipeline.errors import AnswersError, RevisionsError
from pipeline.forms.document import render_document
from pipeline.ingest import ReadOptions
from pipeline.model import Answer
from pipeline.richtext import BulletList, Paragraph, Run, plain_text, rich_text
from tests.answers.conftest import Read
from tests.forms.made import LAYOUT, PERIOD, converted, form
from tests.plans import SMALL

NO_CHANGE, UPDATE, STATUS = -3, -2, -1

LINKED = Run("the guidance", link="https://example.org/guidance")
FILLED = (
    Answer(
        "7.1",
        rich_text(
            [
                Paragraph((Run("Now "), Run("all", bold=True), Run(" reports are "))),
                Paragraph((Run("graded", italic=True), Run(". See "), LINKED)),
                BulletList(((Run("first"),), (Run("second"),))),
                Paragraph((Run("More to follow."),)),
            ]
        ),
        "Complete",
    ),
    Answer("10#1", plain_text("As per previous update.")),
    Answer("10#2", plain_text("=HYPERLINK(1)\n=cmd|' /C calc'!A0")),
)


def _filled() -> Document:
    """Return the form as an owner fills it in: three answers of four."""
    document = docx.Document(io.BytesIO(render_document(form())))
    first, _, third, last = document.tables
    cell = first.rows[UPDATE].cells[1]
    paragraph = cell.paragraphs[0]
    paragraph.add_run("Now ")
    paragraph.add_run("all").bold = True
    paragraph.add_run(" reports are ").add_break()
    paragraph.add_run("graded").italic = True
    paragraph.add_run(". See ")
    _link(document, cell)
    cell.add_paragraph("first", style="List Bullet")
    cell.add_paragraph("second", style="List Bullet")
    cell.add_paragraph("More to follow.")
    _choose(first.rows[STATUS].cells[1], "Complete")
    _choose(third.rows[NO_CHANGE].cells[1], "☒")
    last.rows[UPDATE].cells[1].paragraphs[0].add_run("=HYPERLINK(1)")
    last.rows[UPDATE].cells[1].add_paragraph("=cmd|' /C calc'!A0")
    return document


def _link(document: Document, cell: _Cell) -> None:
    """Add a link to the cell's first paragraph."""
    address = "https://example.org/guidance"
    link = OxmlElement("w:hyperlink")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link.set(qn("r:id"), document.part.relate_to(address, kind, is_external=True))
    run = cell.paragraphs[0].add_run("the guidance")
    link.append(run._r)
    cell.paragraphs[0]._p.append(link)


def _choose(cell: _Cell, text: str) -> None:
    """Change the words in the cell's content control, as picking from its list does."""
    next(cell._tc.iter(qn("w:t"))).text = text


def _saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_filled_form_comes_back(read: Read) -> None:
    """Bold, italic, a link, a list, breaks, a tick, a status and a formula come back as typed."""
    answers = read({"a.docx": _saved(_filled())})
    assert answers.answers == FILLED
    assert answers.findings == ()
    assert answers.files[0].keys == ("7.1", "10#1", "10#2")


@pytest.mark.office
def test_libreoffice_changes_no_answer(tmp_path: Path) -> None:
    """A form that was saved again by LibreOffice reads the same, and keeps its stamp."""
    path = tmp_path / "form.docx"
    path.write_bytes(_saved(_filled()))
    returned = converted(path, "docx", tmp_path / "saved")
    answers = read_answers([returned], SMALL, PERIOD, LAYOUT)
    assert answers.answers == FILLED
    assert answers.findings == ()


def test_cards_may_be_deleted_and_moved(read: Read) -> None:
    """A card that is gone is a blank answer; the order of the cards makes no difference."""
    document = _filled()
    body = document.element.body
    first, second, *_ = [table._tbl for table in document.tables]
    body.remove(second)
    body.insert(-1, first)
    assert read({"a.docx": _saved(document)}).answers == FILLED


def test_tracked_changes_are_refused(read: Read) -> None:
    """Changes that nobody accepted or rejected are listed with their file, and stop the run."""
    document = _filled()
    _track(document)
    with pytest.raises(RevisionsError) as caught:
        read({"a.docx": _saved(document)})
    assert caught.value.message.startswith("returned/a.docx: has unresolved tracked changes")
    assert "Not yet agreed" in caught.value.message
    assert "Accept or reject" in caught.value.hint


def test_tracked_changes_may_be_decided(tmp_path: Path) -> None:
    """`--revisions` decides for all files at once."""
    document = _filled()
    _track(document)
    path = tmp_path / "a.docx"
    path.write_bytes(_saved(document))
    for revisions, expected in (("accept", ["7.1", "7.2", "10#1", "10#2"]), ("reject", None)):
        options = ReadOptions(revisions=revisions)  # type: ignore[arg-type]
        answers = read_answers([path], SMALL, PERIOD, LAYOUT, options).answers
        assert [a.key for a in answers] == (expected or ["7.1", "10#1", "10#2"])


def _track(document: Document) -> None:
    """Insert a sentence into the second card with Word's change tracking on."""
    paragraph = document.tables[1].rows[UPDATE].cells[1].paragraphs[0]
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "900")
    inserted.set(qn("w:author"), "A")
    inserted.append(paragraph.add_run("Not yet agreed.")._r)
    paragraph._p.append(inserted)


def test_a_table_of_ones_own_is_read(read: Read) -> None:
    """A table with the columns of an updates file needs no form."""
    document = docx.Document()
    table = document.add_table(0, 3)
    for texts in (("Update", "Status", "Key"), ("- one\n- two", "complete", "7.2")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    (answer,) = read({"a.docx": _saved(document)}).answers
    assert answer == Answer("7.2", plain_text("•one\n•two"), "Complete")


def test_headings_with_keys_are_read(read: Read) -> None:
    """Without a table, a heading that begins with a key has its update below it."""
    document = docx.Document()
    document.add_heading("7.2 Planning", 2)
    document.add_paragraph("Planned.")
    document.add_paragraph("in May", style="List Bullet")
    document.add_paragraph("Status: In progress")
    (answer,) = read({"a.docx": _saved(document)}).answers
    assert answer == Answer("7.2", plain_text("Planned.\n•in May"), "In progress")


def test_text_between_the_cards_is_reported(read: Read) -> None:
    """What was typed outside the cells to fill is not lost without a word."""
    document = _filled()
    document.add_paragraph("P.S. The date of 7.2 will move.")
    (finding,) = read({"a.docx": _saved(document)}).findings
    assert finding.code == "text-outside-answers"
    assert finding.words[:2] == ("P.S.", "The")


def test_a_document_without_keys_is_refused(read: Read) -> None:
    """A letter is not an answer."""
    document = docx.Document()
    document.add_paragraph("Dear all, everything is in hand.")
    with pytest.raises(
        AnswersError, match=r"returned/a\.docx: no table has a column of the plan's keys"
    ):
        read({"a.docx": _saved(document)})
