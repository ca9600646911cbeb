"""The package (OPC) that an XLSX or DOCX file is: whether it may be opened, and its stamp."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from pipeline.errors import EncryptedFileError, TooLargeError, UnreadableFileError
from pipeline.ingest import ReadOptions
from pipeline.stamp import PERIOD_PROPERTY, PLAN_PROPERTY, Stamp

_OLE = b"\xd0\xcf\x11\xe0"
"""What an office file with a password begins with, and one of before 2007."""
_CUSTOM = "docProps/custom.xml"

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def open_package(data: bytes, path: str, options: ReadOptions) -> zipfile.ZipFile:
    """Return `data` as an open archive; raise an InputError where it should not be unpacked."""
    if data.startswith(_OLE):
        raise EncryptedFileError(
            f"{path} has a password, or is of an office program older than 2007",
            hint="Open it, save it without a password as XLSX or DOCX, and run again.",
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise unreadable(path, error) from error
    if (size := sum(item.file_size for item in package.infolist())) > options.max_bytes:
        raise TooLargeError(
            f"{path} unpacks to {size:,} bytes; the limit is {options.max_bytes:,}",
            hint="Raise the limit with --max-bytes if the file is really that large.",
        )
    return package


def unreadable(path: str, error: Exception) -> UnreadableFileError:
    """Return the error for a damaged file, to be raised from `error`."""
    return UnreadableFileError(
        f"{path} is damaged or not what its name says: {error}",
        hint="Open it in the program that made it, save it again and run again.",
    )


def stamp_of(package: zipfile.ZipFile) -> Stamp | None:
    """Return the stamp that a form carries, None for a file that is no form of ours."""
    if _CUSTOM not in package.namelist():
        return None
    try:
        root = etree.fromstring(package.read(_CUSTOM), PARSER)
    except (etree.XMLSyntaxError, zipfile.BadZipFile):
        return None
    values = {item.get("name"): "".join(map(str, item.itertext())) for item in root}
    if PERIOD_PROPERTY not in values:
        return None
    return Stamp(values[PERIOD_PROPERTY].strip(), values.get(PLAN_PROPERTY, "").strip())
