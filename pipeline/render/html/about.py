"""What the page tells programs about itself: a data set with its files, and the feed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pipeline.publication import Publication, PublishedFile
from pipeline.render.html.head import Head

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv",
    "updates.csv": "text/csv",
    "txt": "text/plain",
}
"""Media types (IANA) of the artifacts that are the data set in another format."""
FEED = "feed.xml"


def description(head: Head, words: Mapping[str, Any]) -> str:
    """Return the page in one line: its size, its edition, and how many actions have each status."""
    text: str = words["description"].format(
        actions=head.actions, recommendations=head.recommendations
    )
    parts = [words["edition"].format(date=head.edition) if head.edition else "", text]
    counts = ", ".join(f"{status.word} {status.count}" for status in head.statuses)
    return ". ".join(filter(None, (*parts, counts))) + "."


def about(publication: Publication, head: Head) -> Markup:
    """Return the elements of the page's head that no template may write."""
    feed = next((file for file in publication.files if file.format == FEED), None)
    link = (
        Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="./{}">\n')
        if feed
        else Markup("")
    ).format(publication.layout.words["web"]["editions"]["title"], quote(feed.name) if feed else "")
    return link + Markup('<script type="application/ld+json">{}</script>').format(
        Markup(_inert(_data_set(publication, head)))  # noqa: S704 - every < is escaped
    )


def _data_set(publication: Publication, head: Head) -> dict[str, Any]:
    """Return the page as a Dataset (schema.org), without what is not known of it."""
    layout, plan = publication.layout, publication.plan
    newest = publication.editions[0].published if publication.editions else publication.date
    known = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": plan.title or layout.words["web"]["untitled"],
        "description": description(head, layout.words["web"]),
        "inLanguage": layout.language,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": publication.force}
        if publication.force
        else None,
        "version": publication.date.isoformat() if publication.date else None,
        "dateModified": newest.isoformat() if newest else None,
        "distribution": [_download(f) for f in publication.files if f.format in _TYPES],
    }
    return {name: value for name, value in known.items() if value}


def _download(file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "contentUrl": f"./{quote(file.name)}",
        "encodingFormat": _TYPES[file.format],
        "contentSize": f"{file.size} B",
    }


def _inert(value: Any) -> str:
    """Return `value` as JSON that ends no element and begins no comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
