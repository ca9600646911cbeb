"""Measure a published DOCX: what its sections, styles and tables say, through python-docx."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, TypeVar

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.capture.looks import PAPER, CellLooks, LineLooks, Looks, TableLooks, squeezed

_BLACK = "#000000"
_SIZE = 10.0
"""Of a document that names none, in points (ECMA-376, 17.3.2.38)."""
_LINE = 1.15
"""The height of a line of single spacing, in multiples of the size, in most faces."""
_HEX = frozenset("0123456789abcdefABCDEF")
Value = TypeVar("Value")


def looks_of_docx(data: bytes) -> Looks:
    """Return what the DOCX in `data` looks like; its tables are in the main text."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    faces: Counter[str] = Counter()
    sides = (
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    )
    margins = tuple(_millimetres(side) for side in sides)
    tables = tuple(
        _table(document, element, margins[3], faces)
        for element in document.element.body.iterchildren(qn("w:tbl"))
    )
    lines = tuple(
        LineLooks(squeezed(p.text), _run_size(document, p, p.runs[0]))
        for p in document.paragraphs
        if p.runs
    )
    return Looks(
        _millimetres(section.page_width),
        _millimetres(section.page_height),
        margins,  # type: ignore[arg-type]
        tables,
        lines,
        faces,
        {},
        _style_colour(document, "Hyperlink"),
        _words(section.header),
        _words(section.footer),
        len(document.inline_shapes),
    )


def _millimetres(length: Length | None) -> float:
    return round(length.mm, 1) if length is not None else 0.0


def _words(part: Any) -> str:
    """Return the first text of a header or footer; others, and page numbers, follow a tab."""
    texts = (paragraph.text.split("\t")[0].strip() for paragraph in part.paragraphs)
    return next(filter(None, texts), "")


def _table(document: Any, element: Any, left: float, faces: Counter[str]) -> TableLooks:
    grid = element.find(qn("w:tblGrid"))
    twips = [int(column.get(qn("w:w"), 0)) for column in grid] if grid is not None else []
    edges = tuple(accumulate((width / 20 * 25.4 / 72 for width in twips), initial=left))
    style = _style_of(document, element)
    rows = []
    for number, row in enumerate(element.iterchildren(qn("w:tr"))):
        heading = number == 0 or row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        rows.append(tuple(_cells(document, row, style if heading else None, faces)))
    return TableLooks(edges, tuple(rows), _rules(element, style))


def _cells(
    document: Any, row: Any, heading: Any, faces: Counter[str]
) -> Iterator[tuple[int, CellLooks]]:
    """Yield the cells that begin in a row, with their columns; `heading` is a table's style."""
    column = 0
    for cell in row.iterchildren(qn("w:tc")):
        properties = cell.find(qn("w:tcPr"))
        span = _number(properties, "w:gridSpan", 1)
        merge = properties.find(qn("w:vMerge")) if properties is not None else None
        if merge is None or merge.get(qn("w:val")) == "restart":
            yield column, _cell(document, cell, span, heading, faces)
        column += span


def _cell(document: Any, cell: Any, span: int, heading: Any, faces: Counter[str]) -> CellLooks:
    fill = _shade(cell.find(qn("w:tcPr"))) or _first_row(heading, "w:tcPr") or PAPER
    ground = fill
    texts: list[str] = []
    colours: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for element in cell.iterchildren(qn("w:p")):
        paragraph = Paragraph(element, document)
        texts.append(paragraph.text)
        for run in paragraph.runs:
            letters = len(squeezed(run.text))
            size = _run_size(document, paragraph, run)
            colours[_run_colour(document, paragraph, run, heading)] += letters
            sizes[size] += letters
            faces[_face(document, paragraph, run)] += letters
            pitches[round(_pitch(document, paragraph, size), 2)] += letters
            ground = _behind(paragraph, run) or ground
    return CellLooks(squeezed("".join(texts)), fill, ground, colours, sizes, pitches, span)


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _first(paragraph: Paragraph, run: Run, get: Callable[[Any], Value | None]) -> Value | None:
    """Return what the run says, else its style, else the paragraph's style and its bases."""
    sources = (run, *_chain(run.style), *_chain(paragraph.style))
    return next((value for source in sources if (value := get(source)) is not None), None)


