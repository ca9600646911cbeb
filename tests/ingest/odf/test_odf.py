"""OpenDocument files: text documents and spreadsheets."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import EncryptedFileError, RevisionsError, TooLargeError, UnreadableFileError
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.hidden import HIDDEN_TEXT, Cause
from pipeline.ingest.odf import read_ods, read_odt
from pipeline.load import load_bytes
from pipeline.render.docx import render_docx
from pipeline.render.sheet import render_xlsx
from pipeline.table import RawDocument, RawText
from tests.plans import SMALL
from tests.render.docx.rendered import LAYOUT, publication
from tests.wordcheck.odf import packed, table

HEADINGS = ["<text:p>No.</text:p>", "<text:p>Aim</text:p>", "<text:p>Owner</text:p>"]


def _text(body: str, styles: dict[str, str] | None = None) -> RawDocument:
    return read_odt(packed("text", body, styles), "plan.odt", DEFAULT_OPTIONS)


def _sheet(body: str, styles: dict[str, str] | None = None) -> RawDocument:
    return read_ods(packed("spreadsheet", body, styles), "plan.ods", DEFAULT_OPTIONS)


def _cells(document: RawDocument) -> list[list[str]]:
    (found,) = document.tables()
    return [[cell.content.plain for cell in row] for row in found.rows]


def _hidden(document: RawDocument) -> list[tuple[str, str]]:
    found = [f for f in document.findings if f.code == HIDDEN_TEXT]
    return [(" ".join(f.words), f.message.split(": ")[1]) for f in found]


def _span(style: str, text: str = "behind") -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_headings_paragraphs_lists_and_tables_in_order() -> None:
    """Outline levels are headings, items have bullets, a section is only a frame."""
    document = _text(
        '<text:h text:outline-level="1">Harbour plan</text:h><text:section><text:p>One</text:p>'
        "</text:section><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
        + table([HEADINGS])
    )
    texts = [(i.level, i.content.plain) for i in document.items if isinstance(i, RawText)]
    assert texts == [(1, "Harbour plan"), (0, "One"), (0, "• a")]
    assert _cells(document) == [["No.", "Aim", "Owner"]]


@pytest.mark.parametrize(
    ("style", "cause"),
    [
        ("gone", Cause.INVISIBLE),
        ("pale", Cause.COLOUR),
        ("black", Cause.COLOUR),
        ("tiny", Cause.SIZE),
    ],
)
@pytest.mark.parametrize("read", [_text, _sheet])
def test_a_run_that_nobody_sees_is_a_finding(
    read: Callable[[str], RawDocument], style: str, cause: Cause
) -> None:
    """In a document as in a spreadsheet."""
    document = read(table([[*HEADINGS[:2], f"<text:p>Seen {_span(style)}</text:p>"]]))
    assert _cells(document)[0][2] == "Seen"
    assert _hidden(document) == [("behind", cause)]


def test_white_text_on_a_dark_cell_is_read() -> None:
    """The ground is the cell's."""
    styles = {"dark": '<style:table-cell-properties fo:background-color="#1f3864"/>'}
    row = (
        '<table:table-row><table:table-cell table:style-name="dark"><text:p>'
        f"{_span('pale', 'seen')}</text:p></table:table-cell></table:table-row>"
    )
    document = _text(f"<table:table>{row}</table:table>", styles)
    assert (_cells(document), _hidden(document)) == ([["seen"]], [])


