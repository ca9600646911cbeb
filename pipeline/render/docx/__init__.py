"""Render a plan as a Word document: landscape, one table, named styles, nothing of a template."""

from __future__ import annotations

from collections.abc import Callable

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from pipeline.publication import Publication
from pipeline.render.docx.body import document
from pipeline.render.docx.elements import Element
from pipeline.render.docx.furniture import footer, header
from pipeline.render.docx.package import Package
from pipeline.render.docx.pictures import pictures
from pipeline.render.docx.properties import core_properties
from pipeline.render.docx.settings import fonts, numbering, settings
from pipeline.render.docx.styles import styles
from pipeline.render.docx.text import Links
from pipeline.render.docx.theme import theme

# the part's name, its content type, its relationship to the document, what makes it
_PARTS: tuple[tuple[str, str, str, Callable[[Publication], Element]], ...] = (
    ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles),
    ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering),
    ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings),
    ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts),
    ("theme", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme),
    ("header", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, header),
    ("footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer),
    ("firstFooter", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer),
)


def render_docx(publication: Publication) -> bytes:
    """Return the publication's plan as a DOCX file."""
    links = Links()
    images = pictures(publication)
    package = Package(document(publication, links, images), core_properties(publication))
    for name, content_type, relationship, make in _PARTS:
        package.add(name, content_type, relationship, make(publication))
    for name, picture in images.items():
        package.add_picture(name, picture.data, picture.content_type)
    for address, name in links.names.items():
        package.add_link(name, address)
    return package.packed()
