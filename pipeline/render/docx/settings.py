"""The small parts beside the text: the bullet list, the fonts and the settings."""

from __future__ import annotations

from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, w
from pipeline.render.docx.styles import BULLET, BULLETS
from pipeline.richtext import BULLET as SIGN

_INDENT = 170
"""From the bullet to its text, in twentieths of a point."""

_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
_WORD_2013 = 15
"""The newest mode there is: without it Word opens a document as one of 2007."""


def numbering(publication: Publication) -> Element:
    """Return the one bullet list of the document, bound to its paragraph style."""
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet"),
        w("pStyle", val=BULLET),
        w("lvlText", val=SIGN),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=_INDENT, hanging=_INDENT)),
        ilvl=0,
    )
    bullets = w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=0)
    return w("numbering", bullets, w("num", w("abstractNumId", val=0), numId=BULLETS))


def fonts(publication: Publication) -> Element:
    """Return the layout's family, with Arial to stand in where it is not installed.

    The family has Arial's metrics, so lines and pages break alike.
    """
    font = w(
        "font",
        w("altName", val="Arial"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=publication.layout.type.family,
    )
    return w("fonts", font)


def settings(publication: Publication) -> Element:
    """Return the settings part: the mode in which Word opens the document."""
    mode = w("compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=_WORD_2013)
    return w("settings", w("compat", mode))
