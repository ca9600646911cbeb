"""Words that our own layout prints round a table."""

from __future__ import annotations

from dataclasses import replace

from pipeline.table import RawDocument, RawTable


def without_captions(document: RawDocument) -> RawDocument:
    """Return a document of ours with its tables' captions as furniture: the layout prints them."""
    captions = tuple(table.caption for table in document.tables() if table.caption)
    items = (replace(i, caption="") if isinstance(i, RawTable) else i for i in document.items)
    return replace(document, items=tuple(items), furniture=(*document.furniture, *captions))
