"""A zip archive of an office program, opened so that a hostile file does no harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from pipeline.errors import EncryptedFileError, InputError, TooLargeError, UnreadableFileError

Element: TypeAlias = etree._Element

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office 97 to 2003 begins, and an encrypted one of later programs."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What a damaged archive, or one of its parts, may raise."""
PART_SHARE = 8
"""A part of XML may have this share of the limit: as a tree it takes many times its size."""


@dataclass(frozen=True, slots=True)
class Program:
    """How messages name what an archive should be, and the program that opens it."""

    what: str
    """With its article: `a Word document`."""
    opener: str
    ending: str
    older: str
    """What an OLE file of the same program is: `a document of Word 97 to 2003 (.doc)`."""


@dataclass(slots=True)
class Archive:
    """The parts of an archive. Only those that are asked for are unpacked, none onto the disk.

    Raises EncryptedFileError, TooLargeError or UnreadableFileError where it cannot be opened.
    """

    data: bytes = field(repr=False)
    path: str
    limit: int
    """Bytes that the archive, and all its parts together, may have."""
    program: Program
    share: int = PART_SHARE
    """A part may have one in so many of the limit."""
    _zip: zipfile.ZipFile = field(init=False, repr=False)
    _entries: dict[str, zipfile.ZipInfo] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Open the archive."""
        if self.data.startswith(OLE):
            raise ole_error(self.data, self.path, self.program)
        if len(self.data) > self.limit:
            raise too_large(self.path, len(self.data), self.limit)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
        except DAMAGE as error:
            raise self.damaged(error) from error
        # Upper and lower case are one in a package's names (ISO/IEC 29500-2, 6.2.2.3).
        self._entries = {info.filename.casefold(): info for info in self._zip.infolist()}
        if (size := sum(info.file_size for info in self._zip.infolist())) > self.limit:
            raise too_large(self.path, size, self.limit, "unpacks to")

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part `name`."""
        return name.casefold() in self._entries

    def names(self) -> list[str]:
        """Return the names of the parts."""
        return self._zip.namelist()

    def tree(self, name: str, renamed: Mapping[bytes, bytes] | None = None) -> Element | None:
        """Return the part `name` as a tree of XML, None if there is none.

        In it the texts `renamed` are replaced: a standard's other names of its elements.
        """
        if name not in self:
            return None
        blob = self.read(name)
        for old, new in (renamed or {}).items():
            blob = blob.replace(old, new)
        try:
            return parsed(blob)
        except DAMAGE as error:
            raise self.damaged(error) from error

    def read(self, name: str) -> bytes:
        """Return the part `name`, of which there is one."""
        try:
            return self._read(self._entries[name.casefold()])
        except DAMAGE as error:
            raise self.damaged(error) from error

    def damaged(self, error: Exception) -> UnreadableFileError:
        """Return the error for a damaged archive, to be raised from `error`."""
        program = self.program
        return UnreadableFileError(
            f"{self.path} is damaged or not {program.what} ({error})",
            hint=f"Open it in {program.opener}, save it again as {program.ending}, and give that.",
        )

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 1:
            raise EncryptedFileError(
                f"{self.path} is protected by a password",
                hint=f"Open it in {self.program.opener}, take the password off, save it.",
            )
        if entry.file_size > self.limit // self.share:
            raise too_large(self.path, entry.file_size, self.limit // self.share)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError(f"compression {entry.compress_type}")
        with self._zip.open(entry) as stream:
            return stream.read(entry.file_size)  # never more, whatever is packed there


def parsed(blob: bytes) -> Element:
    """Return `blob` as a tree; no entity is resolved, nothing is fetched.

    Raises ValueError if it declares a document type, which no office program writes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    tree = etree.fromstring(blob, parser)
    if tree.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration, which no office program writes")
    return tree


def ole_error(data: bytes, path: str, program: Program) -> InputError:
    """Return the error for a file that is not a zip archive: encrypted, or of the older format."""
    if _ENCRYPTED in data:
        return EncryptedFileError(
            f"{path} is protected by a password",
            hint=f"Open it in {program.opener}, take the password off (File, Info, Protect), "
            "save it.",
        )
    return UnreadableFileError(
        f"{path} is {program.older}, which is not read",
        hint=f"Open it in {program.opener} and save it as {program.ending}.",
    )


def too_large(path: str, size: int, limit: int, verb: str = "holds") -> TooLargeError:
    """Return the error for an archive or a part of `size` bytes, which it holds or unpacks to."""
    return TooLargeError(
        f"{path} {verb} {size:,} bytes; the limit is {limit:,}",
        hint="Raise the limit with --max-bytes if the document is really that large.",
    )
