"""PDFs rebuilt from public reports, where they are beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest.hidden import HIDDEN_TEXT
from pipeline.load import Loaded, load_bytes
from pipeline.parse.receipt import plan_texts

CASES = Path(__file__).parents[4] / "shared" / "cases"


def load(name: str) -> tuple[str, Loaded]:
    """Return the words of the plan in a case, and its reading."""
    path = CASES / name
    if not path.exists():
        pytest.skip("the reported cases are not beside the project")
    loaded = load_bytes(path.read_bytes(), path.name)
    return " ".join(" ".join(plan_texts(loaded.plan)).split()), loaded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("03-pdf-black-square-annotation/blacksquare.pdf", ("few", "faults.")),
        ("03-pdf-black-square-annotation/redactannot.pdf", ("faults.",)),
        ("06-pdf-invisible-text-on-a-visible-page/tr3.pdf", ("INVISIBLE", "WORDS")),
        ("06-pdf-invisible-text-on-a-visible-page/c_tr3.pdf", ("INVISIBLE", "WORDS")),
    ],
)
def test_words_that_nobody_sees(name: str, words: tuple[str, ...]) -> None:
    """They are a finding, and in no cell."""
    plan, loaded = load(name)
    (finding,) = [f for f in loaded.receipt.findings if f.code == HIDDEN_TEXT]
    assert finding.words == words
    assert not any(word in plan for word in words)


def test_raised_figures() -> None:
    """An area and a note's mark keep their meaning."""
    plan, _ = load("14-raised-figures-glued/sup.pdf")
    assert "Area 10 km² and 45¹ cases." in plan


def test_typed_on_text() -> None:
    """It is in the cell that it lies over."""
    plan, loaded = load("20-pdf-free-text-annotation/c_freetext.pdf")
    assert "Closed in April." in plan
    assert loaded.receipt.unplaced == ()


def test_a_page_drawn_twice() -> None:
    """Each word is there once."""
    plan, _ = load("41-pdf-page-drawn-twice/double.pdf")
    assert "Train all officers." in plan
    assert "Train Train" not in plan
