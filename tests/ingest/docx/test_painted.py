"""Which runs of a document Word does not paint."""

from __future__ import annotations

import pytest

from pipeline.ingest.hidden import HIDDEN_TEXT, Cause
from pipeline.table import RawDocument
from tests.ingest.docx.documents import document, paragraph, read, text

_PALE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
_DARK = '<w:shd w:fill="1F3864"/>'
_STYLES = (
    '<w:style w:styleId="Ghost" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Pale" w:type="character">' + _PALE + "</w:style>"
    '<w:style w:styleId="Dark" w:type="paragraph"><w:pPr>' + _DARK + "</w:pPr></w:style>"
    '<w:style w:styleId="Grid" w:type="table"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)


def _cell(
    look: str, cell: str = "", style: str = "", table: str = "", row: str = ""
) -> RawDocument:
    said = paragraph("Seen ", text("behind", look), properties=style)
    inside = f"<w:tc><w:tcPr>{cell}</w:tcPr>{said}</w:tc><w:tc><w:tcPr/>{paragraph('b')}</w:tc>"
    made = f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tblGrid/><w:tr>{row}{inside}</w:tr></w:tbl>"
    return read(document(made, {"styles": _STYLES}))


def _hidden(found: RawDocument) -> list[tuple[str, str]]:
    return [
        (" ".join(f.words), f.message.split(": ")[1])
        for f in found.findings
        if f.code == HIDDEN_TEXT
    ]


@pytest.mark.parametrize(
    ("look", "cell", "cause"),
    [
        ("<w:vanish/>", "", Cause.INVISIBLE),
        ('<w:color w:val="FFFFFF"/>', "", Cause.COLOUR),
        ('<w:rStyle w:val="Pale"/>', "", Cause.COLOUR),
        ('<w:color w:val="1F3864"/>', '<w:shd w:fill="1F3864"/>', Cause.COLOUR),
        ('<w:highlight w:val="black"/>', "", Cause.COLOUR),
        ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', "", Cause.COLOUR),
        ('<w:shd w:val="clear" w:fill="000000"/>', "", Cause.COLOUR),
        ('<w:sz w:val="2"/>', "", Cause.SIZE),
        ('<w:w w:val="1"/>', "", Cause.SIZE),
        ('<w:color w:val="000000"/>', '<w:shd w:val="solid" w:fill="FFFFFF"/>', Cause.COLOUR),
        ('<w:color w:val="808080"/>', '<w:shd w:val="pct50"/>', Cause.COLOUR),
    ],
)
def test_a_run_that_nobody_sees_is_a_finding(look: str, cell: str, cause: Cause) -> None:
    """By its own colour, style, shading, highlight or size."""
    found = _cell(look, cell)
    (table,) = found.tables()
    assert table.rows[0][0].content.plain == "Seen"
    assert _hidden(found) == [("behind", cause)]


@pytest.mark.parametrize(
    ("look", "cell", "style", "table"),
    [
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:fill="1F3864"/>', "", ""),
        ('<w:color w:val="FFFFFF"/>', "", '<w:pStyle w:val="Dark"/>', ""),
        ('<w:color w:val="FFFFFF"/>', "", "", '<w:tblStyle w:val="Grid"/>'),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', "", "", ""),
        ("", '<w:shd w:fill="000000"/>', "", ""),
        ('<w:color w:val="auto"/>', '<w:shd w:fill="000000"/>', "", ""),
        ('<w:highlight w:val="yellow"/>', "", "", ""),
        ('<w:color w:val="767676"/>', "", "", ""),
        ('<w:vanish w:val="0"/>', "", "", ""),
        ('<w:sz w:val="4"/>', "", "", ""),
        ('<w:w w:val="80"/>', "", "", ""),
        ('<w:outline/><w:color w:val="FFFFFF"/>', "", "", ""),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="solid" w:fill="FFFFFF"/>', "", ""),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="horzStripe" w:fill="FFFFFF"/>', "", ""),
    ],
)
def test_a_run_that_shows_is_read(look: str, cell: str, style: str, table: str) -> None:
    """White on a dark cell, paragraph or table style; automatic colour, which turns white."""
    found = _cell(look, cell, style, table)
    (read_table,) = found.tables()
    assert read_table.rows[0][0].content.plain == "Seen behind"
    assert _hidden(found) == []


@pytest.mark.parametrize(
    ("style", "row", "cause"),
    [
        ('<w:pStyle w:val="Ghost"/>', "", Cause.INVISIBLE),
        ('<w:framePr w:x="30000"/>', "", Cause.OUTSIDE),
        ("", '<w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>', Cause.NO_ROOM),
        ("", "<w:trPr><w:hidden/></w:trPr>", Cause.INVISIBLE),
    ],
)
def test_a_paragraph_or_row_that_nobody_sees_is_a_finding(
    style: str, row: str, cause: Cause
) -> None:
    """A paragraph's style, a frame off the page, a row without height."""
    found = _cell("", style=style, row=row)
    assert ("Seen behind", cause) in [(w.removesuffix(" b"), c) for w, c in _hidden(found)]


def test_a_row_of_at_least_no_height_is_read() -> None:
    """Only an exact height cuts text off."""
    row = '<w:trPr><w:trHeight w:val="10" w:hRule="atLeast"/></w:trPr>'
    assert _hidden(_cell("", row=row)) == []
