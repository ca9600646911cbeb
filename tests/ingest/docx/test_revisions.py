"""Tests of tracked changes: refused with a list, accepted, or rejected."""

from __future__ import annotations

import pytest

from pipeline.errors import RevisionsError
from pipeline.findings import Severity
from pipeline.ingest import ReadOptions
from pipeline.richtext import Paragraph, RichText, Run, rich_text
from pipeline.table import RawDocument, RawText
from tests.ingest.docx.documents import (
    cell,
    codes,
    document,
    only_table,
    paragraph,
    read,
    row,
    table,
    text,
    texts,
)

_BY = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
ACCEPT, REJECT = ReadOptions(revisions="accept"), ReadOptions(revisions="reject")


def inserted(content: str, tag: str = "ins") -> str:
    """Return `content` tracked as new (`ins`) or moved here (`moveTo`)."""
    return f"<w:{tag} {_BY}>{content}</w:{tag}>"


def deleted(words: str, tag: str = "del") -> str:
    """Return `words` tracked as deleted (`del`) or moved away (`moveFrom`)."""
    gone = f'<w:delText xml:space="preserve">{words}</w:delText>'
    return f"<w:{tag} {_BY}><w:r>{gone}</w:r></w:{tag}>"


def _contents(found: RawDocument) -> list[RichText]:
    return [item.content for item in found.items if isinstance(item, RawText)]


def _marked(tag: str) -> str:
    return f"<w:rPr><w:{tag} {_BY}/></w:rPr>"


_HEADINGS = row("Rec. No.", "Reference", "March 2026")
_CHANGED = row(
    cell("7", '<w:vMerge w:val="restart"/>'),
    "7.1",
    cell(paragraph("Due ", deleted("May"), inserted(text("June")))),
)
_BELOW = row(cell("", "<w:vMerge/>"), "7.2", "As before")
_NEW = row(
    cell("", "<w:vMerge/>"),
    "7.3",
    cell(paragraph(inserted(text("Begun")))),
    properties=f"<w:ins {_BY}/>",
)
_PLAN = document(
    paragraph("A ", inserted(text("bold ")), "plan") + table(_HEADINGS, _CHANGED, _BELOW, _NEW)
)


def test_changes_are_refused_and_listed() -> None:
    """Nobody decided: every change is listed with its row's number, reference and column."""
    with pytest.raises(RevisionsError) as raised:
        read(_PLAN)
    assert raised.value.message.split("\n") == [
        "plan.docx has unresolved tracked changes, in 3 places",
        "the paragraph “A bold plan”: inserted “bold”",
        "row 2 (7, 7.1), column 3 (March 2026): deleted “May”; inserted “June”",
        "row 4 (7, 7.3): inserted a row “7.3 Begun”",
    ]
    assert "--revisions accept" in raised.value.hint


def test_changes_are_accepted() -> None:
    """Accepted: what is new is there, and what was deleted is not."""
    found = read(_PLAN, ACCEPT)
    assert texts(next(found.tables())) == [
        ["Rec. No.", "Reference", "March 2026"],
        ["7", "7.1", "Due June"],
        ["7.2", "As before"],
        ["7.3", "Begun"],
    ]
    assert _contents(found)[0].plain == "A bold plan"


def test_changes_are_rejected() -> None:
    """Rejected: the document is as it was before."""
    found = read(_PLAN, REJECT)
    assert texts(next(found.tables())) == [
        ["Rec. No.", "Reference", "March 2026"],
        ["7", "7.1", "Due May"],
        ["7.2", "As before"],
    ]
    assert next(found.tables()).rows[1][0].row_span == 2
    assert _contents(found)[0].plain == "A plan"


@pytest.mark.parametrize(("options", "verb"), [(ACCEPT, "accepted"), (REJECT, "rejected")])
def test_what_was_decided_is_said(options: ReadOptions, verb: str) -> None:
    """The finding names how many places were changed, and the first of them."""
    (finding,) = read(_PLAN, options).findings
    assert (finding.code, finding.severity) == ("revision", Severity.WARNING)
    assert finding.message.startswith(f"Tracked changes in 3 places were {verb}: the paragraph “A ")
    assert "row 4 (7, 7.3): inserted a row" in finding.message
    assert read(document(table(row("a", "b"))), options).findings == ()


@pytest.mark.parametrize(
    ("number", "left"), [(text("7"), "7"), (deleted("7"), "")], ids=["kept", "deleted"]
)
def test_deleted_first_row_of_a_merge(number: str, left: str) -> None:
    """A merged cell outlives its first row, but not the deletion of its own words."""
    begun = cell(paragraph(number), '<w:vMerge w:val="restart"/>')
    first = row(begun, "7.1", properties=f"<w:del {_BY}/>")
    second, third = row(cell("", "<w:vMerge/>"), "7.2"), row(cell("", "<w:vMerge/>"), "7.3")
    found = only_table(document(table(row("a", "b"), first, second, third)), ACCEPT)
    assert texts(found) == [["a", "b"], [left, "7.2"], ["7.3"]]


