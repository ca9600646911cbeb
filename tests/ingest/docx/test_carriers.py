"""What carries words in a document beside its runs."""

from __future__ import annotations

import pytest

from pipeline.table import RawDocument, RawText
from tests.ingest.docx.documents import document, only_cell, paragraph, read, text

_MATHS = "<m:oMath>{}</m:oMath>"


def _m(name: str, **parts: str) -> str:
    inside = "".join(f"<m:{k}><m:r><m:t>{v}</m:t></m:r></m:{k}>" for k, v in parts.items())
    return f"<m:{name}>{inside}</m:{name}>"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (_m("f", num="45", den="56"), "45/56"),
        (_m("f", num="a+b", den="2"), "(a+b)/2"),
        (_m("sSup", e="10", sup="6"), "10⁶"),
        (_m("sSub", e="x", sub="max"), "x_max"),
        (_m("sSubSup", e="x", sub="1", sup="2"), "x₁²"),
        (_m("rad", deg="3", e="8"), "³√8"),
        (_m("d", e="a"), "(a)"),
        ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>' + _m("e", r="")[:0]
         + "<m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>", "[a]"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub>'
         "<m:sup><m:r><m:t>9</m:t></m:r></m:sup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>",
         "∑₁⁹ x"),
        (_m("func", fName="sin", e="x"), "sin x"),
    ],
)  # fmt: skip
def test_a_formula_keeps_its_meaning(formula: str, said: str) -> None:
    """Fractions, powers, indices, roots, brackets and sums on one line."""
    made = f"<m:oMathPara>{_MATHS.format(formula)}</m:oMathPara>"
    assert only_cell(paragraph(made, " of boats")).content.plain == f"{said} of boats"


def test_a_formula_beside_paragraphs_is_read() -> None:
    """A formula may be a block of its own, in a cell as in the body."""
    formula = f"<m:oMathPara>{_MATHS.format(_m('f', num='1', den='2'))}</m:oMathPara>"
    assert only_cell(formula + paragraph("half")).content.plain == "1/2\nhalf"
    (item,) = read(document(formula)).items
    assert isinstance(item, RawText)
    assert item.content.plain == "1/2"


@pytest.mark.parametrize(
    ("before", "shifted", "how", "said"),
    [
        ("45", "1", "superscript", "45¹"),
        ("10 km", "2", "superscript", "10 km²"),
        ("1", "st", "superscript", "1st"),
        ("boats", "a", "superscript", "boats^a"),
        ("CO", "2", "subscript", "CO₂"),
        ("45", "1", "baseline", "451"),
    ],
)
def test_raised_and_lowered_figures_stay_apart(
    before: str, shifted: str, how: str, said: str
) -> None:
    """As Unicode signs, or behind `^`; an ordinal's ending stays."""
    run = text(shifted, f'<w:vertAlign w:val="{how}"/>')
    assert only_cell(paragraph(before, run)).content.plain == said


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings 2", "F050", "✔"),
        ("Wingdings 2", "52", "☑"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Webdings", "F061", "✔"),
        ("Wingdings 3", "F067", "→"),
    ],
)
def test_signs_of_symbol_fonts(font: str, code: str, sign: str) -> None:
    """Ticks and boxes of every symbol font are what they show."""
    made = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert only_cell(paragraph("so ", made)).content.plain == f"so {sign}"


def test_an_unknown_sign_is_a_finding() -> None:
    """The code is kept, and the finding asks for the word."""
    found = read(document(paragraph('<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>')))
    assert [f.code for f in found.findings] == ["unknown-symbol"]


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        ("<w:checked/>", "☒"),
        ('<w:checked w:val="0"/><w:default w:val="1"/>', "☐"),
        ('<w:default w:val="1"/>', "☒"),
        ("", "☐"),
    ],
)
def test_boxes_of_old_forms(box: str, sign: str) -> None:
    """Word draws whether the box is ticked; the text has nothing about it."""
    begin = f"<w:ffData><w:checkBox>{box}</w:checkBox></w:ffData>"
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert only_cell(paragraph(field, " Done")).content.plain == f"{sign} Done"


