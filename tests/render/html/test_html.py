"""The web page."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html

from pipeline.errors import LayoutError
from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.layout import load_layout
from pipeline.load import load_bytes
from pipeline.model import Action, Period, Plan
from pipeline.parse.known import read_own
from pipeline.publication import Publication, PublishedFile, Sentence
from pipeline.render.html import render_html
from tests.plans import SMALL, plans, with_table, with_updates

LAYOUT = load_layout("devon-and-cornwall")
FILES = (
    PublishedFile("plan 1.pdf", "pdf", 412_345),
    PublishedFile("plan.csv", "csv", 999),
    PublishedFile("plan.json", "json", 2_500_000),
)
CHANGES = (Sentence("1 action is <complete>: 7.1.", ("7.1",)),)


def _publication(plan: Plan = SMALL) -> Publication:
    return Publication(plan, LAYOUT, "action-plan", FILES, CHANGES)


def _page(publication: Publication) -> html.HtmlElement:
    return html.document_fromstring(render_html(publication).decode())


def _texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


@settings(deadline=None, max_examples=40)
@given(plans())
def test_round_trip(plan: Plan) -> None:
    """The same plan comes back when the page is read, with no word unplaced."""
    data = render_html(_publication(plan))

    assert read_own(reader("html")(data, "plan.html", DEFAULT_OPTIONS), plan, LAYOUT) == plan
    assert not load_bytes(data, "plan.html").receipt.unplaced


def test_round_trip_of_undated_periods() -> None:
    """Periods keep their labels and their order, also where no heading names a day."""
    labels = ("Initial action plan response", "Force update", "Second update")
    periods = tuple(Period(label, None) for label in labels)
    plan = _with_periods(periods)

    assert load_bytes(render_html(_publication(plan)), "plan.html").plan == plan


@pytest.mark.parametrize("count", [0, 1])
def test_few_periods(count: int) -> None:
    """A plan without earlier updates has no history; one without periods has no updates."""
    page = _page(_publication(_with_periods(SMALL.periods[:count])))

    assert not page.xpath("//table//details")
    assert len(page.xpath("(//thead)[1]//th")) == 3 + count


def _with_periods(periods: tuple[Period, ...]) -> Plan:
    recommendations = tuple(
        replace(r, actions=tuple(_repeated(a, len(periods)) for a in r.actions))
        for r in SMALL.recommendations
    )
    return with_table(SMALL, periods=periods, recommendations=recommendations)


def _repeated(action: Action, count: int) -> Action:
    return with_updates(action, (action.updates * 2)[:count])


def test_newest_update_comes_first() -> None:
    """A cell shows the newest update, and the earlier ones behind a disclosure, latest first."""
    periods = (*SMALL.periods, Period("June 27th 2026", None))
    cell = _page(_publication(_with_periods(periods))).xpath("//td[@class='update']")[0]

    assert _texts(cell, "./div") == ["A review has begun. It covers: intake handover"]
    assert _texts(cell, "./details//dt") == [p.label for p in reversed(SMALL.periods)]
    assert _texts(cell, "./details/summary") == ["Earlier updates on action 7.1"]


def test_last_real_update_is_shown_where_nothing_changed() -> None:
    """Below "no change" and below silence the last real update is open, each in its own words."""
    cells = _page(_publication()).xpath("//td[@class='update']")

    assert _texts(cells[0], "./div") == ["As per previous update."]
    assert _texts(cells[0], "./details[@open]/summary") == ["No change since 22 November 2024"]
    assert _texts(cells[0], "./details[@open]//dd")[0].startswith("A review has begun.")
    assert _texts(cells[1], "./div") == [""]
    assert _texts(cells[1], "./details[@open]/summary") == ["Last update: 22 November 2024"]
    assert not cells[2].xpath("./details[@open]")


def test_tables_say_what_heads_what() -> None:
    """Each recommendation is a heading that names its table; columns and rows have headings."""
    page = _page(_publication())

    assert _texts(page, "//section/div/h2") == ["Recommendation 7", "Recommendation 10"]
    assert page.xpath("//table/@aria-labelledby") == page.xpath("//section//h2/@id")
    assert page.xpath("(//thead)[1]//th/@scope") == ["colgroup", "col", "col", "col"]
    assert _texts(page, "//tbody//th[@scope='row']") == ["7.1", "7.2", "10", "10"]


def test_an_update_is_heard_with_all_that_is_seen_around_it() -> None:
    """A screen reader says recommendation, action, period and status before each update."""
    page = _page(_publication())

    assert page.xpath("//*[@role='group']/@aria-label")[:2] == [
        "Recommendation 7, Action 7.1, March 27th 2025, In progress now",
        "Recommendation 7, Action 7.1, Force Update: Published November 22nd 2024, In progress now",
    ]
    assert len(page.xpath("//*[@role='group']")) == 8


def test_contents_lead_to_everything() -> None:
    """Each entry of the contents leads to its recommendation and actions, each with an address."""
    page = _page(_publication())
    ids = page.xpath("//@id")

    assert page.xpath("//nav[@class='contents']/ol/li/a/@href") == [
        "#recommendation-7",
        "#recommendation-10",
    ]
    assert page.xpath("//nav[@class='contents']/ol/li/span/a/@href") == [
        *("#action-7.1", "#action-7.2", "#action-10-1", "#action-10-2"),
    ]
    assert {"recommendation-7", "action-7.1", "action-10-1", "action-10-2"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_each_action_has_a_link_to_copy() -> None:
    """A row links to itself; the link is named by the action's key."""
    page = _page(_publication())

    assert page.xpath("//tr//a[@class='address']/@href") == [
        *("#action-7.1", "#action-7.2", "#action-10-1", "#action-10-2"),
    ]
    assert page.xpath("//tr[@id='action-10-2']//a/@aria-label") == ["Link to action 10#2"]


