"""Layouts: found, read, and refused with the key that is wrong."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pipeline.errors import LayoutError
from pipeline.layout import layout_names, load_layout

BUILT_IN = Path(__file__).parents[2] / "layouts"


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


def written(folder: Path, text: str) -> Path:
    """Return the `layout.toml` in `folder`, which now says `text`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "layout.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_layout_says_only_what_differs(own: Path) -> None:
    """Five lines make a layout: the rest is that of the layout it extends."""
    written(
        own,
        'extends = "devon-and-cornwall"\ntitle = "Ours"\n[colours]\n'
        'heading_background = "#004d40"\n[page]\nsize = "A4"\n',
    )
    layout, base = load_layout("ours"), load_layout("devon-and-cornwall")

    assert (layout.title, layout.page.size) == ("Ours", "A4")
    assert layout.colours.heading_background == "#004d40"
    assert layout.colours.text == base.colours.text
    assert layout.page.margins == base.page.margins
    assert layout.type.files == base.type.files


def test_the_built_in_layout_is_extended_where_none_is_named(own: Path) -> None:
    """A layout without `extends` needs no more than what differs."""
    written(own, 'title = "Ours"\n')

    assert load_layout("ours").columns == load_layout("devon-and-cornwall").columns


def test_a_layout_extends_one_that_extends_another(own: Path, tmp_path: Path) -> None:
    """Values, words and files come from the nearest layout that has them."""
    written(own, 'extends = "base"\ntitle = "Ours"\n')
    base = tmp_path / "layouts" / "base"
    written(base, 'title = "Base"\n[type]\nsize = 8\n')
    (base / "words.toml").write_text('[document]\nlegend = "Base"\ntable = "T"\n')
    (base / "plan.css").write_text("p { margin: 0 }", encoding="utf-8")
    layout = load_layout("ours")

    assert (layout.title, layout.type.size) == ("Ours", 8)
    assert layout.words["document"]["legend"] == "Key"
    assert layout.words["document"]["table"] == "T"
    assert layout.find("plan.css") == Path("layouts/base/plan.css")
    assert layout.find("page.css") == BUILT_IN / "devon-and-cornwall" / "page.css"


def test_a_layout_of_the_built_in_name_extends_the_built_in_one(own: Path, tmp_path: Path) -> None:
    """A force may change its own layout without another name."""
    written(tmp_path / "layouts" / "devon-and-cornwall", "[type]\nsize = 10\n")
    layout = load_layout("devon-and-cornwall")

    assert layout.type.size == 10
    assert len(layout.folders) == 2


def test_own_fonts_are_found_from_the_layout_that_names_them(own: Path, tmp_path: Path) -> None:
    """A font's path counts from the folder of the file that says it."""
    written(tmp_path / "layouts" / "base", '[type.files]\nregular = "mine.ttf"\n')
    written(own, 'extends = "base"\n')

    assert load_layout("ours").type.files.regular == str(tmp_path / "layouts/base/mine.ttf")


def test_a_copy_of_the_built_in_layout_finds_its_fonts(own: Path) -> None:
    """The copy's `../fonts` are not there; the built-in ones are used."""
    path = Path(load_layout("ours").type.files.bold)

    assert path.resolve() == BUILT_IN / "fonts" / "LiberationSans-Bold.ttf"


def test_layouts_that_extend_each_other_are_refused(own: Path, tmp_path: Path) -> None:
    """A circle is named, and no run hangs."""
    written(own, 'extends = "theirs"\n')
    written(tmp_path / "layouts" / "theirs", 'extends = "ours"\n')

    with pytest.raises(LayoutError, match="ours extends theirs extends ours"):
        load_layout("ours")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[page]\nsize = "A2"', "page.size"),
        ('[type]\nsize = "big"', "type.size"),
        ("[type]\nsize = nan", "type.size: nan is not a number"),
        ("[type]\nsize = 3.9", "type.size: 3.9 is out of range; it takes 4 to 24"),
        ("[type]\nsize = 24.1", "type.size: 24.1 is out of range"),
        ("[page.margins]\ntop = -1", "page.margins.top: -1 is out of range; it takes 0 to 100"),
        ('titel = "Ours"', "titel: not a known key; did you mean 'title'?"),
        ('[colours]\nlnik = "#000000"', "colours.lnik: not a known key; did you mean 'link'?"),
        ("xyz = 1", "xyz: not a known key; use one of: title, language"),
        ('[colours]\nlink = "blue"', "colours.link: 'blue' is not a colour; write it as #rrggbb"),
        ("extends = 3", "extends: it takes one layout's name"),
        ('extends = "nowhere"', "extends: there is no layout 'nowhere'"),
        (
            '[[statuses]]\nword = "Done"\nmeaning = "."\ntext = "#fff"\nbackground = "#000000"',
            "statuses.0.text: '#fff' is not a colour",
        ),
        (
            '[[statuses]]\nword = "Done"\nmeanin = "."\ntext = "#000000"\nbackground = "#ffffff"',
            "statuses.0.meanin: not a known key; did you mean 'meaning'?",
        ),
    ],
)
def test_a_fault_names_file_key_and_what_it_takes(own: Path, text: str, fault: str) -> None:
    """Whoever writes a layout is told which line to change, and into what."""
    path = written(own, text)

    with pytest.raises(LayoutError) as caught:
        load_layout("ours")
    relative = path.relative_to(path.parents[2])
    assert f"{relative}: {fault}" in caught.value.message


def test_every_fault_is_named_at_once(own: Path) -> None:
    """Two wrong keys are two lines of one message."""
    written(own, 'titel = "x"\n[colours]\nlink = "blue"\n')

    with pytest.raises(LayoutError) as caught:
        load_layout("ours")
    assert len(caught.value.message.splitlines()) == 2


@pytest.mark.parametrize(
    ("colours", "fault"),
    [
        ('text = "#777777"', "colours.text: #777777 on paper #ffffff has a contrast of 4.5:1"),
        ('text = "#767676"\nstub_background = "#ffffff"\nnewest_background = "#ffffff"', ""),
        ('link = "#999999"', "colours.link: #999999 on paper"),
        ('heading_background = "#cccccc"', "colours.heading_text: #ffffff on heading_background"),
    ],
)
def test_colours_that_cannot_be_told_apart_are_a_fault(own: Path, colours: str, fault: str) -> None:
    """Text has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3), to the second decimal."""
    written(own, f"[colours]\n{colours}\n")

    if not fault:
        load_layout("ours")
        return
    with pytest.raises(LayoutError) as caught:
        load_layout("ours")
    assert fault in caught.value.message


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_of_the_project_loads(name: str) -> None:
    """The layouts that come with the program pass their own checks."""
    assert load_layout(name).name == name


@pytest.mark.parametrize(
    ("size", "orientation", "width", "height"),
    [
        ("A3", "landscape", 420, 297),
        ("A3", "portrait", 297, 420),
        ("A4", "landscape", 297, 210),
        ("A4", "portrait", 210, 297),
        ("Letter", "portrait", 215.9, 279.4),
    ],
)
def test_sheets_have_their_sizes(
    size: str, orientation: str, width: float, height: float, own: Path
) -> None:
    """Sizes are those of the standards, in millimetres, whichever side is up."""
    written(own, f'[page]\nsize = "{size}"\norientation = "{orientation}"\n')
    page = load_layout("ours").page

    assert (page.width, page.height) == (width, height)
