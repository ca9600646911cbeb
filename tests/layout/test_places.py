"""A layout's own words around the plan: printed in each format, and never read as plan."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import LayoutError, ProofError
from pipeline.layout import Layout, load_layout
from pipeline.load import load_bytes
from pipeline.parse.receipt import plan_texts
from pipeline.publication import Publication, Sentence
from pipeline.render import renderer
from pipeline.verify import artifact_faults, prove
from tests.plans import SMALL
from tests.verify.test_shapes import FULL

PLACES = """
[places]
intro = "Brought up to date each quarter.\\n\\nAsk for it in large print."
contact = "Write to the programme office."
legend = "A status is given by the owner."
footer = "Wexmoor, official"
logo = { file = "logo.png", alternative = "Wexmoor Police" }
"""
SAID = ("Ask for it in large print.", "Write to the programme office.", "given by the owner")


def png() -> bytes:
    """Return a picture of two by one pixels."""
    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" + bytes(6))
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a layout `ours` with words in each place."""
    made = tmp_path / "layouts" / "ours"
    made.mkdir(parents=True)
    (made / "layout.toml").write_text(f'extends = "standard"\n{PLACES}', encoding="utf-8")
    (made / "logo.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.parametrize("shape", ["wide", "by-recommendation", "cards"])
@pytest.mark.parametrize("format_", ["pdf", "docx", "html"])
def test_they_are_furniture(folder: Path, shape: str, format_: str) -> None:
    """The proof passes, and a reader of any plan does not take them for plan."""
    layout = replace(load_layout("ours"), shape=shape)  # type: ignore[arg-type]
    data = renderer(format_)(Publication(FULL, layout, "plan", changes=(Sentence("One is new."),)))

    found = load_bytes(data, f"plan.{format_}")

    assert list(artifact_faults(FULL, f"plan.{format_}", data, layout)) == []
    assert found.plan.with_columns(FULL.columns).recommendations == FULL.recommendations
    assert [said for said in SAID if said in " ".join(plan_texts(found.plan))] == []
    furniture = " ".join(found.receipt.furniture)
    assert [said for said in SAID if said not in furniture] == []


def test_words_that_a_page_lacks_are_a_fault(folder: Path) -> None:
    """What a layout says around the plan is proved on the page as well."""
    layout = load_layout("ours")
    data = renderer("pdf")(Publication(SMALL, layout, "plan"))
    other = replace(layout, places=replace(layout.places, contact="Write to somebody else."))

    with pytest.raises(ProofError, match="Write to somebody else"):
        prove(SMALL, {"plan.pdf": data}, other)


def test_a_logo_needs_words(folder: Path) -> None:
    """A picture without an alternative is refused, by its key."""
    text = (folder / "layout.toml").read_text(encoding="utf-8")
    (folder / "layout.toml").write_text(text.replace("Wexmoor Police", ""), encoding="utf-8")

    with pytest.raises(LayoutError, match=r"places\.logo\.alternative"):
        load_layout("ours")


def test_a_logo_that_is_not_there(folder: Path) -> None:
    """A missing picture is named."""
    (folder / "logo.png").unlink()

    with pytest.raises(LayoutError, match=r"places\.logo\.file: there is no file 'logo\.png'"):
        load_layout("ours")


@pytest.mark.parametrize(
    ("format_", "name"), [("pdf", "plan.html.jinja"), ("html", "page.html.jinja")]
)
def test_a_template_that_says_something_else(folder: Path, format_: str, name: str) -> None:
    """The message names the template and the line, and what to do."""
    source = Path(load_layout("ours").find(name)).read_text(encoding="utf-8")
    number = source[: source.index("</h1>")].count("\n") + 1
    (folder / name).write_text(source.replace("</h1>", ": our words</h1>", 1), encoding="utf-8")

    with pytest.raises(
        LayoutError, match=f"{name}, line {number}: 'our words' is not of"
    ) as caught:
        renderer(format_)(Publication(SMALL, load_layout("ours"), "plan"))
    assert "[places]" in caught.value.hint


def test_a_logo_is_a_figure_in_the_tags(folder: Path) -> None:
    """Its alternative text is in the file."""
    data = renderer("pdf")(Publication(SMALL, load_layout("ours"), "plan"))

    assert figures(data) == [
        "Wexmoor Police",
        "Of 4 actions: 2 Complete, 1 In progress, 1 No status.",
    ]


def figures(data: bytes) -> list[str]:
    """Return the alternative texts of the figures in the tag tree of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            str(o.Alt)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") == pikepdf.Name.Figure
        ]


def layout_without_summary() -> Layout:
    """Return the built-in layout with nothing above the plan."""
    return replace(load_layout("devon-and-cornwall"), summary=False)


def test_a_layout_may_do_without_a_summary() -> None:
    """Then no figure is in the tags."""
    data = renderer("pdf")(Publication(SMALL, layout_without_summary(), "plan"))

    assert figures(data) == []
