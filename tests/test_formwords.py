"""The layout's words for its forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.errors import LayoutError
from pipeline.formwords import form_words, is_like_no_change, status_words
from pipeline.richtext import plain_text
from tests.forms.made import LAYOUT
from tests.plans import SMALL


def test_a_layout_without_words_is_refused() -> None:
    """The message names the file, and what to copy."""
    bare = replace(LAYOUT, words={"document": LAYOUT.words["document"]})
    with pytest.raises(
        LayoutError, match=r"words\.toml: the table \[forms\] lacks title,"
    ) as caught:
        form_words(bare)
    assert "Copy them" in caught.value.hint


def test_a_single_missing_word_is_named() -> None:
    """A layout that was written for an older version learns what is new."""
    forms: dict[str, Any] = {k: v for k, v in LAYOUT.words["forms"].items() if k != "stamp"}
    with pytest.raises(LayoutError, match=r"lacks stamp$"):
        form_words(replace(LAYOUT, words={"forms": forms}))


def test_a_layout_without_forms_still_reads_answers() -> None:
    """Where no patterns are given, nothing reads like "no change"."""
    bare = replace(LAYOUT, words={})
    assert not is_like_no_change(plain_text("n/a"), bare)


def test_a_wrong_pattern_is_named() -> None:
    """A pattern that is none is the layout's fault, and not a traceback."""
    words = {"forms": {"like_no_change": {"patterns": ["(as before"]}}}
    with pytest.raises(LayoutError, match=r"like_no_change: '\(as before'"):
        is_like_no_change(plain_text("n/a"), replace(LAYOUT, words=words))


def test_the_plans_spelling_of_a_status_counts() -> None:
    """A word of the legend that the plan writes in its own way is offered in that way."""
    recommendation = SMALL.recommendations[0]
    action = recommendation.actions[0].replaced(status="COMPLETE")
    plan = replace(SMALL, recommendations=(replace(recommendation, actions=(action,)),))
    assert list(status_words(plan, LAYOUT).values()) == [
        "COMPLETE",
        "In progress",
        "Not started",
        "Transferred",
    ]
