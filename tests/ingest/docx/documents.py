"""Word documents for tests, written as the XML that Word and others write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docx.oxml.ns import nsmap

from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.ingest.docx import read_docx
from pipeline.table import RawCell, RawDocument, RawTable

_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{prefix: nsmap[prefix] for prefix in ("w", "r", "a", "wp", "pic")},
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = nsmap["r"]

MAIN = "word/document.xml"


def part(tag: str, content: str) -> str:
    """Return a part whose root is `w:tag`."""
    return f"<w:{tag} {_NAMES}>{content}</w:{tag}>"


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return a part of relationships: each one's identifier, and its kind and target."""
    return (
        f'<Relationships xmlns="{_RELATIONSHIPS}">'
        + "".join(
            f'<Relationship Id="{name}" Type="{_KIND}/{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
            for name, (kind, target) in targets.items()
        )
        + "</Relationships>"
    )


def document(body: str, parts: Mapping[str, str] | None = None, links: str = "") -> bytes:
    """Return a document of `body`; `parts` are the contents of others (`styles`, `footnotes`).

    The relationship `link` leads to `links`.
    """
    beside = {name: part(name, content) for name, content in (parts or {}).items()}
    targets = {name: (_kind(name), f"{name}.xml") for name in beside}
    return packed(
        {
            "_rels/.rels": relationships({"main": ("officeDocument", MAIN)}),
            MAIN: part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relationships(
                {**targets, "link": ("hyperlink", links)}
            ),
            **{f"word/{name}.xml": content for name, content in beside.items()},
        }
    )


def _kind(root: str) -> str:
    return {"hdr": "header", "ftr": "footer"}.get(root, root)


def packed(
    files: Mapping[str, str] | Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return `files` as a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph; what is not an XML among `runs` becomes a run of text."""
    inside = "".join(run if run.startswith("<") else text(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def text(words: str, properties: str = "") -> str:
    """Return a run of `words`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(content: str = "", properties: str = "") -> str:
    """Return a cell; what is not an XML becomes a paragraph."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of `cells`."""
    inside = "".join(
        c if c.startswith("<w:tc>") or c.startswith("<w:sdt>") else cell(c) for c in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (), properties: str = "") -> str:
    """Return a table of `rows`; `widths` are those of its grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = f"<w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def read(data: bytes, options: ReadOptions = DEFAULT_OPTIONS) -> RawDocument:
    """Return what the reader finds in `data`."""
    return read_docx(data, "plan.docx", options)


def only_table(data: bytes, options: ReadOptions = DEFAULT_OPTIONS) -> RawTable:
    """Return the one table in `data`."""
    (found,) = read(data, options).tables()
    return found


def only_cell(content: str, parts: Mapping[str, str] | None = None, links: str = "") -> RawCell:
    """Return how a cell of `content` is read."""
    return only_table(document(table(row(cell(content), "")), parts, links)).rows[0][0]


def texts(found: RawTable) -> list[list[str]]:
    """Return the words of each cell of `found`."""
    return [[cell.content.plain for cell in row] for row in found.rows]


def codes(found: RawDocument) -> list[str]:
    """Return the codes of the findings in their order."""
    return [finding.code for finding in found.findings]
