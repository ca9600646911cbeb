"""A table whose heading rows print columns that are known: its cells are taken, none guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.columns import SHORT_ROLES
from pipeline.headingrows import (
    flat_headings,
    heading_texts,
    page_order,
    transcript_headings,
)
from pipeline.model import Action, Columns, Level, Recommendation
from pipeline.parse.cells import cell_text
from pipeline.richtext import EMPTY, RichText, one_line, without_looks
from pipeline.table import RawCell, RawTable, grid

Row = Sequence[RawCell | None]
Texts = Sequence[Sequence[str | None]]
"""What each heading row says above each column; None if it may say anything."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to print known columns."""

    order: Sequence[int]
    """Which column is in each place."""
    body: Sequence[Row]
    goes_on: Callable[[RawCell | None, RawCell | None], bool]
    """Whether a cell of the recommendation is the one in the row above, which comes first."""


def read_known(
    table: RawTable, columns: Columns, reference: str, *, is_complete: bool = False
) -> tuple[Recommendation, ...] | None:
    """Return the recommendations in `table`, None if it does not print `columns`.

    `reference` is the layout's heading for a reference that has none of its own; `is_complete`
    tells that each row has its recommendation's cells.
    """
    form = _complete(table, columns, reference) if is_complete else _form(table, columns)
    if form is None or not form.body or any(len(r) > len(form.order) for r in form.body):
        return None
    width = len(form.order)
    rows = [(*row, *(None,) * (width - len(row))) for row in form.body]
    tops = [at for at, i in enumerate(form.order) if columns[i].level is Level.RECOMMENDATION]
    groups: list[list[Row]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last is not None and all(form.goes_on(last[at], row[at]) for at in tops):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(_recommendation(group, form.order, columns) for group in groups)


def _complete(table: RawTable, columns: Columns, reference: str) -> _Form | None:
    rows = grid(table)
    is_headed = heads(rows, (flat_headings(columns, reference),))
    return _Form(range(len(columns)), rows[1:], _is_equal) if is_headed else None


def _form(table: RawTable, columns: Columns) -> _Form | None:
    printed = range(len(columns))
    if not table.placed:
        heading = [words(cell) for row in table.rows[:1] for cell in row]
        if heading != list(transcript_headings(columns)):
            return None
        return _Form(printed, table.rows[1:], _is_left_blank)
    placed = grid(table)
    forms: tuple[tuple[Texts, Sequence[int]], ...] = (
        (heading_texts(columns), printed),
        (_page_texts(columns), page_order(columns)),
    )
    for texts, order in forms:
        if heads(placed, texts):
            return _Form(order, placed[len(texts) :], _is_merged)
    return None


def _page_texts(columns: Columns) -> Texts:
    """Return the heading texts of the web page, as its reader gives them."""
    order = page_order(columns)
    newest = columns.periods[-1:]
    shown = [i for i in order if columns[i].period is None or columns[i].period in newest]
    texts = heading_texts([columns[i] for i in shown])
    at = {i: place for place, i in enumerate(shown)}
    last = len(texts) - 1
    return [
        [row[at[i]] if i in at else (columns[i].name if number == last else None) for i in order]
        for number, row in enumerate(texts)
    ]


def heads(rows: Sequence[Row], texts: Texts) -> bool:
    """Return whether `rows` begin with heading rows that say `texts`."""
    if len(rows) <= len(texts):
        return False
    return all(_says(row, wanted) for row, wanted in zip(rows, texts, strict=False))


def _says(row: Row, wanted: Sequence[str | None]) -> bool:
    """Return whether `row` says what is `wanted`; a sheet ends before columns that are blank."""
    said = [words(cell) for cell in row]
    if not said or len(said) > len(wanted):
        return False
    beyond = wanted[len(said) :]
    is_said = all(w is None or s == w for s, w in zip(said, wanted, strict=False))
    return is_said and all(not w or w == said[-1] for w in beyond)


def words(cell: RawCell | None) -> str:
    """Return what `cell` says on one line."""
    return "" if cell is None else one_line(cell_text(cell)[0])


def _is_merged(above: RawCell | None, cell: RawCell | None) -> bool:
    return above is cell


def _is_equal(above: RawCell | None, cell: RawCell | None) -> bool:
    return known_text(above) == known_text(cell)


def _is_left_blank(_: RawCell | None, cell: RawCell | None) -> bool:
    return not known_text(cell)


def known_text(cell: RawCell | None) -> RichText:
    """Return what `cell` says, with its looks."""
    return EMPTY if cell is None else cell_text(cell)[0]


def _recommendation(rows: Sequence[Row], order: Sequence[int], columns: Columns) -> Recommendation:
    tops = columns.level(Level.RECOMMENDATION)
    parts = [_cells(row, order, columns) for row in rows]
    actions = tuple(Action(columns.level(Level.ACTION), part[Level.ACTION]) for part in parts)
    return Recommendation(tops, parts[0][Level.RECOMMENDATION], actions)


def _cells(row: Row, order: Sequence[int], columns: Columns) -> dict[Level, tuple[RichText, ...]]:
    """Return the row's cells of each level, in the order of `columns`."""
    texts = {i: known_text(row[at]) for at, i in enumerate(order)}
    texts |= {i: without_looks(text) for i, text in texts.items() if columns[i].role in SHORT_ROLES}
    return {
        level: tuple(texts[i] for i, c in enumerate(columns) if c.level is level) for level in Level
    }
