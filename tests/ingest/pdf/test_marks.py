"""What annotations and form fields say: on the page, or beside it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.findings import Finding, Severity
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.hidden import HIDDEN_TEXT
from pipeline.ingest.pdf import read_pdf
from pipeline.stamp import PRODUCER
from tests.ingest.pdf.making import HEIGHT, make_pdf, ruled, saved, text

TABLE = [
    *ruled((50, 200, 400), (60, 90, 130)),
    *(text(60, 75, "No."), text(210, 75, "Update"), text(60, 105, "7"), text(210, 105, "Done.")),
]
RECT = (205, HEIGHT - 128, 300, HEIGHT - 112)
"""In the cell below "Done."."""
LOOK = "BT /F1 10 Tf 3 4 Td ({}) Tj ET"


def annotated(
    kind: str, *, look: str = "", rect: tuple[float, ...] = RECT, rotate: int = 0, **entries: Any
) -> bytes:
    """Return the table with an annotation in its last cell; a widget is in the file's form."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([TABLE])))
    page = pdf.pages[0].obj
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(rect), **entries)
    if look:
        form = pdf.make_stream(look.encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, rect[2] - rect[0], rect[3] - rect[1]])
        form.Resources = page.Resources
        made.AP = Dictionary(N=form)
    item = pdf.make_indirect(made)
    page.Annots = Array([item])
    if rotate:
        page.Rotate = rotate
    if kind == "Widget":
        fields = Array([item])
        pdf.Root.AcroForm = Dictionary(Fields=fields, DA="/F1 10 Tf", DR=page.Resources)
    return saved(pdf)


def read(data: bytes) -> tuple[str, list[Finding]]:
    """Return the last cell, and the findings that are not among the table's."""
    document = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    (table,) = document.tables()
    return table.rows[1][1].content.plain, [
        f for f in document.findings if f.code in (HIDDEN_TEXT, "comment", "struck-text")
    ]


ON = Dictionary(Yes=Dictionary(), Off=Dictionary())
SHOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "typed on the page": ("FreeText", {"look": LOOK.format("Closed."), "Contents": "Closed."}),
    "typed on without an appearance": ("FreeText", {"Contents": "Closed.", "DA": "/F1 10 Tf"}),
    "a field": ("Widget", {"look": LOOK.format("Closed."), "FT": Name.Tx, "V": "Closed."}),
    "a field without an appearance": ("Widget", {"FT": Name.Tx, "V": "Closed.", "T": "a"}),
    "a choice": ("Widget", {"FT": Name.Ch, "V": "Closed.", "T": "a"}),
    "a field whose parent has the value": (
        "Widget",
        {"Parent": Dictionary(FT=Name.Tx, V=String("Closed."), T=String("a"))},
    ),
}


@pytest.mark.parametrize("case", SHOWN)
@pytest.mark.parametrize("rotate", [0, 90])
def test_text_that_an_annotation_shows_is_in_the_cell_below_it(case: str, rotate: int) -> None:
    """Typed-on text and the value of a field are read where they lie, on a turned page as well."""
    kind, entries = SHOWN[case]
    cell, found = read(annotated(kind, rotate=rotate, **entries))
    assert (cell, found) == ("Done.\nClosed.", [])


@pytest.mark.parametrize(
    ("entries", "sign"),
    [
        ({"AS": Name.Yes, "V": Name.Yes}, "☑"),
        ({"AS": Name.Off}, "☐"),
        ({"V": Name.Yes}, "☑"),
        ({}, "☐"),
        ({"AS": Name.Yes, "look": LOOK.format("4")}, "☑"),
    ],
)
def test_a_check_box_is_read_by_its_state(entries: dict[str, Any], sign: str) -> None:
    """Whatever letter its appearance draws, it is on or off."""
    rect = (210, HEIGHT - 126, 222, HEIGHT - 114)
    cell, found = read(annotated("Widget", rect=rect, FT=Name.Btn, T="a", **entries))
    assert (cell, found) == (f"Done.\n{sign}", [])


