"""Prove the feed: what RFC 4287 asks of it, and that its first entry is the plan's edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.findings import Place
from pipeline.model import Plan
from pipeline.verify.fault import Fault

FEED = "feed.xml"
_ATOM = "{http://www.w3.org/2005/Atom}"
_NEEDED = ("id", "title", "updated")
"""What a feed and each entry must have, once (RFC 4287, 4.1.1 and 4.1.2)."""
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def is_feed(name: str) -> bool:
    """Return whether the artifact `name` is the feed."""
    return name.endswith(f".{FEED}")


def feed_faults(plan: Plan, data: bytes) -> Iterator[Fault]:
    """Yield what is wrong with the feed `data` of an edition of `plan`."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        feed = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield _fault(f"it is not XML: {error}")
        return
    entries = feed.findall(f"{_ATOM}entry")
    if feed.tag != f"{_ATOM}feed" or not entries:
        yield _fault("it is not an Atom feed with an entry")
        return
    for element in (feed, *entries):
        for name in _NEEDED:
            if len(found := element.findall(f"{_ATOM}{name}")) != 1 or not found[0].text:
                yield _fault(f"{etree.QName(element).localname} needs one {name}")
    ids = [entry.findtext(f"{_ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield _fault("two entries have the same id")
    for date in feed.iter(f"{_ATOM}updated", f"{_ATOM}published"):
        if not _DATE.fullmatch(date.text or ""):
            yield _fault(f"{date.text!r} is not a date of RFC 3339")
    if plan.title and feed.findtext(f"{_ATOM}title") != plan.title:
        yield _fault("its title is not the plan's")


def _fault(note: str) -> Fault:
    return Fault(Place(), "feed", note=note)
