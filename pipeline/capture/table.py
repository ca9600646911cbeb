"""The tables of a plan among those of a document, and what each of their columns is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.capture.looks import CellLooks, Looks, TableLooks, squeezed
from pipeline.columns import Column, Level
from pipeline.model import Plan
from pipeline.shapes import CARDS, WIDE

_MOST_MATCH = 0.6
"""The share of a row's filled cells that are headings of the plan, in a heading row."""
_LABELS = 0.5
"""The share of a card's labels that are headings of the plan."""
SECTIONS = "by-recommendation"


@dataclass(frozen=True, slots=True)
class PlanTables:
    """What shows the plan."""

    shape: str
    tables: tuple[TableLooks, ...]
    """Those with the columns that most have; none if the plan is in no table."""
    columns: tuple[Column | None, ...]
    """What each column of these tables is, from the left; None if that is unknown."""
    headings: tuple[CellLooks, ...]
    """The cells of heading rows, or the labels of cards."""
    body: tuple[tuple[Column | None, CellLooks], ...]
    """The other cells, each with its column."""

    def cells(self, wanted: Callable[[Column], bool]) -> Iterator[CellLooks]:
        """Yield the cells below headings whose column is `wanted`."""
        return (cell for column, cell in self.body if column is not None and wanted(column))

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' widths in per cent."""
        edges = self.tables[0].edges
        return tuple(
            100 * (right - left) / (edges[-1] - edges[0]) for left, right in pairwise(edges)
        )


def plan_tables(looks: Looks, plan: Plan) -> PlanTables:
    """Return the tables of `looks` that show `plan`, and its shape."""
    names = {
        squeezed(text)
        for column in plan.columns
        for text in (column.heading, column.name, column.spanner)
        if text
    }
    headed = [table for table in looks.tables if _heading_rows(table, names)]
    if headed:
        return _headed(headed, plan, names)
    cards = [table for table in looks.tables if _is_card(table, names)]
    return _cards(cards, plan)


def _heading_rows(table: TableLooks, names: set[str]) -> int:
    """Return how many rows at the top of `table` are headings; a card has none."""
    count = 0
    for row in table.rows:
        texts = [cell.text for _, cell in row if cell.text]
        known = sum(text in names for text in texts)
        if not texts or known < _MOST_MATCH * len(texts) or len(texts) < 2:
            break
        count += 1
    return count


def _is_card(table: TableLooks, names: set[str]) -> bool:
    labels = [cell.text for row in table.rows for column, cell in row if not column and cell.text]
    return table.width == 2 and sum(t in names for t in labels) >= _LABELS * len(labels) > 0


def _headed(tables: Sequence[TableLooks], plan: Plan, names: set[str]) -> PlanTables:
    widths = Counter(table.width for table in tables)
    width = max(widths, key=lambda n: (widths[n], n))
    edges = Counter(table.edges for table in tables if table.width == width)
    first = edges.most_common(1)[0][0]
    same = [table for table in tables if table.width == width]
    same.sort(key=lambda table: table.edges != first)
    columns = _columns(same[0], plan, _heading_rows(same[0], names))
    headings: list[CellLooks] = []
    body: list[tuple[Column | None, CellLooks]] = []
    for table in same:
        rows = _heading_rows(table, names)
        headings += [cell for row in table.rows[:rows] for _, cell in row if cell.text]
        body += [(columns[at], cell) for row in table.rows[rows:] for at, cell in row]
    shape = _shape(same, columns, plan)
    return PlanTables(shape, tuple(same), columns, tuple(headings), tuple(body))


def _columns(table: TableLooks, plan: Plan, rows: int) -> tuple[Column | None, ...]:
    """Return what each column of `table` is: by their number, else by its heading."""
    for columns in (tuple(plan.columns), tuple(plan.columns.level(Level.ACTION))):
        if len(columns) == table.width:
            return columns
    texts = {
        place: cell.text
        for row in table.rows[:rows]
        for at, cell in row
        for place in range(at, at + cell.span)
    }
    by_text = {squeezed(text): c for c in plan.columns for text in (c.heading, c.name) if text}
    return tuple(by_text.get(texts.get(place, "")) for place in range(table.width))


def _shape(tables: Sequence[TableLooks], columns: Sequence[Column | None], plan: Plan) -> str:
    """Return `wide`, or `by-recommendation` where there is a table for most recommendations.

    What a page break cuts is one table; so pages with two of them count.
    """
    tops = [c for c in plan.columns if c.level is Level.RECOMMENDATION]
    if tops and not any(c in tops for c in columns):
        return SECTIONS
    pages = Counter(table.page for table in tables)
    many = len(tables) >= max(2, len(plan.recommendations) / 2)
    return SECTIONS if many and max(pages.values()) > 1 else WIDE


def _cards(tables: Sequence[TableLooks], plan: Plan) -> PlanTables:
    if not tables:
        return PlanTables(SECTIONS, (), (), (), ())
    by_text = {squeezed(text): c for c in plan.columns for text in (c.heading, c.name) if text}
    labels: list[CellLooks] = []
    body: list[tuple[Column | None, CellLooks]] = []
    for row in (row for table in tables for row in table.rows):
        column = None
        for at, cell in row:
            if at == 0:
                column = by_text.get(cell.text)
                labels.append(cell)
            else:
                body.append((column, cell))
    return PlanTables(CARDS, tuple(tables), (), tuple(labels), tuple(body))
