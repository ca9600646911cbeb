"""A layout in another language says all that it says in its own."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import LayoutError
from pipeline.layout import built_in_folder, in_language, languages, load_layout
from pipeline.layout.files import read_toml
from pipeline.publication import Publication, Sentence
from pipeline.render import render_all, renderer
from pipeline.verify import artifact_faults
from tests.plans import SMALL

LAYOUT = load_layout("devon-and-cornwall")
WELSH = in_language(LAYOUT, "cy")
_NAME = re.compile(r"\{\w+\}")


def texts(words: Mapping[str, Any], where: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of `words` with its key."""
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from texts(value, f"{where}{key}.")
        else:
            yield f"{where}{key}", value if isinstance(value, str) else "\n".join(value)


def test_welsh_is_not_less_complete_than_english() -> None:
    """Each word has a Welsh one that is filled in with the same values."""
    english, welsh = dict(texts(LAYOUT.words)), dict(texts(WELSH.words))

    assert welsh.keys() == english.keys()
    for key, text in english.items():
        assert set(_NAME.findall(welsh[key])) == set(_NAME.findall(text)), key


def test_few_words_are_the_same_in_both() -> None:
    """What is not translated is a name of a format, a pattern, or an international word."""
    english, welsh = dict(texts(LAYOUT.words)), dict(texts(WELSH.words))

    same = {key for key in english if english[key] == welsh[key]}
    assert same <= {
        "diff.status_moved",
        "document.date",
        "summary.part",
        "forms.reminder.line",
        "web.formats.json",
        "web.formats.pdf",
        "web.sizes.kilobytes",
        "web.sizes.megabytes",
        "register.problem",
    }


@pytest.mark.parametrize(
    ("day", "label"),
    [(1, "1af"), (2, "2il"), (3, "3ydd"), (7, "7fed"), (11, "11eg"), (20, "20fed"), (27, "27ain")],
)
def test_welsh_ordinals(day: int, label: str) -> None:
    """Each day of a month has its own ending."""
    assert WELSH.period_label(dt.date(2026, 6, day)) == f"{label} Mehefin 2026"


def test_the_plan_keeps_its_language() -> None:
    """The page is in Welsh; the plan's words in it are marked as English."""
    page = renderer("cy.html")(Publication(SMALL, LAYOUT, "plan")).decode()

    assert '<html lang="cy">' in page
    assert '<section class="recommendation" lang="en-GB"' in page
    assert "Neidio i&#39;r prif gynnwys" in page


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "csv"])
@pytest.mark.parametrize("shape", ["wide", "by-recommendation", "cards"])
def test_every_artifact_is_proved(format_: str, shape: str) -> None:
    """What is published in Welsh reads back as the plan."""
    from dataclasses import replace

    layout = replace(LAYOUT, shape=shape)  # type: ignore[arg-type]
    data = renderer(f"cy.{format_}")(Publication(SMALL, layout, "plan"))

    assert list(artifact_faults(SMALL, f"plan.cy.{format_}", data, layout)) == []


def test_both_pages_lead_to_each_other() -> None:
    """Each names both, by the language tags that search engines read (RFC 8288, HTML 4.6.7)."""
    publication = Publication(
        SMALL, LAYOUT, "plan", translated={"cy": (Sentence("Mae 1 yn newydd."),)}
    )

    files = render_all(publication, ("html", "cy.html"), lambda _: None)

    for page in (files["plan.html"].decode(), files["plan.cy.html"].decode()):
        assert '<link rel="alternate" hreflang="en-GB" href="./plan.html">' in page
        assert '<link rel="alternate" hreflang="cy" href="./plan.cy.html">' in page
    assert "Mae 1 yn newydd." in files["plan.cy.html"].decode()


def test_one_page_alone_names_no_other() -> None:
    """An edition in one language has no links to others."""
    page = render_all(Publication(SMALL, LAYOUT, "plan"), ("html",), lambda _: None)["plan.html"]

    assert b"hreflang" not in page


def test_an_unknown_language() -> None:
    """The message names those that there are."""
    with pytest.raises(LayoutError, match="no words in the language 'pl'") as caught:
        in_language(LAYOUT, "pl")
    assert "en-GB, cy" in caught.value.hint


def test_words_that_are_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout's own language is refused until it is complete, with what it lacks."""
    folder = tmp_path / "layouts" / "ours"
    folder.mkdir(parents=True)
    (folder / "layout.toml").write_text("", encoding="utf-8")
    welsh = (built_in_folder() / "words.cy.toml").read_text(encoding="utf-8")
    part = welsh.replace('skip = "Neidio', 'jump = "Neidio').replace('"Transferred" =', '"Other" =')
    (folder / "words.pl.toml").write_text(part, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    layout = load_layout("ours")

    assert languages(layout) == ("en-GB", "pl", "cy")
    with pytest.raises(LayoutError, match=r"it lacks web\.skip, statuses\.Transferred"):
        in_language(layout, "pl")


def test_a_layout_of_its_own_is_welsh_by_the_built_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own English words are not mixed in; its own Welsh ones are."""
    folder = tmp_path / "layouts" / "ours"
    folder.mkdir(parents=True)
    shutil.copy(built_in_folder() / "layout.toml", folder)
    (folder / "words.toml").write_text('[web]\nback = "Up"\n', encoding="utf-8")
    (folder / "words.cy.toml").write_text('[web]\ncontents = "Rhestr"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    words = in_language(load_layout("ours"), "cy").words["web"]

    built_in = read_toml(built_in_folder(), "words.cy.toml")["web"]
    assert (words["back"], words["contents"]) == (built_in["back"], "Rhestr")
