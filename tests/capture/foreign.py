"""Five published plans as other programs make them: LibreOffice, Chromium and Typst."""

from __future__ import annotations

import html
import io
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONTS = Path(__file__).parents[2] / "layouts" / "fonts"
FACE = "Liberation Sans"
PAPER = {"A3": (297, 420), "A4": (210, 297)}
_TEXTS = (
    "By 27 June 2026, review how calls about missing people are graded, and publish the result.",
    "With immediate effect, record each return home interview within three days of the return.",
)
_ASKED = (
    "The new grades are in the system and every call handler has been briefed.",
    "A sample of 200 calls shows that grades are right in nine of ten.",
)
_DONE = (
    "A working group met twice. It agreed the new grades, and who decides where there is doubt.",
    "As per previous update.",
    "142 of 160 call handlers were briefed by the end of May. The others are briefed in July, when "
    "the second room is open. The sample was drawn at random from all districts.",
    "Interviews are recorded in the same week. The sample of May shows three of forty late.",
)
_STATUS = ("On track", "Delayed", "On track", "Done")


@dataclass(frozen=True)
class Foreign:
    """A layout as another force has it. Lengths in millimetres, type in points."""

    name: str
    sheet: str
    landscape: bool
    shape: str
    margin: float
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    """In per cent."""
    size: float
    title_size: float
    leading: float
    heading: tuple[str, str]
    """The text's colour and the ground's."""
    stub: str
    rule: str
    roles: tuple[str, ...]
    statuses: tuple[tuple[str, str, str], ...] = (
        ("On track", "#1b5e20", "#c8e6c9"),
        ("Delayed", "#7f0000", "#ffcdd2"),
        ("Done", "#0d2b52", "#bbdefb"),
    )

    @property
    def page(self) -> tuple[float, float]:
        """The sheet's width and height."""
        short, long = PAPER[self.sheet]
        return (long, short) if self.landscape else (short, long)

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.page[0] - 2 * self.margin


_EVIDENCE, _OWNER = "Evidence requirements", "Recommendation owner"
_PERIODS = ("Force Update: June 27th 2025", "December 12th 2025")
LAYOUTS = (
    Foreign(
        "dark",
        "A3",
        True,
        "wide",
        15,
        ("Rec. No.", "Recommendation", "Ref.", _EVIDENCE, _OWNER, *_PERIODS, "Status"),
        (5, 15, 5, 17, 10, 20, 20, 8),
        9,
        20,
        1.3,
        ("#ffffff", "#1a1a40"),
        "#e8eaf6",
        "#5c6bc0",
        ("number", "recommendation", "reference", "requirement", "owner", "0", "1", "status"),
    ),
    Foreign(
        "light",
        "A4",
        True,
        "wide",
        12,
        ("No.", "Recommendation", "Ref.", _EVIDENCE, "Lead", "Update 27 June 2025", "Status"),
        (5, 22, 6, 22, 11, 24, 10),
        8,
        16,
        1.4,
        ("#222222", "#dddddd"),
        "#ffffff",
        "#888888",
        ("number", "recommendation", "reference", "requirement", "owner", "0", "status"),
    ),
    Foreign(
        "three",
        "A4",
        False,
        "wide",
        20,
        ("No.", "Recommendation", "Response 27/06/2025"),
        (8, 40, 52),
        11,
        18,
        1.25,
        ("#ffffff", "#00695c"),
        "#e0f2f1",
        "#00695c",
        ("number", "recommendation", "0"),
    ),
    Foreign(
        "sections",
        "A4",
        False,
        "by-recommendation",
        18,
        ("Ref.", _EVIDENCE, "Owner", "Update 27 June 2025", "Status"),
        (8, 28, 14, 37, 13),
        9.5,
        18,
        1.3,
        ("#ffffff", "#37474f"),
        "#ffffff",
        "#90a4ae",
        ("reference", "requirement", "owner", "0", "status"),
    ),
    Foreign(
        "cards",
        "A4",
        False,
        "cards",
        18,
        ("Reference", _EVIDENCE, _OWNER, "Update 27 June 2025", "Status"),
        (30, 70),
        10,
        18,
        1.3,
        ("#222222", "#fff3e0"),
        "#fff3e0",
        "#b0855a",
        ("reference", "requirement", "owner", "0", "status"),
    ),
)

