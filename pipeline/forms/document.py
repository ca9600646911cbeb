"""Render a form as a DOCX document: a small table for each action, its last lines to fill in."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from pipeline.forms.card import card
from pipeline.forms.content import FormContent
from pipeline.package import EPOCH, settled
from pipeline.render.docx.elements import Element, text_run, w
from pipeline.stamp import PERIOD_PROPERTY, PLAN_PROPERTY

_TYPEFACE = "Arial"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NAMES = {"custom": _CUSTOM, "vt": _VALUES}
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The class of all custom properties (ECMA-376 part 1, 22.3)."""


def render_document(form: FormContent) -> bytes:
    """Return `form` as a DOCX file: only the cells to fill may be edited, without a password."""
    document = docx.Document()
    _set_up(document, form)
    _top(document, form)
    for number, entry in enumerate(form.entries):
        document.element.body.insert(-1, card(form, entry, number))
        gap = document.add_paragraph()
        gap.paragraph_format.space_after = Pt(4)
    _protect(document)
    _properties(document, form)
    saved = io.BytesIO()
    document.save(saved)
    return settled(saved.getvalue(), date=EPOCH)


def _set_up(document: Document, form: FormContent) -> None:
    """Set the page to A4, the type, the language and the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _TYPEFACE, Pt(10)
    style.paragraph_format.space_after = Pt(2)
    style.element.get_or_add_rPr().append(w("lang", val=form.layout.language))
    before, between, after = form.word("page").replace("{pages}", "{page}").split("{page}")
    footer = section.footer.paragraphs[0]
    for part in (before, "PAGE", between, "NUMPAGES", after):
        footer._p.append(_field(part) if part.isupper() else text_run(part))


def _field(name: str) -> Element:
    return w("fldSimple", text_run("1"), instr=name)


def _top(document: Document, form: FormContent) -> None:
    """Write the lines above the cards."""
    texts = [(form.title, 18, True), (form.subtitle, 11, True)]
    texts += [(text, 10, False) for text in form.instructions]
    legend = "; ".join(f"{word}: {meaning}".rstrip(".: ") for word, meaning in form.statuses)
    texts += [(f"{form.word('statuses')}. {legend}", 9, False), (form.stamp_line, 8, False)]
    for text, size, bold in texts:
        run = document.add_paragraph().add_run(text)
        run.font.size, run.font.bold = Pt(size), bold


def _protect(document: Document) -> None:
    """Close the document to changes outside the ranges that everyone may edit."""
    protection = w("documentProtection", edit="readOnly", enforcement=1)
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(protection)


def _properties(document: Document, form: FormContent) -> None:
    core = document.core_properties
    core.title, core.language = form.title, form.layout.language
    core.author = core.comments = core.last_modified_by = ""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=_NAMES)
    values = ((PERIOD_PROPERTY, form.stamp.date), (PLAN_PROPERTY, form.stamp.digest))
    for number, (name, value) in enumerate(values, 2):  # the first two numbers are reserved
        attributes = {"fmtid": _USER_DEFINED, "pid": str(number), "name": name}
        item = etree.SubElement(root, f"{{{_CUSTOM}}}property", attributes)
        etree.SubElement(item, f"{{{_VALUES}}}lpwstr").text = value
    blob = etree.tostring(root, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob)
    document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
