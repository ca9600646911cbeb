"""Pages inside the page: what a frame carries with it, and what shows where no script runs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from pipeline.ingest.html.elements import Element, inner_tables, tag

_HOLDS = "div"
"""What such an element is read as."""


def opened_frames(root: Element) -> None:
    """Read the page that each frame of `root` carries (`srcdoc`) as part of the page around it.

    It takes the frame's place. A frame that carries none shows an address: nothing is fetched.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    for frame in list(root.iter("iframe")):
        if not (page := frame.get("srcdoc", "").strip()):
            continue
        try:
            inside = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        except (etree.LxmlError, ValueError):
            continue
        for element in inside.iter():
            element.sourceline = frame.sourceline
        body = inside.find("body")
        frame.tag, frame.text = _HOLDS, None
        frame.extend(list(inside if body is None else body))


def unscripted(root: Element) -> None:
    """Read what `root` shows where no script runs as the page, if only that has the plan.

    No script is run, so a page that was saved before its own did so shows that and no other table.
    """
    tables = list(inner_tables(root))
    if tables and all(next(_without_script(t), None) is not None for t in tables):
        for element in {above for table in tables for above in _without_script(table)}:
            element.tag = _HOLDS


def _without_script(table: Element) -> Iterator[Element]:
    return (above for above in table.iterancestors() if tag(above) == "noscript")