Block = tuple[str, object]


def _values(number: int, place: int) -> dict[str, str]:
    action = 2 * number + place
    return {
        "number": str(number + 1),
        "recommendation": _TEXTS[number],
        "reference": f"{number + 1}.{place + 1}",
        "requirement": _ASKED[place],
        "owner": ("Chief Constable", "Head of Contact")[place],
        "0": _DONE[action],
        "1": _DONE[(action + 1) % 4],
        "status": _STATUS[action],
    }


def blocks(layout: Foreign) -> Iterator[Block]:
    """Yield title, paragraphs, headings and tables; a table is its rows, headings first."""
    yield "title", "Missing People Action Plan"
    yield "text", "Force: Wexmoor Police"
    places = range(2) if "reference" in layout.roles else range(1)
    if layout.shape == "wide":
        rows = [[_values(n, p)[role] for role in layout.roles] for n in range(2) for p in places]
        yield "table", [list(layout.headings), *rows]
        return
    for number in range(2):
        yield "heading", f"Recommendation {number + 1}"
        yield "text", _TEXTS[number]
        rows = [[_values(number, place)[role] for role in layout.roles] for place in places]
        if layout.shape == "cards":
            for row in rows:
                yield "table", [list(pair) for pair in zip(layout.headings, row, strict=True)]
                yield "text", ""
        else:
            yield "table", [list(layout.headings), *rows]


def looks(layout: Foreign, row: int, column: int, text: str) -> tuple[str, str, bool]:
    """Return the ground, the text's colour and the weight of a cell."""
    is_card = layout.shape == "cards"
    if (column == 0) if is_card else (row == 0):
        return layout.heading[1], layout.heading[0], True
    for word, colour, ground in layout.statuses:
        if text == word:
            return ground, colour, True
    is_stub = not is_card and column < len([r for r in layout.roles if r in _TOPS])
    return (layout.stub if is_stub else "#ffffff"), "#111111", False


_TOPS = ("number", "recommendation")


def html_source(layout: Foreign) -> bytes:
    """Return the plan as a page to print."""
    width, height = layout.page
    made = []
    for kind, what in blocks(layout):
        if kind == "table":
            made.append(_html_table(layout, what))  # type: ignore[arg-type]
        else:
            tag = {"title": "h1", "heading": "h2", "text": "p"}[kind]
            made.append(f"<{tag}>{html.escape(str(what))}</{tag}>")
    style = f"""@page {{ size: {width}mm {height}mm; margin: {layout.margin}mm }}
    body {{ margin: 0; font: {layout.size}pt/{layout.leading} "{FACE}"; color: #111111 }}
    h1 {{ font-size: {layout.title_size}pt; margin: 0 0 4mm }} h2 {{ font-size: 13pt }}
    table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
    td, th {{ border: 0.75pt solid {layout.rule}; padding: 1.2mm; text-align: left;
      vertical-align: top; -webkit-print-color-adjust: exact; print-color-adjust: exact }}"""
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>'
    return (head + "".join(made)).encode()


def _html_table(layout: Foreign, rows: Sequence[Sequence[str]]) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in layout.widths)
    made = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            ground, colour, bold = looks(layout, number, column, text)
            tag = "th" if bold else "td"
            style = f"background: {ground}; color: {colour}"
            cells.append(f'<{tag} style="{style}">{html.escape(text)}</{tag}>')
        line = f"<tr>{''.join(cells)}</tr>"
        is_head = layout.shape != "cards" and number == 0
        made.append(f"<thead>{line}</thead>" if is_head else line)
    return f"<table>{columns}{''.join(made)}</table>"


