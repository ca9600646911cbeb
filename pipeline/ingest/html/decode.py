"""A saved page's bytes as text."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.text import decode, supposed

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SEARCHED = 4096
"""Bytes at the start in which a declaration is looked for; browsers look in the first 1024."""
_ARCHIVE = re.compile(
    rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*content-type:\s*multipart/related", re.I
)


def decode_page(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Return `data` as text: by its byte order mark, its declaration, or else as UTF-8.

    Raises UnreadableFileError if it is something else than a page.
    """
    if _ARCHIVE.match(data[:_SEARCHED]):
        raise UnreadableFileError(
            f"{path} is a web archive (MHT), which is not read",
            hint='Open it in a browser and save it as "Web page, HTML only".',
        )
    text, findings = _decoded(data, path)
    if "<" not in text:
        raise UnreadableFileError(
            f"{path} is not a web page: it has no element", hint="Check that it is the right file."
        )
    return text, findings


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    declared = _DECLARED.search(data[:_SEARCHED])
    name = _codec(declared[1].decode("ascii", "replace")) if declared else None
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if has_mark or name is None or b"\0" in data:
        return decode(data, path)
    if not data.isascii() and _is_utf8(data):
        # Bytes beyond ASCII rarely make UTF-8 by chance; a label is often a former one.
        finding = _finding(path, f"The page says that it is {name}; it was read as UTF-8.")
        return data.decode("utf-8"), (finding,)
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        return supposed(data, path, f"The page says that it is {name}, which it is not")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _finding(path: str, message: str) -> Finding:
    hint = "Look at pound signs, dashes and quotation marks."
    return Finding("encoding", Severity.NOTE, message, Place(source=Source(path)), hint)


def _codec(label: str) -> str | None:
    """Return the codec for a declared encoding, as browsers take it; None for UTF-8 and unknown."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # what the label means in the WHATWG's encoding standard
    is_text = name.startswith(("cp125", "iso8859", "koi8", "mac", "shift", "euc", "gb", "big5"))
    return name if is_text else None
