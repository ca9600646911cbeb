"""Read a Word document: paragraphs and tables, and in findings all else that it holds."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import UnreadableFileError
from pipeline.findings import Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.docx import asides
from pipeline.ingest.docx.asides import Asides
from pipeline.ingest.docx.body import read_body
from pipeline.ingest.docx.graphics import graphic_words
from pipeline.ingest.docx.names import Element, W, child, value
from pipeline.ingest.docx.numbering import Numbering
from pipeline.ingest.docx.package import Package
from pipeline.ingest.docx.rawtext import raw_text
from pipeline.ingest.docx.revisions import decide, has_restyling
from pipeline.ingest.docx.styles import Styles
from pipeline.ingest.docx.text import Notes, TextReader
from pipeline.richtext import clean_text
from pipeline.table import RawDocument

_NOTES = {
    "footnotes": (f"{W}footnote", f"{W}footnoteReference"),
    "endnotes": (f"{W}endnote", f"{W}endnoteReference"),
    "comments": (f"{W}comment", f"{W}commentReference"),
}
_RUNNING = ("header", "footer")


def read_docx(data: bytes, path: str, options: ReadOptions) -> RawDocument:
    """Return the contents of the Word document `data`; `path` is for messages.

    Raises RevisionsError if it has tracked changes and `options` does not say what of them.
    """
    try:
        return _read(Package(data, path, options), path, options)
    except RecursionError as error:
        raise UnreadableFileError(
            f"{path} is nested too deeply to be a plan",
            hint="Open it in Word, copy the table into a new document, and save that.",
        ) from error


def _read(package: Package, path: str, options: ReadOptions) -> RawDocument:
    document = package.document()
    beside = list(package.related(*_RUNNING, *_NOTES))
    stories = [document, *(tree for _, tree in beside)]
    found = Asides()
    if has_restyling(stories):
        found.add(asides.RESTYLED, "", Source(path))
    decided = decide(stories, path, options.revisions)
    styles = Styles(package.first("styles"))
    numbering = Numbering(package.first("numbering"), styles)
    text = TextReader(
        styles, numbering, _links(package), _notes(beside), graphic_words(package), found
    )
    body = read_body(_body(document), text, styles, path)
    running = (clean_text(raw_text(tree)) for kind, tree in beside if kind in _RUNNING)
    furniture = dict.fromkeys([*body.furniture, *filter(None, running)])
    findings = (*decided, *found.findings())
    return RawDocument(tuple(body.items), "Word document", findings, tuple(furniture))


def _body(document: Element) -> Element:
    body = child(document, "body")
    return document if body is None else body


def _links(package: Package) -> dict[str, str]:
    relations = package.relations(package.main)
    return {name: r.target for name, r in relations.items() if r.kind == "hyperlink"}


def _notes(beside: Iterable[tuple[str, Element]]) -> Notes:
    """Return the texts of footnotes, endnotes and comments by what refers to them."""
    return {
        (reference, value(note, "id") or ""): raw_text(note)
        for kind, tree in beside
        if kind in _NOTES
        for tag, reference in [_NOTES[kind]]
        for note in tree.iterchildren(tag)
    }
