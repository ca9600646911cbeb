"""Office packages (DOCX, XLSX) with the same bytes each time: no clock, and names in order."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from pathlib import Path

EPOCH = dt.date(1980, 1, 1)
"""The earliest day that a zip archive can name."""
_CHUNK = 1 << 20
"""Bytes that are copied at once."""
_CORE = "docProps/core.xml"
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(data: bytes, *, date: dt.date | None = None) -> bytes:
    """Return the package `data` with its entries in order and dated as early as can be.

    `date` replaces the clock's in its core properties; None if they have their own dates.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if date is not None and name == _CORE:
                content = _dated(content, date)
            target.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def settle_file(path: Path, date: dt.date) -> None:
    """Settle the package at `path` where it is; a part of any size takes little memory."""
    draft = path.with_name(f".{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(draft, "w") as target:
        for name in sorted(source.namelist()):
            if name == _CORE:
                target.writestr(_entry(name), _dated(source.read(name), date))
                continue
            entry = _entry(name)
            entry.file_size = source.getinfo(name).file_size  # beyond 2 GB a part needs ZIP64
            with source.open(name) as whole, target.open(entry, "w") as copied:
                shutil.copyfileobj(whole, copied, _CHUNK)
    draft.replace(path)


def _dated(core: bytes, date: dt.date) -> bytes:
    return _CLOCK.sub(rb"\g<1>%sT00:00:00Z" % date.isoformat().encode(), core)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (EPOCH.year, EPOCH.month, EPOCH.day, 0, 0, 0))
    entry.create_system = 3  # the same on every machine
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
