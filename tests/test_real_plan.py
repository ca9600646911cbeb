"""The real plan, where it lies beside the project: no sentence of it is in this file."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.load import Loaded, load_plan
from pipeline.model import Action

SOURCE = Path(__file__).parent.parent.parent / "shared" / "plan" / "existing-plan.txt"

pytestmark = pytest.mark.skipif(
    not SOURCE.is_file(), reason="the real plan does not lie beside the project (../shared/plan)"
)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """Return the real plan, read."""
    return load_plan(SOURCE)


def source_words() -> Counter[str]:
    """Return the words of the file; this knows nothing of the parser."""
    text = re.sub(r"<[^>]*>", " ", SOURCE.read_text(encoding="utf-8"))
    return Counter(re.findall(r"\w+", html.unescape(text)))


def action_of_line(loaded: Loaded, number: int) -> Action:
    """Return the action on the file's line `number`: rows are in the order of the plan."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    rows = [i for i, line in enumerate(lines, 1) if "\t" in line][1:]
    return list(loaded.plan.actions())[rows.index(number)]


def cells_of_line(number: int) -> list[str]:
    """Return the cells of a line as one-line words without markup."""
    line = SOURCE.read_text(encoding="utf-8").splitlines()[number - 1]
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in line.split("\t")]


def test_every_action_under_its_recommendation(loaded: Loaded) -> None:
    """39 actions under the recommendations that their references name."""
    plan = loaded.plan

    numbers = [7, *range(10, 19), 20, 22, 23, 25, 27, 28]
    assert [r.number for r in plan.recommendations] == [str(n) for n in numbers]
    assert sum(1 for _ in plan.actions()) == 39
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            assert action.reference.split(".")[0] == recommendation.number
    assert [r.number for r in plan.recommendations if not r.text] == ["13", "15"]


def test_the_periods_are_dated(loaded: Loaded) -> None:
    """Four periods, their days read from the headings."""
    assert [p.date for p in loaded.plan.periods] == [
        dt.date(2024, 11, 22),
        dt.date(2025, 3, 27),
        dt.date(2025, 6, 27),
        dt.date(2026, 4, 6),
    ]
    assert [d.label for d in loaded.plan.details] == ["Force", "Executive Lead", "Operational Lead"]


def test_no_word_is_lost(loaded: Loaded) -> None:
    """The plan and the headings have the words of the file, as often as the file has them."""
    plan = loaded.plan
    texts = [plan.title, *(f"{d.label} {d.text}" for d in plan.details)]
    texts += [p.label for p in plan.periods]
    for recommendation in plan.recommendations:
        texts += [recommendation.number, recommendation.text.plain]
        for a in recommendation.actions:
            texts += [a.reference, a.requirement.plain, a.owner, a.status]
            texts += [update.plain for update in a.updates]
    texts += {h.text for h in loaded.receipt.headings if h.role != "period"}

    read = Counter(w for t in texts for w in re.findall(r"\w+", t))
    assert not source_words() - read
    # Two recommendations are named by their references alone.
    assert read - source_words() == Counter({"13": 1, "15": 1})
    assert loaded.receipt.unplaced == ()


def test_updates_stand_under_their_periods_behind_the_owner(loaded: Loaded) -> None:
    """In two rows the requirement is printed behind the owner; in one all behind it has moved."""

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    kept, moved = cells_of_line(15), cells_of_line(16)
    first, second = action_of_line(loaded, 15), action_of_line(loaded, 16)
    assert words(first.requirement.plain) == words(kept[4])
    assert [words(u.plain) for u in first.updates] == [[], *map(words, kept[5:8])]
    assert words(second.requirement.plain) == words(moved[4])
    assert [words(u.plain) for u in second.updates] == [*map(words, moved[5:9])]


def test_full_rows_stand_as_printed(loaded: Loaded) -> None:
    """A row with all ten cells is the action with those cells."""
    for number in (24, 36, 38, 53):
        cells, action = cells_of_line(number), action_of_line(loaded, number)
        printed = [re.findall(r"\w+", cell) for cell in cells[2:]]
        read = [action.reference, action.requirement.plain, action.owner]
        read += [update.plain for update in action.updates] + [action.status]
        assert [re.findall(r"\w+", text) for text in read] == printed


def test_repairs_are_in_the_receipt(loaded: Loaded) -> None:
    """What was repaired or supposed is said with its line."""
    findings = Counter(f.code for f in loaded.receipt.findings)

    assert findings["requirement-behind-owner"] == 1
    assert findings["requirement-in-first-period"] == 1
    assert findings["number-below-its-rows"] == 2
    assert findings["list-without-end"] >= 2
    assert findings["row-without-columns"] == 0
    assert all(f.place.source or f.place.recommendation for f in loaded.receipt.findings)
