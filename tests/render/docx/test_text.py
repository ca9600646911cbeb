"""Tests of rich text in a document: styles, lists, links, spaces."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from pipeline.model import Plan
from pipeline.richtext import BulletList, Paragraph, RichText, Run, plain_text, rich_text
from tests.plans import SMALL
from tests.render.docx.rendered import opened


def _with_update(update: RichText) -> Plan:
    first = SMALL.recommendations[0]
    action = first.actions[0].replaced(updates=(update, RichText()))
    return replace(SMALL, recommendations=(replace(first, actions=(action,)),))


def _cell(update: RichText) -> Any:
    return opened(_with_update(update)).tables[0].rows[1].cells[5]


def _line(*runs: Run) -> RichText:
    return rich_text([Paragraph(runs)])


def test_plain_text_has_no_formatting_of_its_own() -> None:
    """Plain words are in their paragraph's style and in nothing else."""
    (paragraph,) = _cell(plain_text("Planned.")).paragraphs
    assert paragraph.style.name == "Table Text"
    assert not list(paragraph._p.iter(qn("w:rPr")))


def test_bold_and_italic_are_styles() -> None:
    """Bold is Strong and italic is Emphasis; only what a style leaves open is set by hand."""
    cell = _cell(
        _line(Run("a", bold=True), Run("b", italic=True), Run("c", bold=True, italic=True))
    )
    runs = cell.paragraphs[0].runs
    assert [run.style.name for run in runs] == ["Strong", "Emphasis", "Strong"]
    assert [(run.bold, run.italic) for run in runs] == [(None, None), (None, None), (None, True)]


def test_lists_are_real() -> None:
    """Each item is a paragraph in a style that draws the bullet; no sign is typed."""
    cell = _cell(rich_text([BulletList(((Run("intake"),), (Run("handover"),)))]))
    assert [p.text for p in cell.paragraphs] == ["intake", "handover"]
    style = cell.paragraphs[0].style
    assert style.name == "Table Bullet"
    assert style.element.pPr.numPr.numId.val == 1


def test_links_lead_somewhere() -> None:
    """A link is a relationship to its address, in the style that Word has for links."""
    address = "https://example.org/a?b=1&c=2"
    cell = _cell(
        _line(Run("See "), Run("this", link=address), Run(" and "), Run("it", link=address))
    )
    links = cell.paragraphs[0].hyperlinks
    assert [(link.text, link.address) for link in links] == [("this", address), ("it", address)]
    assert links[0].runs[0].style.name == "Hyperlink"
    assert links[0]._hyperlink.rId == links[1]._hyperlink.rId


def test_spaces_at_the_ends_of_runs_stay() -> None:
    """Spaces between runs and no-break spaces are kept as they are."""
    cell = _cell(_line(Run("two "), Run("words", bold=True), Run(" of £\N{NO-BREAK SPACE}3")))
    assert cell.text == "two words of £\N{NO-BREAK SPACE}3"


def test_content_is_never_markup() -> None:
    """What looks like markup is text."""
    text = "<w:br/> & {{ 7 }} ]]> \\ \"'"
    assert _cell(plain_text(text)).text == text
