"""What a file of each format holds, as lines that a person can compare."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree
from openpyxl import load_workbook

from pipeline.table import RawDocument, RawTable
from tests.render.pdf.tagged import Tag, read_tags

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOOKS = ("pStyle", "rStyle", "gridSpan", "vMerge", "tblHeader")


def raw_outline(document: RawDocument) -> str:
    """Return what a reader handed over: its texts, its tables, its findings, its furniture."""
    lines = [f"method: {document.method}"]
    for item in document.items:
        if isinstance(item, RawTable):
            lines.extend(_table(item))
        else:
            lines.append(f"{'#' * item.level or 'text'} {item.content.plain!r}")
    lines += [f"finding {found.code}: {found.message}" for found in document.findings]
    lines += [f"furniture {text!r}" for text in document.furniture]
    return "\n".join(lines) + "\n"


def _table(table: RawTable) -> Iterator[str]:
    yield f"table {table.caption!r}"
    for row in table.rows:
        yield "  row"
        for cell in row:
            span = f" {cell.row_span}x{cell.column_span}" * (
                (1, 1) != (cell.row_span, cell.column_span)
            )
            text = cell.content.plain if cell.markup is None else cell.markup
            yield f"    {'heading' if cell.is_heading else 'cell'}{span} {text!r}"


def pdf_outline(data: bytes) -> str:
    """Return a PDF's tag tree with the text of each element, and each page's artifacts."""
    tagged = read_tags(data)
    lines = list(_tag(tagged.document, 0))
    for number, artifacts in enumerate(tagged.artifacts, start=1):
        lines += [f"page {number} artifact {text!r}" for text in artifacts if text]
    return "\n".join(lines) + "\n"


def _tag(tag: Tag, depth: int) -> Iterator[str]:
    about = [f"{key[1:]}={value}" for key, value in sorted(tag.attributes.items())]
    leaves = not any(isinstance(kid, Tag) for kid in tag.kids)
    about += [tag.address] * bool(tag.address) + [repr(tag.text)] * (leaves and bool(tag.kids))
    yield " ".join(["  " * depth + tag.role, *about])
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _tag(kid, depth + 1)
        elif not leaves:
            yield f"{'  ' * (depth + 1)}{kid!r}"


def docx_outline(data: bytes) -> str:
    """Return the paragraphs and tables of a Word document's body, with their styles and spans."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    return "\n".join(_block(body, 0)) + "\n"


def _block(parent: etree._Element, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for child in parent.iterchildren(f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"):
        kind = str(child.tag).removeprefix(_W)
        looks = [
            f"{name}={look.get(f'{_W}val', 'on')}"
            for name in _LOOKS
            for look in child.iterfind(f"{_W}{kind}Pr//{_W}{name}")
        ]
        text = "".join(map(str, child.itertext(f"{_W}t"))) if kind == "p" else ""
        yield " ".join([indent + kind, *looks, *([repr(text)] if text else [])])
        if kind != "p":
            yield from _block(child, depth + 1)


def xlsx_outline(data: bytes) -> str:
    """Return the cells of each sheet of a workbook, and which are merged."""
    lines = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        lines.append(f"sheet {sheet.title!r} {sheet.dimensions}")
        lines += [f"  {c.coordinate} {c.value!r}" for row in sheet.rows for c in row if c.value]
        lines += [f"  merged {area}" for area in sorted(map(str, sheet.merged_cells.ranges))]
    return "\n".join(lines) + "\n"


OUTLINES: dict[str, Callable[[bytes], str]] = {
    "pdf": pdf_outline,
    "docx": docx_outline,
    "xlsx": xlsx_outline,
}
"""By format; all other formats are text themselves."""
