"""Random OpenDocument files with words in every place that shows or hides them."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tests.wordcheck.words import HEADINGS, Words

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{"office": "office", "text": "text", "table": "table", "style": "style"},
        **{"fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible"},
    }.items()
)
_NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLES = {
    "gone": '<style:text-properties text:display="none"/>',
    "pale": '<style:text-properties fo:color="#ffffff"/>',
    "black": '<style:text-properties fo:background-color="#000000"/>',
    "tiny": '<style:text-properties fo:font-size="1pt"/>',
    "up": '<style:text-properties style:text-position="super 58%"/>',
    "down": '<style:text-properties style:text-position="sub 58%"/>',
    "bold": '<style:text-properties fo:font-weight="bold"/>',
    "struck": '<style:text-properties style:text-line-through-style="solid"/>',
}
_INLINE = (
    *(f'<text:span text:style-name="{name}">{{0}}</text:span>' for name in STYLES),
    "{0}<text:line-break/>{1}",
    '<text:a xlink:href="https://example.org/">{0}</text:a><text:s/>{1}',
    "<text:note><text:note-body><text:p>{0}</text:p></text:note-body></text:note>",
    "<office:annotation><dc:creator>{0}</dc:creator><text:p>{1}</text:p></office:annotation>",
    "<text:ruby><text:ruby-base>{0}</text:ruby-base><text:ruby-text>{1}</text:ruby-text></text:ruby>",
    "<draw:frame><draw:text-box><text:p>{0}</text:p></draw:text-box></draw:frame>",
    "<draw:frame><draw:image/><svg:title>{0}</svg:title></draw:frame>",
    "<text:bookmark-ref>{0}</text:bookmark-ref><text:hidden-text>{1}</text:hidden-text>",
)
_BLOCKS = (
    "<text:p>{0}</text:p>",
    "<text:list><text:list-item><text:p>{0}</text:p></text:list-item></text:list>",
    "<text:section><text:p>{0}</text:p></text:section>",
    "<table:table><table:table-row><table:table-cell><text:p>{0}</text:p></table:table-cell>"
    "</table:table-row></table:table>",
)


def packed(kind: str, body: str, styles: dict[str, str] | None = None) -> bytes:
    """Return an OpenDocument file of `kind` (`text`, `spreadsheet`) with `body`."""
    named = "".join(
        f'<style:style style:name="{name}" style:family="{_family(inside)}">{inside}</style:style>'
        for name, inside in {**STYLES, **(styles or {})}.items()
    )
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{named}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
    return made.getvalue()


def _family(inside: str) -> str:
    """Return the family of a style by the properties it has first."""
    return inside.partition("<style:")[2].partition("-properties")[0]


def cell(inside: str, attributes: str = "") -> str:
    """Return a cell."""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def table(rows: list[list[str]]) -> str:
    """Return a table of cells that are given as their content."""
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="Plan">{lines}</table:table>'


def _table(words: Words, *, blocks: bool) -> str:
    def made() -> str:
        inline = words.random.choice(_INLINE).format(words.some(), words.some())
        return words.random.choice(_BLOCKS if blocks else _BLOCKS[:1]).format(inline)

    rows = [[f"<text:p>{heading}</text:p>" for heading in HEADINGS]]
    for row in words.rows(lambda: ""):
        prose = words.random.choices((0, 1), k=len(row))
        rows.append(
            [
                f"<text:p>{text}</text:p>" + (made() if more and text.endswith(" ") else "")
                for text, more in zip(row, prose, strict=True)
            ]
        )
    return table(rows)


def make_odt(seed: int) -> bytes:
    """Return a text document; the same for the same `seed`."""
    words = Words(seed)
    before = f"<text:p>{words.random.choice(_INLINE).format(words.some(), words.some())}</text:p>"
    return packed("text", f"<text:h>Wexmoor plan</text:h>{before}{_table(words, blocks=True)}")


def make_ods(seed: int) -> bytes:
    """Return a spreadsheet; the same for the same `seed`."""
    return packed("spreadsheet", _table(Words(seed), blocks=False))


def extract_odf(data: bytes) -> list[str]:
    """Return the texts of `data` by lxml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [str(text) for text in etree.fromstring(archive.read("content.xml")).itertext()]
