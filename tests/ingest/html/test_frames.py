"""Pages in frames, and what a page shows where no script runs."""

from __future__ import annotations

from html import escape

from pipeline.ingest import DEFAULT_OPTIONS
from pipeline.ingest.html import read_html
from pipeline.table import RawDocument, RawText

_TABLE = "<table><tr><td>7</td><td>Grade.</td></tr></table>"


def _read(body: str) -> RawDocument:
    return read_html(body.encode(), "plan.html", DEFAULT_OPTIONS)


def _cells(document: RawDocument) -> list[str]:
    return [c.content.plain for t in document.tables() for row in t.rows for c in row]


def test_a_page_that_a_frame_carries_is_read_in_its_place() -> None:
    """Its table is between the texts around the frame, on the frame's line."""
    page = escape(f"<html><body><h2>Tracker</h2>{_TABLE}</body></html>", quote=True)
    read = _read(f'<h1>Plan</h1>\n\n<iframe srcdoc="{page}"></iframe><p>End.</p>')

    texts = [item.content.plain for item in read.items if isinstance(item, RawText)]
    assert texts == ["Plan", "Tracker", "End."]
    assert _cells(read) == ["7", "Grade."]
    assert {cell.source.line for t in read.tables() for row in t.rows for cell in row} == {3}


def test_a_frame_that_shows_an_address_is_not_read() -> None:
    """Nothing is fetched; what is inside the element is for browsers without frames."""
    read = _read('<p>Plan</p><iframe src="https://example.org/plan">No frames.</iframe>')

    assert [i.content.plain for i in read.items if isinstance(i, RawText)] == ["Plan"]


def test_a_table_that_shows_without_scripts_is_read() -> None:
    """A page saved before its script filled it in has its table there alone."""
    assert _cells(_read(f"<h1>Plan</h1><noscript>{_TABLE}</noscript>")) == ["7", "Grade."]


def test_beside_a_shown_table_what_shows_without_scripts_is_left() -> None:
    """There it is the same once more, or asks for a script."""
    shown = _TABLE.replace("Grade.", "Brief.")
    read = _read(f"{shown}<noscript><p>Turn scripts on.</p>{_TABLE}</noscript>")

    assert _cells(read) == ["7", "Brief."]
    assert not [item for item in read.items if isinstance(item, RawText)]
