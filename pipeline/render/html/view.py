"""What the web page's template shows: the plan by recommendation, the newest update first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from pipeline.layout import Layout
from pipeline.model import Action, Period, Recommendation
from pipeline.publication import Publication, PublishedFile
from pipeline.render.html.rich import rich_html
from pipeline.richtext import RichText

_EXCERPT = 90
"""Characters of a recommendation's text that the contents show, to the end of a word."""


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the page."""

    address: str
    name: str
    """The format in words: `Word document`."""
    size: str


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A status word as the page shows it."""

    word: str
    style: str
    """The class that gives it its colour; empty where the legend does not know the word."""


@dataclass(frozen=True, slots=True)
class ActionView:
    """A row of the table."""

    anchor: str
    key: str
    reference: str
    requirement: Markup
    owner: str
    newest: Markup
    earlier: tuple[tuple[Period, Markup], ...]
    """The earlier periods and their updates, the latest first."""
    status: StatusWord


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation and its rows."""

    anchor: str
    name: str
    number: str
    text: Markup
    excerpt: str
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template is given."""

    publication: Publication
    edition: str
    """The edition's date in words; empty where no period has a date."""
    recommendations: tuple[RecommendationView, ...]
    links: tuple[Link, ...]
    labels: dict[str, str]
    """The columns' headings as labels on a card, without a colon."""


def build_page(publication: Publication) -> Page:
    """Return what the page of `publication` shows; raise KeyError where the layout lacks a word."""
    layout, date = publication.layout, publication.date
    return Page(
        publication,
        layout.date_text(date) if date else "",
        tuple(_recommendations(publication)),
        tuple(_link(file, layout.words["web"]) for file in publication.files),
        _labels(layout),
    )


def _recommendations(publication: Publication) -> Iterator[RecommendationView]:
    plan, layout = publication.plan, publication.layout
    keys = iter(zip(plan.keys(), _anchors("action", plan.keys()), strict=True))
    numbers = tuple(r.number for r in plan.recommendations)
    anchors = _anchors("recommendation", numbers)
    for recommendation, anchor in zip(plan.recommendations, anchors, strict=True):
        actions = (_action(a, *next(keys), publication) for a in recommendation.actions)
        yield RecommendationView(
            anchor,
            _name(recommendation, layout),
            recommendation.number,
            rich_html(recommendation.text),
            _excerpt(recommendation.text),
            tuple(actions),
        )


def _action(action: Action, key: str, anchor: str, publication: Publication) -> ActionView:
    updates = [rich_html(update) for update in action.updates]
    past = list(zip(publication.plan.periods, updates, strict=True))[:-1]
    return ActionView(
        anchor,
        key,
        action.reference,
        rich_html(action.requirement),
        action.owner,
        updates[-1] if updates else Markup(""),
        tuple(reversed(past)),
        StatusWord(action.status, _status_style(action.status, publication.layout)),
    )


def _name(recommendation: Recommendation, layout: Layout) -> str:
    pattern: str = layout.words["document"]["recommendation"]
    return pattern.format(number=recommendation.number).strip()


def _status_style(word: str, layout: Layout) -> str:
    status = layout.status(word)
    return f"status-{layout.statuses.index(status) + 1}" if status else ""


def _labels(layout: Layout) -> dict[str, str]:
    columns = layout.columns
    headings = {
        "number": layout.words["document"]["recommendation"].format(number=""),
        "reference": layout.words["web"]["reference"],
        "requirement": columns.evidence.heading,
        "owner": columns.owner.heading,
        "status": columns.status.heading,
    }
    return {name: heading.rstrip(" :") for name, heading in headings.items()}


def _link(file: PublishedFile, words: dict[str, dict[str, str]]) -> Link:
    name = words["formats"].get(file.format, file.format.upper())
    return Link(f"./{quote(file.name)}", name, _size(file.size, words["sizes"]))


def _size(count: int, words: dict[str, str]) -> str:
    """Return a file's size in words, as few figures as tell it."""
    if count < 1000:
        return words["bytes"].format(size=count)
    if count < 999_500:
        return words["kilobytes"].format(size=round(count / 1000))
    return words["megabytes"].format(size=f"{count / 1_000_000:.1f}")


def _excerpt(text: RichText) -> str:
    """Return how the text begins, with an ellipsis where it goes on."""
    words = " ".join(text.words)
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rpartition(' ')[0]} …"


def _anchors(kind: str, names: tuple[str, ...]) -> list[str]:
    """Return an id for each name, no two alike: `action-7.1`. It lasts as long as the name."""
    taken: set[str] = set()
    anchors = []
    for place, name in enumerate(names, 1):
        slug = "-".join(re.findall(r"[\w.]+", name, re.ASCII)) or str(place)
        anchor = f"{kind}-{slug}"
        while anchor in taken:
            anchor += f"-{place}"
        taken.add(anchor)
        anchors.append(anchor)
    return anchors
