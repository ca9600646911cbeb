"""What the pages repeat, and what only looks as if they did."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.table.outside import Loose, furniture, running_height
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


def loose(number: int, height: float, top: float, text: str) -> Loose:
    """Return a page with one line of `text`."""
    (line,) = lines(text)
    return Loose(number, height, [line._replace(page=number, top=top, bottom=top + 10)])


def test_pages_that_lie_across_have_a_foot_of_their_own() -> None:
    """The foot of a landscape page is higher than that of the upright ones before it."""
    upright = [loose(n, 842, 800, "Wexmoor plan") for n in (1, 2, 3)]
    across = [loose(n, 595, 553, "Wexmoor plan") for n in (4, 5)]
    assert furniture([*upright, *across]) == {(n, 0) for n in range(1, 6)}


@pytest.mark.parametrize(
    ("text", "top", "is_foot"),
    [
        ("Wexmoor plan | Page 1 of 3", 780, True),
        ("OFFICIAL Page 1 of 1", 780, True),
        ("Wexmoor plan | Page 1 of 3", 400, False),  # in the text
        ("Wexmoor plan | Page 2 of 3", 780, False),  # of another page
        ("Wexmoor plan | 1", 780, False),  # a cell of a table may say that
        ("The board reviewed page 1", 780, False),
    ],
)
def test_a_page_that_is_alone_may_name_itself(text: str, top: float, is_foot: bool) -> None:
    """Nothing repeats the foot of a single page; its own number in words tells it."""
    assert furniture([loose(1, 800, top, text)]) == ({(1, 0)} if is_foot else set())


@pytest.mark.parametrize(
    ("text", "top", "body", "is_repeated"),
    [
        ("Recommendation {}", 20, 7, False),
        ("Recommendation {}", 780, 7, True),  # at the foot
        ("Recommendation {}", 20, 10, True),  # as large as the text
        ("Action plan, page {}", 20, 7, True),
        ("Action plan | {}", 20, 7, True),
        ("{}", 20, 7, True),
    ],
)
def test_a_title_may_number_what_its_page_holds(
    text: str, top: float, body: float, is_repeated: bool
) -> None:
    """A large line at the top, whose number goes up with the pages, is the title of each."""
    pages = [loose(n, 800, top, text.format(n)) for n in range(1, 5)]
    assert furniture(pages, body) == ({(n, 0) for n in range(1, 5)} if is_repeated else set())


def test_running_text_is_what_stands_in_long_lines() -> None:
    """Text around a table in small print is larger than most words, and no heading for it."""
    long, short = lines("a b c d e f g h i", "Next steps")
    tall = [word._replace(bottom=word.top + 12) for word in long.words]
    large = long._replace(words=tuple(tall))
    bold = large._replace(words=tuple(word._replace(bold=True) for word in tall))
    assert running_height([large, short], 8.0) == 12.0
    assert running_height([bold, short], 8.0) == 8.0
    assert running_height([large], 13.0) == 13.0
