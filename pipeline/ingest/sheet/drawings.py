"""The words of a workbook's text boxes, charts and diagrams, which are in no cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.archive import Archive, Element

_PARTS = (
    (re.compile(r"xl/drawings/drawing\d*\.xml"), "text-box", "A text box was not read"),
    (re.compile(r"xl/drawings/vmlDrawing\d*\.vml"), "text-box", "A control was not read"),
    (re.compile(r"xl/charts/chart(?:Ex)?\d*\.xml"), "chart", "A chart was not read"),
    (re.compile(r"xl/diagrams/data\d*\.xml"), "chart", "A diagram was not read"),
    (re.compile(r"xl/threadedComments/.*\.xml"), "comment", "Comments were not read"),
)
_WORDS = ("{*}t", "{*}v", "{*}text", "{*}font")
_SHOWN = 80


def drawn_findings(archive: Archive) -> Iterator[Finding]:
    """Yield a finding for each part of a workbook that draws words, with the words.

    A part that is damaged has none: no cell depends on it.
    """
    for name in archive.names():
        for pattern, code, message in _PARTS:
            if pattern.fullmatch(name) and (root := _root(archive.read(name))) is not None:
                severity = Severity.NOTE if code == "comment" else Severity.WARNING
                yield from _left_out(archive.path, code, message, _words(root), severity)
                message = "A picture was not read"
                described = _described(root)
                yield from _left_out(archive.path, "picture", message, described, Severity.NOTE)


def _left_out(
    path: str, code: str, message: str, words: list[str], severity: Severity
) -> Iterator[Finding]:
    if words:
        yield Finding(
            code,
            severity,
            f'{message}: "{" ".join(words)[:_SHOWN]}".',
            Place(source=Source(path)),
            "Put the words into cells if they belong to the plan.",
            tuple(words),
        )


def _root(part: bytes) -> Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(part, parser)


def _words(root: Element) -> list[str]:
    figures = {e for cache in root.iter("{*}numCache") for e in cache.iter(*_WORDS)}
    texts = (e.text for e in root.iter(*_WORDS) if e.text and e not in figures)
    return [word for text in texts for word in text.split()]


def _described(root: Element) -> list[str]:
    """Return the words that describe what `root` draws, for those who do not see it."""
    named = root.iter("{*}cNvPr")
    return [w for e in named for name in ("title", "descr") for w in e.get(name, "").split()]
