"""Render the feed: an entry for each edition (Atom, RFC 4287), in a file beside the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from pipeline.errors import OutputError
from pipeline.publication import PastEdition, Publication
from pipeline.render.html.head import edition_notes

__all__ = ("render_feed",)

ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Any = {None: ATOM}
"""The default namespace, which the type's stub does not know."""
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


def render_feed(publication: Publication) -> bytes:
    """Return the editions of `publication` as an Atom feed in UTF-8, the latest first.

    Links lead to the files beside it, and an entry keeps its id for good. Raises OutputError
    where no edition has a date.
    """
    plan, layout = publication.plan, publication.layout
    editions = publication.editions or tuple(_only(publication))
    if not editions:
        raise OutputError(
            "a feed needs an edition with a date, and no period of the plan has one",
            hint="Leave feed.xml out of the formats.",
        )
    title = plan.title or layout.words["web"]["untitled"]
    feed = etree.Element(f"{{{ATOM}}}feed", {_XML: layout.language}, nsmap=_NAMES)
    _add(feed, "title", title)
    _add(feed, "id", _identity(publication))
    _add(feed, "updated", _instant(max(_changed(past) for past in editions)))
    _add(feed, "link", rel="self", href=f"./{quote(publication.name)}.feed.xml")
    _add(_add(feed, "author"), "name", publication.force or title)
    for place, past in enumerate(editions):
        feed.append(_entry(publication, past, is_this=not place))
    data: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


def _only(publication: Publication) -> Iterator[PastEdition]:
    """Yield the edition of a plan that is rendered as it is."""
    if publication.date:
        yield PastEdition(publication.date, publication.date, 1, "")


def _entry(publication: Publication, past: PastEdition, *, is_this: bool) -> etree._Element:
    layout = publication.layout
    entry = etree.Element(f"{{{ATOM}}}entry")
    name = layout.words["web"]["edition"].format(date=layout.date_text(past.date))
    _add(entry, "title", name)
    _add(entry, "id", _identity(publication, f"{past.date.isoformat()}#{past.version}"))
    _add(entry, "published", _instant(past.published))
    _add(entry, "updated", _instant(_changed(past)))
    if page := f"{publication.name}.html" if is_this else past.page:
        _add(entry, "link", rel="alternate", href=f"./{quote(page)}")
    said = [*edition_notes(past, publication)]
    if is_this:
        said += map(str, publication.changes)
    _add(entry, "summary", " ".join(said))
    return entry


def _add(above: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(above, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _changed(past: PastEdition) -> dt.date:
    """Return the last day on which something became of an edition."""
    days = (past.published, past.replaced, past.withdrawn)
    return max(day for day in days if day)


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _identity(publication: Publication, part: str = "") -> str:
    """Return an id that any machine makes again: of the body, the artifacts' name and the part."""
    date = publication.date.isoformat() if publication.date else ""
    name = publication.name.removesuffix(f"-{date}")
    return uuid5(NAMESPACE_URL, "\n".join((publication.force, name, part))).urn
