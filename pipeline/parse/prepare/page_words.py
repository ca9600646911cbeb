"""Words that belong to a page and not to its text, wherever a document has them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity
from pipeline.table import RawDocument, RawTable, RawText

_PAGE_NUMBER = re.compile(
    r"[-\N{EN DASH}\s]*(?:page|tudalen|p\.)\s*\d{1,4}"
    r"(?:\s*(?:of|o|/)\s*\d{1,4})?[-\N{EN DASH}\s.]*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Return whether a paragraph of its own only counts pages: `Page 2`, `Tudalen 2 o 14`."""
    return _PAGE_NUMBER.fullmatch(text) is not None


_MARKING = re.compile(
    r"(?:UK\s+)?(?:OFFICIAL|SECRET|TOP SECRET|RESTRICTED|CONFIDENTIAL|PROTECT|UNCLASSIFIED)"
    r"(?:\s*[-:/\N{EN DASH}]\s*[A-Z][A-Z ]+)?|NOT PROTECTIVELY MARKED|GPMS:.*"
)


def is_marking(text: str) -> bool:
    """Return whether a text is a protective marking and no more: `OFFICIAL-SENSITIVE`."""
    return _MARKING.fullmatch(text.strip()) is not None


def set_aside(document: RawDocument) -> RawDocument:
    """Return `document` with page numbers and protective markings as furniture.

    A marking is a finding as well: the file is marked, whatever its plan says.
    """
    texts = [item for item in document.items if isinstance(item, RawText)]
    marked = [text for text in texts if is_marking(text.content.plain)]
    counted = [text for text in texts if is_page_number(text.content.plain)]
    if not (marked or counted):
        return document
    findings = tuple(
        Finding(
            "file-marking",
            Severity.WARNING,
            f"The file is marked {text.content.plain}; the marking was not read as text.",
            Place(source=text.source),
            "Check that the plan may be published.",
        )
        for text in marked
    )
    aside = {id(text) for text in (*marked, *counted)}
    return replace(
        document,
        items=tuple(i for i in document.items if isinstance(i, RawTable) or id(i) not in aside),
        findings=(*document.findings, *findings),
        furniture=(*document.furniture, *(t.content.plain for t in texts if id(t) in aside)),
    )
