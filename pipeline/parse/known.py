"""Our own documents, read by the columns that they must have: nothing is guessed.

That is how our own artifacts are proved, and how a plan comes back with the roles it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.layout import Layout
from pipeline.model import Detail, Plan, Recommendation
from pipeline.parse.known_sections import read_sections
from pipeline.parse.known_table import read_known
from pipeline.parse.prepare import separated
from pipeline.richtext import line_text, one_line
from pipeline.shapes import WIDE
from pipeline.table import RawDocument, RawText

_DETAIL = re.compile(r"([^:.]{1,40}):(?: +|$)(.*)", re.DOTALL)
"""A line above the table with its label."""


def read_own(
    document: RawDocument, published: Plan, layout: Layout, *, is_complete: bool = False
) -> Plan | None:
    """Return the plan that `document` prints, with the columns of `published`.

    `is_complete` tells that each row has its recommendation's cells, as in our CSV.

    None if its one table, or those of its sections, are not headed by those columns as `layout`
    prints them. Of `published` only the columns are used, and whether it has a title.
    """
    document = separated(document)
    if layout.shape != WIDE and (found := read_sections(document, published.columns, layout)):
        return _plan(published, layout, found.above, found.recommendations, found.below)
    tables = list(document.tables())
    reference = layout.words["web"]["reference"]
    if len(tables) != 1:
        return None
    read = read_known(tables[0], published.columns, reference, is_complete=is_complete)
    if read is None:
        return None
    at = document.items.index(tables[0])
    above, below = (
        [t for t in items if isinstance(t, RawText)]
        for items in (document.items[:at], document.items[at + 1 :])
    )
    return _plan(published, layout, above, read, below)


def _plan(
    published: Plan,
    layout: Layout,
    above: Sequence[RawText],
    read: tuple[Recommendation, ...],
    below: Sequence[RawText],
) -> Plan:
    """Return the plan of the recommendations `read`, with the texts above and below them."""
    legend = f"{layout.words['document']['legend']}:"
    above, below = (
        [text for text in texts if not text.content.plain.startswith(legend)]
        for texts in (above, below)
    )
    if above and above[-1].content.plain == layout.words["document"]["table"]:
        above.pop()  # the table's caption, where the reader gives it as a text
    title = one_line(above.pop(0).content) if published.title and above else ""
    details = tuple(map(_detail, _lines(above)))
    return Plan(title, details, published.columns, read, tuple(_lines(below)))


def _lines(texts: Sequence[RawText]) -> Iterator[str]:
    return (line_text(line) for text in texts for line in text.content.lines())


def _detail(line: str) -> Detail:
    match = _DETAIL.fullmatch(line)
    return Detail(match[1], match[2]) if match else Detail("", line)
