"""The history that the web page and the feed show: what became of each edition."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from pipeline.draft import Request
from pipeline.layout import load_layout
from pipeline.publish import publish_period
from pipeline.silence import Updates
from pipeline.verify.verdict import verify_file

ROOT = Path(__file__).parents[2]
JUNE, SEPTEMBER = dt.date(2026, 6, 27), dt.date(2026, 9, 27)
REASON = "A figure was wrong."
FIGURE = "1,388"
NAME = "action-plan-2026-06-27"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with June's edition, its correction, and September's edition."""
    folder = tmp_path_factory.mktemp("build")
    (folder.parent / "none.csv").write_text("Key,Update\n3.1,The panel met twice.\n")
    updates = Updates((ROOT / "inputs/updates/2026-06-27.csv",))
    request = Request(
        *(JUNE, ROOT / "inputs/existing-plan.txt", updates, "devon-and-cornwall"),
        *(folder, "action-plan"),
        formats=("json", "feed.xml", "html"),
        published=dt.date(2026, 7, 1),
        interval=3,
    )
    _publish(request)
    corrected = folder.parent / "corrected.csv"
    text = (ROOT / "inputs/updates/2026-06-27.csv").read_text(encoding="utf-8")
    corrected.write_text(text.replace(FIGURE, "1,389"), encoding="utf-8")
    _publish(
        replace(
            request,
            updates=Updates((corrected,)),
            correct=REASON,
            published=dt.date(2026, 7, 5),
        )
    )
    september = Updates((folder.parent / "none.csv",))
    _publish(
        replace(
            request,
            date=SEPTEMBER,
            plan=None,
            updates=september,
            missing="no-change",
            published=dt.date(2026, 9, 30),
        )
    )
    return folder


def test_every_feed_fits_the_schema_of_atom(folder: Path) -> None:
    """Feeds with several editions, a correction and links, by RFC 4287, Appendix B."""
    schema = etree.RelaxNG(etree.parse(ROOT / "tests" / "render" / "rfc4287.rng"))
    feeds = sorted(folder.glob("*.feed.xml"))
    assert len(feeds) >= 2
    for feed in feeds:
        assert schema.validate(etree.parse(feed)), schema.error_log


def test_the_data_set_has_what_search_engines_ask(folder: Path) -> None:
    """A Dataset needs a name and a description of 50 to 5,000 characters; each file is there.

    developers.google.com/search/docs/appearance/structured-data/dataset, schema.org/Dataset.
    """
    page = html.parse(folder / f"action-plan-{SEPTEMBER}.html")
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(text)

    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert found["name"]
    assert 50 <= len(found["description"]) <= 5_000
    assert found["creator"]["@type"] == "Organization"
    assert dt.date.fromisoformat(found["dateModified"])
    assert found["distribution"]
    for file in found["distribution"]:
        assert file["@type"] == "DataDownload"
        name = file["contentUrl"].removeprefix("./")
        assert file["contentSize"] == f"{(folder / name).stat().st_size} B"
        assert "/" in file["encodingFormat"]


def _publish(request: Request) -> None:
    publish_period(request, lambda _: None)


def _page(folder: Path, name: str) -> Any:
    return html.document_fromstring((folder / f"{name}.html").read_text(encoding="utf-8"))


def _lines(folder: Path, name: str) -> list[str]:
    items = _page(folder, name).xpath("//aside[@class='editions']//li")
    return [" ".join(item.text_content().split()) for item in items]


def _feed(folder: Path, name: str) -> tuple[list[str | None], list[str | None]]:
    """Return the links of the entries of a feed, and all ids."""
    feed = etree.fromstring((folder / f"{name}.feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    links = [link.get("href") for link in feed.iterfind(f"{atom}entry/{atom}link")]
    return links, [element.text for element in feed.iter(f"{atom}id")]


def test_the_page_tells_what_became_of_each_edition(folder: Path) -> None:
    """Each edition is listed with its day, its correction, and a link to its own page."""
    assert _lines(folder, "action-plan-2026-09-27") == [
        "Edition of 27 September 2026 (this page) Published on 30 September 2026.",
        f"Edition of 27 June 2026 Published on 5 July 2026. Corrected on 5 July 2026: {REASON}",
        "Edition of 27 June 2026 Published on 1 July 2026. "
        "Replaced by a correction on 5 July 2026.",
    ]
    page = _page(folder, "action-plan-2026-09-27")
    links = page.xpath("//aside[@class='editions']//a/@href")
    assert links == [f"./{NAME}.html", f"./{NAME}.v1.html"]
    assert all((folder / link).is_file() for link in links)


def test_an_edition_knows_only_what_came_before_it(folder: Path) -> None:
    """The page of an edition is the same whenever it is made again."""
    assert len(_lines(folder, f"{NAME}.v1")) == 1
    assert len(_lines(folder, NAME)) == 2


def test_the_head_says_when_the_next_update_is_due(folder: Path) -> None:
    """Three months after the period's date, for the settings say so."""
    page = _page(folder, NAME)
    dates = [" ".join(e.text_content().split()) for e in page.xpath("//dl[@class='dates']/div")]

    assert dates == ["Last updated 5 July 2026", "Next update due 27 September 2026"]


def test_the_feed_has_an_entry_for_each_edition(folder: Path) -> None:
    """Entries keep their ids from feed to feed, and the page names the feed."""
    links, ids = _feed(folder, "action-plan-2026-09-27")

    assert links == ["./action-plan-2026-09-27.html", f"./{NAME}.html", f"./{NAME}.v1.html"]
    assert _feed(folder, NAME)[1] == [ids[0], *ids[2:]]
    assert len(set(ids)) == len(ids) == 4
    page = _page(folder, NAME)
    assert page.xpath("//link[@type='application/atom+xml']/@href") == [f"./{NAME}.feed.xml"]


def test_the_feed_is_verified(folder: Path, tmp_path: Path) -> None:
    """A published feed passes `publish verify`, another one does not."""
    layout = load_layout("devon-and-cornwall")
    assert verify_file(folder / f"{NAME}.feed.xml", None, layout).passed

    other = tmp_path / f"{NAME}.feed.xml"
    other.write_bytes((folder / f"{NAME}.feed.xml").read_bytes().replace(b"Corrected", b"Changed"))
    assert not verify_file(other, folder, layout).passed
