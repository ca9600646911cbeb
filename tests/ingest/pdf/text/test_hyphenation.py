"""Breaks in doubt are decided by the document's other words."""

from __future__ import annotations

import pytest

from pipeline.findings import Source
from pipeline.ingest.pdf.text.breaks import CUT, HYPHENED, PARTED
from pipeline.ingest.pdf.text.hyphenation import decided, hyphenated_words, without_doubt
from pipeline.ingest.pdf.text.vocabulary import bare
from pipeline.richtext import Paragraph, Run, plain_text, rich_text
from pipeline.table import RawCell, RawTable, RawText

KNOWN = {"assessment", "form", "protection", "inspection", "recommendation", "on", "its"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"risk-assessment{CUT}form.", "risk-assessment form."),  # both are words
        (f"of protecti{PARTED}on", "of protection"),  # the two together are one
        (f"suggesti{CUT}on of", "suggestion of"),  # a short end of other words is not a sign
        (f"examined{CUT}its work", "examined its work"),  # a short word that ends no other one
        (f"Recomm{CUT}endation{CUT}number", "Recommendation number"),
        (f"https://www.exam{CUT}ple.org", "https://www.example.org"),
        (f"at www.example.org{CUT}its", "at www.example.org its"),  # a word behind an address
        (f"the zorgle{CUT}blat", "the zorgleblat"),  # nothing is known: what the line says
        (f"the zorgle{PARTED}blat", "the zorgle blat"),
    ],
)
def test_known_words_decide(text: str, wanted: str) -> None:
    """A word that the document shows whole elsewhere is whole here."""
    assert without_doubt(text, KNOWN) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"victim/witness{CUT}unit", "victim/witness unit"),  # both are words, together none
        (f"the depart{PARTED}ment.", "the department."),  # one, and the second piece is none
        (f"the be{CUT}fore", "the before"),  # all are words: what the line says
        (f"the be{PARTED}fore", "the be fore"),
        (f"the Corn{CUT}wall", "the Cornwall"),  # a name is in no list
        (f"Chancell{PARTED}or", "Chancellor"),  # a title is in the list as a word
        (f"Corn{PARTED}ice", "Corn ice"),
        (f"area{CUT}s", "areas"),  # a letter is in every word
    ],
)
def test_english_decides_where_the_document_does_not(text: str, wanted: str) -> None:
    """The words of English tell two from one, where only one of both is English."""
    assert without_doubt(text, frozenset()) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"the recom-{HYPHENED}mendation, its", "the recommendation, its"),
        (f"a pre-inspec-{HYPHENED}tion form", "a pre-inspection form"),
        (f"a self-{HYPHENED}assessment form", "a self-assessment form"),  # the compound is known
        (f"a multi-{HYPHENED}agency form", "a multi-agency form"),  # nothing is known
    ],
)
def test_known_words_tell_the_hyphen_of_a_lines_end(text: str, wanted: str) -> None:
    """A hyphen goes where the document has the word without one, and nowhere with it."""
    known = {*KNOWN, "selfassessment", "self-assessment", "email"}
    others = f"an e-{HYPHENED}mail of the recom-{HYPHENED}mendation on inspec-{HYPHENED}tion"
    hyphenated = hyphenated_words([others, text], known)
    assert without_doubt(text, known, hyphenated.keys()) == wanted


def test_one_or_two_hyphens_stay() -> None:
    """A document that hyphenates does it often: `re-sign` must not become `resign` by chance."""
    text = f"staff re-{HYPHENED}sign the code by e-{HYPHENED}mail"
    assert hyphenated_words([text], {"resign", "email"}) == {}
    assert without_doubt(text, {"resign", "email"}) == "staff re-sign the code by e-mail"


def test_english_tells_what_a_program_hyphenates() -> None:
    """No compound ends with what is not a word; where both pieces are words the hyphen stays."""
    text = (
        f"spend-{HYPHENED}ing, depart-{HYPHENED}ment, deci-{HYPHENED}sion, multi-{HYPHENED}agency"
    )
    assert list(hyphenated_words([text], set())) == ["spending", "department", "decision"]


def test_browsers_have_a_hyphen_of_their_own() -> None:
    """U+2010 that is at line ends alone was typed by nobody."""
    text = f"commit‐{HYPHENED}tee, cross-cut‐{HYPHENED}ting, Oka‐{HYPHENED}for, self-{HYPHENED}help"
    own = hyphenated_words([text], set())
    assert without_doubt(text, set(), own.keys()) == "committee, cross-cutting, Okafor, self-help"
    assert hyphenated_words([text, "a well‐being form"], set()) == {}


def test_a_compound_is_known_by_any_hyphen() -> None:
    """Word writes U+2010 or U+2011 where the line may not break."""
    known = {bare("self‑assessment"), "selfassessment"}
    assert hyphenated_words([f"self-{HYPHENED}assessment"] * 3, known) == {}


def test_no_doubt_is_left_anywhere() -> None:
    """Cells, captions and paragraphs are all decided, in one canonical form."""
    content = rich_text([Paragraph((Run(f"assessment{CUT}form", bold=True),))])
    cell = RawCell(content, Source("plan.pdf"))
    table = decided(RawTable(((cell,),), f"protecti{CUT}on"), KNOWN)
    assert isinstance(table, RawTable)
    assert table.caption == "protection"
    assert table.rows[0][0].content.plain == "assessment form"
    text = decided(RawText(plain_text(f"protecti{CUT}on"), Source("plan.pdf")), KNOWN)
    assert isinstance(text, RawText)
    assert text.content == plain_text("protection")