def test_deleted_row_takes_its_words_along() -> None:
    """A deleted row is listed once, and not again for each of its words."""
    gone = row(
        cell(paragraph(deleted("a"))), cell(paragraph(deleted("b"))), properties=f"<w:del {_BY}/>"
    )
    with pytest.raises(RevisionsError, match=r"row 2 \(a, b\): deleted a row “a b”$"):
        read(document(table(row("x", "y"), gone)))


def test_moves_are_changes() -> None:
    """Text that was moved is in its new place or in its old one."""
    data = document(
        paragraph(deleted("word ", "moveFrom"), "first")
        + paragraph("then ", inserted(text("word"), "moveTo"))
    )
    assert [c.plain for c in _contents(read(data, ACCEPT))] == ["first", "then word"]
    assert [c.plain for c in _contents(read(data, REJECT))] == ["word first", "then"]
    with pytest.raises(RevisionsError, match="moved away “word”"):
        read(data)


@pytest.mark.parametrize(
    ("mark", "accepted", "rejected"),
    [("del", "one two", "one \ntwo"), ("ins", "one \ntwo", "one two")],
)
def test_paragraph_breaks(mark: str, accepted: str, rejected: str) -> None:
    """A paragraph break that was deleted, or whose insertion is rejected, joins two paragraphs."""
    content = paragraph("one ", properties=_marked(mark)) + paragraph("two")
    data = document(table(row(cell(content), "x")))
    assert only_table(data, ACCEPT).rows[0][0].content.plain == accepted.replace(" \n", "\n")
    assert only_table(data, REJECT).rows[0][0].content.plain == rejected.replace(" \n", "\n")
    with pytest.raises(RevisionsError, match="a paragraph break"):
        read(data)


def test_inserted_and_deleted_cells() -> None:
    """A cell that was inserted or deleted is there or not, as decided."""
    data = document(
        table(row("a", cell("new", f"<w:cellIns {_BY}/>"), cell("old", f"<w:cellDel {_BY}/>")))
    )
    assert texts(only_table(data, ACCEPT)) == [["a", "new"]]
    assert texts(only_table(data, REJECT)) == [["a", "old"]]
    with pytest.raises(RevisionsError, match="inserted a cell “new”"):
        read(data)


def test_insertion_that_was_deleted_again() -> None:
    """What one person put in and another took out is gone, whatever is decided."""
    data = document(table(row(cell(paragraph("a", inserted(deleted("b")))), "x")))
    for options in (ACCEPT, REJECT):
        assert texts(only_table(data, options)) == [["a", "x"]]


def test_changed_looks_are_only_mentioned() -> None:
    """Changes of looks change no word: they are no reason to refuse, and are not silent."""
    looks = f"<w:b/><w:rPrChange {_BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    data = document(paragraph(text("x", looks)))
    found = read(data)
    assert codes(found) == ["tracked-formatting"]
    assert _contents(found) == [rich_text([Paragraph((Run("x", bold=True),))])]
    assert _contents(read(data, REJECT)) == [rich_text([Paragraph((Run("x", italic=True),))])]


def test_changes_in_header_and_notes_count() -> None:
    """A change beside the text is a change of the document too."""
    data = document(paragraph("x"), {"hdr": paragraph(inserted(text("Draft")))})
    with pytest.raises(RevisionsError, match="header: inserted “Draft”"):
        read(data)


def test_long_lists_are_cut() -> None:
    """Of very many changes the first hundred places are listed, and the rest are counted."""
    many = "".join(paragraph(f"p{n} ", inserted(text("x"))) for n in range(150))
    with pytest.raises(RevisionsError, match=r"and 50 more places$"):
        read(document(many))


def test_many_changes_of_one_place_are_cut() -> None:
    """Of many changes of one place the first five are listed, and long ones are shortened."""
    changes = [inserted(text("long " * 100)), *(deleted(str(n)) for n in range(9))]
    with pytest.raises(RevisionsError) as raised:
        read(document(table(row(cell(paragraph(*changes)), "x"))))
    assert raised.value.message.endswith("deleted “3”; and 5 more changes")
    assert len(raised.value.message) < 300


def test_many_paragraph_breaks_are_joined_in_order() -> None:
    """Paragraphs whose breaks were all deleted become one, in their order."""
    many = "".join(paragraph(f"{n} ", properties=_marked("del")) for n in range(3000))
    found = only_table(document(table(row(cell(many + paragraph("end")), "x"))), ACCEPT)
    assert found.rows[0][0].content.plain == " ".join([*map(str, range(3000)), "end"])
