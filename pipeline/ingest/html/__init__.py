"""Read a plan's table out of a saved web page.

bytes ─ decode ─▶ text ─ lxml ─▶ tree (frames) ─ page ─▶ texts and tables (content, tables, history)
                                        └─ marked, for a page of our own ─┘
"""

from __future__ import annotations

from lxml import etree, html

from pipeline.errors import TooLargeError, UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.html.decode import decode_page
from pipeline.ingest.html.elements import Element
from pipeline.ingest.html.frames import opened_frames, unscripted
from pipeline.ingest.html.marked import MarkedReader, MarkError, marked_part
from pipeline.ingest.html.page import PageReader
from pipeline.ingest.html.painted import Painted
from pipeline.table import RawDocument

__all__ = ("read_html",)

_DEEPEST = 200
"""Elements inside each other; browsers stop at 512, and pages that people write at about 50."""


def read_html(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the headings, texts and tables of a page in reading order.

    Navigation, banner and footer are furniture. What the page hides is not read and is a finding,
    unless a button of the page opens it. Nothing is fetched. Raises UnreadableFileError if
    `data` is not a page.
    """
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    text, findings = decode_page(data, path)
    reader, doubts = _reader(_tree(text, path), path)
    found = (*findings, *doubts, *reader.notes.all_findings())
    furniture = tuple(reader.notes.furniture)
    return RawDocument(tuple(reader.items), "web page", found, furniture)


def _reader(root: Element, path: str) -> tuple[PageReader | MarkedReader, tuple[Finding, ...]]:
    """Return what read the page: its own marks, or its elements where it has none to rely on."""
    painted = Painted(root)
    if (part := marked_part(root)) is None:
        return PageReader(root, path, painted), ()
    try:
        return MarkedReader(part, path, painted), ()
    except MarkError as error:
        finding = Finding(
            "page-changed",
            Severity.WARNING,
            f"The page was changed since it was published: {error}. It was read without its marks.",
            Place(source=Source(path)),
            "Compare the plan with the published edition: publish verify FILE.",
        )
        return PageReader(root, path, painted), (finding,)


def _tree(text: str, path: str) -> Element:
    """Return the page's root; raise UnreadableFileError where there is none or it is too deep."""
    parser = html.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError(
            f"{path} is not a web page: {error}", hint="Save the page again as HTML."
        ) from error
    opened_frames(root)
    unscripted(root)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise UnreadableFileError(
                f"{path} has elements more than {_DEEPEST} deep inside each other",
                hint="Save the page again as HTML, or give the plan in another format.",
            )
    return root