@pytest.mark.parametrize("where", ["column", "row"])
@pytest.mark.parametrize("how", ["visibility", "size"])
def test_rows_and_columns_that_are_hidden_or_have_no_size(where: str, how: str) -> None:
    """Neither is read; the finding has the words."""
    size = "column-width" if where == "column" else "row-height"
    styles = {"flat": f'<style:table-{where}-properties style:{size}="0in"/>'}
    hides = 'table:visibility="collapse"' if how == "visibility" else 'table:style-name="flat"'
    column, row = (hides if where == name else "" for name in ("column", "row"))
    rows = (
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
        f"<table:table-row {row}><table:table-cell><text:p>c</text:p></table:table-cell>"
        "<table:table-cell><text:p>d</text:p></table:table-cell></table:table-row>"
    )
    columns = f"<table:table-column/><table:table-column {column}/>"
    document = _text(f"<table:table>{columns}{rows}</table:table>", styles)
    left = [["a"], ["c"]] if where == "column" else [["a", "b"]]
    assert _cells(document) == left
    assert [cause for _, cause in _hidden(document)] == [Cause.NO_ROOM] * len(_hidden(document))
    words = {word for said, _ in _hidden(document) for word in said.split()}
    assert words == {"a", "b", "c", "d"} - {word for line in left for word in line}


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (f"45{_span('up', '1')} boats", "45¹ boats"),
        (f"CO{_span('down', '2')}", "CO₂"),
        ("a<text:s/>b<text:tab/>c<text:line-break/>d", "a b c\nd"),
        (
            "<text:ruby><text:ruby-base>ship</text:ruby-base><text:ruby-text>fune</text:ruby-text>"
            "</text:ruby>",
            "ship (fune)",
        ),
    ],
)
def test_what_a_paragraph_shows(inside: str, said: str) -> None:
    """Raised and lowered figures, blanks, line ends and small print above words."""
    assert _cells(_text(table([[f"<text:p>{inside}</text:p>"]]))) == [[said]]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<text:note><text:note-body><text:p>tide table</text:p></text:note-body></text:note>",
         "footnote"),
        ("<office:annotation><text:p>tide table</text:p></office:annotation>", "comment"),
        ("<draw:frame><draw:text-box><text:p>tide table</text:p></draw:text-box></draw:frame>",
         "text-box"),
        ("<draw:frame><draw:image/><svg:title>tide table</svg:title></draw:frame>", "picture"),
    ],
)  # fmt: skip
def test_what_is_beside_the_text_is_a_finding(inside: str, code: str) -> None:
    """Notes, comments, text boxes and pictures, with their words."""
    document = _text(f"<text:p>Seen{inside}</text:p>")
    assert [(f.code, f.words) for f in document.findings] == [(code, ("tide", "table"))]


def test_merged_cells_keep_their_spans() -> None:
    """What a merged cell covers is not a cell; its words, if any, are a finding."""
    row = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>both</text:p>'
        "</table:table-cell><table:covered-table-cell><text:p>under</text:p>"
        "</table:covered-table-cell></table:table-row>"
    )
    document = _text(f"<table:table>{row}</table:table>")
    (found,) = document.tables()
    assert [(c.content.plain, c.column_span) for c in found.rows[0]] == [("both", 2)]
    assert _hidden(document) == [("under", Cause.COVERED)]


def test_a_hidden_sheet_is_not_read() -> None:
    """Its words are a finding."""
    styles = {"off": '<style:table-properties table:display="false"/>'}
    hidden = table([HEADINGS]).replace('table:name="Plan"', 'table:style-name="off"')
    assert _hidden(_sheet(hidden, styles)) == [("No. Aim Owner", Cause.INVISIBLE)]


def test_tracked_changes_are_refused_or_accepted() -> None:
    """Nobody decides about them here; what was deleted is in the finding."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>kept</text:p>"
    )
    with pytest.raises(RevisionsError):
        _text(body)
    accept = ReadOptions(revisions="accept")
    document = read_odt(packed("text", body), "plan.odt", accept)
    assert [i.content.plain for i in document.items if isinstance(i, RawText)] == ["kept"]
    assert [(f.code, f.words) for f in document.findings] == [("revision", ("gone",))]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 damaged", UnreadableFileError),
        (packed("text", "")[:-30], UnreadableFileError),
        (packed("spreadsheet", ""), UnreadableFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UnreadableFileError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
        ),
    ],
)
def test_what_is_no_text_document_is_one_clear_error(data: bytes, error: type[Exception]) -> None:
    """Damaged, of another kind, of an older program, or encrypted."""
    with pytest.raises(error, match=r"plan\.odt"):
        read_odt(data, "plan.odt", DEFAULT_OPTIONS)


def test_a_document_beyond_the_limit_is_refused() -> None:
    """The limit counts what the archive unpacks to."""
    data = packed("text", "<text:p>" + "x" * 100_000 + "</text:p>")
    with pytest.raises(TooLargeError):
        read_odt(data, "plan.odt", ReadOptions(max_bytes=50_000))


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("ours", "theirs"), [("docx", "odt"), ("xlsx", "ods")])
def test_what_libreoffice_makes_of_our_file_reads_as_ours(
    ours: str, theirs: str, tmp_path: Path
) -> None:
    """LibreOffice converts our DOCX and XLSX; the plan that is read is equal."""
    made_here = publication(SMALL, LAYOUT)
    data = render_docx(made_here) if ours == "docx" else render_xlsx(made_here)
    source = tmp_path / f"plan.{ours}"
    source.write_bytes(data)
    own = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", theirs, "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    made = (tmp_path / f"plan.{theirs}").read_bytes()
    assert load_bytes(made, f"plan.{theirs}").plan == load_bytes(data, f"plan.{ours}").plan
