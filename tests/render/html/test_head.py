"""The head of the web page."""

from __future__ import annotations

import re

from pipeline.layout import load_layout
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL


def test_the_bar_has_room_for_its_numbers() -> None:
    """Each part is as wide as its number at least; its word wraps out of sight as a whole."""
    page = renderer("html")(Publication(SMALL, load_layout("standard"), "plan")).decode()
    parts = re.findall(
        r'<span class="part[^"]*" style="flex-grow: (\d+); min-width: calc\((\d+)ch \+ [^)]*\)">'
        r"<span>(\d+)</span> <span>([^<]+)</span></span>",
        page,
    )

    assert parts
    for grow, least, count, word in parts:
        assert grow == count
        assert int(least) == len(count)
        assert word.strip()
    assert page.count('class="part') == len(parts)
