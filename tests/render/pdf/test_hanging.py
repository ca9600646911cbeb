"""Spaces at a line's end hang: bold words, links and bullets do not change where lines break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline

from pipeline.render.pdf.hanging import hanging_spaces

FONT = Path(__file__).parents[3] / "layouts" / "fonts" / "LiberationSans-Regular.ttf"
STYLE = """<style>@font-face {{ font-family: L; src: url({font}) }}
@page {{ size: 420mm 5000mm; margin: 5mm }} html {{ font: 9pt/1.35 L }} body {{ margin: 0 }}
p, ul {{ margin: 0 }}
i {{ font-style: normal }}
ul {{ padding: 0; list-style: disc inside }}
div {{ white-space: {space} }}
</style>"""
WORDS = "the lantern keepers mend a range of small harbour lights and so on until spring comes"


def set_lines(page: str, space: str) -> list[str]:
    """Return the text of each line of `page`, without white space at its ends."""
    style = STYLE.format(font=FONT.as_uri(), space=space)
    return [
        "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).strip()
        for page_ in HTML(string=style + page).render().pages
        for line in page_._page_box.descendants()
        if isinstance(line, LineBox)
    ]


def in_widths(paragraph: str) -> str:
    """Return `paragraph` in columns of 25 to 70 mm."""
    widths = range(250, 700, 3)
    return "".join(f'<div style="width: {width / 10}mm">{paragraph}</div>' for width in widths)


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<p><a>The aim:</a> {WORDS}</p>",
        f"<p>See <a>the plan</a> {WORDS}</p>",
        f"<p>{WORDS} <a>now done today</a></p>",
        f"<p>{WORDS} <a><i>now</i> </a><i>done</i> today</p>",
    ],
)
def test_lines_break_where_they_would_without_a_run(paragraph: str) -> None:
    """In 150 widths, a paragraph breaks where its words break without a link or another run."""
    plain = re.sub("</?[ai]>", "", paragraph)
    with hanging_spaces():
        assert set_lines(in_widths(paragraph), "pre-wrap") == set_lines(in_widths(plain), "normal")


@pytest.mark.parametrize(
    "paragraph", [f"<p><b>Aim:</b> {WORDS}</p>", f"<ul><li>{WORDS}</li></ul>", f"<p>{WORDS}</p>"]
)
def test_lines_break_where_they_would_without_kept_spaces(paragraph: str) -> None:
    """In 150 widths, kept spaces break lines where collapsed spaces do."""
    page = in_widths(paragraph)
    with hanging_spaces():
        assert set_lines(page, "pre-wrap") == set_lines(page, "normal")


def test_no_bullet_is_alone_on_its_line() -> None:
    """Of 400 items of many lengths each begins beside its bullet."""
    words = WORDS.split()
    items = (
        " ".join(words[(number * step) % len(words)] for step in range(1, 5 + number % 17))
        for number in range(400)
    )
    page = (
        f'<div style="width: 43mm"><ul>{"".join(f"<li>{item}</li>" for item in items)}</ul></div>'
    )
    with hanging_spaces():
        lines = set_lines(page, "pre-wrap")
    assert sum(line.startswith("•") for line in lines) == 400
    assert "•" not in lines


def test_leaves_weasyprint_as_it_was() -> None:
    """What is put in its place is taken away again, whatever happens."""
    before = inline.trailing_whitespace_size
    with pytest.raises(ZeroDivisionError), hanging_spaces():
        raise ZeroDivisionError
    assert inline.trailing_whitespace_size is before
