"""The people who wrote or saved a file, as its properties name them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

_CORE = "docProps/core.xml"
_PEOPLE = ("{http://purl.org/dc/elements/1.1/}creator", "{*}lastModifiedBy")
_MOST_BYTES = 1_000_000
"""Properties that are larger are no office program's."""


def file_authors(data: bytes, format: str) -> tuple[str, ...]:  # noqa: A002 - the field's word
    """Return the people that the properties of the file `data` name, each once.

    A file whose properties are damaged names nobody: it can be read all the same.
    """
    names = _OF.get(format, _nobody)(data)
    said = dict.fromkeys(name for n in names if (name := " ".join(n.split())))
    return tuple(name for name in said if name.casefold() not in _NOBODY)


_NOBODY = frozenset(
    (
        *("openpyxl", "python-docx", "apache poi", "microsoft office user", "microsoft word"),
        *("windows user", "user", "author", "admin", "administrator", "unknown", "un-named"),
    )
)
"""What programs write where they know of nobody."""


def _nobody(data: bytes) -> Iterator[str]:
    yield from ()


def _of_package(data: bytes) -> Iterator[str]:
    """Yield the names in an office file's core properties."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_CORE) as part:
            yield from _people(part.read(_MOST_BYTES))
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, RuntimeError):
        return


def _of_pdf(data: bytes) -> Iterator[str]:
    """Yield the author in a PDF's properties, in either of their two places."""
    import pikepdf  # slow to import, and a PDF's reader has imported it

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            author = pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Author")
            yield str(author) if isinstance(author, pikepdf.String) else ""
            packet = pdf.Root.get("/Metadata")
            if isinstance(packet, pikepdf.Stream) and "/Filter" not in packet:
                yield from _people(packet.read_raw_bytes()[:_MOST_BYTES])
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError):
        return


def _people(xml: bytes) -> Iterator[str]:
    from lxml import etree  # slow to import, and text files name nobody

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return
    for person in tree.iter(*_PEOPLE):
        yield from map(str, person.itertext())


_OF = {"docx": _of_package, "xlsx": _of_package, "pdf": _of_pdf}
