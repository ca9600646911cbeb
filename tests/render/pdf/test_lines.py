"""Shaped lines: the page is the one that WeasyPrint makes itself, to the last byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from hypothesis import given, settings
from weasyprint import HTML, draw
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import block, inline

from pipeline.layout import Layout, load_layout
from pipeline.load import load_plan
from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.render.pdf.hanging import hanging_spaces
from pipeline.render.pdf.lines import flow, shaped_lines
from pipeline.render.pdf.lines.flow import Flow
from tests.plans import SMALL, plans
from tests.render.pdf.conftest import LAYOUT, publication
from tests.verify.artifacts import PLAN

ROOT = Path(__file__).parents[3]
EXAMPLES = [
    folder / "existing-plan.txt" for folder in (ROOT / "inputs", ROOT.parent / "shared" / "plan")
]
FONTS = ROOT / "layouts" / "fonts"
STYLE = f"""<style>
@font-face {{ font-family: L; src: url({(FONTS / "LiberationSans-Regular.ttf").as_uri()}) }}
@font-face {{ font-family: L; font-weight: bold;
  src: url({(FONTS / "LiberationSans-Bold.ttf").as_uri()}) }}
@font-face {{ font-family: D; src: url({(FONTS / "DejaVuSans.ttf").as_uri()}) }}
@page {{ size: 420mm 5000mm; margin: 5mm }}
html {{ font: 9pt/1.35 L, D }}
body {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }}
p, ul {{ margin: 0 }} ul {{ padding: 0; list-style: disc inside }}
</style>"""
SENTENCE = "AVA, the harbour's keepers (off-shore/on-shore) find 1/3 of all lights affected: "
PARAGRAPHS = {
    "plain": SENTENCE * 4,
    "last line ends in a space": f"{SENTENCE}To ",
    "bold": f"<b>The aim: </b>{SENTENCE}<b>and Try to</b> {SENTENCE}",
    "link": f"See <a href='https://example.org/a'>the harbour plan of 2025/26</a> {SENTENCE}",
    "two fonts": f"{SENTENCE}✓ {SENTENCE}→ done ✓ {SENTENCE}",
    "accents": f"Ŵyr y tŷ â'r {SENTENCE}café, naïve e\u0301tude, coördinate, Zoë: {SENTENCE}",
    "other scripts": f"Καλημέρα κόσμε, 12 – 14. {SENTENCE}Добрый день, 12 – 14. {SENTENCE}",
    "right to left": f"{SENTENCE}שלום עולם {SENTENCE} السلام عليكم {SENTENCE}",
    "accents on spaces": f"{SENTENCE}a \u0301 b \u0308c {SENTENCE}\u0301d e \u0301" * 2,
    "quotes and signs": "say “go ” or ‘to ’ 12 % – of £5 (a ) [b ] to “ go ‘ to € 12 ≥ 5 – / no "
    * 5,
    "signs alone": "12 – 14, 2025/26, 1,000.00; 17 – 19, 2027/28 [3] (4) " * 6,
    "soft hyphens": f"{SENTENCE}inter\u00adagency co\u00adordinated light\u00adkeepers {SENTENCE}",
    "a long word": f"{SENTENCE}https://example.org/{'lantern' * 30} {SENTENCE}",
    "spaces": f"{SENTENCE}  two  and\u00a0fixed   three {SENTENCE}",
    "a break": f"{SENTENCE}<br>{SENTENCE}",
}
WIDTHS = (*range(12, 40, 4), *range(40, 90, 11))


def in_widths(paragraph: str) -> str:
    """Return `paragraph`, and an item of it, in columns of 12 to 90 mm."""
    one = f"<p>{paragraph}</p><ul><li>{paragraph}</li></ul>"
    return "".join(f"<div style='width: {width}mm'>{one}</div>" for width in WIDTHS)


def set_page(page: str) -> tuple[list[tuple[Any, ...]], bytes]:
    """Return the text, place and size of each text box of `page`, and its PDF."""
    with hanging_spaces():
        document = HTML(string=STYLE + page).render()
        boxes = [
            (b.text, b.position_x, b.position_y, b.width, b.height, b.baseline, b.margin_top)
            for page_ in document.pages
            for b in page_._page_box.descendants()
            if isinstance(b, TextBox)
        ]
        return boxes, document.write_pdf(uncompressed_pdf=True, pdf_identifier=b"same")


@pytest.fixture
def shaped(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Note of each line that is asked for whether it was shaped with its paragraph."""
    found: list[bool] = []
    own = Flow._shaped

    def noted(self: Flow, *arguments: Any) -> Any:
        shaped = own(self, *arguments)
        found.append(shaped is not None)
        return shaped

    monkeypatch.setattr(Flow, "_shaped", noted)
    yield found


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_lines_are_those_that_weasyprint_makes(name: str) -> None:
    """In 12 widths a paragraph has the same boxes, and its PDF the same bytes."""
    page = in_widths(PARAGRAPHS[name])
    boxes, data = set_page(page)
    with shaped_lines():
        shaped_boxes, shaped_data = set_page(page)

    assert shaped_boxes == boxes
    assert shaped_data == data


