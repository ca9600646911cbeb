"""What the page says before the plan: is it on track, what is new, what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from pipeline.columns import Role
from pipeline.nochange import UpdateKind
from pipeline.overview import Overview
from pipeline.publication import PastEdition, Publication, PublishedFile
from pipeline.render.html.addresses import is_listed, key_links, linked
from pipeline.render.html.view import status_style


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the page."""

    address: str
    name: str
    """The format in words: `Word document`."""
    size: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """How many actions have a status."""

    word: str
    style: str
    """The class of the status word; empty for a word that the layout does not know."""
    count: int
    anchor: str
    """The id of the list of these actions."""
    links: Markup


@dataclass(frozen=True, slots=True)
class NewsView:
    """A sentence of the change note."""

    text: Markup
    links: Markup
    """The actions that it is about, where the text does not list them."""


@dataclass(frozen=True, slots=True)
class LateView:
    """An action that is overdue."""

    link: Markup
    due: str
    status: str


@dataclass(frozen=True, slots=True)
class EditionView:
    """A line of the history."""

    name: str
    address: str
    """Empty for the page itself, and where there is nothing to link to."""
    is_this: bool
    notes: tuple[str, ...]
    """What became of it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says before the plan."""

    edition: str
    """The edition's date in words; empty if no period has a date."""
    updated: str
    next_update: str
    actions: int
    recommendations: int
    statuses: tuple[StatusView, ...]
    owners: tuple[tuple[str, Markup], ...]
    """Each owner with links to the actions; an empty name for those without one."""
    news: tuple[NewsView, ...]
    has_due: bool
    late: tuple[LateView, ...]
    editions: tuple[EditionView, ...]
    links: tuple[Link, ...]


def build_head(publication: Publication, found: Overview, addresses: Mapping[str, str]) -> Head:
    """Return what the page says before the plan; `addresses` are the ids of the actions."""
    layout, plan = publication.layout, publication.plan
    words = layout.words["web"]
    newest = publication.editions[0] if publication.editions else None
    updated = newest.published if newest else publication.date
    return Head(
        layout.date_text(publication.date) if publication.date else "",
        layout.date_text(updated) if updated else "",
        layout.date_text(publication.next_update) if publication.next_update else "",
        len(addresses),
        len(plan.recommendations),
        tuple(_statuses(publication, found, addresses)),
        tuple(_owners(publication, addresses)),
        tuple(_news(publication, found, addresses)),
        plan.columns.first(Role.DUE) is not None and publication.date is not None,
        tuple(
            LateView(key_links([late.key], addresses), late.due, late.status) for late in found.late
        ),
        tuple(_editions(publication)),
        tuple(_link(file, words) for file in publication.files),
    )


def changed_actions(publication: Publication, found: Overview) -> tuple[str, ...]:
    """Return the keys of the actions that are not as they were in the edition before.

    For a plan that is rendered as it is they are those with an update in the newest period.
    """
    if not publication.changes:
        return found.kinds.get(UpdateKind.UPDATE, ())
    news = {key for s in publication.changes if s.is_news for key in s.actions}
    return tuple(key for key in publication.plan.keys() if key in news)


def _statuses(
    publication: Publication, found: Overview, addresses: Mapping[str, str]
) -> Iterator[StatusView]:
    layout = publication.layout
    for place, status in enumerate(found.statuses, 1):
        yield StatusView(
            status.word or layout.words["web"]["no_status"],
            status_style(status.word, layout),
            status.count,
            f"status-{place}",
            key_links(status.keys, addresses),
        )


def _owners(publication: Publication, addresses: Mapping[str, str]) -> Iterator[tuple[str, Markup]]:
    if not publication.plan.columns.all(Role.OWNER):
        return
    for owner, keys in owners(publication).items():
        name = owner or publication.layout.words["web"]["no_owner"]
        yield name, key_links(keys, addresses)


def owners(publication: Publication) -> dict[str, list[str]]:
    """Return the keys of each owner's actions, by name; those without an owner last."""
    found: dict[str, list[str]] = {}
    for key, action in zip(publication.plan.keys(), publication.plan.actions(), strict=True):
        for owner in dict.fromkeys(filter(None, action.owners)) or ("",):
            found.setdefault(owner, []).append(key)
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0].casefold())))


def _news(
    publication: Publication, found: Overview, addresses: Mapping[str, str]
) -> Iterator[NewsView]:
    for sentence in publication.changes:
        keys = () if is_listed(sentence) else sentence.actions
        yield NewsView(linked(sentence, addresses), key_links(keys, addresses))


def _editions(publication: Publication) -> Iterator[EditionView]:
    words, text = publication.layout.words["web"], publication.layout.date_text
    for place, past in enumerate(publication.editions):
        yield EditionView(
            words["edition"].format(date=text(past.date)),
            f"./{quote(past.page)}" if place and past.page else "",
            not place,
            tuple(edition_notes(past, publication)),
        )


def edition_notes(past: PastEdition, publication: Publication) -> Iterator[str]:
    """Yield what became of an edition, a sentence each."""
    words, text = publication.layout.words["web"]["editions"], publication.layout.date_text
    yield words["published"].format(date=text(past.published))
    if past.corrected:
        yield words["corrected"].format(date=text(past.published), reason=past.corrected)
    if past.replaced:
        yield words["replaced"].format(date=text(past.replaced))
    if past.withdrawn:
        yield words["withdrawn"].format(date=text(past.withdrawn), reason=past.withdrawal)


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
