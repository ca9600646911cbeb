"""Which row heads a plan's table, and what its columns hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Period
from pipeline.parse.cells import plain_words
from pipeline.parse.column_shapes import Grid, is_number, names_band
from pipeline.parse.extras import Extra
from pipeline.parse.headings import Heading, Role, heading_key, names_period, read_heading
from pipeline.parse.roles import column_key, date_columns, decide
from pipeline.table import RawCell

_KEYS = {Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT, Role.REFERENCE}
_NO_SENTENCES = {Role.NUMBER, Role.REFERENCE, Role.OWNER, Role.STATUS}
_TEXTS = {Role.RECOMMENDATION, Role.REQUIREMENT, Role.PERIOD}
"""What a plan says in sentences. Tables of numbers, owners and statuses alone are around it."""
_HEADING_ROWS_SEARCHED = 12
_FILLED = 0.8
"""The share of columns that have a heading."""
_LONGEST = 8
"""Words of a heading beside others."""
_FEWEST_ROLES = 3
_SURE = 4
"""So many different roles make a heading row, however many columns tell none."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns in their roles, and where its body begins."""

    headings: tuple[Heading, ...]
    heading_row: int
    """The first row of the heading, counted from 0; what is above it is not a heading."""
    first_row: int
    """The first row of the body, counted from 0."""
    width: int
    extras: Mapping[int, Extra] = field(default_factory=dict)
    """The columns that are kept as they are, by their places."""

    def at(self, role: Role) -> int | None:
        """Return the first column of `role`, None if there is none."""
        return next((i for i, h in enumerate(self.headings) if h.role is role), None)

    @property
    def roles(self) -> tuple[Role | None, ...]:
        """The role of each column."""
        return tuple(heading.role for heading in self.headings)

    @property
    def periods(self) -> tuple[tuple[int, Period], ...]:
        """Each period's column and the period its heading names."""
        return tuple((i, h.period) for i, h in enumerate(self.headings) if h.role is Role.PERIOD)

    @property
    def dates(self) -> dict[int, int]:
        """The column of the date beside a period that names none, by the period's column."""
        return date_columns(self.headings)


def find_columns(grid: Grid, mapping: Mapping[str, Role], *, placed: bool = True) -> Columns | None:
    """Return the columns of a plan's wide table, None if no row heads one.

    The heading row is the first in which most cells have a meaning and which names a
    recommendation or requirement and something about it; a row below it over all columns may name
    the recommendation instead. A row above it whose cells reach over several of its periods, or
    below it that says more, belongs to it.
    """
    for r, row in enumerate(grid[:_HEADING_ROWS_SEARCHED]):
        headings = [read_heading(plain_words(cell), mapping) for cell in row]
        is_headed = _heads_a_plan(headings, is_named=any(map(names_band, grid[r + 1 : r + 2])))
        if not is_headed or _is_data(row, grid[r + 1 :]):
            continue
        first, last = _first_heading_row(grid, r, headings), _last_heading_row(grid, r, mapping)
        if first < r:
            above = [read_heading(plain_words(cell), mapping) for cell in grid[first]]
            headings = [_lower(*pair, mapping) for pair in zip(above, headings, strict=True)]
        for below in grid[r + 1 : last + 1]:
            read = [read_heading(plain_words(cell), mapping) for cell in below]
            headings = [_lower(*pair, mapping) for pair in zip(headings, read, strict=True)]
        decided = decide(headings, grid[last + 1 :], mapping, placed=placed)
        rows = grid[first : last + 1]
        shown = tuple(_as_printed(h, rows, i) for i, h in enumerate(decided))
        return Columns(shown, first, last + 1, len(headings))
    return _without_headings(grid, mapping, placed=placed)


