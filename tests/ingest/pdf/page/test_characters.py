"""Words from pdfium's characters: where one ends, how it looks, what it links to."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.findings import Severity
from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf.file.document import opened
from pipeline.ingest.pdf.page import ARTIFACT, UNMARKED, Word
from tests.ingest.pdf.making import make_pdf, saved, text

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Own def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
4 beginbfchar <23> <66006900> <24> <4e2d6587> <25> <6600cf00> <26> <7400dd00> endbfchar
1 beginbfrange <61> <7a> <0061> endbfrange
endcmap end end"""


def words(data: bytes) -> list[Word]:
    """Return the words of the first page of `data`."""
    with opened(data, "plan.pdf", DEFAULT_OPTIONS) as document:
        return list(document.page(1).words)


def shown(operators: str) -> list[Word]:
    """Return the words of a page with one text object for each string of `operators`."""
    return words(make_pdf([[f"BT /F1 10 Tf 1 0 0 1 50 300 Tm {operators} ET"]]))


def test_a_gap_inside_a_string_parts_words() -> None:
    """A program may move on where others write a space; a kern of a few units parts nothing."""
    made = shown("[(Re) 40 (view) -500 (the) -30 (forms)] TJ")
    assert [(w.text, w.spaced, w.tail) for w in made] == [
        ("Review", False, False),
        ("theforms", True, False),
    ]


def test_letters_that_stand_apart_are_one_word() -> None:
    """In a spaced heading only a gap that is wider than the others parts words."""
    spaced = "3 Tc (OWNER) Tj 0 Tc 100 0 Td 3 Tc [(NO) -500 (TE)] TJ 0 Tc"
    made = shown(f"(Go on) Tj 100 0 Td {spaced}")
    assert [w.text for w in made] == ["Go", "on", "OWNER", "NO", "TE"]
    assert [w.text for w in shown("[(A) -300 (B)] TJ")] == ["A", "B"]  # a lone gap may be a space


@pytest.mark.parametrize("words", ["(1) -333 (2) -333 (3)", "(Y) -278 (/) -278 (N)"])
def test_gaps_are_spaces_where_a_file_draws_none(words: str) -> None:
    """TeX moves on in the place of a space; words of one letter look like a spaced heading."""
    assert len(shown(f"[{words}] TJ")) == 3


def test_says_whether_white_space_was_drawn() -> None:
    """A space of the file is said on both sides of it; one that pdfium adds is not."""
    made = shown("( Review ) Tj 100 0 Td (forms) Tj")
    assert [(w.text, w.spaced, w.tail) for w in made] == [
        ("Review", True, True),
        ("forms", True, False),
    ]


def test_a_word_goes_on_in_the_next_text_object() -> None:
    """Where a program writes letter by letter, the word is whole."""
    made = shown("(Re) Tj (vi) Tj (ew) Tj")
    assert [w.text for w in made] == ["Review"]


def test_a_text_that_runs_into_the_next_is_a_word_of_its_own() -> None:
    """A heading too wide for its column ends behind the beginning of the next one."""
    made = shown("(Recommendation) Tj 68 0 Td (Owner) Tj")
    assert [(w.text, w.spaced) for w in made] == [("Recommendation", False), ("Owner", True)]
    assert made[1].x0 < made[0].x1


def test_letters_drawn_nearer_than_they_are_wide_are_one_word() -> None:
    """Kerning lets a letter are under the arm of the one before; the word is whole."""
    made = shown("(T) Tj 4.2 0 Td (otal) Tj")
    assert [w.text for w in made] == ["Total"]


def test_another_mark_parts_a_word_without_white_space() -> None:
    """A word belongs to one marked content; the parts say that nothing is between them."""
    content = "BT /F1 10 Tf 50 300 Td /P <</MCID 3>> BDC (Re) Tj EMC (vi) Tj"
    made = words(make_pdf([[content, "/Artifact BMC (ew) Tj EMC ET"]]))
    assert [(w.text, w.mark, w.spaced) for w in made] == [
        ("Re", 3, False),
        ("vi", UNMARKED, False),
        ("ew", ARTIFACT, False),
    ]


