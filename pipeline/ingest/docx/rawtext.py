"""Words as they are in the file, whatever they are for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest.docx.maths import maths_text
from pipeline.ingest.docx.names import (
    ALTERNATES,
    FORMULA,
    FORMULAS,
    PARAGRAPH,
    TEXT,
    TEXT_BOX,
    Element,
    W,
    child,
    chosen,
)

PROPERTIES = (f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr")
"""Elements that say how text looks and hold none."""

_DELETED = f"{W}delText"
_TABS = (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr")


def is_prompt(control: Element) -> bool:
    """Return whether a content control shows what to fill in, because nobody has."""
    return child(control, "sdtPr", "showingPlcHdr") is not None


def raw_text(element: Element) -> str:
    """Return the words in `element` as they are, deleted ones too, a line for a paragraph."""
    return "".join(_texts(element))


def text_boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in `element`, each once though Word writes it twice."""
    if element.tag == TEXT_BOX:
        yield element
    elif element.tag == ALTERNATES:
        branch = chosen(element)
        yield from () if branch is None else text_boxes(branch)
    else:
        for part in element:
            yield from text_boxes(part)


def _texts(element: Element) -> Iterator[str]:
    if element.tag in (TEXT, _DELETED):
        yield element.text or ""
    elif element.tag in (FORMULA, FORMULAS):
        yield maths_text(element)
    elif element.tag == ALTERNATES:
        branch = chosen(element)
        yield from () if branch is None else _texts(branch)
    elif element.tag not in PROPERTIES:
        for part in element:
            yield from _texts(part)
        yield "\n" if element.tag == PARAGRAPH else " " if element.tag in _TABS else ""