def supposed_columns(grid: Grid, mapping: Mapping[str, Role]) -> Columns | None:
    """Return the columns of a table whose headings tell too little, as its cells say them.

    None if the cells are not plan's: a text in sentences, and somebody or some progress beside
    it. Each role that is supposed so is a question.
    """
    for r, row in enumerate(grid[:_HEADING_ROWS_SEARCHED]):
        headings = [read_heading(plain_words(cell), mapping) for cell in row]
        filled = [h for h in headings if h.text]
        body = grid[r + 1 :]
        if len(filled) < max(_FILLED * len(row), _FEWEST_ROLES) or not all(map(_may_head, filled)):
            continue
        if len(body) < _FEWEST_ROWS or _is_data(row, body):
            continue
        made = decide(headings, body, mapping, placed=True, is_open=True)
        roles = {h.role for h in made} - {None}
        asks = roles & {Role.RECOMMENDATION, Role.REQUIREMENT}
        says = roles & {Role.OWNER, Role.PERIOD, Role.STATUS}
        if asks and says and len(roles) >= _FEWEST_ROLES:
            return Columns(tuple(made), r, r + 1, len(made))
        return None
    return None


_FEWEST_ROWS = 2
"""Rows that say what their columns are."""


def _without_headings(grid: Grid, mapping: Mapping[str, Role], *, placed: bool) -> Columns | None:
    """Return the columns of a table that has no heading row, as `--map` says them by place."""
    width = max(map(len, grid), default=0)
    said = [Heading("", mapping.get(column_key(i))) for i in range(width)]
    if not {h.role for h in said} & _KEYS:
        return None
    return Columns(tuple(decide(said, grid, mapping, placed=placed)), 0, 0, width)


def heading_texts(grid: Grid) -> list[str]:
    """Return what the row says that may head a table, for messages: the first with most cells."""
    rows = [
        [text for cell in dict.fromkeys(row) if (text := plain_words(cell))]
        for row in grid[:_HEADING_ROWS_SEARCHED]
    ]
    return max(rows, key=len, default=[])


def _as_printed(heading: Heading, rows: Grid, column: int) -> Heading:
    """Return `heading` as the heading `rows` print it: a cell over several columns spans them."""
    cells = [cell for cell in dict.fromkeys(row[column] for row in rows) if plain_words(cell)]
    spans: list[str] = []
    own: list[str] = []
    for cell in cells:
        is_over = any(row.count(cell) > 1 for row in rows)
        (spans if is_over else own).append(plain_words(cell))
    return replace(heading, printed=" ".join(own), spanner=" ".join(spans))


def _heads_a_plan(headings: Sequence[Heading], *, is_named: bool) -> bool:
    filled = [h for h in headings if h.text]
    roles = {h.role for h in filled if h.role is not None}
    known = sum(h.role is not None for h in filled)
    is_headed = len(filled) >= _FILLED * len(headings) and all(map(_may_head, filled))
    is_open = is_headed and roles >= {Role.PERIOD, Role.OWNER} and len(roles) >= _FEWEST_ROLES
    has_subject = bool((roles & _KEYS or is_named) and roles & _TEXTS) or is_open
    says = bool(roles & {Role.PERIOD, Role.STATUS, Role.OWNER})
    # What is not known is not evidence against a plan; but headings are short, and all of them are
    # in the row.
    is_known = known >= 0.5 * len(filled) or len(roles) >= _SURE
    is_known = is_known or (is_headed and len(roles) >= _FEWEST_ROLES)
    return has_subject and says and len(roles) >= 2 and is_known


def _is_data(row: Sequence[RawCell | None], below: Grid) -> bool:
    """Return whether a row is shaped like those below it: parts of sentences, as long as theirs."""
    length = _words_of(row)
    rows = [count for cells in below[:_COMPARED] if (count := _words_of(cells))]
    return bool(rows) and length > _LONG and _ALIKE * max(rows) >= length >= min(rows) / _ALIKE


_COMPARED = 5
_LONG = 5.5
"""Words of a row's cells, one with another; headings have fewer."""
_ALIKE = 2


