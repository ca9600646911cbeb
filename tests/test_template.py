"""Templates of strangers: they get plain values, and read, write and do nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.diff import diff_plans
from pipeline.diff.page import diff_page
from pipeline.errors import LayoutError
from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from pipeline.template import css_string, fill_page, fill_template, layout_values, plain_value
from tests.plans import SMALL

LAYOUT = load_layout("devon-and-cornwall")
ELSEWHERE = "a word that is not of the layout"
TEMPLATES = {"pdf": "plan.html.jinja", "html": "page.html.jinja"}


def hostile(folder: Path, name: str, text: str) -> Publication:
    """Return a publication whose layout has `text` as its file `name`."""
    (folder / name).write_text(text, encoding="utf-8")
    return Publication(SMALL, replace(LAYOUT, folders=(folder, *LAYOUT.folders)), "plan")


def _unsafe(value: Any) -> bool:
    """Return whether `value` holds a path, something that can be called, or one of our objects."""
    if isinstance(value, dict):
        return any(map(_unsafe, (*value, *value.values())))
    if isinstance(value, tuple):
        return any(map(_unsafe, value))
    if type(value).__name__ == "SimpleNamespace":
        return any(map(_unsafe, vars(value).values()))
    return callable(value) or type(value).__module__.startswith(("pipeline", "pathlib"))


@pytest.mark.parametrize("form", TEMPLATES)
@pytest.mark.parametrize(
    "attack",
    [
        "{{ layout.folder.read_text() }}",
        "{{ layout.folders[0].parent }}",
        "{{ layout.find('plan.css').unlink() }}",
        "{{ layout.type.files.regular }}",
        "{{ page.publication.layout.folder }}",
        "{{ plan.__class__.__mro__ }}",
        "{{ plan['__class__'] }}",
        "{{ plan | attr('__class__') }}",
        "{{ layout.words.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(plan) }}",
        "{{ '{0.__class__}'.format_map({'0': plan}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ layout.words.update({'web': {}}) }}",
        "{% include '../secret.txt' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'nowhere.txt' %}",
        "{{ 1 / 0 }}",
        "{{ 1 + 'a' }}",
        "{{ '{x}'.format() }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ ('<scr' ~ 'ipt>alert(1)</scr' ~ 'ipt>') | safe }}",
        "{% autoescape false %}{{ '<iframe src=x>' }}{% endautoescape %}",
        "<{{ 'script' }}>alert(1)</script>",
        "<p {{ {'onclick': 'x'} | xmlattr }}>a</p>",
    ],
)
def test_an_attack_is_an_error_of_the_layout(form: str, attack: str, tmp_path: Path) -> None:
    """Every way out of a template ends in one message, and no file is read, written or deleted."""
    (tmp_path / "secret.txt").write_text(ELSEWHERE, encoding="utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    page = f"<html><head></head><body>\n{attack}</body></html>"
    publication = hostile(folder, TEMPLATES[form], page)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(LayoutError) as error:
        renderer(form)(publication)
    assert ELSEWHERE not in error.value.message
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", [*TEMPLATES.values(), "plan.css", "page.css"])
def test_a_link_in_a_layout_is_not_followed(name: str, tmp_path: Path) -> None:
    """A link would publish a file that is not the layout's."""
    (tmp_path / "secret.txt").write_text(ELSEWHERE, encoding="utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / name).symlink_to("../secret.txt")
    layout = replace(LAYOUT, folders=(folder, *LAYOUT.folders))
    form = "pdf" if name.startswith("plan") else "html"
    with pytest.raises(LayoutError, match="is a link"):
        renderer(form)(Publication(SMALL, layout, "plan"))


def test_a_linked_folder_inside_a_layout_is_not_followed(tmp_path: Path) -> None:
    """What is included from a folder that is a link is not the layout's either."""
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "part.txt").write_text(ELSEWHERE, encoding="utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "parts").symlink_to("../else")
    publication = hostile(folder, "page.html.jinja", "{% include 'parts/part.txt' %}")
    with pytest.raises(LayoutError, match="is a link"):
        renderer("html")(publication)


@pytest.mark.parametrize("address", ["../secret.txt", "inside.png", "file:///etc/passwd"])
def test_a_style_sheet_fetches_files_of_the_folder_alone(address: str, tmp_path: Path) -> None:
    """A path out of the folder, a link in it and a file of the machine are refused."""
    (tmp_path / "secret.txt").write_text(ELSEWHERE, encoding="utf-8")
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "inside.png").symlink_to("../secret.txt")
    style = f"body {{ background: url({address}) }}"
    with pytest.raises(LayoutError):
        renderer("pdf")(hostile(folder, "plan.css", style))


@pytest.mark.parametrize(
    "style", ["</style><script>alert(1)</script><style>", "@import url(https://wexmoor.example/);"]
)
def test_the_web_page_s_style_holds_no_script(style: str, tmp_path: Path) -> None:
    """A style sheet cannot end its element and begin another one, and it fetches nothing."""
    with pytest.raises(LayoutError, match=r"page\.html\.jinja: <s"):
        renderer("html")(hostile(tmp_path, "page.css", style))


def test_a_fifo_is_no_template(tmp_path: Path) -> None:
    """What is not a file is not opened: the built-in template is used."""
    os.mkfifo(tmp_path / "page.html.jinja")
    layout = replace(LAYOUT, folders=(tmp_path, *LAYOUT.folders))
    made = renderer("html")(Publication(SMALL, layout, "plan"))
    assert made == renderer("html")(Publication(SMALL, LAYOUT, "plan"))


@pytest.mark.parametrize("fill", [fill_template, fill_page])
def test_a_fault_names_its_line(fill: Callable[..., str], tmp_path: Path) -> None:
    """The message says where in the template a value does not fit."""
    (tmp_path / "one.jinja").write_text("<html><head></head>\n{{ 1 / 0 }}</html>", encoding="utf-8")
    layout = replace(LAYOUT, folders=(tmp_path, *LAYOUT.folders))
    with pytest.raises(LayoutError, match=r"one\.jinja, line 2: division"):
        fill(layout, "one.jinja", {})


def test_every_page_forbids_scripts() -> None:
    """Each web page says to a browser that nothing is run and nothing fetched."""
    page = renderer("html")(Publication(SMALL, LAYOUT, "plan"))
    for made in (page, diff_page(diff_plans(SMALL, SMALL), (SMALL, SMALL), ("a", "b"), LAYOUT)):
        assert b'<head>\n<meta http-equiv="Content-Security-Policy"' in made


def test_values_are_plain() -> None:
    """Nothing that a template gets can be called, is a path or one of our objects."""
    given = plain_value({"layout": layout_values(LAYOUT), "rows": SMALL.recommendations[0].text})
    assert not _unsafe(given)
    assert given["layout"]["colours"].text == LAYOUT.colours.text
    for value in (Path("a"), open, object()):
        with pytest.raises(TypeError, match="not a plain value"):
            plain_value({"a": [value]})


def test_css_string_stays_a_string() -> None:
    """A word of the layout cannot end the style sheet it is put in."""
    assert css_string('a"</style>') == r'"a\000022\00003c\00002fstyle\00003e"'
