"""What the pages repeat, and what only looks as if they did."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.table.outside import Loose, furniture
from tests.ingest.pdf.text.test_flow import lines


@pytest.mark.parametrize(
    ("texts", "repeated"),
    [
        ({1: "Plan 2026 - 1", 2: "Plan 2026 - 2", 3: "Plan 2026 - 3"}, {1, 2, 3}),
        ({1: "Plan, page 1", 2: "Plan, page 2"}, {1, 2}),  # all pages that there are
        ({2: "Action plan", 3: "Action plan", 4: "Action plan"}, {2, 3, 4}),
        ({3: "Action 8.4", 5: "Action 10.4", 1: "Owner", 2: "Lead", 4: "Text"}, set()),
        ({1: "Action 7.1", 2: "Action 7.2", 3: "Action 7.4"}, set()),
    ],
)
def test_furniture_counts_the_pages_or_nothing(texts: dict[int, str], repeated: set[int]) -> None:
    """Lines in one place are furniture where they are alike but for the pages' numbers."""
    pages = []
    for number in range(1, max(texts) + 1):
        here = lines(texts[number]) if number in texts else []
        pages.append(Loose(number, 800, [line._replace(page=number) for line in here]))

    assert {(number, 0) for number in repeated} == furniture(pages)
