"""The tag tree, whatever shape it has."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pipeline.ingest.pdf.file.reopening import Afresh
from pipeline.ingest.pdf.tags.tree import Node, TagTree, tag_tree
from tests.ingest.pdf.making import Tag, make_pdf

DEEP, WIDE = 40, 20


def nested(depth: int, last: Tag) -> Tag:
    """Return elements in elements, each with some beside it, the `last` one innermost."""
    inner = nested(depth - 1, last) if depth else last
    return Tag("P", [*(Tag("Span") for _ in range(WIDE)), inner])


def every_node(tree: TagTree) -> list[Node]:
    """Return the elements of `tree`, those that hold others before them."""
    found, waiting = [], list(tree.nodes())
    while waiting:
        found.append(node := waiting.pop())
        waiting += [kid for kid in node.kids() if isinstance(kid, Node)]
    return found


@pytest.mark.parametrize("last", ["Table", "Span"])
def test_each_element_is_asked_once_whether_it_holds_a_table(
    last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However deep they are in each other: the way down is not gone for each of them."""
    data = make_pdf([[]], [nested(DEEP, Tag(last))])
    asked = 0
    kids_of = TagTree.kids_of

    def counted(self: TagTree, element: object, file: pikepdf.Pdf) -> object:
        nonlocal asked
        asked += 1
        return kids_of(self, element, file)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = tag_tree(pdf, Afresh(data))
        assert tree is not None
        nodes = every_node(tree)
        monkeypatch.setattr(TagTree, "kids_of", counted)
        holding = [node.tag for node in nodes if node.holds_table()]
    assert holding == (["P"] * (DEEP + 1) if last == "Table" else [])
    assert asked <= 2 * len(nodes)
