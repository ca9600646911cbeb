"""A sheet as a Typst document."""

from __future__ import annotations

import re

from pipeline.richtext import BulletList, Line, RichText
from tests.corpus.sheets import Sheet, SheetCell, SheetTable, SheetText
from tests.corpus.style import Style

_STROKES = {
    "hairline": "0.25pt + gray",
    "dotted": '(paint: black, thickness: 0.6pt, dash: "dotted")',
    "thick": "2.25pt",
    "none": "none",
    "level": "(x, y) => (top: 0.5pt, bottom: 0.5pt)",
    "heading": "(x, y) => if y == 0 { (top: 1pt, bottom: 1pt) }",
    "upright": "(x, y) => (left: 0.5pt, right: 0.5pt)",
    "zebra": "none",
    "inner": "(x, y) => (left: if x > 0 { 0.5pt }, top: if y > 0 { 0.5pt })",
}


def typst_source(sheet: Sheet, style: Style) -> bytes:
    """Return `sheet` as Typst markup, UTF-8."""
    width, height = style.sheet
    furniture = (
        ", header: [Action plan of the force], footer: context [Page #counter(page).display()]"
        if style.furniture
        else ""
    )
    front = "Published for the public\n#pagebreak()\n" if style.title_page else ""
    after = (
        "\n#pagebreak()\n== About this plan\nIt is reviewed each quarter.\n"
        if style.prose_after
        else ""
    )
    body = "\n\n".join(_table(i, style) if isinstance(i, SheetTable) else _text(i) for i in sheet)
    return (
        f"#set page(width: {width}mm, height: {height}mm, margin: 14mm{furniture})\n"
        f'#set text(font: "{style.font}", size: {style.size}pt, lang: "en", region: "GB")\n'
        '#set document(title: "Plan")\n'
        f"{front}{body}{after}"
    ).encode()


def _text(item: SheetText) -> str:
    if item.level:
        return f"#heading(level: {item.level})[{_line(next(item.content.lines()))}]"
    return _blocks(item.content)


def _table(table: SheetTable, style: Style) -> str:
    head, body = table.rows[: table.heading_rows], table.rows[table.heading_rows :]
    columns = ", ".join(f"{w}fr" for w in table.widths)
    stroke = _STROKES.get(style.rules, "0.75pt")
    fills = "if y == 0 { luma(220) }" if style.shaded else ""
    if style.rules == "zebra":
        fills += " else if calc.even(y) { luma(240) }"
    fill = f"fill: (x, y) => {fills}," if fills else ""
    cells = "".join(_row(row) for row in body)
    header = "".join(_row(row) for row in head)
    if header:
        header = f"table.header(repeat: {str(style.repeat_headings).lower()}, {header}),"
    breakable = "" if style.split_rows else "#show table.cell: set block(breakable: false)\n"
    inset = "(x: 2pt, y: 0.25em)" if style.tight else "3pt"
    look = f"columns: ({columns}), stroke: {stroke}, inset: {inset}, {fill}"
    look += _placing(style, len(table.widths) - 1)
    spacing = "#show table: set par(spacing: 0.65em)\n" if style.tight else ""
    return f"{breakable}{spacing}#table({look} {header} {cells})"


def _placing(style: Style, last: int) -> str:
    place = {"top": "top", "middle": "horizon", "bottom": "bottom"}[style.upright_place]
    if style.centred:
        centred = f"if y == 0 or x == 0 or x == {last} {{ center }} else {{ left }}"
        return f" align: (x, y) => {place} + {centred},"
    return "" if place == "top" else f" align: {place} + left,"


def _row(row: tuple[SheetCell, ...]) -> str:
    return "".join(
        f"table.cell(rowspan: {c.row_span}, colspan: {c.column_span})[{_blocks(c.content)}],\n"
        for c in row
    )


def _blocks(content: RichText) -> str:
    made = []
    for block in content.blocks:
        if isinstance(block, BulletList):
            made.append("#list(" + ", ".join(f"[{_line(item)}]" for item in block.items) + ")")
        else:
            made.append(_line(block.runs))
    return "\n\n".join(made)


def _line(line: Line) -> str:
    return "".join(_run(r.text, r.bold, r.italic, r.link) for r in line)


def _run(text: str, bold: bool, italic: bool, link: str) -> str:
    made = f"#text({_string(text)})"
    made = f"#strong[{made}]" if bold else made
    made = f"#emph[{made}]" if italic else made
    return f"#link({_string(link)})[{made}]" if link else made


def _string(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
