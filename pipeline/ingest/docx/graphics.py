"""The words of charts, diagrams and drawings, which a document keeps beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.ingest.docx.names import RELATIONSHIP, Element
from pipeline.ingest.docx.package import Package

_KINDS = ("chart", "diagramData", "chartEx")
_WORDS = ("{*}t", "{*}v")
_DIAGRAM = RELATIONSHIP.removesuffix("id") + "dm"
_NUMBERS = "{*}numCache"

Graphics = Mapping[str, str]
"""The words of each chart and diagram by the relation that leads to it."""


def graphic_words(package: Package) -> Graphics:
    """Return the words of the document's charts and diagrams; figures that a chart draws apart."""
    found: dict[str, str] = {}
    for name, relation in package.relations(package.main).items():
        if relation.kind in _KINDS and (tree := package.tree(relation.target)) is not None:
            found[name] = " ".join(_texts(tree))
    return found


def drawn_words(part: Element, graphics: Graphics) -> str:
    """Return the words that a drawing in a run shows: of its charts, its shapes, its lettering."""
    texts: list[str] = []
    for element in part.iter("{*}chart", "{*}relIds"):
        relation = element.get(RELATIONSHIP) or element.get(_DIAGRAM) or ""
        texts.append(graphics.get(relation, ""))
    texts += (
        e.text or "" for e in part.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )
    texts += (e.get("string", "") for e in part.iter("{*}textpath"))
    return " ".join(filter(None, texts))


def _texts(tree: Element) -> Iterator[str]:
    figures = {e for cache in tree.iter(_NUMBERS) for e in cache.iter(*_WORDS)}
    return (e.text for e in tree.iter(*_WORDS) if e.text and e not in figures)
