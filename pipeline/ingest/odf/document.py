"""Read a text document of LibreOffice (ODT)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import RevisionsError, UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.archive import Archive, Program
from pipeline.ingest.docx.asides import Asides
from pipeline.ingest.ground import WHITE
from pipeline.ingest.hidden import Cause
from pipeline.ingest.html.maths import maths_text
from pipeline.ingest.odf import table as tables
from pipeline.ingest.odf.names import OFFICE, STYLE, TABLE, TEXT, Element, words_in
from pipeline.ingest.odf.styles import Styles
from pipeline.ingest.odf.text import TextReader
from pipeline.richtext import EMPTY, rich_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText

PROGRAM = Program(
    "a text document (ODT)", "LibreOffice", "ODT", "a document of Word 97 to 2003 (.doc)"
)
_FURNITURE = ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
_FRAMES = ("section", "index-body")


def read_odt(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return what is in the text document `data`; `path` is for messages.

    Raises RevisionsError if it has tracked changes, unless they are to be accepted.
    """
    archive = Archive(data, path, options.max_bytes, PROGRAM)
    body = office_body(archive, "text")
    found = Asides()
    styles_part = archive.tree("styles.xml")
    styles = Styles(styles_part, archive.tree("content.xml"))
    reader = _Reader(styles, found, archive, path)
    try:
        decided = _decided(body, path, options)
        reader.read(body)
    except RecursionError as error:
        raise archive.damaged(error) from error
    running = () if styles_part is None else _running(styles_part)
    furniture = tuple(dict.fromkeys((*reader.furniture, *running)))
    findings = (*decided, *found.findings())
    return RawDocument(tuple(reader.items), "text document", findings, furniture)


def office_body(archive: Archive, kind: str) -> Element:
    """Return the body of a document of `kind`; raise UnreadableFileError where it is another."""
    content = archive.tree("content.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise UnreadableFileError(
            f"{archive.path} is not {archive.program.what}", hint="Check that it is the right file."
        )
    return body


def _decided(body: Element, path: str, options: ReadOptions) -> tuple[Finding, ...]:
    """Take what was deleted out of `body`; return the finding for tracked changes."""
    tracked = body.find(f"{TEXT}tracked-changes")
    if tracked is None or not len(tracked):
        return ()
    count = f"{len(tracked)} {'change' if len(tracked) == 1 else 'changes'}"
    if options.revisions != "accept":
        raise RevisionsError(
            f"{path} has unresolved tracked changes ({count})",
            hint="Accept or reject them in LibreOffice, or read it with --revisions accept.",
        )
    message = f"Tracked changes were accepted ({count})."
    hint = "Accept or reject them in LibreOffice, and save the file."
    words = tuple(words_in(tracked).split())
    place = Place(source=Source(path))
    body.remove(tracked)
    return (Finding("revision", Severity.WARNING, message, place, hint, words),)


def _running(styles: Element) -> Iterator[str]:
    """Yield the texts of headers and footers."""
    for name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
        yield from filter(None, (words_in(part) for part in styles.iter(f"{STYLE}{name}")))


class _Reader:
    """Reads one document; the result is in `items` and `furniture`."""

    def __init__(self, styles: Styles, found: Asides, archive: Archive, path: str) -> None:
        self._styles, self._found, self._archive = styles, found, archive
        self._text = TextReader(styles, found, self._formula)
        self._place = Source(path)
        self._tables = 0
        self._many = False
        self._has_title = False
        self.items: list[RawText | RawTable] = []
        self.furniture: list[str] = []

    def read(self, body: Element) -> None:
        """Read all that is in `body`."""
        self._many = sum(1 for _ in body.iterchildren(f"{TABLE}table")) > 1
        self._has_title = any(self._is_title(p) for p in body.iter(f"{TEXT}p", f"{TEXT}h"))
        self._inside(body)

    def _inside(self, parent: Element) -> None:
        for part in parent:
            name = str(part.tag).removeprefix(TEXT)
            if part.tag == f"{TABLE}table":
                self._table(part)
            elif name in _FURNITURE:
                self.furniture.extend(filter(None, [words_in(part)]))
            elif name in _FRAMES and part.get(f"{TEXT}display") == "none":
                self._found.hide(words_in(part), Cause.INVISIBLE, self._place)
            elif name in _FRAMES:
                self._inside(part)
            else:
                self._texts(part)

    def _texts(self, part: Element) -> None:
        self._text.begin(self._place, WHITE)
        holder = part.makeelement("holder")
        after = part.getnext()
        parent = part.getparent()
        holder.append(part)
        said = rich_text(self._text.blocks(holder))
        if parent is not None:  # back to its place
            parent.append(part) if after is None else after.addprevious(part)
        if said:
            self.items.append(RawText(said, self._place, self._level(part)))

    def _is_title(self, paragraph: Element) -> bool:
        return "title" in self._styles.names("paragraph", paragraph.get(f"{TEXT}style-name"))

    def _level(self, part: Element) -> int:
        if self._is_title(part):
            return 1
        level = part.get(f"{TEXT}outline-level") if part.tag == f"{TEXT}h" else ""
        return int(level) + self._has_title if level and level.isdigit() else 0

    def _table(self, table: Element) -> None:
        self._tables += 1
        where = replace(self._place, table=self._tables) if self._many else self._place
        hidden = tables.hidden_columns(table, self._styles)
        made: list[tuple[RawCell, ...]] = []
        for row, is_heading in tables.rows(table):
            source = replace(where, row=len(made) + 1)
            if tables.is_hidden_row(row, self._styles):
                self._found.hide(words_in(row), Cause.NO_ROOM, source)
                continue
            cells = []
            for placed in tables.placed(row):
                place = replace(source, column=placed.column + 1)
                if placed.covered or placed.column in hidden:
                    cause = Cause.COVERED if placed.covered else Cause.NO_ROOM
                    self._found.hide(words_in(placed.cell), cause, place)
                else:
                    cells.append(self._cell(placed.cell, place, is_heading=is_heading))
            made.append(tuple(cells))
        self.items.append(RawTable(tuple(made)))

    def _cell(self, cell: Element, source: Source, *, is_heading: bool) -> RawCell:
        self._text.begin(source, self._styles.cell_ground(cell))
        content = rich_text(self._text.blocks(cell)) or EMPTY
        spans = tables.span(cell, "rows"), tables.span(cell, "columns")
        return RawCell(
            content, source, *spans, is_heading=is_heading, colour=self._styles.cell_fill(cell)
        )

    def _formula(self, address: str) -> str:
        """Return what an embedded object says when it is a formula."""
        tree = self._archive.tree(f"{address.removeprefix('./')}/content.xml")
        if tree is None or not str(tree.tag).endswith("}math"):
            return ""
        for element in tree.iter():
            element.tag = str(element.tag).rpartition("}")[2]
        return maths_text(tree)
