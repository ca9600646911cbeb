"""The colours of a document's table, as a layout names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.capture.looks import PAPER, CellLooks, Looks, most
from pipeline.capture.table import PlanTables
from pipeline.capture.words import readable
from pipeline.columns import Level, Role
from pipeline.layout import ENOUGH, Layout, contrast
from pipeline.shapes import CARDS


def colours(looks: Looks, found: PlanTables, base: Layout) -> dict[str, object]:
    """Return the keys of `[colours]`; what the document does not show is that of `base`.

    A text that could not be read on its ground gets the nearest colour that can.
    """
    own = base.colours
    stub = _fill(_stub(found), _summary(looks) or own.stub_background)
    periods = [c.period for c, _ in found.body if c is not None and c.period is not None]
    newest_period = max(periods, key=lambda p: _places(found).get(p.label, 0), default=None)
    newest = _fill(
        found.cells(lambda c: c.period is not None and c.period == newest_period),
        own.newest_background,
    )
    text = most((c.colours for c in found.cells(lambda c: c.role is not Role.STATUS)), own.text)
    link = looks.link or own.link
    for ground in (stub, newest, PAPER):
        text, link = readable(text, ground), readable(link, ground)
    heading_text, heading = _heading(found, base)
    return {
        "colours.text": text,
        "colours.heading_text": heading_text,
        "colours.heading_background": heading,
        "colours.rule": most((table.rules for table in found.tables), own.rule),
        "colours.stub_background": stub,
        "colours.newest_background": newest,
        "colours.link": link,
    }


def _places(found: PlanTables) -> dict[str, int]:
    """Return where each period is first seen."""
    labels = (c.period.label for c, _ in found.body if c is not None and c.period is not None)
    return {label: n for n, label in enumerate(dict.fromkeys(labels))}


def _stub(found: PlanTables) -> Iterable[CellLooks]:
    if found.shape == CARDS:
        return found.headings
    return found.cells(lambda column: column.level is Level.RECOMMENDATION)


def _fill(cells: Iterable[CellLooks], otherwise: str) -> str:
    """Return the colour of most of `cells`; of none it is `otherwise`."""
    return most([Counter(cell.fill for cell in cells)], otherwise)


def _summary(looks: Looks) -> str:
    """Return the colour of the box around a summary; empty if no line has a ground."""
    grounds = Counter(line.ground for line in looks.lines if line.ground != PAPER)
    return most([grounds], "")


def _heading(found: PlanTables, base: Layout) -> tuple[str, str]:
    """Return the heading's text and ground; a card has its colour in the rule above it."""
    own = base.colours
    if found.shape == CARDS or not found.headings:
        tops = Counter(table.top for table in found.tables if table.top)
        ground = most([tops], own.heading_background)
        text = own.heading_text if contrast(own.heading_text, ground) >= ENOUGH else "#000000"
        return text, ground
    ground = most([Counter(cell.ground for cell in found.headings)], own.heading_background)
    text = most((cell.colours for cell in found.headings), own.heading_text)
    return readable(text, ground), ground
