"""Office packages (DOCX, XLSX) with the same bytes each time: no clock, and names in order."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

EPOCH = dt.date(1980, 1, 1)
"""The earliest day that a zip archive can name."""
_CORE = "docProps/core.xml"
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(data: bytes, *, date: dt.date | None = None) -> bytes:
    """Return the package `data` with its entries in order and dated as early as can be.

    `date` replaces the clock's in its core properties; None where they have their own dates.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if date is not None and name == _CORE:
                content = _CLOCK.sub(rb"\g<1>%sT00:00:00Z" % date.isoformat().encode(), content)
            entry = zipfile.ZipInfo(name, (EPOCH.year, EPOCH.month, EPOCH.day, 0, 0, 0))
            entry.create_system = 3  # the same on every machine
            target.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()
