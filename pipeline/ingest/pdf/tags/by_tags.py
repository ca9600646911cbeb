"""The first step of the ladder: the tag tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.steps import Reading, StepLeft, Survey
from pipeline.ingest.pdf.table.assembly import Assembly, Entry, Text
from pipeline.ingest.pdf.table.outside import Loose, furniture, running, texts
from pipeline.ingest.pdf.table.parts import Part
from pipeline.ingest.pdf.tags.marks import Marks
from pipeline.ingest.pdf.tags.names import CONTAINERS, INLINE
from pipeline.ingest.pdf.tags.tagged import Flow
from pipeline.ingest.pdf.tags.tagged_tables import CELLS, TaggedTable
from pipeline.ingest.pdf.tags.tree import Mark, Node, TagTree, TagTreeError, tag_tree
from pipeline.ingest.pdf.text.flow import Column
from pipeline.ingest.pdf.text.lines import lines_of

_HEADINGS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_MOST_UNTAGGED = 0.2
"""Where more of the words than this stand outside the tree, the tree is not trusted."""


def read_by_tags(document: Document) -> Reading:
    """Return what the tag tree says. Raises StepLeft where it does not say enough."""
    try:
        if (tree := tag_tree(document.pdf, document.afresh())) is None:
            raise StepLeft("the file has no tags")
        walk = _Walk(document, tree)
        walk.run()
    except (TagTreeError, pikepdf.PdfError, RecursionError) as error:
        raise StepLeft(f"the tag tree is damaged: {error}") from error
    return Reading(walk.assembly, walk.survey)


class _Walk:
    """One walk through the tree."""

    def __init__(self, document: Document, tree: TagTree) -> None:
        self._document, self._tree = document, tree
        self.survey = Survey()
        self._marks = Marks(
            lambda number: self.survey.note(document.page(number)), tree.links.on_page
        )
        self.assembly = Assembly(document.path)

    def run(self) -> None:
        for node in self._tree.nodes():
            self._block(node)
        if not any(isinstance(e, Part) and e.columns > 1 for e in self.assembly.entries):
            raise StepLeft("the tag tree holds no table")
        self._take_untagged()
        self._set_running_aside()

    def _block(self, node: Node) -> None:
        if node.tag == "Aside":
            self._aside(node)
        elif node.tag == "Table" and not _is_layout(node):
            self._table(node)
        elif _is_container(node):
            self._container(node)
        else:
            flow = Flow(self._marks)
            flow.visit(node)
            self._text(flow, _HEADINGS.get(node.tag, 0))

    def _aside(self, node: Node) -> None:
        """Set aside what is about the document, and not of its content (ISO 32000-2, 14.8.4.4)."""
        flow = Flow(self._marks)
        flow.visit(node)
        flow.close()
        said = (line.text for para in flow.paras for line in para.lines)
        self.assembly.furniture.extend((*said, *flow.repeated))

    def _container(self, node: Node) -> None:
        """Add the blocks in `node`; lines of text that stand there alone are paragraphs."""
        flow = Flow(self._marks)
        for kid in node.kids():
            if isinstance(kid, Mark):
                flow.take(kid)
            elif kid.tag in INLINE and not _is_container(kid):
                flow.visit(kid)
            else:
                self._text(flow, 0)
                flow = Flow(self._marks)
                self._block(kid)
        self._text(flow, 0)

    def _text(self, flow: Flow, level: int) -> None:
        flow.close()
        for para in flow.paras:
            right = max(line.x1 for line in para.lines)
            bounds = Column(para.lines[0].x0, right, 1.3)
            self.assembly.add([Text(para, bounds, para.lines[0].page, level)])
        self.assembly.furniture.extend(flow.repeated)

    def _table(self, node: Node) -> None:
        table = TaggedTable(node, self._marks)
        self.assembly.furniture.extend(table.repeated)
        if (made := table.part()) is None:
            return
        part, by_position = made
        self.assembly.add([part])
        if table.strays:
            self._note(
                "paragraphs-put-back",
                f"{table.strays} paragraphs were tagged in another cell of their row; "
                "they were placed by their position on the page",
                part.first_page,
            )
        if by_position:
            self._note(
                "cells-placed-by-position",
                f"{by_position} rows have fewer cells than columns; "
                "their cells were placed by their position on the page",
                part.first_page,
            )

    def _note(self, code: str, message: str, page: int) -> None:
        place = Place(source=Source(self._document.path, page=page))
        self.assembly.findings.append(Finding(code, Severity.NOTE, message, place))

    def _take_untagged(self) -> None:
        """Add what stands on the pages and not in the tree: running titles, stray text."""
        pages = [self._loose(number) for number in range(1, self._document.count + 1)]
        repeated = furniture(pages)
        stray: list[Entry] = []
        for page in pages:
            kept = [line for n, line in enumerate(page.lines) if (page.number, n) not in repeated]
            left = [line for n, line in enumerate(page.lines) if (page.number, n) in repeated]
            self.assembly.furniture.extend(line.text for line in left)
            if kept:
                right = max(line.x1 for line in kept)
                stray.extend(texts(kept, Column(kept[0].x0, right, 1.3), kept[0].height))
                self._note("untagged-text", "text that is not in the tag tree", page.number)
        self._check(sum(len(line.words) for e in stray for line in _lines(e)))
        self.assembly.add(stray)

    def _set_running_aside(self) -> None:
        """Take running titles out of the paragraphs: FOP tags a page's foot as text."""
        texts = [e for e in self.assembly.entries if isinstance(e, Text) and not e.level]
        aside = running([line for e in texts for line in e.para.lines], self._marks.heights)
        for entry in texts:
            left = [line for line in entry.para.lines if line in aside]
            self.assembly.furniture.extend(line.text for line in left)
            entry.para.lines = [line for line in entry.para.lines if line not in aside]
            if not entry.para.lines:
                self.assembly.entries.remove(entry)

    def _check(self, untagged: int) -> None:
        words = self.survey.total
        if untagged > _MOST_UNTAGGED * words:
            raise StepLeft(f"{untagged:,} of {words:,} words are not in the tag tree")

    def _loose(self, number: int) -> Loose:
        self.assembly.furniture.extend(self._marks.artifacts(number))
        lines = lines_of(self._marks.left(number), number)
        return Loose(number, self._marks.heights[number], lines)


def _is_container(node: Node) -> bool:
    """Return whether blocks stand in `node`: by its tag, or where it holds a table.

    FOP puts all of its text in one P, others a table in a Figure.
    """
    if node.actual_text is not None:
        return False
    return node.tag in CONTAINERS or node.tag == "Table" or node.holds_table()


def _is_layout(table: Node) -> bool:
    """Return whether `table` has one cell in each row, and a table in one of them."""
    rows = cells = 0
    for tag in table.outline():
        if tag == "Table":
            return True
        rows, cells = rows + (tag == "TR"), cells + (tag in CELLS)
        if cells > max(rows, 1):
            return False
    return False


def _lines(entry: Entry) -> Iterator[Any]:
    if isinstance(entry, Text):
        yield from entry.para.lines
