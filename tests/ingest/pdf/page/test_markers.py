"""Bullets that are drawn, and spots that are none."""

from __future__ import annotations

import pytest

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.page.markers import with_signs
from pipeline.richtext import BULLET
from tests.ingest.pdf.making import HEIGHT, make_pdf, ruled, text
from tests.ingest.pdf.tabled import words


def disc(x: float, y: float, size: float = 3.0) -> str:
    """Return an instruction that fills a disc round a point given from the top left."""
    r, y = size / 2, HEIGHT - y
    k = 0.55 * r
    return (
        f"{x - r} {y} m {x - r} {y + k} {x - k} {y + r} {x} {y + r} c "
        f"{x + k} {y + r} {x + r} {y + k} {x + r} {y} c "
        f"{x + r} {y - k} {x + k} {y - r} {x} {y - r} c "
        f"{x - k} {y - r} {x - r} {y - k} {x - r} {y} c f"
    )


def words_of(content: list[str]) -> list[str]:
    """Return the words of a page, bullets among them."""
    with opened(make_pdf([content]), "a.pdf", DEFAULT_OPTIONS) as file:
        return [word.text for word in file.page(1).words]


@pytest.mark.parametrize(
    ("content", "has_bullet"),
    [
        ([disc(53, 97), text(60, 100, "Done")], True),
        ([f"51.5 {HEIGHT - 99} 3 3 re f", text(60, 100, "Done")], True),  # a square
        ([disc(53, 97, 8), text(60, 100, "Done")], False),  # a light: red, amber or green
        ([disc(53, 80), text(60, 100, "Done")], False),  # above the line
        ([disc(20, 97), text(60, 100, "Done")], False),  # far from it
        ([text(27, 100, "Half"), disc(53, 97), text(60, 100, "done")], False),  # a sign in a line
        ([disc(53, 97), text(30, 130, "Done")], False),
    ],
)
def test_a_spot_before_a_line_is_a_bullet(content: list[str], has_bullet: bool) -> None:
    """It is apart, right before the text, in the middle of its line, and is small."""
    assert (BULLET in words_of(content)) is has_bullet


def test_a_page_of_spots_is_a_drawing() -> None:
    """To look for the text behind each would take longer than all else."""
    spots = [disc(10 + n % 500, 300) for n in range(1001)]
    assert words_of([disc(53, 97), *spots, text(60, 100, "Done")]) == ["Done"]


def test_drawn_bullets_make_a_list() -> None:
    """A browser that writes no tags draws the bullets of its lists; so does pdfmake."""
    cell = [text(210, 105, "Three steps:"), disc(213, 119), text(220, 122, "a form")]
    cell += [disc(213, 136), text(220, 139, "a talk")]
    heads = [text(60, 75, "No."), text(210, 75, "Update"), text(60, 105, "7")]
    data = make_pdf([[*ruled((50, 200, 400), (60, 90, 160)), *heads, *cell]])
    (table,) = read_pdf(data, "plan.pdf", DEFAULT_OPTIONS).tables()
    assert table.rows[1][1].content.plain == "Three steps:\n• a form\n• a talk"


@pytest.mark.parametrize("sign", ["●", "▪", "\uf0b7"])
def test_a_sign_is_a_bullet_where_a_text_begins(sign: str) -> None:
    """In a line it is what the page shows: dots between the names of a menu, the state of a row."""
    found = with_signs([*words(50, 20, f"{sign} Mend {sign} Sail"), *words(200, 20, f"{sign}Sew")])
    assert [word.text for word in found] == [BULLET, "Mend", sign, "Sail", f"{BULLET}Sew"]


@pytest.mark.parametrize("lines", [["●"], ["●", "●"]])
def test_a_sign_without_text_stays_a_sign(lines: list[str]) -> None:
    """A status may be a round sign in a column of its own."""
    made = [w for n, line in enumerate(lines) for w in words(60, 100 + 30 * n, line)]
    assert [word.text for word in with_signs(made)] == lines


def test_a_sign_above_its_text_is_a_bullet() -> None:
    """A bullet may be alone on its line, with its text on the next."""
    made = [*words(60, 100, "●"), *words(70, 112, "Done")]
    assert [word.text for word in with_signs(made)] == [BULLET, "Done"]
