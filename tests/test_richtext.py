"""The one form of rich text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.richtext import (
    BULLET,
    BulletList,
    Paragraph,
    RichText,
    Run,
    clean_text,
    is_link,
    plain_text,
    rich_text,
)
from tests.plans import RICH_TEXTS

_RAW_RUNS = st.builds(
    Run,
    st.text(st.sampled_from(" \t\nab•é\u0301\u00a0\x00\u200b"), max_size=8),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://example.org", "javascript:alert(1)"]),
)
_RAW_LINES = st.lists(_RAW_RUNS, max_size=4).map(tuple)
_RAW_BLOCKS = st.lists(
    st.one_of(
        _RAW_LINES.map(Paragraph), st.lists(_RAW_LINES, max_size=3).map(tuple).map(BulletList)
    ),
    max_size=4,
)


@given(_RAW_BLOCKS)
def test_the_form_is_reached_in_one_step(blocks: list[Paragraph | BulletList]) -> None:
    """Bringing text into its form again changes nothing."""
    text = rich_text(blocks)

    assert text == rich_text(text.blocks)


@given(_RAW_BLOCKS)
def test_no_letter_is_lost(blocks: list[Paragraph | BulletList]) -> None:
    """All that shows is kept, in its order; only bullet signs become structure."""
    raw = "".join(run.text for block in blocks for line in block.lines for run in line)
    made = "".join(run.text for line in rich_text(blocks).lines() for run in line)

    def letters(text: str) -> str:
        kept = "".join(c for c in text if c not in f" \u00a0\t\n\x00{BULLET}")
        return unicodedata.normalize("NFC", kept)

    assert letters(made) == letters(raw)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ((Run("\u00a0"),), ()),
        ((Run("\u00a0 a\u00a0b \u00a0"),), (Run("a\u00a0b"),)),
        ((Run("\u00a0", bold=True), Run("a"), Run(" \u00a0", italic=True)), (Run("a"),)),
        ((Run("a", bold=True), Run("\u00a0"), Run("b", bold=True)),) * 2,
    ],
)
def test_a_no_break_space_stays_between_words_only(
    line: tuple[Run, ...], wanted: tuple[Run, ...]
) -> None:
    """At a line's ends it shows nothing, and a cell that holds nothing else is empty."""
    assert next(rich_text([Paragraph(line)]).lines(), ()) == wanted
    assert clean_text("".join(run.text for run in line)) == "".join(run.text for run in wanted)


@given(RICH_TEXTS)
def test_runs_are_as_few_as_can_be(text: RichText) -> None:
    """No two neighbours look alike, no line is empty or has white space at its ends."""
    for line in text.lines():
        looks = [(run.bold, run.italic, run.link) for run in line]
        assert line
        assert all(a != b for a, b in pairwise(looks))
        assert line[0].text == line[0].text.lstrip(" ")
        assert line[-1].text == line[-1].text.rstrip(" ")


def test_bullet_signs_become_items() -> None:
    """`a •b •c` is a paragraph and a list."""
    text = plain_text("a •b •c")

    assert text.blocks == (
        Paragraph((Run("a"),)),
        BulletList(((Run("b"),), (Run("c"),))),
    )


def test_lists_that_touch_are_one() -> None:
    """Two lists with nothing between them cannot be told from one."""
    item = ((Run("a"),),)

    assert rich_text([BulletList(item), BulletList(item)]).blocks == (BulletList(item + item),)


def test_a_space_between_unlike_runs_is_the_plainer_ones() -> None:
    """The space beside a link or bold word is neither underlined nor bold."""
    text = rich_text(
        [Paragraph((Run("see "), Run(" this ", link="https://example.org"), Run("now")))]
    )

    assert [run.text for run in text.blocks[0].lines[0]] == ["see ", "this", " now"]


def test_a_no_break_space_is_kept() -> None:
    """It belongs to its word: `£3 million` must not part."""
    assert clean_text(" 3\u00a0 million\x07 ") == "3\u00a0 million"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b", True),
        ("mailto:office@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("//example.org", False),
    ],
)
def test_links_lead_to_the_web_a_mailbox_or_a_telephone(address: str, allowed: bool) -> None:
    """Any other address is dropped and its words kept."""
    text = rich_text([Paragraph((Run("words", link=address),))])

    assert is_link(address) is allowed
    assert text.plain == "words"
    assert bool(next(text.lines())[0].link) is allowed
