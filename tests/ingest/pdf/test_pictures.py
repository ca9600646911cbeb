"""Pictures of what was read: each page, with its tables and what was left out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf.pictures import page_pictures
from tests.ingest.pdf.making import HEIGHT, WIDTH, make_pdf, ruled, saved, text

XS = (50, 200, 300, 400)
HEAD = [text(60, 75, "No."), text(210, 75, "Owner"), text(310, 75, "Update")]
FIRST = [
    *ruled(XS, (60, 90, 130, 370)),
    *HEAD,
    *(text(60, 105, "1"), text(210, 105, "Jo"), text(310, 105, "Done.")),
    *(text(60, 145, "2"), text(210, 145, "Al")),
    *(text(310, 145 + 12 * n, f"Line {n} of a long") for n in range(18)),
    text(310, 361, "one that will"),
    f"q 1 g {text(60, 395, 'Secret')} Q",
    text(60, 20, "Police plan"),
]
SECOND = [
    *ruled(XS, (60, 90, 130)),
    *HEAD,
    *(text(310, 105, "go on here."), text(60, 20, "Police plan")),
]
DOTS = 100 / 72


def pictures(data: bytes) -> list[Image.Image]:
    """Return the pictures of the pages of `data`."""
    made = dict(page_pictures(data, "plan.pdf", DEFAULT_OPTIONS))
    assert list(made) == [f"page-{n}.png" for n in range(1, len(made) + 1)]
    return [Image.open(io.BytesIO(png)).convert("RGB") for png in made.values()]


def colours(image: Image.Image, x0: float, top: float, x1: float, bottom: float) -> set[str]:
    """Return which hues a part of a picture, in points, has."""
    part = image.crop((int(x0 * DOTS), int(top * DOTS), int(x1 * DOTS) + 1, int(bottom * DOTS) + 1))
    found = set()
    pixels = part.tobytes()
    for red, green, blue in set(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)):
        if max(red, green, blue) - min(red, green, blue) > 60:
            if blue > red and blue > green:
                found.add("violet" if red > green + 40 else "blue")
            elif green > red and green > blue:
                found.add("green")
            else:
                found.add("yellow" if green > 150 else "red")
    return found


def test_a_picture_shows_what_was_read() -> None:
    """Edges, headings, rows that go on overleaf and hidden text each have a colour."""
    first, second = pictures(make_pdf([FIRST, SECOND]))
    assert abs(first.width - WIDTH * DOTS) <= 1
    assert abs(first.height - HEIGHT * DOTS - 16) <= 1
    assert "blue" in colours(first, 198, 95, 202, 125)
    assert "yellow" in colours(first, 100, 65, 195, 85)
    assert "yellow" in colours(second, 100, 65, 195, 85)
    assert "yellow" not in colours(first, 100, 95, 195, 125)
    assert "green" in colours(first, 60, 368, 390, 372)
    assert "green" not in colours(second, 60, 128, 390, 132)
    assert "red" in colours(first, 60, 386, 90, 396)


def test_a_cell_over_several_columns_has_a_frame_of_its_own() -> None:
    """Spans are what most often goes wrong unseen."""
    merged = [
        *ruled((50, 200), (60, 90, 120)),
        *ruled((200, 400), (60, 90)),
        *ruled((200, 300, 400), (90, 120)),
        *(text(60, 75, "No."), text(210, 75, "Updates of this year")),
        *(text(60, 105, "1"), text(210, 105, "Begun."), text(310, 105, "Done.")),
    ]
    (image,) = pictures(make_pdf([merged]))
    assert "violet" in colours(image, 250, 58, 390, 62)
    assert "violet" not in colours(image, 298, 95, 302, 115)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_drawn_as_it_is_shown(rotate: int) -> None:
    """What was read upright is drawn where the page shows it."""
    pdf = pikepdf.open(io.BytesIO(make_pdf([FIRST])))
    pdf.pages[0].obj.Rotate = rotate
    (image,) = pictures(saved(pdf))
    back = image.crop((0, 0, image.width, image.height - 16)).rotate(rotate, expand=True)
    assert "yellow" in colours(back, 100, 65, 195, 85)
    assert "red" in colours(back, 60, 386, 90, 396)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what the command says."""
    command = [sys.executable, "-m", "pipeline", "ingest", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_command_writes_them_and_the_receipt_names_them(tmp_path: Path) -> None:
    """`--pictures` makes the folder; nothing else of the command changes."""
    plan, folder, receipt = tmp_path / "plan.pdf", tmp_path / "seen", tmp_path / "receipt.txt"
    plan.write_bytes(make_pdf([FIRST, SECOND]))
    done = run(str(plan), "--pictures", str(folder), "--receipt", str(receipt), "--json")
    assert done.returncode == 0, done.stderr
    names = [str(folder / f"page-{n}.png") for n in (1, 2)]
    assert sorted(str(path) for path in folder.glob("page-*.png")) == names
    assert json.loads(done.stdout[done.stdout.index("{") :])["pictures"] == names
    assert all(name in receipt.read_text(encoding="utf-8") for name in names)


def test_only_a_pdf_has_pictures(tmp_path: Path) -> None:
    """Another format is refused before anything is written."""
    done = run("inputs/existing-plan.txt", "--pictures", str(tmp_path / "seen"))
    assert done.returncode == 2
    assert "only a PDF" in done.stderr
    assert not (tmp_path / "seen").exists()
