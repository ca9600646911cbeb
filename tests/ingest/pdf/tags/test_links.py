"""Links that the tag tree has: the tree says which words they are."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.pdf import read_pdf
from pipeline.richtext import Run
from tests.ingest.pdf.making import Tag, make_pdf, saved, text

FIRST, SECOND = "https://example.org/a", "https://example.org/b"
ON_GUIDANCE, ON_OWNER, NOWHERE = (195, 300, 260, 320), (395, 300, 460, 320), (0, 0, 1, 1)
"""Where the second row's words are, and a place without any."""

Annotation = tuple[tuple[int, int, int, int], str, int | None]
"""A box, an address, and the key in the parent tree."""


def linked(kids: Sequence[int], *annotations: Annotation) -> list[list[tuple[Run, ...]]]:
    """Return the lines of the second row's cells, where a Link, key 7, holds the marks `kids`.

    Without `kids` the words are in the cell beside the Link.
    """
    words = ["Text", "Owner", "Guidance", "Head"]
    places = [(200, 60), (400, 60), (200, 90), (400, 90)]
    page = [text(x, y, word, n) for n, ((x, y), word) in enumerate(zip(places, words, strict=True))]
    held = Tag("TD", [Tag("Link", kids), *(() if kids else (2,))])
    rows = [
        Tag("TR", [Tag("TH", [0]), Tag("TH", [1])]),
        Tag("TR", [held, Tag("TD", [3])]),
    ]
    with pikepdf.open(io.BytesIO(make_pdf([page], [Tag("Table", rows)]))) as pdf:
        root = pdf.Root.StructTreeRoot
        link = root.K[0].K[1].K[0].K[0]
        root.ParentTree = Dictionary(Nums=Array([7, link]))
        pdf.pages[0].obj.Annots = Array([_annotation(pdf, *each) for each in annotations])
        data = saved(pdf)
    table = next(read_pdf(data, "plan.pdf", DEFAULT_OPTIONS).tables())
    return [list(cell.content.lines()) for cell in table.rows[1]]


def _annotation(
    pdf: pikepdf.Pdf, box: tuple[int, int, int, int], address: str, key: int | None
) -> pikepdf.Object:
    action = Dictionary(S=Name.URI, URI=String(address))
    made = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action, Rect=Array(box))
    if key is not None:
        made.StructParent = key
    return pdf.make_indirect(made)


def test_words_of_a_link_element_lead_where_its_annotation_does() -> None:
    """The box says nothing: Chromium draws it elsewhere when a row moves to the next page."""
    assert linked([2], (ON_OWNER, FIRST, 7)) == [
        [(Run("Guidance", link=FIRST),)],
        [(Run("Head"),)],
    ]


def test_an_annotation_outside_the_tree_is_taken_by_its_box() -> None:
    """A file may hold links of both kinds."""
    assert linked([2], (ON_OWNER, SECOND, None), (NOWHERE, FIRST, 7)) == [
        [(Run("Guidance", link=FIRST),)],
        [(Run("Head", link=SECOND),)],
    ]


def test_a_link_element_without_words_leaves_them_to_the_box() -> None:
    """Some programs tag the words beside the Link."""
    assert linked([], (ON_GUIDANCE, FIRST, 7))[0] == [(Run("Guidance", link=FIRST),)]


def test_two_addresses_of_one_element_are_told_apart_by_their_boxes() -> None:
    """Nothing else says which words belong to which."""
    assert linked([2], (ON_GUIDANCE, FIRST, 7), (NOWHERE, SECOND, 7))[0] == [
        (Run("Guidance", link=FIRST),)
    ]


def test_a_damaged_annotation_is_no_link() -> None:
    """A key of no element, and an address that may not be published."""
    assert linked([2], (NOWHERE, FIRST, 8), (NOWHERE, "javascript:alert(1)", 7))[0] == [
        (Run("Guidance"),)
    ]