def _words_of(row: Sequence[RawCell | None]) -> float:
    counts = [len(text.split()) for cell in dict.fromkeys(row) if (text := plain_words(cell))]
    return sum(counts) / len(counts) if counts else 0.0


def _may_head(heading: Heading) -> bool:
    """Return whether a text is short as headings are, and neither a sentence nor a figure."""
    words = heading.text.split()
    is_abbreviated = len(words) == 1  # Ref.
    is_sentence = heading.text[-1] in ".;" and not is_abbreviated
    return len(words) <= _LONGEST and not is_sentence and not is_number(heading.text)


def _first_heading_row(grid: Grid, row: int, headings: Sequence[Heading]) -> int:
    """Return the row that begins the heading: the one above `row` if it is over its columns.

    It names periods over what is said in them and nothing else; or it has several cells, each
    over several columns.
    """
    above = grid[row - 1] if row else []
    named = {i for i, cell in enumerate(above) if names_period(plain_words(cell))}
    filled = {i for i, cell in enumerate(above) if plain_words(cell)}
    is_over = all(headings[i].role in (Role.PERIOD, Role.STATUS, Role.DATE) for i in filled)
    wide = Counter(id(above[i]) for i in filled)
    is_group = len(wide) > 1 and min(wide.values()) > 1
    return row - 1 if is_group or (named and named == filled and is_over) else row


def _last_heading_row(grid: Grid, first: int, mapping: Mapping[str, Role]) -> int:
    """Return the row that ends the heading.

    A row belongs to it if cells of the heading reach into it, or if it says nothing but periods
    under a heading over several; and if what it says are headings.
    """
    last = first
    while last + 1 < len(grid) and _goes_on(grid[last], grid[last + 1], mapping):
        last += 1
    return last


def _goes_on(
    above: Sequence[RawCell | None], row: Sequence[RawCell | None], mapping: Mapping[str, Role]
) -> bool:
    new = [c for c, over in zip(row, above, strict=True) if c is not over and plain_words(c)]
    reached = sum(c is not None and c is over for c, over in zip(row, above, strict=True))
    roles = [read_heading(plain_words(c), mapping).role for c in new]
    if reached:
        is_named = all(
            r or (c is not None and c.is_heading) for r, c in zip(roles, new, strict=True)
        )
        is_split = any(_parted_below(above)) and not any(is_number(plain_words(c)) for c in new)
        return reached >= 0.5 * len(row) or ((is_named or is_split) and any(roles))
    if _groups(above) and len(set(roles) - {None}) >= _SURE:
        return True
    return bool(roles) and all(role is Role.PERIOD for role in roles) and len(new) < len(row)


def _groups(row: Sequence[RawCell | None]) -> bool:
    """Return whether several cells of `row` each are over several columns."""
    return sum(_parted_below(row)) > 1


def _parted_below(row: Sequence[RawCell | None]) -> list[bool]:
    """Return of each cell of `row` whether it is over several columns."""
    return [count > 1 for count in Counter(id(cell) for cell in row if plain_words(cell)).values()]


def _lower(upper: Heading, lower: Heading, mapping: Mapping[str, Role]) -> Heading:
    """Return the heading of a column that has one above another.

    Where the upper names the period and the lower says what is said in it (`Update`, `RAG`), the
    upper is the period's name, and the other columns' headings are both.
    """
    if not lower.text or lower.text == upper.text:
        return upper
    both = read_heading(f"{upper.text} {lower.text}", mapping)
    if heading_key(both.text) in mapping:
        return both
    if lower.role is None:
        return replace(upper, text=both.text)
    if not names_period(upper.text) or names_period(lower.text):
        return lower
    if lower.role is Role.PERIOD:
        return replace(lower, text=upper.text, rank=max(lower.rank, upper.rank))
    return replace(lower, text=both.text)
