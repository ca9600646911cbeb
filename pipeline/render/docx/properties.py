"""The document's properties: its title, who publishes it, and when."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

from pipeline.publication import Publication
from pipeline.render.docx.elements import Element

_NAMES = {prefix: nsmap[prefix] for prefix in ("cp", "dc", "dcterms", "xsi")}


def core_properties(publication: Publication) -> Element:
    """Return the core properties; the dates are the edition's, never the clock's."""
    made = etree.Element(f"{{{_NAMES['cp']}}}coreProperties", nsmap=_NAMES)
    date = publication.date
    values = {
        "dc:title": publication.plan.title,
        "dc:creator": publication.force,
        "dc:language": publication.layout.language,
        "cp:lastModifiedBy": publication.force,
        "dcterms:created": date and f"{date.isoformat()}T00:00:00Z",
        "dcterms:modified": date and f"{date.isoformat()}T00:00:00Z",
    }
    for name, value in values.items():
        if value:
            _add(made, name, value)
    return made


def _add(made: Element, name: str, value: str) -> None:
    prefix, tag = name.split(":")
    child = etree.SubElement(made, f"{{{_NAMES[prefix]}}}{tag}")
    child.text = value
    if prefix == "dcterms":
        child.set(f"{{{_NAMES['xsi']}}}type", "dcterms:W3CDTF")