@pytest.mark.parametrize("kind", ["FreeText", "Widget"])
@pytest.mark.parametrize("flag", [2, 32])
def test_text_that_no_screen_shows_is_hidden(kind: str, flag: int) -> None:
    """The flags Hidden and NoView keep it from the page."""
    entries = {"Contents": "Refused."} if kind == "FreeText" else {"FT": Name.Tx, "V": "Refused."}
    cell, (finding,) = read(annotated(kind, F=flag, look=LOOK.format("Refused."), **entries))
    assert cell == "Done."
    assert (finding.code, finding.words) == (HIDDEN_TEXT, ("Refused.",))


@pytest.mark.parametrize("kind", ["Text", "Highlight", "Underline", "Square", "Caret"])
def test_a_note_is_a_finding(kind: str) -> None:
    """What a reviewer has noted is not a plan; its words are in the receipt, accents and all."""
    note = String("Ask Zoë — twice.")
    cell, (finding,) = read(annotated(kind, Contents=note, QuadPoints=Array([*RECT, *RECT])))
    assert cell == "Done."
    assert (finding.code, finding.severity) == ("comment", Severity.NOTE)
    assert finding.words == ("Ask", "Zoë", "—", "twice.")
    assert finding.place.source is not None
    assert finding.place.source.page == 1


@pytest.mark.parametrize("rotate", [0, 270])
def test_text_that_a_reviewer_strikes_through_is_a_finding(rotate: int) -> None:
    """It stays in the plan, and somebody has to look."""
    rect = (205, HEIGHT - 108, 260, HEIGHT - 96)
    quad = Array([205, rect[3], 260, rect[3], 205, rect[1], 260, rect[1]])
    cell, (finding,) = read(annotated("StrikeOut", rect=rect, QuadPoints=quad, rotate=rotate))
    assert cell == "Done."
    assert (finding.code, finding.severity) == ("struck-text", Severity.WARNING)
    assert '"Done."' in finding.message


def test_annotations_that_cannot_be_read_are_a_warning() -> None:
    """A damaged list of them is no reason to be silent."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([TABLE])))
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Text, Contents=String("lost"))])
    document = read_pdf(saved(pdf), "plan.pdf", DEFAULT_OPTIONS)
    assert "annotations-unread" in [f.code for f in document.findings]


def test_a_foreign_pdf_is_read_through_pdfplumber(tmp_path: Path) -> None:
    """Its annotations and fields come through that door, in a fresh process too."""
    assert loads_pdfplumber(tmp_path / "plan.pdf", make_pdf([TABLE]))


def test_our_own_pdf_is_read_without_pdfplumber(tmp_path: Path) -> None:
    """It has links at most, and pdfplumber takes a tenth of a second to import."""
    assert not loads_pdfplumber(tmp_path / "plan.pdf", stamped(make_pdf([TABLE])))


@pytest.mark.parametrize("kind", ["Text", "FreeText", "Stamp"])
def test_a_note_in_our_own_pdf_is_a_finding(kind: str) -> None:
    """A reader may have written on it."""
    data = stamped(annotated(kind, Contents="Agreed on Monday."))
    found = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS)
    said = [found.items, *(f.message for f in found.findings)]
    assert any("Agreed on Monday." in str(part) for part in said)


def stamped(data: bytes) -> bytes:
    """Return the PDF in `data` as one that this program made."""
    pdf = pikepdf.open(io.BytesIO(data))
    pdf.docinfo["/Producer"] = PRODUCER
    return saved(pdf)


def loads_pdfplumber(path: Path, data: bytes) -> bool:
    """Return whether reading `data`, written to `path`, imports pdfplumber."""
    path.write_bytes(data)
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.ingest import DEFAULT_OPTIONS\n"
        "from pipeline.ingest.pdf import read_pdf\n"
        "read_pdf(Path(sys.argv[1]).read_bytes(), 'plan.pdf', DEFAULT_OPTIONS)\n"
        "print('pdfplumber' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip() == "True"
