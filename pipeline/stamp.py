"""The mark by which a returned form is known again: its period and the plan it was made from."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

PRODUCER = "publish-action-plan"
"""The producer that our PDFs name."""
_CUSTOM = "docProps/custom.xml"
PERIOD_PROPERTY = "publish-period"
PLAN_PROPERTY = "publish-plan"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form carries as custom properties of its file, where no reader of it can wipe it."""

    date: str
    """The period's ISO date."""
    digest: str
    """The digest of the plan that the form shows (see `plan_digest()`)."""


def stamp_of(data: bytes) -> Stamp | None:
    """Return the stamp that an XLSX or DOCX file carries, None for one that is not a form of ours.

    A reader has accepted the file before: it is a whole archive within the limits.
    """
    from lxml import etree  # slow to import, and not for text

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(_CUSTOM), parser)
    except (KeyError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError):
        return None
    values = {item.get("name"): "".join(map(str, item.itertext())) for item in root}
    if PERIOD_PROPERTY not in values:
        return None
    return Stamp(values[PERIOD_PROPERTY].strip(), values.get(PLAN_PROPERTY, "").strip())
