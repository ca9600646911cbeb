"""The first step of the ladder: the tag tree."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence, Set

import pikepdf

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.positions.sections import has_cells
from pipeline.ingest.pdf.reading import Reading, StepLeft, Survey
from pipeline.ingest.pdf.table.assembly import Assembly, Text
from pipeline.ingest.pdf.table.outside import Loose, furniture, running, texts
from pipeline.ingest.pdf.table.parts import TablePart
from pipeline.ingest.pdf.tags.excerpt import Excerpt
from pipeline.ingest.pdf.tags.marks import Marks
from pipeline.ingest.pdf.tags.names import CONTAINERS, INLINE
from pipeline.ingest.pdf.tags.tagged import Flow
from pipeline.ingest.pdf.tags.tagged_tables import CELLS, TaggedTable
from pipeline.ingest.pdf.tags.tree import Mark, Node, TagTree, TagTreeError, tag_tree
from pipeline.ingest.pdf.text.flow import TextColumn
from pipeline.ingest.pdf.text.lines import Line, lines_of
from pipeline.ingest.pdf.visible.by_sight import read_by_sight

_HEADINGS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_MOST_UNTAGGED = 0.2
"""Where more of the words on its tables' pages are outside the tree, the tree is not trusted."""


def read_by_tags(document: Document) -> tuple[Reading, str]:
    """Return what the tag tree says, then how the tables were read.

    Raises StepLeft where it does not say enough.
    """
    try:
        if (tree := tag_tree(document.pdf, document.afresh())) is None:
            raise StepLeft("the file has no tags")
        walk = _Walk(document, tree)
        walk.run()
    except (TagTreeError, pikepdf.PdfError, RecursionError) as error:
        raise StepLeft(f"the tag tree is damaged: {error}") from error
    return Reading(walk.assembly, walk.survey), " and ".join(walk.methods)


class _Walk:
    """One walk through the tree."""

    def __init__(self, document: Document, tree: TagTree) -> None:
        self._document, self._tree = document, tree
        self.survey = Survey()
        self._marks = Marks(
            lambda number: self.survey.note(document.page(number)), tree.links.on_page
        )
        self.assembly = Assembly(document.path)
        self.methods: dict[str, None] = {}
        """What the tables were read by, in their order."""

    def run(self) -> None:
        for node in self._tree.nodes():
            self._block(node)
        if not any(isinstance(e, TablePart) and e.columns > 1 for e in self.assembly.entries):
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
        """Add the blocks in `node`; lines of text that are there alone are paragraphs."""
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
            bounds = TextColumn(para.lines[0].x0, right, 1.3)
            self.assembly.add([Text(para, bounds, para.lines[0].page, level)])
        self.assembly.furniture.extend(flow.repeated)

    def _table(self, node: Node) -> None:
        self._marks.taken.clear()
        table = TaggedTable(node, self._marks)
        if table.left:
            self._by_sight(table.left, self._marks.taken)
            return
        self.assembly.furniture.extend(table.repeated)
        if (made := table.part()) is None:
            return
        part, by_position = made
        self.methods["tag tree"] = None
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

    def _by_sight(self, reason: str, marks: Mapping[int, Set[int]]) -> None:
        """Add what the pages show of a table that its tags do not describe."""
        self._note("reading-step", f"a table was not read by its tags: {reason}", min(marks))
        reading, method = read_by_sight(Excerpt(self._document, marks))
        self.methods[method] = None
        seen = reading.assembly
        self.assembly.findings.extend(seen.findings)
        self.assembly.furniture.extend(seen.furniture)
        self.assembly.insert(seen.entries, min(marks))

    def _note(self, code: str, message: str, page: int) -> None:
        place = Place(source=Source(self._document.path, page=page))
        self.assembly.findings.append(Finding(code, Severity.NOTE, message, place))

    def _take_untagged(self) -> None:
        """Add what the pages show and the tree does not have: running titles, text, tables."""
        pages = [self._loose(number) for number in range(1, self._document.count + 1)]
        repeated = furniture(pages)
        kept: dict[int, list[Line]] = {}
        for page in pages:
            shown = list(enumerate(page.lines))
            left = [line for n, line in shown if (page.number, n) in repeated]
            self.assembly.furniture.extend(line.text for line in left)
            if own := [line for n, line in shown if (page.number, n) not in repeated]:
                kept[page.number] = own
        untagged = self._untagged_tables(kept)
        for number in sorted(kept.keys() - untagged):
            lines = kept[number]
            right = max(line.x1 for line in lines)
            stray = texts(lines, TextColumn(lines[0].x0, right, 1.3), lines[0].height)
            self._note("untagged-text", "text that is not in the tag tree", number)
            self.assembly.add(stray)
        for run in _runs(untagged):
            reason = "its page is not in the tag tree"
            self._by_sight(reason, {n: self._marks.unclaimed(n) for n in run})

    def _untagged_tables(self, kept: Mapping[int, Sequence[Line]]) -> set[int]:
        """Return the pages of which the tree has no table, and lines outside it have cells.

        Raises StepLeft where the pages of its own tables have too many words outside it.
        """
        parts = [e for e in self.assembly.entries if isinstance(e, TablePart)]
        own = {n for part in parts for n in range(part.first_page, part.last_page + 1)}
        words = sum(self._marks.counts.get(n, 0) for n in own)
        outside = sum(len(line.words) for n in own for line in kept.get(n, ()))
        if outside > _MOST_UNTAGGED * words:
            raise StepLeft(f"{outside:,} of {words:,} words are not in the tag tree")
        return {n for n in kept.keys() - own if any(map(has_cells, kept[n]))}

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

    def _loose(self, number: int) -> Loose:
        self.assembly.furniture.extend(self._marks.artifacts(number))
        lines = lines_of(self._marks.left(number), number)
        return Loose(number, self._marks.heights[number], lines)


def _is_container(node: Node) -> bool:
    """Return whether blocks are in `node`: by its tag, or where it holds a table.

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


def _runs(pages: Set[int]) -> Iterator[list[int]]:
    """Yield the numbers of `pages` that follow one another."""
    for _, run in itertools.groupby(enumerate(sorted(pages)), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
