"""By tags or by what the pages show: the way that fits is taken, and named."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pipeline.errors import UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.hidden import Cause, hidden_text
from pipeline.ingest.pdf.embedded import embedded_plan
from pipeline.ingest.pdf.file.document import Document
from pipeline.ingest.pdf.page import MOST_PATHS
from pipeline.ingest.pdf.reading import Reading, StepLeft, Survey
from pipeline.ingest.pdf.table.model import TableModel
from pipeline.ingest.pdf.tags.by_tags import read_by_tags
from pipeline.ingest.pdf.text.hyphenation import decided, hyphenated_words, without_doubt
from pipeline.ingest.pdf.unplaced import texts_of, unplaced_words
from pipeline.table import RawDocument

_NAMED = 5
"""So many hyphenated words are named."""


def read_document(document: Document) -> RawDocument:
    """Return what `document` holds: by its tags where they describe it, else by what it shows."""
    return read_with_models(document)[0]


def read_with_models(document: Document) -> tuple[RawDocument, dict[int, list[TableModel]]]:
    """Return what `read_document` does, and the tables seen on each page, by its number.

    There are none where tags say what the tables are.
    """
    findings: list[Finding] = []
    try:
        return _raw_document(document, *read_by_tags(document), findings), {}
    except StepLeft as left:
        findings.append(_note(document.path, f"not read by its tag tree: {left}"))
    from pipeline.ingest.pdf.visible.by_sight import read_by_sight  # slow to import

    reading, method = read_by_sight(document)
    return _raw_document(document, reading, method, findings), reading.models


def _raw_document(
    document: Document, reading: Reading, method: str, findings: list[Finding]
) -> RawDocument:
    survey, assembly = reading.survey, reading.assembly
    if not survey.total:
        raise UnreadableFileError(
            f"{document.path} has no text: its pages are pictures, as a scanner makes them",
            hint="Run an OCR program over it first: ocrmypdf in.pdf out.pdf",
        )
    read, known = assembly.items(), survey.whole
    hyphenated = hyphenated_words(texts_of(read), known)
    items = tuple(decided(item, known, hyphenated.keys()) for item in read)
    assembly.furniture.extend(itertools.chain(*survey.stamps.values()))
    furniture = [without_doubt(text, known, hyphenated.keys()) for text in assembly.furniture]
    findings = [*findings, *assembly.findings, *_warnings(document.path, survey)]
    findings.extend(_hyphenated(document.path, list(hyphenated)))
    if words := unplaced_words(survey.words, items, furniture):
        findings.append(_unplaced(document.path, words))
    embedded = embedded_plan(document.pdf, document.path)
    return RawDocument(items, method, tuple(findings), tuple(dict.fromkeys(furniture)), embedded)


def _warnings(path: str, survey: Survey) -> list[Finding]:
    made: list[Finding] = []
    for pages, code, message, hint in (
        (
            survey.unmapped,
            "letters-unknown",
            "a font does not say which letters its glyphs are; words may be wrong",
            "Compare the words with the page, or read the file it was made from.",
        ),
        (
            survey.blank,
            "page-without-text",
            "the page is a picture without text",
            "Run an OCR program over the file first: ocrmypdf --skip-text in.pdf out.pdf",
        ),
        (
            survey.leftward[:1],
            "right-to-left",
            "text runs from right to left; its words and columns may be in the wrong order",
            "Compare them with the page, or read the file that it was made from.",
        ),
        (
            survey.pictures,
            "page-is-picture",
            f"the page draws more than {MOST_PATHS:,} lines, as a map does; none was looked at",
            "If it holds a part of the plan, read the file that it was made from.",
        ),
    ):
        made.extend(
            Finding(code, Severity.WARNING, message, Place(source=Source(path, page)), hint)
            for page in pages
        )
    return [*made, *_stamped(path, survey), *_hidden(path, survey)]


def _stamped(path: str, survey: Survey) -> Iterator[Finding]:
    """Yield a warning for each stamp, at the first page that has it."""
    pages: dict[str, list[int]] = {}
    for page, words in survey.stamps.items():
        pages.setdefault(" ".join(words), []).append(page)
    for stamp, shown in pages.items():
        more = f" and {len(shown) - 1} more" if len(shown) > 1 else ""
        yield Finding(
            "page-stamped",
            Severity.WARNING,
            f'"{stamp}" is stamped over page {shown[0]}{more}; it was set aside',
            Place(source=Source(path, page=shown[0])),
            "Make sure that the file is the edition to go on from.",
        )


def _hidden(path: str, survey: Survey) -> Iterator[Finding]:
    """Yield what the pages have and do not show: a note where all of it is shown elsewhere."""
    for page, words in survey.hidden.items():
        causes: dict[Cause, list[str]] = {}
        for word in words:
            causes.setdefault(word.cause, []).append(word.text)
        for cause, texts in causes.items():
            is_shown = all(text in survey.words for text in texts)
            yield hidden_text(texts, cause, Source(path, page), is_shown=is_shown)


def _hyphenated(path: str, words: list[str]) -> Iterator[Finding]:
    if words:
        named = ", ".join(words[:_NAMED]) + (" and others" if len(words) > _NAMED else "")
        yield Finding(
            "words-hyphenated",
            Severity.NOTE,
            f"{len(words)} words that line ends hyphenate are whole again: {named}",
            Place(source=Source(path)),
        )


def _unplaced(path: str, words: list[str]) -> Finding:
    return Finding(
        "words-unplaced",
        Severity.WARNING,
        f"{len(words)} words on the pages could not be placed",
        Place(source=Source(path)),
        "Compare the pages with what was read.",
        tuple(words),
    )


def _note(path: str, message: str) -> Finding:
    return Finding("reading-step", Severity.NOTE, message, Place(source=Source(path)))
