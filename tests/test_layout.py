"""Layouts: found, read, and refused with the key that is wrong."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipeline.errors import LayoutError
from pipeline.layout import load_layout

BUILT_IN = Path(__file__).parent.parent / "layouts"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a layout `ours` in a working folder of its own."""
    folder = tmp_path / "layouts" / "ours"
    folder.mkdir(parents=True)
    shutil.copy(BUILT_IN / "devon-and-cornwall" / "layout.toml", folder)
    (folder / "words.toml").write_text('[document]\nlegend = "Key"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (dt.date(2026, 6, 27), "June 27th 2026"),
        (dt.date(2026, 3, 1), "March 1st 2026"),
        (dt.date(2026, 3, 2), "March 2nd 2026"),
        (dt.date(2026, 3, 3), "March 3rd 2026"),
        (dt.date(2026, 3, 11), "March 11th 2026"),
        (dt.date(2026, 3, 12), "March 12th 2026"),
        (dt.date(2026, 3, 13), "March 13th 2026"),
        (dt.date(2026, 3, 22), "March 22nd 2026"),
        (dt.date(2026, 3, 31), "March 31st 2026"),
    ],
)
def test_a_period_is_labelled_as_published(day: dt.date, label: str) -> None:
    """The label follows the layout's pattern, with English ordinals."""
    assert load_layout("devon-and-cornwall").period_label(day) == label


@pytest.mark.parametrize("periods", range(11))
def test_widths_fill_the_table(periods: int) -> None:
    """Six columns and one for each period share the whole width."""
    widths = load_layout("devon-and-cornwall").columns.widths(periods)

    assert len(widths) == 6 + periods
    assert sum(widths) == pytest.approx(100)
    assert min(widths) > 0


def test_words_that_a_layout_lacks_are_the_built_in_ones(own: Path) -> None:
    """A layout translates as much as it wants to."""
    layout = load_layout("ours")

    assert layout.words["document"]["legend"] == "Key"
    assert layout.words["document"]["page"] == "Page {page} of {pages}"
    assert "changes" in layout.words


@pytest.mark.parametrize(
    ("was", "now", "named"),
    [
        ('size = "A3"', 'size = "A2"', "page.size"),
        ("size = 9 ", 'size = "big" ', "type.size"),
        ("title = ", "titel = ", "titel"),
    ],
)
def test_a_wrong_key_is_named(own: Path, was: str, now: str, named: str) -> None:
    """The message names the file and the key."""
    path = own / "layout.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now, 1), encoding="utf-8")

    with pytest.raises(LayoutError, match=named) as caught:
        load_layout("ours")
    assert "layout.toml" in str(caught.value)
