"""Any layout can be printed: with its own template and style, or with the built-in ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import LayoutError
from pipeline.layout import Layout, load_layout
from pipeline.render.pdf import render_pdf
from tests.plans import SMALL
from tests.render.pdf.conftest import LAYOUT, publication
from tests.render.pdf.tagged import read_tags

MakeLayout = Callable[..., Layout]


@pytest.fixture
def make_layout(tmp_path: Path) -> MakeLayout:
    """Return what makes a layout of two TOML files, with changes, and of other files."""

    def make(changes: dict[str, str] | None = None, **files: str) -> Layout:
        folder = tmp_path / "wexmoor"
        folder.mkdir()
        shutil.copytree(LAYOUT.folder.parent / "fonts", tmp_path / "fonts")
        shutil.copy(LAYOUT.folder / "words.toml", folder)
        text = (LAYOUT.folder / "layout.toml").read_text(encoding="utf-8")
        for old, new in (changes or {}).items():
            assert old in text
            text = text.replace(old, new)
        (folder / "layout.toml").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
        return load_layout(str(folder))

    return make


def test_layout_of_numbers_and_words_alone_is_enough(make_layout: MakeLayout) -> None:
    """A layout without template and style takes the built-in ones."""
    layout = make_layout(
        {"size = 9 ": "size = 10 ", '"A3"': '"A4"', "summary = true": "summary = false"}
    )

    document = read_tags(render_pdf(publication(SMALL, layout))).document

    assert "Status" == document.all("TH")[6].text


def test_layout_may_have_a_template_of_its_own(make_layout: MakeLayout) -> None:
    """The tags follow the template's own elements."""
    said = "{{ words.table }} &amp; <b>{{ words.legend }}</b>"
    page = f"<html><body><h1>{{{{ plan.title }}}}</h1>\n<div><p>{said}</p></div></body></html>"
    layout = make_layout(plan_html_jinja=page, plan_css="p { color: var(--text) }")

    document = read_tags(render_pdf(publication(SMALL, layout))).document

    assert ["Document", "H1", "Div", "P", "Strong"] == [tag.role for tag in document.walk()]
    assert "Action plan by recommendation & Status words" == document.all("P")[0].text


def test_tables_of_one_page_have_headings_of_their_own(make_layout: MakeLayout) -> None:
    """Two tables on a page share no heading's name."""
    cells = "<th scope='row'>{{ words.table }}</th><td>{{ words.legend }}</td>"
    table = f"<table><tbody><tr>{cells}</tr></tbody></table>"
    layout = make_layout(plan_html_jinja=f"<html><body>{table}{table}</body></html>")

    document = read_tags(render_pdf(publication(SMALL, layout))).document

    names = [str(tag.element.ID) for tag in document.all("TH")]
    assert 2 == len(set(names))
    assert names == [str(tag.attributes["/Headers"][0]) for tag in document.all("TD")]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"plan_html_jinja": "<html><body>{{ nothing }}</body></html>"}, "nothing"),
        ({"plan_html_jinja": "<html><body>{% if %}</body></html>"}, "line 1"),
        ({"plan_html_jinja": "<html><body><p></body></html>"}, "well-formed"),
        ({"plan_html_jinja": "<html/>"}, "<body>"),
        ({"plan_css": "p { color: var(--nothing) }"}, "--nothing"),
        ({"plan_css": "@import url(https://example.org/a.css);"}, "https://example.org/a.css"),
        ({"plan_css": "@import url(../../words.toml);"}, "words.toml"),
        ({"plan_css": "h1 { background: url(/etc/passwd) }"}, "/etc/passwd"),
        ({"plan_css": "h1 { display: none }"}, "does not print the whole"),
    ],
)
def test_fault_in_a_layout_is_said(
    make_layout: MakeLayout, files: dict[str, str], said: str
) -> None:
    """A wrong template or style, or one that reaches outside its folder, is a LayoutError."""
    layout = make_layout(**files)

    with pytest.raises(LayoutError) as caught:
        render_pdf(publication(SMALL, layout))

    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"LiberationSans-Bold.ttf": "Nothing.ttf"}, "Nothing.ttf"),
        ({"LiberationSans-Bold.ttf": "OFL.txt"}, "OFL.txt"),
        ({'"Liberation Sans"': '"Comic Sans"'}, "Comic Sans"),
    ],
)
def test_fault_in_a_font_is_said(
    make_layout: MakeLayout, changes: dict[str, str], said: str
) -> None:
    """A font that is missing, is none, or is of another family, is a LayoutError."""
    with pytest.raises(LayoutError) as caught:
        render_pdf(publication(SMALL, make_layout(changes)))

    assert said in caught.value.message
