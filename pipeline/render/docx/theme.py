"""The theme: the layout's colours and typeface, as Word's menus offer them."""

from __future__ import annotations

from docx.oxml.ns import nsmap
from lxml import etree

from pipeline.layout import Colours, Layout
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element

_A = f"{{{nsmap['a']}}}"


def theme(publication: Publication) -> Element:
    """Return the theme part. Word wants all of it, also the line and fill styles of drawings."""
    layout = publication.layout
    parts = (_colours(layout), _fonts(layout), _drawing(layout.title))
    return _a("theme", _a("themeElements", *parts), name=layout.title)


def _colours(layout: Layout) -> Element:
    scheme = _a("clrScheme", name=layout.title)
    for name, code in _scheme(layout.colours).items():
        scheme.append(_a(name, _a("srgbClr", val=code.removeprefix("#").upper())))
    return scheme


def _scheme(colours: Colours) -> dict[str, str]:
    accents = (
        colours.heading_background,
        colours.link,
        colours.rule,
        colours.stub_background,
        colours.newest_background,
        colours.text,
    )
    return {
        "dk1": colours.text,
        "lt1": "#ffffff",
        "dk2": colours.heading_background,
        "lt2": colours.stub_background,
        **{f"accent{place}": code for place, code in enumerate(accents, start=1)},
        "hlink": colours.link,
        "folHlink": colours.link,
    }


def _fonts(layout: Layout) -> Element:
    faces = {"latin": layout.type.family, "ea": "", "cs": ""}
    return _a(
        "fontScheme",
        *(
            _a(kind, *(_a(script, typeface=face) for script, face in faces.items()))
            for kind in ("majorFont", "minorFont")
        ),
        name=layout.title,
    )


def _drawing(name: str) -> Element:
    """Return the styles of drawings, which a plan has none of: three plain ones of each kind."""

    def fill() -> Element:
        return _a("solidFill", _a("schemeClr", val="phClr"))

    return _a(
        "fmtScheme",
        _a("fillStyleLst", *(fill() for _ in range(3))),
        _a("lnStyleLst", *(_a("ln", fill(), w="6350") for _ in range(3))),
        _a("effectStyleLst", *(_a("effectStyle", _a("effectLst")) for _ in range(3))),
        _a("bgFillStyleLst", *(fill() for _ in range(3))),
        name=name,
    )


def _a(tag: str, *children: Element, **attributes: str) -> Element:
    element = etree.Element(_A + tag, attributes, {"a": nsmap["a"]})
    element.extend(children)
    return element
