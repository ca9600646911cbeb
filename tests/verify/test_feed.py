"""The proof of the feed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import OutputError
from pipeline.layout import BUILT_IN, load_layout
from pipeline.publication import Publication
from pipeline.render.feed import render_feed
from pipeline.verify.feed import feed_faults
from tests.plans import SMALL, small_table

LAYOUT = load_layout(BUILT_IN)
FEED = render_feed(Publication(SMALL, LAYOUT, "plan-2025-03-27"))


SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "render" / "rfc4287.rng"))
"""RFC 4287, Appendix B: the judgement of those who defined Atom."""


def _notes(data: bytes) -> list[str]:
    return [fault.note for fault in feed_faults(SMALL, data)]


def test_a_feed_of_ours_is_right() -> None:
    """The feed of a plan that is rendered as it is has one entry, and the same bytes each time."""
    assert not _notes(FEED)
    assert FEED.count(b"<entry>") == 1
    assert render_feed(Publication(SMALL, LAYOUT, "plan-2025-03-27")) == FEED


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (b"</feed>", b"", "it is not XML"),
        (b"entry>", b"item>", "it is not an Atom feed with an entry"),
        (b"<updated>2025-03-27T00:00:00Z</updated>", b"", "feed needs one updated"),
        (b"2025-03-27T00", b"27 March 2025", "is not a date of RFC 3339"),
        (b"Missing People", b"Another", "its title is not the plan's"),
    ],
)
def test_what_is_wrong_is_said(old: bytes, new: bytes, note: str) -> None:
    """Each thing that a feed must have is looked for."""
    assert any(note in found for found in _notes(FEED.replace(old, new)))


def test_two_entries_have_two_ids() -> None:
    """A reader would take the second for the first again."""
    entry = FEED[FEED.index(b"<entry>") : FEED.index(b"</feed>")]
    assert _notes(FEED.replace(entry, entry * 2)) == ["two entries have the same id"]


def test_a_feed_needs_a_date() -> None:
    """A plan without one is refused."""
    with pytest.raises(OutputError, match="needs an edition with a date"):
        render_feed(Publication(replace(small_table(1), title="Plan"), LAYOUT, "plan"))


def test_a_feed_fits_the_schema_of_atom() -> None:
    """The feed of a plan that is rendered as it is, by the schema of the RFC."""
    assert SCHEMA.validate(etree.fromstring(FEED)), SCHEMA.error_log


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<updated>2025-03-27T00:00:00Z</updated>", b""),
        (b"2025-03-27T00:00:00Z", b"27 March 2025"),
        (b"<author>", b"<authors>"),
        (b"</feed>", b"<item/></feed>"),
    ],
)
def test_the_schema_refuses_what_is_no_feed(old: bytes, new: bytes) -> None:
    """The schema can fail: without a date, with another's, with unknown elements."""
    damaged = FEED.replace(old, new).replace(
        b"</author>", b"</authors>" if b"s>" in new else b"</author>"
    )
    assert not SCHEMA.validate(etree.fromstring(damaged))
