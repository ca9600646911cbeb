"""An open PDF; whatever cannot be read as a plan is refused here, with the reason."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from pipeline.errors import EncryptedFileError, TooLargeError, UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.ingest.pdf.file.content_limits import check_drawings
from pipeline.ingest.pdf.file.overlays import Overlay
from pipeline.ingest.pdf.file.page_pool import SharedPages, is_worth_it, second_share
from pipeline.ingest.pdf.file.pages import read_page
from pipeline.ingest.pdf.file.reopening import Afresh
from pipeline.ingest.pdf.file.streams import check_streams
from pipeline.ingest.pdf.page import Page
from pipeline.stamp import PRODUCER

_HEAD = 1024
"""The first bytes, among which a PDF says that it is one."""
_NO_REMARKS = ("/Link", "/Popup")
_TURN = 64
"""Pages."""
_NAMELESS = re.compile(r"(?:stream )?<_io\.BytesIO[^>]*>(?:: )?")
"""What qpdf calls a file that it was given as bytes."""


class Document:
    """A PDF open in both libraries: pikepdf for its objects, pdfium for its pages."""

    def __init__(self, pdf: pikepdf.Pdf, pages: pdfium.PdfDocument, data: bytes, path: str) -> None:
        self.pdf, self._pages, self.data, self.path = pdf, pages, data, path
        self.count = min(len(pdf.pages), len(pages))
        """The number of pages."""
        self._given = 0
        self._shared: SharedPages | None = None

    def share(self) -> None:
        """Let a second process read most of the pages, where that is worth it."""
        if is_worth_it(self.count):
            self._shared = SharedPages()
            self._shared.begin(self.data, self.path, second_share(self.count))

    @property
    def is_ours(self) -> bool:
        """The file names this program as its producer."""
        info: Any = self.pdf.trailer.get("/Info")
        is_whole = isinstance(info, pikepdf.Dictionary)  # a damaged file may have anything there
        return is_whole and str(info.get("/Producer", "")) == PRODUCER

    def has_remarks(self) -> bool:
        """Return whether a page has an annotation that is neither a link nor its window."""
        for page in self.pdf.pages:
            found: Any = page.obj.get("/Annots", [])
            if not isinstance(found, pikepdf.Array | list):
                return True
            for item in found:
                is_whole = isinstance(item, pikepdf.Dictionary)
                if not is_whole or item.get("/Subtype") not in _NO_REMARKS:
                    return True
        return False

    def close(self) -> None:
        """Close the pages and end the second process."""
        if self._shared is not None:
            self._shared.close()
        self._pages.close()

    def afresh(self) -> Afresh:
        """Return the file's objects, to be read one after the other and not kept."""
        return Afresh(self.data)

    def page(self, number: int) -> Page:
        """Return page `number`, from 1.

        Raises UnreadableFileError if it is damaged, TooLargeError where it has too much text.
        """
        if self._shared is not None and (page := self._shared.take(number)) is not None:
            return page
        try:
            return read_page(
                self._fresh_pages(),
                number - 1,
                f"{self.path}, page {number}",
                has_layers="/OCProperties" in self.pdf.Root,
                overlays=lambda: list(self._overlays(number)),
            )
        except (pdfium.PdfiumError, pikepdf.PdfError) as error:
            raise _damaged(self.path, f"page {number}: {error}") from error

    def _overlays(self, number: int) -> Iterator[Overlay]:
        """Yield what the annotations of page `number` say, as far as a viewer shows it."""
        from pdfplumber.utils.exceptions import PdfminerException

        from pipeline.ingest.pdf.file.annotated import annotations_of  # slow to import
        from pipeline.ingest.pdf.file.pdfpage import plumbed

        with suppress(PdfminerException), plumbed(self.data) as pdf:
            for found in annotations_of(pdf, number):
                if not found.is_hidden and found.kind in ("Widget", "FreeText"):
                    yield Overlay(found.box, found.text, found.ticked)

    def _fresh_pages(self) -> pdfium.PdfDocument:
        """Return the file open in pdfium, anew after each turn: it keeps what a page needed."""
        if self._given == _TURN:
            self._pages.close()
            self._pages, self._given = pdfium.PdfDocument(self.data), 0
        self._given += 1
        return self._pages


@contextmanager
def opened(
    data: bytes, path: str, options: ReadOptions, *, share: bool = True
) -> Iterator[Document]:
    """Open the PDF in `data`. Raises an InputError that says why it cannot be read.

    With `share`, a second process reads most of a long document's pages.
    """
    _check(data, path, options)
    with _pikepdf(data, path) as pdf:
        if len(pdf.pages) > options.max_pages:
            raise TooLargeError(
                f"{path} has {len(pdf.pages):,} pages; the limit is {options.max_pages:,}",
                hint="Raise the limit with --max-pages if the file is really that long.",
            )
        if not len(pdf.pages):
            raise UnreadableFileError(f"{path} has no pages", "Check that it is the right file.")
        if "/Collection" in pdf.Root and pdf.attachments:
            raise UnreadableFileError(
                f"{path} is a portfolio: the plan is one of the files packed into it",
                hint="Open it in Adobe Reader, save the file that holds the plan and read that.",
            )
        if _has_xfa(pdf):
            raise UnreadableFileError(
                f"{path} is an XFA form, whose text only Adobe's programs can show",
                hint="Open it in Adobe Reader, print it to a new PDF and read that one.",
            )
        try:
            check_streams(data, path, options.max_bytes)
            check_drawings(pdf, path)
            pages = pdfium.PdfDocument(data)
        except (pdfium.PdfiumError, pikepdf.PdfError) as error:
            raise _damaged(path, str(error)) from error
        document = Document(pdf, pages, data, path)
        try:
            if share:
                document.share()
            yield document
        finally:
            document.close()


def _check(data: bytes, path: str, options: ReadOptions) -> None:
    if len(data) > options.max_bytes:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    if not data:
        raise UnreadableFileError(f"{path} is empty", "Check that it is the right file.")
    if b"%PDF-" not in data[:_HEAD]:
        raise UnreadableFileError(
            f"{path} is not a PDF", "Check the file's name, or give it the ending of its format."
        )


def _pikepdf(data: bytes, path: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise EncryptedFileError(
            f"{path} needs a password",
            hint="Save a copy without a password: qpdf --decrypt --password=... in.pdf out.pdf",
        ) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: str, detail: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path} is damaged: {_NAMELESS.sub('', detail)}",
        hint="Get the file again, or open it in a viewer and print it to a new PDF.",
    )


def _has_xfa(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and "/XFA" in form
