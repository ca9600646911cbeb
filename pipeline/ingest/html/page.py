"""A page's texts and tables, in reading order."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ingest.html.carriers import is_form_field
from pipeline.ingest.html.content import Content
from pipeline.ingest.html.elements import (
    Element,
    Notes,
    all_text,
    heading_level,
    inner_tables,
    is_control,
    is_furniture,
    is_table,
    tag,
)
from pipeline.ingest.html.painted import Painted
from pipeline.ingest.html.sections import is_layout
from pipeline.ingest.html.tables import TableReader, is_outline
from pipeline.richtext import clean_text, one_line, plain_text, rich_text
from pipeline.table import RawTable, RawText

_LOWEST = 6
"""The level of a heading that the page does not give one."""


class PageReader:
    """Reads one page from its root; the result is in `items` and `notes`."""

    def __init__(self, root: Element, path: str, painted: Painted) -> None:
        self.items: list[RawText | RawTable] = []
        self.notes = Notes(path)
        self._painted = painted
        base = next((e.get("href") for e in root.iter("base") if e.get("href")), "")
        self._tables = TableReader(self.notes, self._painted, base)
        self._content = Content(self.notes, self._painted, base, self._take)
        tables = (e for e in inner_tables(root) if not is_layout(e))
        self._has_captions = sum(1 for e in tables if e.find("caption") is not None) > 1
        self._last = root
        self._content.add(root)
        self._flush()

    def _take(self, element: Element) -> bool:
        """Take a table, a heading or furniture out of the running text."""
        if (
            is_furniture(element)
            or _is_jump(element)
            or is_control(element)
            or is_form_field(element)
        ):
            self._furniture(element)
        elif tag(element) in ("img", "svg"):
            self._picture(element)
        elif level := heading_level(element):
            self._heading(element, level)
        elif is_table(element) and not is_layout(element):
            self._stray(element)
            self._table(self._tables.read(element))
        elif tag(element) == "dt":  # of a list that arranges the page; others are tables
            self._heading(element, _LOWEST)
        elif tag(element) == "dl" and not is_outline(element):
            self._table(self._tables.read_list(element))
        else:
            self._last = element
            return False
        return True

    def _stray(self, table: Element) -> None:
        """Make a text of what is between the rows of `table`."""
        self._flush()
        if stray := self._tables.stray_texts(table):
            self.items.append(RawText(stray, self.notes.source(table)))

    def _picture(self, element: Element) -> None:
        """Report the words of a picture outside the tables."""
        words = clean_text(f"{all_text(element)} {element.get('alt') or ''}")
        if words:
            message = f'A picture was left out: "{words[:80]}".'
            self.notes.left_out("picture", element, message, words.split())

    def _furniture(self, element: Element) -> None:
        value = element.get("value", "") if tag(element) == "input" else ""
        if text := clean_text(f"{all_text(element)} {value}"):
            self.notes.furniture.append(text)

    def _heading(self, element: Element, level: int) -> None:
        self._flush()
        inside = Content(self.notes, self._painted, "", lambda _: False)
        inside.add(element)
        if words := one_line(inside.take()):
            self.items.append(RawText(plain_text(words), self.notes.source(element), level))

    def _table(self, table: RawTable) -> None:
        self._flush()
        if not any(table.rows):
            return
        if table.caption and self._has_captions:
            # With several tables on a page their captions distinguish them, as headings do.
            source = next(cell.source for row in table.rows for cell in row)
            self.items.append(RawText(plain_text(table.caption), source, _LOWEST))
        elif table.caption:
            self.notes.furniture.append(table.caption)  # the table's own name, beside the title
        self.items.append(replace(table, caption=""))

    def _flush(self) -> None:
        """Make a text of each paragraph and list since the last heading or table."""
        source = self.notes.source(self._last)
        for block in self._content.take().blocks:
            self.items.append(RawText(rich_text([block]), source))


def _is_jump(element: Element) -> bool:
    """Return whether `element` only leads elsewhere on the page: "Skip to content"."""
    if tag(element) != "a" or not (element.get("href") or "").startswith("#"):
        return False
    above = element.getparent()
    return tag(above) == "body" or not _has_more(above, element)


def _has_more(above: Element, element: Element) -> bool:
    """Return whether `above` has text beside `element`; it ends with the first that is found."""
    if (above.text or "").strip():
        return True
    return any(
        (child.tail or "").strip() or (child is not element and all_text(child).strip())
        for child in above
    )
