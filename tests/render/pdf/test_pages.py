"""The PDF as it is seen: its pages, their headings and their words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from pipeline.layout import load_layout
from pipeline.model import Plan
from pipeline.render.pdf import render_pdf
from pipeline.richtext import plain_text
from tests.plans import SMALL, with_table, with_updates
from tests.render.pdf.conftest import LAYOUT, publication, with_page


def page_words(data: bytes) -> list[list[str]]:
    """Return the words of each page as they are seen."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [[word["text"] for word in page.extract_words()] for page in pdf.pages]


def plan_words(plan: Plan) -> list[str]:
    """Return every word of `plan` once for each time that it is printed."""
    texts = [plan.title, *(f"{d.label}: {d.text}" for d in plan.details)]
    texts += [period.label for period in plan.periods]
    for recommendation in plan.recommendations:
        texts += [recommendation.number, *recommendation.text.words]
        for action in recommendation.actions:
            texts += [action.reference, *action.requirement.words, action.owner, action.status]
            texts += [word for update in action.updates for word in update.words]
    return [word for text in texts for word in text.split()]


def test_heading_row_is_on_every_page(tall_pdf: bytes) -> None:
    """Also where one row is taller than the page."""
    pages = page_words(tall_pdf)

    assert len(pages) > 5
    for words in pages:
        assert {"Recommendation:", "Evidence", "Owner:", "March", "Status"} <= set(words)


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_heading_row_is_on_every_page_of_any_row_height(size: str) -> None:
    """Rows of every height between a line and two pages keep the heading above them."""
    first = SMALL.recommendations[0]
    actions = tuple(
        first.actions[0].replaced(
            reference=f"7.{count}",
            updates=(plain_text("word " * count), plain_text("Short.")),
        )
        for count in range(10, 1600, 130)
    )
    plan = replace(SMALL, recommendations=(replace(first, actions=actions),))

    for words in page_words(render_pdf(publication(plan, with_page(size)))):  # type: ignore[arg-type]
        assert "Recommendation:" in words


def test_every_word_of_the_plan_is_on_the_pages(small_pdf: bytes) -> None:
    """The page's words are the plan's, the headings and the furniture; no word is split."""
    columns = LAYOUT.columns
    furniture = " ".join(
        [
            *(c.heading for c in (columns.number, columns.recommendation, columns.evidence)),
            *(c.heading for c in (columns.owner, columns.status)),
            *(f"{s.word} {s.meaning}" for s in LAYOUT.statuses),
            "Status words: Action plan by recommendation",
            "Edition of 27 March 2025 · Page 1 of 1 • •",
        ]
    ).split()
    seen = Counter(word for page in page_words(small_pdf) for word in page)

    assert Counter(plan_words(SMALL)) + Counter(furniture) == seen


@pytest.mark.parametrize("periods", [8, 10])
def test_no_word_is_broken_that_fits_its_column(periods: int) -> None:
    """With many periods the type gets smaller before a word is split, and then at a syllable."""
    text = plain_text("responsibilities implementation recommendations safeguarding multi-agency")
    period = SMALL.periods[0]
    first = SMALL.recommendations[0]
    action = with_updates(first.actions[0], (text,) * periods)
    plan = with_table(
        SMALL,
        periods=tuple(replace(period, label=f"Period {i}") for i in range(periods)),
        recommendations=(replace(first, actions=(action,)),),
    )

    words = Counter(word for page in page_words(render_pdf(publication(plan))) for word in page)

    for word in ("responsibilities", "implementation", "recommendations", "safeguarding"):
        assert periods == words[word]


def test_page_says_plan_edition_and_number(tall_pdf: bytes) -> None:
    """Each page's margin has the plan's name, the edition's date and page x of y."""
    pages = page_words(tall_pdf)

    for number, words in enumerate(pages, 1):
        text = " ".join(words)
        assert f"Edition of 27 March 2025 · Page {number} of {len(pages)}" in text
        assert SMALL.title in text


def test_legend_is_left_out_where_no_action_has_a_status() -> None:
    """A plan without status words needs no legend for them."""
    recommendations = tuple(
        replace(r, actions=tuple(a.replaced(status="") for a in r.actions))
        for r in SMALL.recommendations
    )
    plan = replace(SMALL, recommendations=recommendations)

    words = page_words(render_pdf(publication(plan)))[0]

    assert "Transferred" not in words


def test_plan_without_periods_has_pages() -> None:
    """A plan that was not updated yet can be published."""
    recommendations = tuple(
        replace(r, actions=tuple(with_updates(a, ()) for a in r.actions))
        for r in SMALL.recommendations
    )
    plan = with_table(SMALL, (), recommendations)

    words = page_words(render_pdf(publication(plan)))[0]

    assert "Recommendation:" in words


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_contrast() -> None:
    """Every text stands out from what it is on by 4.5 to 1 (WCAG 1.4.3)."""
    colours = load_layout("devon-and-cornwall").colours
    pairs = [
        *((colours.text, ground) for ground in (colours.stub_background, "#ffffff")),
        (colours.text, colours.newest_background),
        (colours.link, colours.newest_background),
        (colours.heading_text, colours.heading_background),
        *((status.text, status.background) for status in LAYOUT.statuses),
        ("#4a5560", "#ffffff"),
    ]

    for text, ground in pairs:
        dark, light = sorted((_luminance(text), _luminance(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
