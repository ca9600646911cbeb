"""A sheet as a Word document, as an office writes it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.richtext import BulletList, Line, RichText
from tests.corpus.sheets import Sheet, SheetTable, SheetText
from tests.corpus.style import Style

_BORDERS = {
    "hairline": ("single", "2"),
    "dotted": ("dotted", "4"),
    "thick": ("single", "18"),
    "none": ("nil", "0"),
}
_UPRIGHT = {
    "top": WD_ALIGN_VERTICAL.TOP,
    "middle": WD_ALIGN_VERTICAL.CENTER,
    "bottom": WD_ALIGN_VERTICAL.BOTTOM,
}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULED = {
    "inner": ("insideH", "insideV"),
    "level": ("top", "bottom", "insideH"),
    "upright": ("left", "right", "insideV"),
    "heading": (),
    "zebra": (),
}
"""Which edges have a rule, where not all of them have."""


_LINK = "Hyperlink"


def docx_source(sheet: Sheet, style: Style) -> bytes:
    """Return `sheet` as a DOCX."""
    document: Any = Document()
    _page(document, style)
    _link_style(document)
    if style.title_page:
        document.add_paragraph("Published for the public")
        document.add_page_break()
    for item in sheet:
        if isinstance(item, SheetTable):
            _table(document, item, style)
        else:
            _text(document, item)
    if style.prose_after:
        document.add_page_break()
        document.add_heading("About this plan", 2)
        document.add_paragraph("It is reviewed each quarter.")
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer)


def _without_clock(file: io.BytesIO) -> bytes:
    """Return the archive `file` with fixed dates: the same source, the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))
    return made.getvalue()


def _page(document: Any, style: Style) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if style.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, style.sheet)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(16)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = style.font, Pt(style.size)
    normal.paragraph_format.space_after = Pt(0 if style.tight else 3)
    if style.furniture:
        section.header.paragraphs[0].text = "Action plan of the force"
        _field(section.footer.paragraphs[0], "PAGE")


def _link_style(document: Any) -> None:
    """Add Word's own style of links: LibreOffice 7 writes no link to a PDF that has none."""
    made = document.styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    made.font.underline, made.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)


def _field(paragraph: Any, code: str) -> None:
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _text(document: Any, item: SheetText) -> None:
    if item.level:
        paragraph = document.add_heading(level=item.level)
        _line(paragraph, next(item.content.lines()))
    else:
        _blocks(document, item.content)


def _blocks(parent: Any, content: RichText, first: Any = None) -> None:
    """Add `content` to `parent`, beginning in the paragraph `first`."""
    for block in content.blocks:
        for line in block.lines:
            paragraph = first if first is not None else parent.add_paragraph()
            first = None
            if isinstance(block, BulletList):
                paragraph.style = "List Bullet"
            _line(paragraph, line)


def _line(paragraph: Any, line: Line) -> None:
    for run in line:
        parent = paragraph
        made = parent.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.link:
            link = OxmlElement("w:hyperlink")
            part = paragraph.part
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), part.relate_to(run.link, kind, is_external=True))
            made.style = _LINK
            link.append(made._r)
            paragraph._p.append(link)


def _table(document: Any, table: SheetTable, style: Style) -> None:
    made = document.add_table(len(table.rows), len(table.widths))
    made.autofit = False
    _rule(made, style)
    total = style.sheet[0] - 24
    share = total / sum(table.widths)
    taken: set[tuple[int, int]] = set()
    grid = [list(row._tr.tc_lst) for row in made.rows]
    for r, row in enumerate(table.rows):
        _row_properties(made.rows[r]._tr, r < table.heading_rows, style)
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            _cell(made, grid, r, column, cell, style, r < table.heading_rows)
            taken |= {
                (r + i, column + j) for i in range(cell.row_span) for j in range(cell.column_span)
            }
            column += cell.column_span
    for column, width in enumerate(table.widths):
        for cell in made.columns[column].cells:
            cell.width = Mm(width * share)


def _cell(made: Any, grid: Any, r: int, c: int, cell: Any, style: Style, heading: bool) -> None:
    target = made.cell(r, c)
    if cell.row_span > 1 or cell.column_span > 1:
        target = target.merge(made.cell(r + cell.row_span - 1, c + cell.column_span - 1))
        for extra in target.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
    _blocks(target, cell.content, target.paragraphs[0])
    if style.upright_place != "top":
        target.vertical_alignment = _UPRIGHT[style.upright_place]
    if style.centred and (heading or c in (0, len(grid[0]) - 1)):
        for paragraph in target.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = target._tc.get_or_add_tcPr()
    if heading and style.rules == "heading":
        borders = OxmlElement("w:tcBorders")
        for edge in ("top", "bottom"):
            borders.append(_edge(edge, "single", "8"))
        properties.append(borders)
    if fill := _fill(r, heading, style):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        properties.append(shade)


def _fill(row: int, heading: bool, style: Style) -> str:
    if heading:
        return "D8DFE8" if style.shaded else ""
    return "EEEEEE" if style.rules == "zebra" and row % 2 == 0 else ""


def _row_properties(tr: Any, heading: bool, style: Style) -> None:
    properties = tr.get_or_add_trPr()
    if not style.split_rows:
        properties.append(OxmlElement("w:cantSplit"))
    if heading and style.repeat_headings:
        properties.append(OxmlElement("w:tblHeader"))


def _rule(made: Any, style: Style) -> None:
    kind, width = _BORDERS.get(style.rules, ("single", "6"))
    borders = OxmlElement("w:tblBorders")
    for edge in _EDGES:
        shown = edge in _RULED.get(style.rules, _EDGES)
        borders.append(_edge(edge, kind if shown else "nil", width))
    made._tbl.tblPr.append(borders)


def _edge(name: str, kind: str, width: str) -> Any:
    edge = OxmlElement(f"w:{name}")
    edge.set(qn("w:val"), kind)
    edge.set(qn("w:sz"), width)
    return edge
