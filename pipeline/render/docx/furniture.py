"""What is on each page around the plan: its name, the edition, and the page's number."""

from __future__ import annotations

from string import Formatter

from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, paragraph, text_run, w
from pipeline.render.docx.styles import FOOTER, HEADER

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def header(publication: Publication) -> Element:
    """Return the header of all pages but the first, which has the title itself."""
    return w("hdr", paragraph(HEADER, _field("TITLE", publication.plan.title)))


def footer(publication: Publication) -> Element:
    """Return the footer: who publishes, the edition, and the page's number of how many.

    The layout's own words may be in the place of the publishing body. Of a corrected edition a
    second line says when and why.
    """
    pages = _filled(publication.layout.words["document"]["page"])
    own = " ".join(publication.layout.places.footer.split())
    parts = (own or publication.force, _tab(), _edition(publication), _tab(), *pages)
    correction = publication.correction
    lines = [paragraph(FOOTER, *parts), *([paragraph(FOOTER, correction)] if correction else [])]
    return w("ftr", *lines)


def _edition(publication: Publication) -> str:
    if publication.date is None:
        return ""
    words: str = publication.layout.words["document"]["edition"]
    return words.format(date=publication.layout.date_text(publication.date))


def _filled(pattern: str) -> list[Element | str]:
    """Return `pattern` with a field that Word counts for each name in braces."""
    parts: list[Element | str] = []
    for text, name, _, _ in Formatter().parse(pattern):
        parts.append(text)
        if name is not None:
            parts.append(_field(_FIELDS[name], "1"))
    return parts


def _field(instruction: str, shown: str) -> Element:
    return w("fldSimple", text_run(shown), instr=instruction)


def _tab() -> Element:
    return w("r", w("tab"))
