"""Words by the marks that the tag tree refers to; each is handed out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set

from pipeline.ingest.pdf.page import ARTIFACT, Page, Paint, Word
from pipeline.ingest.pdf.page.paints import colour_in
from pipeline.ingest.pdf.rules.bands import grids_of
from pipeline.ingest.pdf.table.model import Region, TableModel
from pipeline.ingest.pdf.table.parts import column_of
from pipeline.ingest.pdf.tags.tree import Mark
from pipeline.ingest.pdf.text.flow import TextColumn
from pipeline.ingest.pdf.text.lines import Line, lines_of
from pipeline.ingest.pdf.text.vocabulary import draws_ends

_Place = tuple[int, int]


class Marks:
    """The words of the pages. A page is read when its first mark is asked for.

    Where the tree has the links to an address (`tagged_links` of a page), it says which words they
    are: a browser draws a link's box in another place when it moves a row to the next page.
    """

    def __init__(
        self,
        page: Callable[[int], Page],
        tagged_links: Callable[[int], Set[str]] = lambda number: frozenset(),
    ) -> None:
        self._page, self._tagged_links = page, tagged_links
        self._left: dict[int, dict[int, list[Word]]] = {}
        self._grids: dict[int, list[tuple[TableModel, dict[_Place, Region]]]] = {}
        self._paints: dict[int, tuple[Paint, ...]] = {}
        self._drawn: dict[int, bool] = {}
        self._artifacts: dict[int, list[str]] = {}
        self._aside: defaultdict[int, set[int]] = defaultdict(set)
        self._known: dict[str, str] = {}
        self.heights: dict[int, float] = {}
        self.counts: dict[int, int] = {}
        """How many words each page has."""
        self.taken: defaultdict[int, set[int]] = defaultdict(set)
        """The marks whose words were taken since this was emptied, by page."""

    def take(self, mark: Mark) -> list[Word]:
        """Return the words of `mark`, none the second time."""
        self.taken[mark.page].add(mark.number)
        return self._words(mark.page).pop(mark.number, [])

    def set_aside(self, marks: Iterable[Mark]) -> list[Word]:
        """Return the words of `marks`; those of pages not read yet will be artifacts there.

        A browser's first heading has marks on all pages, which would be read and held for it.
        """
        words: list[Word] = []
        for mark in marks:
            if mark.page in self._left:
                words.extend(self.take(mark))
            else:
                self._aside[mark.page].add(mark.number)
        return words

    def peek(self, mark: Mark) -> str:
        """Return the letters of `mark` and leave its words where they are."""
        return "".join(word.text for word in self._words(mark.page).get(mark.number, []))

    def left(self, page: int) -> list[Word]:
        """Return the words of `page` that no element has taken and no artifact holds."""
        words = self._words(page)
        return [word for mark in words for word in words[mark]]

    def unclaimed(self, page: int) -> Set[int]:
        """Return the marks of the words that `left` returns."""
        return self._words(page).keys()

    def artifacts(self, page: int) -> list[str]:
        """Return the lines of `page` that the file calls artifacts."""
        self._words(page)
        return self._artifacts[page]

    def column(self, line: Line, lines: list[Line], pitch: float) -> TextColumn:
        """Return what the ruled cell round `line` allows, else how far `lines` reach."""
        left, right = min(each.x0 for each in lines), max(each.x1 for each in lines)
        column = TextColumn(left, right, pitch, self._drawn[line.page])
        if (found := self._region(line)) is None:
            return column
        grid, region = found
        end = grid.xs[region.column + region.column_span]
        return column_of(lines, grid.xs[region.column], end, column)

    def place(self, line: Line) -> tuple[int, int] | None:
        """Return the ruled column in which `line` is, and how many there are."""
        found = self._region(line)
        return None if found is None else (found[1].column, len(found[0].xs) - 1)

    def colours(self, line: Line) -> tuple[str, ...]:
        """Return what the page paints in each column of the ruled row in which `line` is."""
        found, paints = self._region(line), self._paints.get(line.page)
        if found is None or not paints:
            return ()
        grid, region = found
        columns = range(len(grid.xs) - 1)
        return tuple(colour_in(grid.area(region.row, c, region.row_span), paints) for c in columns)

    def beside(self, line: Line) -> tuple[Paint, ...]:
        """Return what the page paints level with `line`, and not under it."""
        y, x = (line.top + line.bottom) / 2, (line.x0 + line.x1) / 2
        paints = self._paints.get(line.page, ())
        return tuple(p for p in paints if p.box.top < y < p.box.bottom and not p.box.holds(x, y))

    def edges(self, line: Line) -> tuple[float, ...]:
        """Return where the columns of the ruled table round `line` begin and the last one ends."""
        found = self._region(line)
        return () if found is None else found[0].xs

    def top(self, line: Line) -> float | None:
        """Return where the rule above the ruled cell of `line` lies, None if there is none."""
        found = self._region(line)
        return None if found is None else found[0].ys[found[1].row]

    def _region(self, line: Line) -> tuple[TableModel, Region] | None:
        for grid, regions in self._grids.get(line.page, []):
            if (place := grid.place(line.x0 + 1, (line.top + line.bottom) / 2)) is not None:
                return grid, regions[place]
        return None

    def _words(self, number: int) -> dict[int, list[Word]]:
        if number not in self._left:
            page = self._page(number)
            words: dict[int, list[Word]] = defaultdict(list)
            tagged = self._tagged_links(number)
            for word in page.words:
                words[word.mark].append(word._replace(link="") if word.link in tagged else word)
            aside = [w for mark in (ARTIFACT, *self._aside[number]) for w in words.pop(mark, [])]
            self._artifacts[number] = self._texts(aside, number)
            self._left[number] = dict(words)
            self.heights[number], self.counts[number] = page.height, len(page.words)
            self._grids[number] = [(grid, grid.by_place()) for grid in grids_of(page)]
            self._paints[number] = page.paints
            self._drawn[number] = draws_ends(page.words)
            self._forget(number)
        return self._left[number]

    def _texts(self, words: list[Word], page: int) -> list[str]:
        """Return the lines of `words`; headings that each page repeats are kept once."""
        texts = (line.text for line in lines_of(words, page))
        return [self._known.setdefault(text, text) for text in texts]

    def _forget(self, number: int) -> None:
        """Drop the rules of pages before `number` of which no mark is left."""
        for old in [n for n in self._grids if n < number]:
            if all(mark < 0 for mark in self._left[old]):
                del self._grids[old], self._paints[old]


def repeated(marks: list[Mark], source: Marks) -> Iterator[Mark]:
    """Yield the marks of later pages that repeat the first page's, as a browser's headings do."""
    pages = sorted({mark.page for mark in marks})
    if len(pages) < 2:
        return
    first, second = (
        "".join(source.peek(mark) for mark in marks if mark.page == page) for page in pages[:2]
    )
    if first and first == second:
        yield from (mark for mark in marks if mark.page != pages[0])
