"""The web page."""

from __future__ import annotations

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
from pipeline.publication import Publication, PublishedFile
from pipeline.render.html import render_html
from tests.plans import SMALL, plans, with_table, with_updates

LAYOUT = load_layout("devon-and-cornwall")
FILES = (
    PublishedFile("plan 1.pdf", "pdf", 412_345),
    PublishedFile("plan.csv", "csv", 999),
    PublishedFile("plan.json", "json", 2_500_000),
)
CHANGES = ("Action 7.1 is <complete>.",)


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

    assert not page.xpath("//details")
    assert len(page.xpath("//thead//th")) == 5 + count


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


def test_table_says_what_heads_what() -> None:
    """Columns, rows and groups of rows have headings with a scope, and the table a caption."""
    page = _page(_publication())

    assert _texts(page, "//caption") == ["Action plan by recommendation"]
    assert page.xpath("//thead//th/@scope") == ["col", "col", "colgroup", "col", "col", "col"]
    assert _texts(page, "//tbody//th[@scope='rowgroup']") == ["7", "10"]
    assert page.xpath("//tbody//th[@scope='rowgroup']/@rowspan") == ["2", "2"]
    assert _texts(page, "//tbody//th[@scope='row']") == ["7.1", "7.2", "10", "10"]


def test_contents_lead_to_each_recommendation() -> None:
    """Each entry of the contents leads to its recommendation, each action has an address."""
    page = _page(_publication())
    ids = page.xpath("//@id")

    assert page.xpath("//nav[@class='contents']//a/@href") == [
        "#recommendation-7",
        "#recommendation-10",
    ]
    assert {"recommendation-7", "action-7.1", "action-10-1", "action-10-2"} <= set(ids)
    assert len(ids) == len(set(ids))


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


def test_changes_are_text() -> None:
    """The change note is shown as plain sentences."""
    assert _texts(_page(_publication()), "//div[@class='changes']//li") == list(CHANGES)


def test_nothing_is_fetched_or_run() -> None:
    """The page is whole in itself: no script, picture, font or style from elsewhere."""
    text = render_html(_publication()).decode()

    assert not re.search(r"<(?:script|img|link|iframe|object|embed)\b|@import|url\(|\son\w+=", text)
    assert "default-src 'none'" in text


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
    assert not page.xpath("//script | //img")
    assert load_bytes(render_html(_publication(plan)), "plan.html").plan.title == evil


def test_status_is_a_word_with_its_colour() -> None:
    """A status is printed as its word, in the colour that the legend explains."""
    page = _page(_publication())

    assert _texts(page, "//td[@class='status-cell']") == ["In progress", "", "Complete", "Complete"]
    assert _texts(page, "//dt[span/@class='status status-2']") == ["In progress"]


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

    (folder / "page.html.jinja").write_text("{{ page.nothing }}")
    with pytest.raises(LayoutError, match=r"page\.html\.jinja, line 1: .*nothing"):
        render_html(replace(_publication(), layout=layout))
    (folder / "page.html.jinja").write_text("\n{% if %}")
    with pytest.raises(LayoutError, match=r"page\.html\.jinja, line 2"):
        render_html(replace(_publication(), layout=layout))
    words = {**LAYOUT.words, "web": {}}
    with pytest.raises(LayoutError, match="the word 'reference' is missing"):
        render_html(replace(_publication(), layout=replace(LAYOUT, words=words)))
