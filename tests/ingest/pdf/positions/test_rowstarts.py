"""Which levels begin a row: the columns, the white space and the rules together."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.levels import Level, State
from pipeline.ingest.pdf.positions.rowstarts import row_starts

STATES: dict[str, State] = {
    "F": "apart", "E": "ended", "L": "wrapped", "X": "through", ".": "white",
}  # fmt: skip


def level(top: float, states: str, band: float = 0.5, *, ruled: bool = False) -> Level:
    """Return a level whose columns show `states`, a letter each."""
    shown = tuple(STATES[letter] for letter in states)
    edge = top - 1 if ruled else None
    return Level(top, top - 10 * band, 10, shown, edge, (ruled,) * len(shown))


def rows(*tables: list[Level], known: dict[int, bool] | None = None) -> list[list[int]]:
    """Return the places at which the rows of each table begin."""
    given = [known or {}, *({} for _ in tables[1:])]
    starts = row_starts([([], table) for table in tables], given)
    return [[n for n, start in enumerate(found) if start.is_row] for found in starts]


def plan(count: int = 6) -> list[Level]:
    """Return rows of two levels each, with a second paragraph in the third column."""
    made = []
    for n in range(count):
        made += [level(60 * n, "FFFF"), level(60 * n + 11, ".LL.", -0.1)]
        made += [level(60 * n + 26, "..F.")]
    return made


def test_cells_that_begin_together_begin_a_row() -> None:
    """A paragraph in one cell begins none, though the white space above it is the same."""
    assert rows(plan()) == [[0, 3, 6, 9, 12, 15]]


def test_blank_cells_do_not_hide_a_row() -> None:
    """What rows show elsewhere tells one that has two cells only."""
    assert rows([*plan(), level(400, "F..F")]) == [[0, 3, 6, 9, 12, 15, 18]]


def test_white_space_a_little_wider_speaks_for_a_row_as_well() -> None:
    """A row whose other cells are blank is told by the white space of the others, not its step."""
    made = []
    for n in range(6):
        made += [level(60 * n, "FF." if n == 2 else "FFF", 1.03), level(60 * n + 26, "..F", 0.3)]
    assert rows([*made, level(400, "F..", 1.1), level(430, "FFF", 1.03)])[0][-3:] == [10, 12, 13]


def test_a_full_last_line_hides_no_row() -> None:
    """Where rows touch, the longest cell looks as if it went on; more cells begin."""
    made = []
    for n in range(6):
        made += [level(60 * n, "FLFF" if n else "FFFF", 0), level(60 * n + 11, ".LL.", 0)]
        made += [level(60 * n + 22, ".L..", 0), level(60 * n + 33, ".LE.", 0)]
    assert rows(made) == [[0, 4, 8, 12, 16, 20]]


def test_a_rule_begins_a_row_and_a_missing_one_does_not() -> None:
    """Where rules part all rows, cells that begin together are paragraphs."""
    made = plan()
    ruled = [
        x._replace(ruled=(True,) * 4, edge=x.top) if "white" not in x.states else x for x in made
    ]
    assert rows([*ruled, level(400, "..FF"), level(420, "..F.", ruled=True)])[0][-1] == 19


def test_no_row_begins_where_every_cell_goes_on() -> None:
    """Lines at the usual pitch, or beside others that go on, begin nothing."""
    assert rows([level(0, "FFFF"), level(10, "LLLL", 0), level(20, "FXXX", 0)]) == [[0]]


def test_what_is_known_beforehand_stands() -> None:
    """The end of a heading that pages repeat is where it is."""
    assert rows(plan(), known={1: True, 3: False})[0][:3] == [0, 1, 6]


def test_a_page_that_begins_with_the_rest_of_a_row_is_told() -> None:
    """The columns filled at a page's top are those of a row's beginning, or are not."""
    tables = [plan(), [level(0, "..F."), *plan()[1:]], plan()]
    starts = row_starts([([], table) for table in tables], [{}, {}, {}])
    assert [found[0].begun for found in starts] == [True, False, True]
