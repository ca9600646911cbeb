"""Which column holds what: the heading says, and the cells below decide where it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.model import Period
from pipeline.parse.align import is_sub_reference, looks_like_reference
from pipeline.parse.headings import Heading, Role, heading_key, read_heading
from pipeline.table import RawCell

Grid = Sequence[Sequence[RawCell | None]]

_KEYS = {Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT, Role.REFERENCE}
_HEADING_ROWS_SEARCHED = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns in their roles, and where its body begins."""

    headings: tuple[Heading, ...]
    heading_row: int
    """The first row of the heading, counted from 0; what stands above it is no heading."""
    first_row: int
    """The first row of the body, counted from 0."""
    width: int

    def at(self, role: Role) -> int | None:
        """Return the first column of `role`, None where there is none."""
        return next((i for i, h in enumerate(self.headings) if h.role is role), None)

    @property
    def roles(self) -> tuple[Role | None, ...]:
        """The role of each column."""
        return tuple(heading.role for heading in self.headings)

    @property
    def periods(self) -> tuple[tuple[int, Period], ...]:
        """Each period's column and the period its heading names."""
        return tuple((i, h.period) for i, h in enumerate(self.headings) if h.role is Role.PERIOD)


def find_columns(grid: Grid, mapping: Mapping[str, Role]) -> Columns | None:
    """Return the columns of a plan's wide table, None where no row heads one.

    The heading row is the first in which most cells have a meaning and which names a
    recommendation or requirement and something said of it. A row above it whose cells reach over
    several columns, or below it that says more, belongs to it.
    """
    for r, row in enumerate(grid[:_HEADING_ROWS_SEARCHED]):
        headings = [read_heading(_text(cell), mapping) for cell in row]
        if not _heads_a_plan(headings):
            continue
        last = _last_heading_row(grid, r, mapping)
        if last > r:
            headings = [
                _lower(upper, read_heading(_text(cell), mapping))
                for upper, cell in zip(headings, grid[last], strict=True)
            ]
        return _decided(headings, grid, (r, last), mapping)
    return None


def heading_texts(grid: Grid) -> list[str]:
    """Return what a table's first row says, for messages."""
    return [text for cell in (grid[0] if grid else ()) if (text := _text(cell))]


def _heads_a_plan(headings: Sequence[Heading]) -> bool:
    filled = [h for h in headings if h.text]
    roles = {h.role for h in filled if h.role is not None}
    known = sum(h.role is not None for h in filled)
    has_subject = bool(roles & _KEYS)
    says = bool(roles & {Role.PERIOD, Role.STATUS, Role.OWNER})
    # A number in a heading cell is data: the heading row of this table is somewhere else.
    return has_subject and says and len(roles) >= 2 and known >= 0.5 * len(filled)


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
    new = [c for c, over in zip(row, above, strict=True) if c is not over and _text(c)]
    reached = any(c is not None and c is over for c, over in zip(row, above, strict=True))
    roles = [read_heading(_text(c), mapping).role for c in new]
    if reached:
        is_named = all(
            r or (c is not None and c.is_heading) for r, c in zip(roles, new, strict=True)
        )
        return is_named and any(roles)
    return bool(roles) and all(role is Role.PERIOD for role in roles) and len(new) < len(row)


def _lower(upper: Heading, lower: Heading) -> Heading:
    """Return the heading of a column that has one above another."""
    if lower.role is None or lower.text == upper.text:
        return upper
    return lower


def _decided(
    headings: list[Heading], grid: Grid, rows: tuple[int, int], mapping: Mapping[str, Role]
) -> Columns:
    """Return the columns, those decided by their cells that headings leave open.

    `rows` are the first and the last row of the heading.
    """
    body = grid[rows[1] + 1 :]
    for i, heading in enumerate(headings):
        if not heading.text and (role := mapping.get(heading_key(f"column {i + 1}"))):
            headings[i] = Heading(heading.text, role)
    _decide_evidence(headings, body)
    _decide_numbers(headings, body)
    _decide_empty(headings, body)
    return Columns(tuple(headings), rows[0], rows[1] + 1, len(headings))