def test_files_have_format_and_size() -> None:
    """The page links to the other artifacts and says what they are and how large."""
    page = _page(_publication())

    assert page.xpath("//div[@class='files']//a/@href") == [
        "./plan%201.pdf",
        "./plan.csv",
        "./plan.json",
    ]
    assert _texts(page, "//div[@class='files']//li") == [
        "PDF 412 KB",
        "Spreadsheet (CSV) 999 bytes",
        "Data (JSON) 2.5 MB",
    ]


def test_changes_are_text_with_links() -> None:
    """The change note is shown as plain sentences; the keys in it lead to their actions."""
    page = _page(_publication())

    assert _texts(page, "//div[@class='changes']//li") == ["1 action is <complete>: 7.1."]
    assert page.xpath("//div[@class='changes']//a/@href") == ["#action-7.1"]


def test_nothing_is_fetched() -> None:
    """The page is whole in itself: no picture, font, style or script from elsewhere."""
    text = render_html(_publication()).decode()

    assert not re.search(r"<(?:img|iframe|object|embed)\b|@import|url\(|\son\w+=|\ssrc=", text)
    assert "default-src 'none'" in text


def test_only_the_script_of_the_page_may_run() -> None:
    """The policy names the script by its digest; all else that is in a script element is data."""
    page = _page(_publication())
    (script,) = page.xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy.endswith(f" 'sha256-{digest}'")
    assert policy.count("'sha256-") == len(page.xpath("//script"))
    assert page.xpath("//script/@type") == ["application/ld+json"]


def test_content_is_never_markup() -> None:
    """A plan's signs of markup, templates and styles are shown as they are."""
    evil = "</style><script>alert(1)</script> {{ 7 * 7 }} {% raw %} & \"' <img src=x onerror=y>"
    plan = replace(
        with_table(SMALL, periods=(*SMALL.periods[:1], Period(evil, None))),
        title=evil,
        notes=(evil,),
    )

    page = _page(_publication(plan))

    assert _texts(page, "//h1") == [evil]
    assert len(page.xpath("//script")) == 2
    assert not page.xpath("//img")
    assert load_bytes(render_html(_publication(plan)), "plan.html").plan.title == evil


def test_status_is_a_word_with_its_colour() -> None:
    """A status is printed as its word, in the colour that the legend explains."""
    page = _page(_publication())

    assert _texts(page, "//td[@class='status-cell']") == ["In progress", "", "Complete", "Complete"]
    assert _texts(page, "//aside[@class='legend']//dt[span/@class='status status-2']") == [
        "In progress"
    ]


def test_same_bytes() -> None:
    """The same publication gives the same bytes."""
    assert render_html(_publication()) == render_html(_publication())


def test_a_layout_without_a_style_takes_the_built_in_one(tmp_path: Path) -> None:
    """A layout need not have a template or a style of its own."""
    bare = replace(LAYOUT, folders=(tmp_path, *LAYOUT.folders))

    assert render_html(replace(_publication(), layout=bare)) == render_html(_publication())


def test_faulty_layouts(tmp_path: Path) -> None:
    """A fault in the template and a missing word are errors that name the file."""
    folder = tmp_path / "mine"
    shutil.copytree(LAYOUT.folder, folder)
    layout = replace(LAYOUT, folders=(folder, *LAYOUT.folders))

    (folder / "page.html.jinja").write_text("{{ head.nothing }}")
    with pytest.raises(LayoutError, match=r"page\.html\.jinja, line 1: .*nothing"):
        render_html(replace(_publication(), layout=layout))
    (folder / "page.html.jinja").write_text("\n{% if %}")
    with pytest.raises(LayoutError, match=r"page\.html\.jinja, line 2"):
        render_html(replace(_publication(), layout=layout))
    words = {**LAYOUT.words, "web": {}}
    with pytest.raises(LayoutError, match=r"the word '\w+' is missing"):
        render_html(replace(_publication(), layout=replace(LAYOUT, words=words)))
