"""Documents set by other programs read back, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from tests.corpus.documents import Case, full, loose, quick
from tests.corpus.measure import Measure, measure
from tests.corpus.programs import Program, make, programs

NAMES = tuple(programs())
MOST_HIDDEN = 0.005
MOST_SPACED = 0.005
"""The share of cells whose white space may differ."""
"""So many cells may differ in what a program's file does not hold."""
MOST_SHORT = 0.1
"""So many documents without rules may lack a cell; docs/decisions/reading-pdf-positions.md."""


def read(
    program: Program, cases: Sequence[Case], *, spans: bool = True
) -> list[tuple[Case, Measure]]:
    """Return how much of each case comes back from the PDF that `program` sets."""
    if program.missing:
        pytest.skip(program.missing)
    made = make(program, [program.source(case.sheet, case.style) for case in cases])
    return [
        (case, measure(case.sheet, document, case.outside, spans=spans))
        for case, document in (
            (case, read_pdf(data, case.name, DEFAULT_OPTIONS))
            for case, data in zip(cases, made, strict=True)
        )
    ]


def check_exact(name: str, found: Sequence[tuple[Case, Measure]]) -> None:
    """Fail where a cell differs in anything that the file holds."""
    hidden = [measured.seams if programs()[name].hides_seams else 0 for _, measured in found]
    for (case, measured), count in zip(found, hidden, strict=True):
        assert measured.exact + count == measured.cells, (case.name, measured.wrong[:5])
    assert sum(hidden) <= MOST_HIDDEN * sum(measured.cells for _, measured in found)


@pytest.mark.parametrize("name", NAMES)
def test_the_four_shapes_come_back(name: str) -> None:
    """Every cell is in its row and column with its letters, nearly all with their spaces.

    By tags each is exact: paragraphs, lists, bold, italic and links.
    """
    found = read(programs()[name], quick())
    for case, measured in found:
        assert measured.letters == measured.cells, (case.name, measured.wrong[:5])
        assert measured.words >= 0.995 * measured.cells, (case.name, measured.wrong[:5])
    if programs()[name].tagged:
        check_exact(name, found)


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_every_style_comes_back(name: str, request: pytest.FixtureRequest) -> None:
    """The whole corpus, asked for with `-m corpus`: no cell out of its place."""
    if "corpus" not in request.config.getoption("markexpr"):
        pytest.skip("the whole corpus is read with -m corpus only")
    found = read(programs()[name], list(full()))
    for case, measured in found:
        assert measured.letters == measured.cells, (case.name, measured.wrong[:5])
    spaced = {case.name: m.wrong for case, m in found if m.words < m.cells}
    cells = sum(measured.cells for _, measured in found)
    assert sum(m.cells - m.words for _, m in found) < MOST_SPACED * cells, spaced
    if programs()[name].tagged:
        check_exact(name, found)


UNTAGGED = tuple(name for name, program in programs().items() if not program.tagged)


@pytest.mark.corpus
@pytest.mark.parametrize("name", UNTAGGED)
def test_tables_without_all_their_rules_come_back(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Read by where words are, most documents come back whole.

    One row begun too early or late moves all below it, so documents are counted, not cells. A
    merged cell may be blank below its first row, for nothing on the page tells the two apart.
    """
    if "corpus" not in request.config.getoption("markexpr"):
        pytest.skip("the whole corpus is read with -m corpus only")
    found = read(programs()[name], list(loose()), spans=False)
    short = {case.name: m.wrong[:3] for case, m in found if m.letters < m.cells}
    assert len(short) <= MOST_SHORT * len(found), short
