"""Tests of lists: bullets become items, numbers become words."""

from __future__ import annotations

import pytest

from tests.ingest.docx.documents import only_cell, paragraph


def _level(level: int, form: str, shown: str, style: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{bound}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def _list(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def _num(identifier: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


_NUMBERING = (
    _list(0, _level(0, "bullet", "\uf0b7"), _level(1, "bullet", "o"))
    + _list(
        1,
        _level(0, "decimal", "%1."),
        _level(1, "lowerLetter", "%1.%2)"),
        _level(2, "lowerRoman", "(%3)"),
    )
    + _list(2, _level(0, "none", ""))
    + '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="L"/></w:abstractNum>'
    + _list(4, _level(0, "decimal", "%1"), _level(1, "decimal", "%1.%2", style="Sub"))
    + _num(1, 0)
    + _num(2, 1)
    + _num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    + _num(4, 2)
    + _num(5, 3)
    + _num(6, 4)
)
_STYLES = """
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B2"><w:name w:val="Mine"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/>
  <w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>
"""


def _item(words: str, number: int, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, properties=properties)


def _styled(words: str, style: str, more: str = "") -> str:
    return paragraph(words, properties=f'<w:pStyle w:val="{style}"/>{more}')


def _plain(content: str) -> str:
    return only_cell(content, {"numbering": _NUMBERING, "styles": _STYLES}).content.plain


@pytest.mark.parametrize(
    "items",
    [
        _item("a", 1) + _item("b", 1, level=1),
        _styled("a", "B") + _styled("b", "B2"),
    ],
)
def test_bullets_are_items(items: str) -> None:
    """Bullets of the paragraph or of its style make items of one list, at every level."""
    assert _plain(items) == "• a\n• b"


def test_numbers_are_words() -> None:
    """A numbered paragraph begins with its number, counted through its levels."""
    items = (
        _item("a", 2)
        + _item("b", 2, 1)
        + _item("c", 2, 1)
        + _item("d", 2, 2)
        + _item("e", 2)
        + _item("f", 2, 1)
    )
    assert _plain(items) == "1. a\n1.a) b\n1.b) c\n(i) d\n2. e\n2.a) f"


def test_list_that_begins_anew() -> None:
    """A list goes on where another of its definition stopped, unless it says where to begin."""
    assert _plain(_item("a", 2) + _item("b", 3) + _item("c", 3)) == "1. a\n5. b\n6. c"


def test_paragraph_taken_out_of_its_list() -> None:
    """Number nought takes a paragraph out of the list of its style."""
    assert _plain(_styled("a", "B", '<w:numPr><w:numId w:val="0"/></w:numPr>')) == "a"


def test_list_style_and_level_of_a_style() -> None:
    """A list may be defined by a list style, and a style be bound to one of its levels."""
    assert _plain(_item("a", 5)) == "1. a"
    assert _plain(_styled("a", "Sub")) == "1.1 a"


def test_empty_paragraph_shows_its_number() -> None:
    """Word draws the number of an empty paragraph; a bullet without words is nothing."""
    assert _plain(_item("", 2)) == "1."
    assert _plain(_item("", 1)) == ""


def test_list_without_signs_is_paragraphs() -> None:
    """A list that shows no sign, or that the file does not define, is plain paragraphs."""
    assert _plain(_item("a", 4) + _item("b", 99)) == "a\nb"


def test_break_in_an_item_is_a_space() -> None:
    """An item is one line, also where the writer broke it."""
    broken = paragraph(
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", properties='<w:pStyle w:val="B"/>'
    )
    assert _plain(broken) == "• ab".replace("ab", "a b")


@pytest.mark.parametrize(
    ("form", "counted"),
    [("upperRoman", "IV"), ("upperLetter", "D"), ("decimalZero", "04"), ("ordinal", "4")],
)
def test_forms_of_numbers(form: str, counted: str) -> None:
    """Numbers are written as the list says; a form that is not known is written in figures."""
    numbering = _list(0, _level(0, form, "%1").replace('"1"', '"4"', 1)) + _num(1, 0)
    assert only_cell(_item("x", 1), {"numbering": numbering}).content.plain == f"{counted} x"
