"""Prove the margins of a PDF's pages: edition and page number, and nothing else that varies.

The place is the program's own (`@page` in `render/pdf/page.py`), the words are the layout's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.findings import Place
from pipeline.ingest.pdf.page import ARTIFACT, Page
from pipeline.layout import Layout
from pipeline.verify.expected import runs_left, squeezed
from pipeline.verify.fault import Fault

_SEPARATOR = "  ·  "
"""What the layout's template puts between the edition and the page number."""
_POINT = 72 / 25.4
"""Points in a millimetre."""


def margin_faults(pages: Sequence[Page], layout: Layout, edition: str) -> Iterator[Fault]:
    """Yield the pages whose margins do not bear `edition` and `Page {page} of {pages}`.

    What else is there must be the same on each of them. Accents and the order of text that runs
    from right to left cannot be compared, so such an edition is not looked for.
    """
    pattern: str = layout.words["document"]["page"]
    first = ""
    for page in pages:
        numbers = pattern.format(page=page.number, pages=len(pages))
        line = numbers if runs_left(edition) else _SEPARATOR.join(filter(None, (edition, numbers)))
        wanted = squeezed(line)
        words = [squeezed(word) for word in _margin_words(page, layout)]
        rest = _without(words, wanted)
        if rest is None:
            shown = " ".join(_margin_words(page, layout))
            yield Fault(Place(), f"margin of page {page.number}", line, shown)
            continue
        first = first or rest
        if rest != first and not runs_left(edition):
            what = f"margin of page {page.number}, beside the page number"
            yield Fault(Place(), what, first, rest)


def _margin_words(page: Page, layout: Layout) -> list[str]:
    """Return the words above and below the type area, in the order of the file."""
    margins = layout.page.margins
    top, bottom = margins.top * _POINT, page.height - margins.bottom * _POINT
    return [
        word.text
        for word in page.words
        if word.mark == ARTIFACT and not top <= (word.top + word.bottom) / 2 <= bottom
    ]


def _without(words: Sequence[str], wanted: str) -> str | None:
    """Return what `words` say beside `wanted`, None if it is not there, from word to word."""
    ends = [0, *accumulate(map(len, words))]
    text = "".join(words)
    start = text.rfind(wanted)
    while start >= 0:
        if start in ends and start + len(wanted) in ends:
            return text[:start] + text[start + len(wanted) :]
        start = text.rfind(wanted, 0, start + len(wanted) - 1)
    return None
