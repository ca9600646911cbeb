"""The parts of a document packed in one file, with the same bytes each time."""

from __future__ import annotations

import io

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from pipeline.package import settled
from pipeline.render.docx.elements import Element


class Package:
    """A document's parts and what relates them; python-docx lists their types and names."""

    def __init__(self, document: Element, core_properties: Element) -> None:
        self._package = OpcPackage()
        self._document = _part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, document)
        self._package.relate_to(self._document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        properties = _part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties)
        self._package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def add(self, name: str, content_type: str, relationship: str, content: Element) -> None:
        """Add `content` as the part `name`, which the document relates to under that name."""
        part = _part(f"/word/{name}.xml", content_type, content)
        self._document.load_rel(relationship, part, name)

    def add_link(self, name: str, address: str) -> None:
        """Add the relationship `name` to `address`, outside the package."""
        self._document.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)

    def add_picture(self, name: str, data: bytes, content_type: str) -> None:
        """Add the picture `data`, which the document relates to as `name`."""
        ending = content_type.rpartition("/")[2]
        part = Part(PackURI(f"/word/media/{name}.{ending}"), content_type, data)
        self._document.load_rel(RELATIONSHIP_TYPE.IMAGE, part, name)

    def packed(self) -> bytes:
        """Return the package as a zip archive."""
        saved = io.BytesIO()
        self._package.save(saved)
        return settled(saved.getvalue())


def _part(name: str, content_type: str, content: Element) -> Part:
    blob = etree.tostring(content, encoding="UTF-8", standalone=True)
    return Part(PackURI(name), content_type, blob)