def _decide_evidence(headings: list[Heading], body: Grid) -> None:
    """Part two columns under one evidence heading into reference and requirement."""
    places = [i for i, h in enumerate(headings) if h.role is Role.REQUIREMENT]
    if len(places) < 2 or Role.REFERENCE in {h.role for h in headings}:
        return
    first, second = places[:2]
    if headings[first].text != headings[second].text and not _holds_references(body, first):
        return
    headings[first] = replace(headings[first], role=Role.REFERENCE)


def _decide_numbers(headings: list[Heading], body: Grid) -> None:
    """Make a recommendation column of bare numbers the number's column.

    A number's column that counts below its recommendation (`7.1`, `7.2`) holds references.
    """
    roles = [h.role for h in headings]
    if Role.NUMBER in roles:
        at = roles.index(Role.NUMBER)
        if Role.REFERENCE not in roles and _holds(body, at, is_sub_reference):
            headings[at] = replace(headings[at], role=Role.REFERENCE)
        return
    for i, heading in enumerate(headings):
        if heading.role is Role.RECOMMENDATION and _holds_references(body, i):
            headings[i] = replace(heading, role=Role.NUMBER)
            return


def _decide_empty(headings: list[Heading], body: Grid) -> None:
    """Give an empty heading over a filled column the role that its neighbour leaves open."""
    roles = {h.role for h in headings}
    for i, heading in enumerate(headings):
        if heading.text or heading.role or not _is_filled(body, i):
            continue
        left = headings[i - 1].role if i else None
        if left is Role.REQUIREMENT and _holds_references(body, i - 1):
            headings[i - 1] = replace(headings[i - 1], role=Role.REFERENCE)
            headings[i] = replace(heading, role=Role.REQUIREMENT)
        elif _holds_references(body, i):
            role = Role.REFERENCE if Role.NUMBER in roles else Role.NUMBER
            headings[i] = heading if role in roles else replace(heading, role=role)
        elif left is Role.NUMBER and Role.RECOMMENDATION not in roles:
            headings[i] = replace(heading, role=Role.RECOMMENDATION)


def _holds_references(body: Grid, column: int) -> bool:
    return _holds(body, column, looks_like_reference)


def _holds(body: Grid, column: int, has_form: Callable[[str], bool]) -> bool:
    texts = [text for row in body if (text := _text(row[column]))]
    return bool(texts) and sum(map(has_form, texts)) >= 0.8 * len(texts)


def _is_filled(body: Grid, column: int) -> bool:
    return any(_text(row[column]) for row in body)


def _text(cell: RawCell | None) -> str:
    if cell is None:
        return ""
    return " ".join(cell.content.words if cell.markup is None else cell.markup.split())


def column_findings(columns: Columns, body: Grid, source: Source) -> tuple[Finding, ...]:
    """Return what is to be said of the columns: supposed, misspelled, or without a meaning."""
    found = []
    place = Place(source=source)
    for i, heading in enumerate(columns.headings):
        name = f'"{heading.text}"' if heading.text else f"column {i + 1}, without a heading,"
        if heading.role is None and _is_filled(body, i):
            found.append(_without_meaning(i, heading, body, name, place))
        elif heading.role is not None and not heading.text:
            found.append(
                Finding(
                    "heading-empty",
                    Severity.WARNING,
                    f"{name} was read as {heading.role}, from its cells and its neighbours.",
                    place,
                    f'Say otherwise with --map "column {i + 1}=ROLE".',
                )
            )
        elif not heading.is_exact:
            found.append(
                Finding(
                    "heading-misspelled",
                    Severity.NOTE,
                    f"{name} was read as {heading.role}.",
                    place,
                    f'Say otherwise with --map "{heading.text}=ROLE".',
                )
            )
    return tuple(found)


def _without_meaning(i: int, heading: Heading, body: Grid, name: str, place: Place) -> Finding:
    cells = dict.fromkeys(id(row[i]) for row in body)
    seen = {id(row[i]): row[i] for row in body}
    words = [word for cell in cells for word in _text(seen[cell]).split()]
    return Finding(
        "column-without-meaning",
        Severity.WARNING,
        f"{name} has no known meaning; its {len(words)} words are not in the plan.",
        place,
        f'Say what it is with --map "{heading.text or f"column {i + 1}"}=ROLE" '
        "(or =ignore to leave it out).",
        tuple(words),
    )
