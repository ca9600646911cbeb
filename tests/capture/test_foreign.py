"""Layouts measured on what LibreOffice, Chromium and Typst make, and on the DOCX itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.capture import capture
from pipeline.capture.looks import squeezed
from pipeline.capture.pdf import looks_of_pdf
from pipeline.columns import Role
from pipeline.layout import Layout, load_layout
from pipeline.load import load_bytes
from pipeline.publication import Publication, titled
from pipeline.render import renderer
from tests.capture.foreign import LAYOUTS, Foreign, chromium_pdf, docx_source, office_pdf, typst_pdf

pytestmark = pytest.mark.conformance

PROGRAMS = ("typst", "chromium", "office", "docx")
_NAMES = {"0": "periods", "1": "periods"}


@dataclass(frozen=True)
class Measured:
    """A document of another program, and the layout that was captured from it."""

    source: Foreign
    program: str
    data: bytes
    layout: Layout


def _made(source: Foreign, program: str, folder: Path) -> bytes:
    if program == "docx":
        return docx_source(source)
    if program == "typst":
        if find_spec("typst") is None:
            pytest.skip("Typst is not installed")
        return typst_pdf(source)
    command = {"chromium": "chromium", "office": "soffice"}[program]
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not on the PATH")
    return {"chromium": chromium_pdf, "office": office_pdf}[program](source, folder)


@pytest.fixture(
    scope="module",
    params=[(source, program) for source in LAYOUTS for program in PROGRAMS],
    ids=[f"{source.name}-{program}" for source in LAYOUTS for program in PROGRAMS],
)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Return each document with the layout that was captured from it."""
    source, program = request.param
    folder = tmp_path_factory.mktemp("foreign")
    data = _made(source, program, folder)
    made = capture(data, "plan.docx" if program == "docx" else "plan.pdf", "wexmoor")
    for name, content in made.files.items():
        (folder / name).write_bytes(content)
    assert made.notes == ()
    return Measured(source, program, data, load_layout(str(folder)))


def test_sheet_and_shape(measured: Measured) -> None:
    """The sheet and the shape are the document's; margins are within 1.5 mm."""
    source, page = measured.source, measured.layout.page

    assert (page.size, page.width, page.height) == (source.sheet, *source.page)
    assert measured.layout.shape == source.shape
    sides = (page.margins.left, page.margins.right, page.margins.top)
    assert sides == pytest.approx((source.margin,) * 3, abs=1.6)


def test_type(measured: Measured) -> None:
    """Sizes are within a fifth of a point, and the face is the same.

    Chromium's lines are whole pixels high, so the distance of lines is within 0.06 of the size.
    """
    source, kind = measured.source, measured.layout.type

    assert kind.family == "Liberation Sans"
    assert (kind.size, kind.heading_size) == pytest.approx((source.size, source.size), abs=0.2)
    assert kind.title_size == pytest.approx(source.title_size, abs=0.2)
    assert kind.leading == pytest.approx(source.leading, abs=0.06)


def test_colours(measured: Measured) -> None:
    """Colours are exact: of text, headings, rules, shading and status words."""
    source, colours = measured.source, measured.layout.colours
    found = {s.word: (s.text, s.background) for s in measured.layout.statuses}

    assert (colours.text, colours.rule) == ("#111111", source.rule)
    if source.shape == "cards":
        assert colours.stub_background == source.heading[1]
    else:
        assert (colours.heading_text, colours.heading_background) == source.heading
    if source.shape == "wide":
        assert colours.stub_background == source.stub
    if "status" in source.roles:
        assert found == {word: (text, ground) for word, text, ground in source.statuses}


def test_columns(measured: Measured) -> None:
    """Order, headings and widths are the document's; edges are within a millimetre."""
    source, columns = measured.source, measured.layout.columns
    roles = list(dict.fromkeys(_NAMES.get(r, r) for r in source.roles))
    tops = [] if source.shape == "wide" else ["number", "recommendation"]

    assert list(columns.order) == [*tops, *roles]
    for role, heading in zip(source.roles, source.headings, strict=True):
        if role not in _NAMES:
            assert squeezed(columns.rename[role]) == squeezed(heading)
    if source.shape == "cards":
        wanted, found = source.widths[:1], [columns.fixed["label"]]
    else:
        names = [_NAMES.get(role, role) for role in source.roles]
        wanted, found = source.widths, [columns.fixed[name] for name in names]
    edges = [sum(found[: n + 1]) * source.room / 100 for n in range(len(found))]
    expected = [sum(wanted[: n + 1]) * source.room / 100 for n in range(len(wanted))]
    assert edges == pytest.approx(expected, abs=1.0)


def test_what_it_publishes_has_the_same_looks(measured: Measured) -> None:
    """The plan of the document, published with its layout, has the same colours and edges."""
    if measured.program == "docx":
        pytest.skip("LibreOffice's PDF of the same document is compared")
    plan = titled(load_bytes(measured.data, "plan.pdf").plan, measured.layout)
    after = renderer("pdf")(Publication(plan, measured.layout, "plan"))
    one, other = looks_of_pdf(measured.data, "a.pdf"), looks_of_pdf(after, "b.pdf")
    width = 2 if measured.source.shape == "cards" else len(measured.source.widths)
    (before, *_), (made, *_) = (
        [table for table in looks.tables if table.width == width and len(table.rows) > 1]
        for looks in (one, other)
    )

    assert plan.columns.all(Role.UPDATE)
    assert made.edges == pytest.approx(before.edges, abs=1.2)
    assert [c.ground for _, c in made.rows[0]] == [c.ground for _, c in before.rows[0]]
