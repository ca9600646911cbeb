"""Tests of words: looks, links, fields, breaks and signs."""

from __future__ import annotations

import pytest

from pipeline.richtext import Paragraph, Run
from pipeline.table import RawText
from tests.ingest.docx.documents import cell, document, only_cell, paragraph, read, row, table, text

_STYLES = """
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="T"><w:name w:val="Stronger"/><w:basedOn w:val="S"/></w:style>
<w:style w:type="character" w:styleId="C1"><w:name w:val="x"/><w:basedOn w:val="C2"/></w:style>
<w:style w:type="character" w:styleId="C2"><w:name w:val="y"/><w:basedOn w:val="C1"/></w:style>
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Bold"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>
  <w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""


def _runs(content: str, links: str = "") -> tuple[Run, ...]:
    (block,) = only_cell(content, {"styles": _STYLES}, links).content.blocks
    assert isinstance(block, Paragraph)
    return block.runs


@pytest.mark.parametrize(
    ("properties", "bold", "italic"),
    [
        ("<w:b/>", True, False),
        ('<w:b w:val="0"/>', False, False),
        ('<w:i w:val="true"/>', False, True),
        ('<w:rStyle w:val="S"/>', True, False),
        ('<w:rStyle w:val="T"/><w:i/>', True, True),
        ('<w:rStyle w:val="S"/><w:b w:val="false"/>', False, False),
        ('<w:rStyle w:val="C1"/>', False, False),
    ],
)
def test_looks_of_runs(properties: str, bold: bool, italic: bool) -> None:
    """A run's own word counts, then its character style's and those it is based on."""
    assert _runs(paragraph(text("x", properties))) == (Run("x", bold, italic),)


def test_paragraph_style_stresses_nothing() -> None:
    """Words in a paragraph that is bold as a whole are not stressed."""
    assert _runs(paragraph("x", properties='<w:pStyle w:val="P"/>')) == (Run("x"),)


def test_link_by_relationship() -> None:
    """A link leads where its relationship says, and to the place in the page that it names."""
    link = f'<w:hyperlink r:id="link" w:anchor="top">{text("here")}</w:hyperlink>'
    assert _runs(paragraph(link), "https://example.org/a") == (
        Run("here", link="https://example.org/a#top"),
    )


def test_link_inside_document_is_text() -> None:
    """A link to a place in the document keeps its words."""
    assert _runs(paragraph(f'<w:hyperlink w:anchor="x">{text("here")}</w:hyperlink>')) == (
        Run("here"),
    )


def _field(turn: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>'


def _instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.mark.parametrize(
    "field",
    [
        _field("begin")
        + _instruction("HYPERLINK &quot;https://exa")
        + _instruction("mple.org/&quot; \\t")
        + _field("separate")
        + text("site")
        + _field("end"),
        f'<w:fldSimple w:instr=" HYPERLINK https://example.org/ ">{text("site")}</w:fldSimple>',
    ],
)
def test_link_by_field(field: str) -> None:
    """A link that is a field, simple or in parts, is a link."""
    assert _runs(paragraph("a ", field, " b")) == (
        Run("a "),
        Run("site", link="https://example.org/"),
        Run(" b"),
    )


def test_field_shows_its_result() -> None:
    """A field's result is text; its instruction is not, nor that of one inside it."""
    inner = _field("begin") + _instruction("DATE") + _field("separate") + text("7") + _field("end")
    field = (
        _field("begin")
        + _instruction("IF ")
        + inner
        + _field("separate")
        + text("May")
        + _field("end")
    )
    assert _runs(paragraph("On ", field)) == (Run("On May"),)


def test_drop_down_of_an_old_form() -> None:
    """What was picked in a form's list is drawn by Word and read as text."""
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Not started", "Complete"))
    choices = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{choices}</w:fldChar></w:r>'
    field = begin + _instruction("FORMDROPDOWN") + _field("end")
    assert _runs(paragraph("It is: ", field)) == (Run("It is: Complete"),)


def test_field_without_end_hides_nothing() -> None:
    """A field that a damaged file never ends does not swallow what follows."""
    body = table(row(cell(paragraph("a", _field("begin")) + paragraph("b")), "c"))
    found = next(read(document(body)).tables())
    assert [c.content.plain for c in found.rows[0]] == ["a\nb", "c"]


def test_breaks_tabs_and_hyphens() -> None:
    """A break begins a paragraph, a tab is a space, hyphens are characters."""
    run = (
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        "<w:softHyphen/><w:t>e</w:t></w:r>"
    )
    assert (
        only_cell(paragraph(run)).content.plain == "a\nb c\N{NON-BREAKING HYPHEN}d\N{SOFT HYPHEN}e"
    )


def test_spaces_of_the_file_are_not_of_the_text() -> None:
    """Spaces at the ends of a text count only where the file says so."""
    assert only_cell(paragraph("<w:r><w:t> a </w:t></w:r>", "b")).content.plain == "ab"
    assert only_cell(paragraph("a ", "b")).content.plain == "a b"


def test_symbols() -> None:
    """Signs of symbol fonts are read as what they show; a bullet makes a list item."""
    bullet = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    typed = text("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')
    assert only_cell(paragraph(bullet, " first")).content.plain == "• first"
    assert only_cell(paragraph(typed, " done")).content.plain == "✔ done"
    assert only_cell(paragraph("\uf0fc")).content.plain == "\uf0fc"
    plain = text("§", '<w:rFonts w:ascii="Wingdings"/>')
    assert only_cell(paragraph(plain, " first")).content.plain == "• first"
    assert only_cell(paragraph("see § 4")).content.plain == "see § 4"


def test_emoji_of_newer_words() -> None:
    """Where Word writes a sign twice, for its newest version and for others, it is read once."""
    smile = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><m:symEx/></mc:Choice>'
        "<mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert only_cell(paragraph("so ", smile)).content.plain == "so ☺"


def test_maths_is_kept() -> None:
    """The letters of a formula are words too."""
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
    assert only_cell(paragraph("so ", formula)).content.plain == "so x=2"


def _levels(*styles: str) -> list[int]:
    body = "".join(paragraph("x", properties=f'<w:pStyle w:val="{style}"/>') for style in styles)
    return [
        i.level for i in read(document(body, {"styles": _STYLES})).items if isinstance(i, RawText)
    ]


def test_title_and_headings_have_levels() -> None:
    """The title is level 1; where a document has none, its first headings are."""
    assert _levels("Titel", "H1", "H2", "P") == [1, 2, 3, 0]
    assert _levels("H1", "H2", "P") == [1, 2, 0]


def test_outline_level_makes_a_heading() -> None:
    """A paragraph with an outline level of its own is a heading, but for body text's level."""
    body = "".join(
        paragraph("x", properties=f'<w:outlineLvl w:val="{level}"/>') for level in (0, 9)
    )
    assert [i.level for i in read(document(body)).items if isinstance(i, RawText)] == [1, 0]


def test_contents_list_is_furniture() -> None:
    """A table of contents repeats the headings; it is on the page and not of the plan."""
    found = read(
        document(paragraph("Plan 1", properties='<w:pStyle w:val="TOC1"/>'), {"styles": _STYLES})
    )
    assert (found.items, found.furniture) == ((), ("Plan 1",))