def _run_size(document: Any, paragraph: Paragraph, run: Run) -> float:
    size = _first(paragraph, run, lambda source: source.font.size)
    if size is not None:
        return round(float(size.pt), 1)
    half_points = _number(_defaults(document), "w:sz", 0)
    return half_points / 2 if half_points else _SIZE


def _run_colour(document: Any, paragraph: Paragraph, run: Run, heading: Any) -> str:
    colour = _first(paragraph, run, lambda source: source.font.color.rgb)
    if colour is not None:
        return f"#{colour}".lower()
    default = _defaults(document).find(qn("w:color"))
    named = _code(default.get(qn("w:val"))) if default is not None else ""
    return _first_row(heading, "w:rPr") or named or _BLACK


def _face(document: Any, paragraph: Paragraph, run: Run) -> str:
    name = _first(paragraph, run, lambda source: source.font.name)
    if name is not None:
        return str(name)
    fonts = _defaults(document).find(qn("w:rFonts")) if len(_defaults(document)) else None
    return str(fonts.get(qn("w:ascii"), "")) if fonts is not None else ""


def _pitch(document: Any, paragraph: Paragraph, size: float) -> float:
    """Return the distance of lines in multiples of the size."""
    formats = (paragraph.paragraph_format, *(s.paragraph_format for s in _chain(paragraph.style)))
    spacing = next((f.line_spacing for f in formats if f.line_spacing is not None), 1.0)
    return float(spacing.pt) / size if isinstance(spacing, Length) else _LINE * float(spacing)


def _behind(paragraph: Paragraph, run: Run) -> str:
    """Return the colour behind a run: its own shade, or its paragraph's, or a style's."""
    elements = [run._r.find(qn("w:rPr")), paragraph._p.find(qn("w:pPr"))]
    for style in (*_chain(run.style), *_chain(paragraph.style)):
        elements += [style.element.find(qn("w:rPr")), style.element.find(qn("w:pPr"))]
    return next(filter(None, map(_shade, elements)), "")


def _shade(properties: Any) -> str:
    """Return the colour that `w:shd` in an element fills; empty if it fills none."""
    shade = properties.find(qn("w:shd")) if properties is not None else None
    return _code(shade.get(qn("w:fill"))) if shade is not None else ""


def _code(value: str | None) -> str:
    return f"#{value.lower()}" if value and len(value) == 6 and _HEX.issuperset(value) else ""


def _first_row(style: Any, part: str) -> str:
    """Return the shade (`w:tcPr`) or colour (`w:rPr`) that a table's style gives its first row."""
    for look in style.iterchildren(qn("w:tblStylePr")) if style is not None else ():
        if look.get(qn("w:type")) == "firstRow":
            properties = look.find(qn(part))
            if part == "w:tcPr":
                return _shade(properties)
            colour = properties.find(qn("w:color")) if properties is not None else None
            return _code(colour.get(qn("w:val"))) if colour is not None else ""
    return ""


def _style_of(document: Any, table: Any) -> Any:
    """Return the element of a table's style; None if it has none."""
    named = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    identifier = named.get(qn("w:val")) if named is not None else None
    styles = document.styles.element.iterchildren(qn("w:style"))
    return next((s for s in styles if s.get(qn("w:styleId")) == identifier), None)


def _style_colour(document: Any, name: str) -> str:
    style = next((s for s in document.styles if s.name == name), None)
    colour = style.font.color.rgb if style is not None else None
    return f"#{colour}".lower() if colour is not None else ""


def _rules(table: Any, style: Any) -> Counter[str]:
    """Return the colours of a table's borders, its own or its style's."""
    for element in (table, style):
        borders = (
            element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") if element is not None else None
        )
        if borders is not None:
            return Counter(code for side in borders if (code := _code(side.get(qn("w:color")))))
    return Counter()


def _defaults(document: Any) -> Any:
    """Return the run properties of `w:docDefaults`; an empty list where there are none."""
    path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    found = document.styles.element.find(path)
    return found if found is not None else OxmlElement("w:rPr")


def _number(parent: Any, name: str, otherwise: int) -> int:
    child = parent.find(qn(name)) if parent is not None else None
    value = child.get(qn("w:val")) if child is not None else None
    return int(value) if value and value.isdigit() else otherwise
