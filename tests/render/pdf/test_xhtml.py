"""A page that is parsed already, and the styles that it does not need."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from weasyprint import HTML

from pipeline.render.pdf.xhtml import Xhtml

PAGE = "<html><head/><body><p>A plan.<span>A note.</span></p><ul><li>A part</li></ul></body></html>"


def styles_of(style: str, name: str = "p") -> set[str | None]:
    """Return which pseudo-elements of the element `name` the browser's own sheet styles."""
    page = Xhtml(fromstring(PAGE), "", None, (style,))  # noqa: S314 - our own text
    element = next(page.wrapper_element.query_all(name))
    return {match[2] for sheet in page._ua_stylesheets() for match in sheet.matcher.match(element)}


def test_a_page_without_notes_has_no_styles_for_them() -> None:
    """No element has more styles than its own."""
    assert styles_of("p.note { color: red }") == {None}


def test_the_items_of_a_list_have_markers() -> None:
    """Others have none, but where a style sheet makes items of them."""
    assert "marker" in styles_of("", "li")
    assert "marker" in styles_of("p { display: list-item }")


@pytest.mark.parametrize("style", ["span { float: footnote }", "span { position: note(aside) }"])
def test_a_layout_may_have_notes(style: str) -> None:
    """A style sheet with footnotes or notes finds WeasyPrint's own rules as they are."""
    assert {"footnote-call", "note-marker"} <= styles_of(style)


def test_the_browsers_sheet_stays_as_it_was() -> None:
    """Others who use WeasyPrint in the same process have its rules."""
    styles_of("")
    element = next(Xhtml(fromstring(PAGE), "", None, ()).wrapper_element.query_all("p"))  # noqa: S314
    matches = HTML(string="<p>").wrapper_element and HTML(string="<p>")._ua_stylesheets()
    assert any(match[2] == "footnote-call" for match in matches[0].matcher.match(element))
