"""The stamp of a returned form, out of the custom properties of its file."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipeline.stamp import PERIOD_PROPERTY, PLAN_PROPERTY, Stamp

_CUSTOM = "docProps/custom.xml"


def stamp_of(data: bytes) -> Stamp | None:
    """Return the stamp that an XLSX or DOCX file carries, None for one that is no form of ours.

    A reader has accepted the file before: it is a whole archive within the limits.
    """
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
