"""Words that a template writes itself are found, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.layout import built_in_folder
from pipeline.literals import literal_words


@pytest.mark.parametrize("name", ["plan.html.jinja", "page.html.jinja"])
def test_the_built_in_templates_have_none(name: str) -> None:
    """Every word that they print is of the plan, of words.toml, or about the page."""
    source = Path(built_in_folder() / name).read_text(encoding="utf-8")

    assert list(literal_words(source)) == []


def test_each_is_found_with_its_line() -> None:
    """Attributes, comments and what is filled in are not words; entities are none either."""
    source = (
        '<p class="a {{ b }}" title="no">{# no #}{{ c }}&nbsp;·</p>\n'
        "<p>Write to: {{ d }}</p>\n"
        "{% if\n e %}<{{ tag }} id='no'>Also 7</{{ tag }}>{% endif %}"
    )

    assert list(literal_words(source)) == [(2, "Write to"), (4, "Also 7")]


def test_what_is_about_the_page_may_say_anything() -> None:
    """An aside is read as furniture, and ends where it ends."""
    source = "<aside>one<aside>two</aside>three</aside>four<footer>five</footer>"

    assert list(literal_words(source)) == [(1, "four")]