def chromium_pdf(layout: Foreign, folder: Path) -> bytes:
    """Return what Chromium prints."""
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_bytes(html_source(layout))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'home'}"]
    flags += ["--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(["chromium", *flags], check=True, capture_output=True, timeout=180)
    return made.read_bytes()


def typst_pdf(layout: Foreign) -> bytes:
    """Return what Typst sets."""
    import typst

    width, height = layout.page
    made = [
        f"#set page(width: {width}mm, height: {height}mm, margin: {layout.margin}mm)",
        f'#set text(font: "{FACE}", size: {layout.size}pt, fill: rgb("#111111"), lang: "en", '
        "top-edge: 0.8em, bottom-edge: -0.2em)",
        f"#set par(leading: {layout.leading - 1:.2f}em)",
    ]
    for kind, what in blocks(layout):
        if kind == "table":
            made.append(_typst_table(layout, what))  # type: ignore[arg-type]
        else:
            size = {"title": layout.title_size, "heading": 13.0, "text": layout.size}[kind]
            made.append(f"#block(text(size: {size}pt)[{what}])")
    compiled: Any = typst.compile
    return bytes(compiled("\n".join(made).encode(), font_paths=[str(FONTS)]))


def _typst_table(layout: Foreign, rows: Sequence[Sequence[str]]) -> str:
    cells = []
    for number, row in enumerate(rows):
        made = []
        for column, text in enumerate(row):
            ground, colour, bold = looks(layout, number, column, text)
            weight = "bold" if bold else "regular"
            look = f'fill: rgb("{colour}"), weight: "{weight}"'
            made.append(f'table.cell(fill: rgb("{ground}"), text({look})[{text}])')
        line = ", ".join(made)
        is_head = layout.shape != "cards" and number == 0
        cells.append(f"table.header({line})" if is_head else line)
    columns = ", ".join(f"{width}%" for width in layout.widths)
    stroke = f'stroke: 0.6pt + rgb("{layout.rule}")'
    return f"#table(columns: ({columns}), {stroke}, inset: 1.2mm, {', '.join(cells)})"


def docx_source(layout: Foreign) -> bytes:
    """Return the plan as a document of python-docx's, for LibreOffice and as it is."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in layout.page)
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    for side in ("top", "right", "bottom", "left"):
        setattr(section, f"{side}_margin", Mm(layout.margin))
    document.styles["Normal"].font.name = FACE
    for kind, what in blocks(layout):
        if kind == "table":
            _docx_table(document, layout, what)  # type: ignore[arg-type]
        else:
            size = {"title": layout.title_size, "heading": 13.0, "text": layout.size}[kind]
            run = document.add_paragraph().add_run(str(what))
            run.font.size = Pt(size)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: docx.document.Document, layout: Foreign, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(layout.widths))
    table.autofit = False
    properties = table._tbl.tblPr
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "108")  # what LibreOffice moves a table to the left by
    indent.set(qn("w:type"), "dxa")
    properties.append(indent)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("color", layout.rule[1:])):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties.append(borders)
    for column, width in zip(table.columns, layout.widths, strict=True):
        column.width = Mm(layout.room * width / 100)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            _docx_cell(layout, table.cell(number, column), number, column, text)


def _docx_cell(layout: Foreign, cell: docx.table._Cell, row: int, column: int, text: str) -> None:
    ground, colour, bold = looks(layout, row, column, text)
    cell.width = Mm(layout.room * layout.widths[column] / 100)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground[1:])):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(layout.size * layout.leading)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(layout.size)
    run.font.color.rgb = RGBColor.from_string(colour[1:].upper())


def office_pdf(layout: Foreign, folder: Path) -> bytes:
    """Return what LibreOffice makes of the document."""
    source = folder / "plan.docx"
    source.write_bytes(docx_source(layout))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    return source.with_suffix(".pdf").read_bytes()
