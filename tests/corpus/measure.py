"""How much of a sheet a reader gave back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.findings import Source
from pipeline.richtext import EMPTY, Paragraph, RichText, Run, rich_text
from pipeline.table import RawCell, RawDocument, RawTable, RawText, grid
from tests.corpus.sheets import Sheet, SheetTable

_NOWHERE = Source("")


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts over all places of all tables, those that a span covers among them."""

    cells: int
    exact: int
    """Equal with paragraphs, lists, bold, italic and links; headings by their words."""
    seams: int
    """Exact but for a paragraph's end that is read as a line's, and that the file may not hold."""
    words: int
    """Equal after white space is normalised."""
    letters: int
    """Equal when white space is left out."""
    wrong: tuple[str, ...]
    """What differs in more than looks, one line each."""
    outside: bool
    """The text outside the tables has the same words."""


def measure(
    sheet: Sheet, document: RawDocument, extra: tuple[str, ...] = (), *, spans: bool = True
) -> Measure:
    """Return how much of `sheet` is in `document`; `extra` is further text outside.

    Without `spans`, a place that a merged cell covers below its first row may be blank: a page
    without rules shows no difference.
    """
    wanted = [item for item in sheet if isinstance(item, SheetTable)]
    found = list(document.tables())
    counts = [0, 0, 0, 0, 0]
    wrong: list[str] = []
    if len(found) != len(wanted):
        wrong.append(f"{len(found)} tables instead of {len(wanted)}")
    for number, table in enumerate(wanted):
        read = grid(found[number]) if number < len(found) else []
        if len(read) != len(table.rows):
            wrong.append(f"table {number + 1}: {len(read)} rows instead of {len(table.rows)}")
        wanted_grid = grid(_raw(table))
        for r, row in enumerate(wanted_grid):
            for c, cell in enumerate(row):
                content = cell.content if cell is not None else EMPTY
                made = _at(read, r, c)
                if not spans and not made and r and wanted_grid[r - 1][c] is cell:
                    content = EMPTY
                _count(counts, content, made, r < table.heading_rows)
                if _words(content) != _words(made):
                    wrong.append(
                        f"table {number + 1} row {r + 1} column {c + 1}: "
                        f"{_difference(content.plain, made.plain)}"
                    )
    cells, exact, seams, words, letters = counts
    outside = _outside(sheet, document, extra)
    return Measure(cells, exact, seams, words, letters, tuple(wrong), outside)


def _raw(table: SheetTable) -> RawTable:
    return RawTable(
        tuple(
            tuple(RawCell(c.content, _NOWHERE, c.row_span, c.column_span) for c in row)
            for row in table.rows
        )
    )


def _at(read: list[list[RawCell | None]], row: int, column: int) -> RichText:
    cell = read[row][column] if row < len(read) and column < len(read[row]) else None
    return cell.content if cell is not None else EMPTY


def _count(counts: list[int], wanted: RichText, made: RichText, heading: bool) -> None:
    words = _words(wanted) == _words(made)
    exact = made == wanted or (heading and words)
    counts[0] += 1
    counts[1] += exact
    counts[2] += not exact and made in _with_a_seam(wanted)
    counts[3] += words
    counts[4] += "".join(_words(wanted)) == "".join(_words(made))


def _with_a_seam(text: RichText) -> Iterator[RichText]:
    """Yield `text` with each two paragraphs that follow each other read as one."""
    for place, (block, after) in enumerate(pairwise(text.blocks)):
        if isinstance(block, Paragraph) and isinstance(after, Paragraph):
            one = Paragraph((*block.runs, Run(" "), *after.runs))
            yield rich_text([*text.blocks[:place], one, *text.blocks[place + 2 :]])


def _words(text: RichText) -> list[str]:
    return [word for word in text.plain.replace("\u00a0", " ").split() if word != "•"]


def _difference(wanted: str, made: str) -> str:
    """Return where the two begin to differ."""
    place = next(
        (n for n, (a, b) in enumerate(zip(wanted, made, strict=False)) if a != b),
        min(len(wanted), len(made)),
    )
    start = max(place - 25, 0)
    return f"{made[start : place + 25]!r} instead of {wanted[start : place + 25]!r}"


def _outside(sheet: Sheet, document: RawDocument, extra: tuple[str, ...]) -> bool:
    wanted = [w for i in sheet if not isinstance(i, SheetTable) for w in _words(i.content)]
    wanted += [word for text in extra for word in text.split()]
    found = [w for i in document.items if isinstance(i, RawText) for w in _words(i.content)]
    return sorted(wanted) == sorted(found)