@pytest.mark.parametrize(
    ("name", "share"), [("plain", 0.9), ("accents", 0.75), ("bold", 0.85), ("two fonts", 0.5)]
)
def test_most_lines_are_shaped_once(name: str, share: float, shaped: list[bool]) -> None:
    """What WeasyPrint still makes itself are few lines of usual text."""
    with shaped_lines():
        set_page(in_widths(PARAGRAPHS[name]))
    assert sum(shaped) >= share * len(shaped)


@pytest.mark.parametrize("text", ["soft\u00adhyphen", "one<br>line", "<u>under a line</u>"])
def test_some_text_is_left_to_weasyprint(text: str, shaped: list[bool]) -> None:
    """Text that WeasyPrint breaks or decorates in ways of its own is not shaped."""
    with shaped_lines():
        set_page(f"<p>{text}</p>")
    assert shaped and not all(shaped)


@pytest.mark.parametrize("style", ["text-align: center", "text-indent: 4mm", "direction: rtl"])
def test_lines_in_other_places_are_the_same(style: str) -> None:
    """Lines that begin elsewhere than at the left are where WeasyPrint puts them."""
    page = f"<div style='width: 40mm; {style}'><p>{SENTENCE * 3}</p></div>"
    expected = set_page(page)
    with shaped_lines():
        assert set_page(page) == expected


def test_lines_beside_a_float_are_the_same() -> None:
    """Beside a float each line has the room that the float leaves."""
    page = f"<div><div style='float: left; width: 30mm; height: 9mm'></div>{SENTENCE * 6}</div>"
    expected = set_page(page)
    with shaped_lines():
        assert set_page(page) == expected


def test_cut_lines_end_in_an_ellipsis() -> None:
    """A shaped line is a layout of WeasyPrint's as well, where it is drawn in another way."""
    page = (
        "<div style='width: 40mm; overflow: hidden; text-overflow: ellipsis; max-lines: 2; "
        f"block-ellipsis: auto'>{SENTENCE * 2}</div>"
    )
    expected = set_page(page)
    with shaped_lines():
        assert set_page(page) == expected


def test_a_long_text_is_shaped_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part of a text ends, the lines are still those of the whole."""
    page = f"<div style='width: 50mm'>{PARAGRAPHS['accents'] * 4}</div>"
    expected = set_page(page)
    monkeypatch.setattr(flow, "AHEAD", 150)
    with shaped_lines():
        assert set_page(page) == expected


def set_by(plan: Plan, program: str, layout: Layout = LAYOUT) -> bytes:
    """Return `plan` as PDF, its lines by WeasyPrint or by us."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLISH_LINES", program)
        return render_pdf(publication(plan, layout))


@pytest.mark.parametrize("plan", [SMALL, PLAN], ids=["one page", "several"])
def test_the_pdf_has_the_same_bytes(plan: Plan) -> None:
    """A publication does not depend on who made its lines."""
    assert set_by(plan, "us") == set_by(plan, "weasyprint")


@given(plans(max_recommendations=2))
@settings(max_examples=6)
def test_any_plan_has_the_same_bytes(plan: Plan) -> None:
    """Plans of awkward text have the same bytes as well."""
    assert set_by(plan, "us") == set_by(plan, "weasyprint")


@pytest.mark.parametrize(
    ("path", "layout"),
    [(EXAMPLES[0], "compact"), *((path, "devon-and-cornwall") for path in EXAMPLES)],
    ids=["example, compact", "example", "real plan"],
)
def test_whole_plans_have_the_same_bytes(path: Path, layout: str) -> None:
    """The example in two layouts, and the real plan where it lies beside the project."""
    if not path.is_file():
        pytest.skip("the real plan does not lie beside the project (../shared/plan)")
    plan, looks = load_plan(path).plan, load_layout(layout)
    assert set_by(plan, "us", looks) == set_by(plan, "weasyprint", looks)


@pytest.mark.parametrize(("name", "value"), [("PUBLISH_LINES", "weasyprint"), ("version", "70.1")])
def test_weasyprint_can_make_all_lines(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, shaped: list[bool]
) -> None:
    """A word in the environment, or another WeasyPrint, leaves every line to WeasyPrint."""
    if name == "version":
        monkeypatch.setattr(weasyprint, "__version__", value)
    else:
        monkeypatch.setenv(name, value)
    with shaped_lines():
        set_page(f"<p>{SENTENCE}</p>")
    assert not shaped


def test_leaves_weasyprint_as_it_was() -> None:
    """What is put in its place is taken away again, whatever happens."""
    before = block.iter_line_boxes, inline.split_text_box, draw.draw_text
    with pytest.raises(ZeroDivisionError), shaped_lines():
        raise ZeroDivisionError
    assert (block.iter_line_boxes, inline.split_text_box, draw.draw_text) == before
