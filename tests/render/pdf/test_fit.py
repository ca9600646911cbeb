"""A table with many periods is made to fit its page."""

from __future__ import annotations

import pytest

from pipeline.fonts import load_faces
from pipeline.render.pdf.fit import LABEL_SIZE, PADDING, POINTS, Fit, fit_table
from pipeline.render.typesize import READABLE, SMALLEST
from tests.plans import small_table
from tests.render.pdf.conftest import LAYOUT, with_page

FACES = load_faces(LAYOUT)
FACE = FACES.regular


def fit(periods: int, size: str = "A3") -> Fit:
    """Return how the layout's table of so many periods fits a sheet."""
    return fit_table(small_table(periods), with_page(size), FACES)  # type: ignore[arg-type]


@pytest.mark.parametrize("periods", range(11))
@pytest.mark.parametrize("size", ["A3", "A4"])
def test_columns_fill_the_page(periods: int, size: str) -> None:
    """The columns share the whole width, whatever their number."""
    widths = fit(periods, size).widths

    assert 6 + periods == len(widths)
    assert 100 == pytest.approx(sum(widths))
    assert all(width > 0 for width in widths)


def test_type_keeps_its_size_as_long_as_periods_are_readable() -> None:
    """Up to six periods are on A3 in the layout's own size; more take smaller type."""
    sizes = [fit(periods).size for periods in range(11)]

    assert [LAYOUT.type.size] * 7 == sizes[:7]
    assert sorted(sizes, reverse=True) == sizes
    assert all(size >= SMALLEST for size in sizes)


def test_readable_width_is_kept_until_type_is_smallest() -> None:
    """A period's column holds a readable line, or the type is as small as it may be."""
    for periods in range(1, 11):
        found = fit(periods)
        assert found.room(5) >= READABLE or found.size == SMALLEST


@pytest.mark.parametrize("periods", [0, 5, 10])
def test_number_column_has_room_for_continued(periods: int) -> None:
    """The word below a number that goes on is not broken, on A4 either."""
    found = fit(periods, "A4")
    room = found.table_width * found.widths[0] / 100 - 2 * PADDING

    assert room * POINTS >= FACE.width("continued") * LABEL_SIZE
