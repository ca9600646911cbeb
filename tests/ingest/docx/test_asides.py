"""Tests of what is beside the text: reported with its words, never lost and never mixed in."""

from __future__ import annotations

import pytest

from pipeline.findings import Severity, Source
from tests.ingest.docx.documents import (
    cell,
    codes,
    document,
    paragraph,
    read,
    row,
    table,
    text,
    texts,
)

_BOX = f"<w:txbxContent>{paragraph('boxed words')}</w:txbxContent>"
_DRAWN = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
    f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_OLD = f"<w:r><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></w:r>"
_FOOTNOTES = {"footnotes": f'<w:footnote w:id="2">{paragraph("noted below")}</w:footnote>'}
_ENDNOTES = {"endnotes": f'<w:endnote w:id="2">{paragraph("noted below")}</w:endnote>'}
_COMMENTS = {"comments": f'<w:comment w:id="0" w:author="A">{paragraph("is this so?")}</w:comment>'}
_PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{text('Choose an item')}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("inside", "parts", "code", "words"),
    [
        (_DRAWN, {}, "text-box", "boxed words"),
        (_OLD, {}, "text-box", "boxed words"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', _FOOTNOTES, "footnote", "noted below"),
        ('<w:r><w:endnoteReference w:id="2"/></w:r>', _ENDNOTES, "footnote", "noted below"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', _COMMENTS, "comment", "is this so?"),
        (text("secret", "<w:vanish/>"), {}, "hidden-text", "secret"),
        (_PROMPT, {}, "prompt", "Choose an item"),
    ],
)
def test_asides_are_reported_once(
    inside: str, parts: dict[str, str], code: str, words: str
) -> None:
    """Each kind of aside is left out, and its words are once in a finding with its place."""
    found = read(document(table(row("x", cell(paragraph("kept", inside)))), parts))
    assert texts(next(found.tables())) == [["x", "kept"]]
    (finding,) = found.findings
    assert (finding.code, " ".join(finding.words)) == (code, words)
    assert finding.place.source == Source("plan.docx", row=1, column=2)
    assert words in finding.message


def test_struck_text_is_kept_and_reported() -> None:
    """Text that is struck through is on the page: it stays, with a warning."""
    found = read(document(table(row(cell(paragraph(text("gone", "<w:strike/>"), " on")), "x"))))
    assert texts(next(found.tables())) == [["gone on", "x"]]
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.words) == ("struck-text", Severity.WARNING, ())


def test_pictures_are_reported() -> None:
    """A picture is reported with its description."""
    drawing = '<wp:inline><wp:docPr descr="Our crest"/><a:blip/></wp:inline>'
    picture = f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
    (finding,) = read(document(paragraph(picture))).findings
    assert (finding.code, finding.words) == ("picture", ("Our", "crest"))


def test_embedded_documents_are_reported() -> None:
    """A document inside the document is not read, and said to be there."""
    assert codes(read(document(paragraph("x") + '<w:altChunk r:id="x"/>'))) == ["embedded-document"]


def test_header_and_footer_are_furniture() -> None:
    """Running titles and page numbers are kept apart from the text, each once."""
    parts = {"hdr": paragraph("Plan"), "ftr": paragraph("Page 1")}
    found = read(document(paragraph("text"), parts))
    assert found.furniture == ("Plan", "Page 1")
    assert [item.content.plain for item in found.items if not hasattr(item, "rows")] == ["text"]


def test_many_hidden_runs_make_one_finding() -> None:
    """What is left out at one place is one finding."""
    hidden = text("one ", "<w:vanish/>") + text("two", "<w:vanish/>")
    (finding,) = read(document(table(row(cell(paragraph(hidden)), "x")))).findings
    assert finding.words == ("one", "two")


def test_a_hidden_row_is_one_finding() -> None:
    """What several cells of a row hide is said once, at the row; what one hides at the cell."""
    one, two = (cell(paragraph(text(word, "<w:vanish/>"))) for word in ("one", "two"))
    first, second = read(document(table(row("x", "y"), row(one, two), row(one, "x")))).findings
    assert (first.words, first.place.source) == (("one", "two"), Source("plan.docx", row=2))
    assert (second.words, second.place.source) == (("one",), Source("plan.docx", row=3, column=1))


def test_hidden_field_is_nothing() -> None:
    """An index entry is a hidden field without words: nothing is left out, nothing goes astray."""
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    field = "".join(
        f"<w:r>{hidden}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>XE plan</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    found = read(document(table(row(cell(paragraph("kept", field, " on")), "x"))))
    assert texts(next(found.tables())) == [["kept on", "x"]]
    assert found.findings == ()
