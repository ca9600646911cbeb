"""The ladder as a whole: the step used, what is refused, what is kept."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.errors import (
    EncryptedFileError,
    InputError,
    PublishError,
    TooLargeError,
    UnreadableFileError,
)
from pipeline.findings import Severity
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.pdf import read_pdf
from pipeline.load import load_bytes
from pipeline.table import RawDocument, RawText
from tests.ingest.pdf.making import Tag, make_pdf, printed, ruled, saved, text

GRID = [
    *ruled((50, 250, 550), (50, 80, 120)),
    *(text(60, 70, "No."), text(260, 70, "Recommendation")),
    *(text(60, 100, "7"), text(260, 100, "Review the forms.")),
]


def read(data: bytes) -> RawDocument:
    """Return what the reader makes of `data`."""
    return read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)


def cells(document: RawDocument) -> list[list[str]]:
    """Return the words of each cell of the first table."""
    return [[cell.content.plain for cell in row] for row in next(document.tables()).rows]


def test_names_the_step_and_why_the_others_were_left() -> None:
    """A file without tags is read by its rules, and the receipt says why."""
    document = read(make_pdf([GRID]))
    assert document.method == "ruled lines"
    assert [f.message for f in document.findings] == [
        "not read by its tag tree: the file has no tags"
    ]
    assert cells(document) == [["No.", "Recommendation"], ["7", "Review the forms."]]


def test_reads_text_positions_with_a_warning() -> None:
    """Where there are neither tags nor rules, columns come from where words are."""
    rows = [("No.", "Recommendation", "Owner"), ("7", "Review.", "Chief"), ("8", "Train.", "Head")]
    words = [
        text(x, 60 + 40 * n, word)
        for n, row in enumerate(rows)
        for x, word in zip((50, 150, 400), row, strict=True)
    ]
    document = read(make_pdf([words]))
    assert document.method == "text positions"
    assert cells(document) == [list(row) for row in rows]
    assert [f.code for f in document.findings if f.severity is Severity.WARNING] == [
        "columns-by-position"
    ]


def test_a_document_of_paragraphs_has_no_table() -> None:
    """Prose alone comes back as text; that it is not a plan is for others to say."""
    document = read(printed("<h1>Plan</h1><p>First words.</p><p>More words.</p>"))
    assert not list(document.tables())
    texts = [(i.level, i.content.plain) for i in document.items if isinstance(i, RawText)]
    assert texts == [(1, "Plan"), (0, "First words."), (0, "More words.")]


def test_extracts_the_embedded_plan_unread() -> None:
    """The attachment `plan.json` with the relationship Source comes back as bytes."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([GRID])))
    stream = pdf.make_stream(b'{"title": 1}')
    file = Dictionary(Type=Name.Filespec, F=String("plan.json"), UF=String("plan.json"))
    file.EF, file.AFRelationship = Dictionary(F=stream), Name.Source
    pdf.Root.AF = Array([pdf.make_indirect(file)])
    assert read(saved(pdf)).embedded == b'{"title": 1}'
    file.AFRelationship = Name.Data
    pdf.Root.AF = Array([pdf.make_indirect(file)])
    assert read(saved(pdf)).embedded is None


def portfolio() -> bytes:
    """Return a PDF that is only the cover of the files in it."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([[text(60, 75, "Open this in another program.")]])))
    pdf.attachments["plan.docx"] = pikepdf.AttachedFileSpec(pdf, b"PK", filename="plan.docx")
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    return saved(pdf)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"hello", "is not a PDF"),
        (b"%PDF-1.7\nnothing of a PDF follows", "is damaged"),
        (make_pdf([[]]), "has no text"),
        (make_pdf([GRID], AcroForm=Dictionary(XFA=String("x"))), "XFA form"),
        (portfolio(), "portfolio"),
    ],
)
def test_refuses_with_the_reason_and_a_hint(data: bytes, words: str) -> None:
    """What cannot be read is refused in words that say what to do."""
    with pytest.raises(UnreadableFileError, match=words) as caught:
        read(data)
    assert caught.value.hint


def test_refuses_a_password_and_opens_an_empty_one() -> None:
    """A file that only its owner may change is read; one that needs a password is not."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([GRID])))
    open_to_all = saved(pdf, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert read(open_to_all).method == "ruled lines"
    closed = saved(pdf, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    with pytest.raises(EncryptedFileError, match="needs a password"):
        read(closed)


def test_refuses_too_many_pages_and_bytes() -> None:
    """A limit is named with the option that raises it."""
    data = make_pdf([GRID, GRID])
    with pytest.raises(TooLargeError, match="2 pages; the limit is 1") as caught:
        read_pdf(data, "plan.pdf", ReadOptions(max_pages=1))
    assert "--max-pages" in caught.value.hint
    with pytest.raises(TooLargeError, match="bytes; the limit is 10") as caught:
        read_pdf(data, "plan.pdf", ReadOptions(max_bytes=10))
    assert "--max-bytes" in caught.value.hint


def test_refuses_a_bomb_before_it_goes_off() -> None:
    """A page that unpacks to more than any page needs is refused."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([GRID])))
    packed = zlib.compress(b" " * 70_000_000)
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
    with pytest.raises(TooLargeError, match="unpacks to more"):
        read(saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none))


def test_every_cut_of_a_file_is_read_or_refused() -> None:
    """A damaged file gives a document or one clear error, never another exception."""
    data = make_pdf([GRID], [Tag("Document", [Tag("P", [0])])])
    for size in range(10, len(data), 37):
        try:
            read(data[:size] + b"\0" * 5 + data[size + 9 :])
        except InputError:
            continue


def test_warns_of_words_that_stand_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that the page shows and no item holds is a warning that names it."""
    monkeypatch.setattr("pipeline.ingest.pdf.table.assembly.Assembly.items", lambda self: ())
    found = [f for f in read(make_pdf([GRID])).findings if f.code == "words-unplaced"]
    assert found[0].severity is Severity.WARNING
    assert "Recommendation" in found[0].words


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_keeps_the_order_of_its_letters(angle: int) -> None:
    """Pdfium orders letters as the page is shown: turned by /Rotate, lines came from below."""
    lines = "BT /F1 10 Tf 12 TL 1 0 0 1 260 300 Tm (Review the) Tj T* (forms at once.) Tj ET"
    page = [
        text(60, 70, "No.", 0),
        text(260, 70, "Update", 1),
        text(60, 100, "7", 2),
        f"/P <</MCID 3>> BDC {lines} EMC",
    ]
    rows = [Tag("TR", [Tag(name, [n]), Tag(name, [n + 1])]) for n, name in ((0, "TH"), (2, "TD"))]
    pdf = pikepdf.open(io.BytesIO(make_pdf([page], [Tag("Table", rows)])))
    pdf.pages[0].rotate(angle, relative=False)
    document = read(saved(pdf))
    assert document.method == "tag tree"
    assert cells(document) == [["No.", "Update"], ["7", "Review the forms at once."]]


def test_a_page_without_text_is_named_as_the_cause() -> None:
    """That no plan is found is not a fault of the headings where the plan's page is a picture."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([[text(60, 70, "See overleaf.")], ["q /X Do Q"]])))
    image = pdf.make_stream(b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[1].obj.Resources.XObject = Dictionary(X=image)
    with pytest.raises(PublishError) as caught:
        load_bytes(saved(pdf), "plan.pdf")
    assert "page 2: the page is a picture" in caught.value.message
    assert "ocrmypdf" in caught.value.hint
