"""`verify --pictures` shows the first page that looks different, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import OutputError
from pipeline.verify import again as again_module
from pipeline.verify.pictures import picture_difference
from pipeline.verify.verdict import verify_file
from tests.verify.falsify import ALL, falsified
from tests.verify.test_again import LAYOUT, PDF, RECORD, failed, set_with, verdict_on


@pytest.fixture(scope="module")
def published() -> bytes:
    """Return the PDF as it was published."""
    return set_with(RECORD)


def reds(path: Path) -> int:
    """Return how many pixels have the colour of the mark."""
    with Image.open(path) as image:
        return sum(
            count for count, colour in image.getcolors(1 << 24) or () if colour == (200, 0, 0)
        )


@pytest.mark.parametrize("name", ["black_rectangle", "free_text_over", "footer_gone"])
def test_the_page_that_differs_is_shown(tmp_path: Path, published: bytes, name: str) -> None:
    """Both pages and the difference are beside each other, and the mark is red."""
    path = picture_difference(published, falsified(published, ALL[name]), tmp_path, "plan")

    assert path == tmp_path / "plan-page-2.png"
    assert reds(path) > 500
    with Image.open(path) as image:
        assert image.width > 3 * image.height * 1.3  # three landscape pages


@pytest.mark.parametrize(("name", "page"), [("blank_page_more", 4), ("page_less", 3)])
def test_a_page_too_many_or_too_few_is_shown(
    tmp_path: Path, published: bytes, name: str, page: int
) -> None:
    """The place of the page that is not there says so."""
    path = picture_difference(published, falsified(published, ALL[name]), tmp_path, "plan")

    assert path == tmp_path / f"plan-page-{page}.png"


def test_what_is_not_seen_is_not_shown(tmp_path: Path, published: bytes) -> None:
    """Changed metadata differ, and every page looks the same: no file is written."""
    data = falsified(published, ALL["packet_changed"])

    assert picture_difference(published, data, tmp_path / "shown", "plan") is None
    assert not (tmp_path / "shown").exists()


def test_the_verdict_names_the_picture(
    tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written into the folder that was given, which is made."""
    monkeypatch.setattr(again_module, "_set", lambda *_: published)
    verdict_on(tmp_path, falsified(published, ALL["black_rectangle"]))

    verdict = verify_file(tmp_path / PDF, tmp_path, LAYOUT, pictures=tmp_path / "shown")

    (path,) = (tmp_path / "shown").iterdir()
    assert f"shown in {path}" in failed(verdict)["again"]


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path, published: bytes) -> None:
    """The message names it."""
    (tmp_path / "shown").write_text("")
    data = falsified(published, ALL["black_rectangle"])

    with pytest.raises(OutputError, match="shown"):
        picture_difference(published, data, tmp_path / "shown", "plan")