def test_small_print_above_words_is_read() -> None:
    """Ruby: the base, then the reading in parentheses."""
    ruby = (
        f"<w:r><w:ruby><w:rt>{text('fune')}</w:rt><w:rubyBase>{text('ship')}</w:rubyBase>"
        "</w:ruby></w:r>"
    )
    assert only_cell(paragraph(ruby)).content.plain == "ship (fune)"


def _words(found: RawDocument) -> dict[str, str]:
    return {f.code: " ".join(f.words) for f in found.findings}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<w:drawing><a:p><a:r><a:t>tide table</a:t></a:r></a:p></w:drawing>", "chart"),
        ('<w:pict><v:shape><v:textpath string="tide table"/></v:shape></w:pict>', "chart"),
        ('<mc:AlternateContent><mc:Choice Requires="w14"><w:t>seen</w:t></mc:Choice><mc:Fallback>'
         "<w:t>tide table</w:t></mc:Fallback></mc:AlternateContent>", "alternative"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_a_finding_with_its_words(inside: str, code: str) -> None:
    """Shapes, lettering, and what older programs would show instead."""
    found = read(document(paragraph(f"<w:r>{inside}</w:r>")))
    assert _words(found)[code] == "tide table"


def _field(instruction: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}"


@pytest.mark.parametrize(
    ("instruction", "said"),
    [
        (r" EQ \f(45,56) ", "45/56 of boats"),
        (" MACROBUTTON NoMacro Press here ", "Press here of boats"),
        (" XE boats ", "of boats"),
    ],
)
def test_fields_that_show_their_instruction(instruction: str, said: str) -> None:
    """A fraction and a button have no result: Word draws them from the instruction."""
    assert only_cell(paragraph(_field(instruction), " of boats")).content.plain == said


@pytest.mark.parametrize("name", ["descr", "title"])
def test_a_drawing_without_words_is_a_finding_with_its_description(name: str) -> None:
    """A diagram whose words are not in the file has its alternative text."""
    drawing = (
        f'<w:drawing><wp:inline><wp:docPr id="1" {name}="Tide table"/></wp:inline></w:drawing>'
    )
    found = read(document(paragraph(f"<w:r>{drawing}</w:r>", "x"))).findings
    assert [(f.code, f.words) for f in found] == [("picture", ("Tide", "table"))]


def test_a_note_that_nothing_refers_to_is_a_finding() -> None:
    """Its reference may be in a header, or gone."""
    note = f'<w:footnote w:id="4">{paragraph("tide table")}</w:footnote>'
    assert _words(read(document(paragraph("x"), {"footnotes": note}))) == {"footnote": "tide table"}


def test_a_formula_in_a_covered_cell_is_a_finding() -> None:
    """A merged cell's lower part shows nothing; what it holds is reported, formulas as well."""
    formula = paragraph(_MATHS.format(_m("f", num="45", den="56")))
    rows = [("restart", paragraph("top")), ("continue", formula)]
    made = "".join(
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="{kind}"/></w:tcPr>{inside}</w:tc>'
        f"<w:tc><w:tcPr/>{paragraph('b')}</w:tc></w:tr>"
        for kind, inside in rows
    )
    found = read(document(f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"))
    assert _words(found) == {"hidden-text": "45/56"}


@pytest.mark.parametrize("merge", ["<w:hMerge/>", '<w:hMerge w:val="continue"/>'])
def test_old_merging_of_columns(merge: str) -> None:
    """`w:hMerge` is a span; a value is not needed, and what it covers is a finding."""
    row = (
        f'<w:tr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{paragraph("both")}</w:tc>'
        f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph('under')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr/>{paragraph('a')}</w:tc><w:tc><w:tcPr/>{paragraph('b')}</w:tc></w:tr>"
    )
    found = read(document(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>"))
    (table,) = found.tables()
    assert [(c.content.plain, c.column_span) for c in table.rows[0]] == [("both", 2)]
    assert _words(found) == {"hidden-text": "under"}
