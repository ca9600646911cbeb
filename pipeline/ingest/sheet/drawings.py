"""The words of a workbook's text boxes, charts and diagrams, which are in no cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.findings import Finding, Place, Severity, Source

_PARTS = (
    (re.compile(r"xl/drawings/drawing\d*\.xml"), "text-box", "A text box was not read"),
    (re.compile(r"xl/drawings/vmlDrawing\d*\.vml"), "text-box", "A control was not read"),
    (re.compile(r"xl/charts/chart(?:Ex)?\d*\.xml"), "chart", "A chart was not read"),
    (re.compile(r"xl/diagrams/data\d*\.xml"), "chart", "A diagram was not read"),
    (re.compile(r"xl/threadedComments/.*\.xml"), "comment", "Comments were not read"),
)
_WORDS = ("{*}t", "{*}v", "{*}text", "{*}font")
_SHOWN = 80


def drawn_findings(data: bytes, path: str) -> Iterator[Finding]:
    """Yield a finding for each part of the workbook `data` that draws words, with the words.

    A part that is damaged has none: no cell depends on it.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            for pattern, code, message in _PARTS:
                if pattern.fullmatch(name) and (words := _words(package.read(name))):
                    shown = " ".join(words)[:_SHOWN]
                    hint = "Put the words into cells if they belong to the plan."
                    yield Finding(
                        code,
                        Severity.NOTE if code == "comment" else Severity.WARNING,
                        f'{message}: "{shown}".',
                        Place(source=Source(path)),
                        hint,
                        tuple(words),
                    )


def _words(part: bytes) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(part, parser)
    if root is None:
        return []
    figures = {e for cache in root.iter("{*}numCache") for e in cache.iter(*_WORDS)}
    texts = (e.text for e in root.iter(*_WORDS) if e.text and e not in figures)
    return [word for text in texts for word in text.split()]