def test_a_link_parts_a_word_where_it_begins_and_ends() -> None:
    """Letters are in a link when their middle is inside its box."""
    with pikepdf.open(io.BytesIO(make_pdf([[text(50, 100, "re-tied here")]]))) as pdf:
        action = Dictionary(S=Name.URI, URI=String("https://example.org/a"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)
        link.Rect = Array([62, 295, 75, 310])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        made = words(saved(pdf))
    assert [(w.text, w.link, w.spaced) for w in made] == [
        ("re-", "", False),
        ("tie", "https://example.org/a", False),
        ("d", "", False),
        ("here", "", True),
    ]


def test_stands_where_its_letters_stand() -> None:
    """A word's box reaches from its first letter to its last, whatever the page's own corner is."""
    plain = words(make_pdf([[text(50, 100, "Review")]]))[0]
    with pikepdf.open(io.BytesIO(make_pdf([[text(50, 100, "Review")]]))) as pdf:
        pdf.pages[0].obj.MediaBox = Array([-100, -50, 600, 400])
        moved = words(saved(pdf))[0]
    assert plain.x0 == pytest.approx(50, abs=0.5)
    assert plain.x1 - plain.x0 == pytest.approx(32.78, abs=0.01)
    assert plain.first == pytest.approx(7.22, abs=0.01)  # Helvetica's R
    assert (moved.x0, moved.top) == pytest.approx((plain.x0 + 100, plain.top), abs=0.01)


def aslant(size: int, words: str) -> str:
    """Return an instruction that writes `words` up the page at an angle."""
    return f"BT /F1 {size} Tf 0.8 0.6 -0.6 0.8 200 50 Tm ({words}) Tj ET"


def test_a_stamp_over_the_page_is_no_text_of_its_cells() -> None:
    """Large words aslant are set aside; small ones may be headings of narrow columns."""
    page = [text(50, 60, "Number"), text(50, 80, "Seven"), aslant(60, "DRAFT"), aslant(9, "Owner")]
    with opened(make_pdf([page]), "plan.pdf", DEFAULT_OPTIONS) as document:
        shown = document.page(1)
    assert (shown.stamps, shown.hidden) == (("DRAFT",), ())
    spelled = "".join(word.text for word in shown.words)
    assert "DRAFT" not in spelled
    assert "Owner" in spelled


def test_a_stamp_is_told_once() -> None:
    """A stamp over every page is one warning: the file may be a draft."""
    page = [text(50, 60, "Number"), text(50, 80, "Seven"), aslant(60, "DRAFT")]
    document = read_pdf(make_pdf([page, page, page]), "plan.pdf", DEFAULT_OPTIONS)
    (found,) = [f for f in document.findings if f.code == "page-stamped"]
    assert found.severity is Severity.WARNING
    assert found.message == '"DRAFT" is stamped over page 1 and 2 more; it was set aside'
    assert "DRAFT" in document.furniture


def test_a_page_without_text_has_no_words() -> None:
    """An empty page is read like any other."""
    assert words(make_pdf([[]])) == []


def test_ligatures_with_swapped_bytes_are_letters() -> None:
    """Ghostscript 10.0 writes `fi` as two Chinese signs, and adds up the second letter and third.

    Other Chinese signs stay.
    """
    lines = ("of#cers", "$", "o%cers", "cu&ng")
    page = [text(50, 60 + 30 * n, line) for n, line in enumerate(lines)]
    pdf = pikepdf.open(io.BytesIO(make_pdf([page])))
    pdf.pages[0].obj.Resources.Font.F1[Name.ToUnicode] = pdf.make_stream(CMAP)
    assert [w.text for w in words(saved(pdf))] == ["officers", "中文", "officers", "cutting"]


@pytest.mark.parametrize(
    ("name", "stem", "flags", "bold"),
    [
        ("Own", 130, 4, True),
        ("Own", 80, 4, False),
        ("Own-Oblique", 130, 4, False),
        ("Own", 130, 68, False),
        ("Own-BoldOblique", 80, 68, True),
    ],
)
def test_stems_tell_bold_of_upright_fonts_only(
    name: str, stem: int, flags: int, bold: bool
) -> None:
    """Chromium states the width of a slanted letter for that of its stem."""
    with pikepdf.open(io.BytesIO(make_pdf([[text(50, 100, "Review")]]))) as pdf:
        font = pdf.pages[0].obj.Resources.Font.F1
        font.BaseFont = Name(f"/{name}")
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=font.BaseFont, Flags=flags, StemV=stem
        )
        assert words(saved(pdf))[0].bold is bold


@pytest.mark.parametrize(("producer", "bold"), [("GPL Ghostscript 10.00.0", False), ("Own", True)])
def test_ghostscript_states_no_stems(producer: str, bold: bool) -> None:
    """It writes any number for the width of a stem: the names of its fonts tell."""
    with pikepdf.open(io.BytesIO(make_pdf([[text(50, 100, "Review")]]))) as pdf:
        font = pdf.pages[0].obj.Resources.Font.F1
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=font.BaseFont, Flags=4, StemV=132
        )
        pdf.docinfo["/Producer"] = producer
        assert words(saved(pdf))[0].bold is bold
