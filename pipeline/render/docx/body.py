"""The text of a document from its title to its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.layout import Layout
from pipeline.model import Detail
from pipeline.publication import Publication
from pipeline.render.docx.around import logo, place, summary_parts
from pipeline.render.docx.elements import Element, paragraph, related, text_run, twips, w
from pipeline.render.docx.pictures import Picture
from pipeline.render.docx.styles import (
    CELL,
    DETAIL,
    LEGEND,
    NOTE,
    OWN,
    OWN_LABEL,
    SECTION,
    STRONG,
    TITLE,
    character_twin,
    status_style,
)
from pipeline.render.docx.table import section_tables, table
from pipeline.render.docx.text import Links, paragraphs
from pipeline.shapes import WIDE, own_texts, section_heading

_PAPER = {"A3": 8, "A4": 9, "Letter": 1}
"""Windows' numbers for paper sizes, by which a printer's tray is chosen."""

_FURNITURE = 6.0
"""From the sheet's edge to the header and the footer, in millimetres."""


def document(publication: Publication, links: Links, pictures: Mapping[str, Picture]) -> Element:
    """Return the main part; the addresses that it links to are added to `links`."""
    plan, layout = publication.plan, publication.layout
    body = w("body", *logo(pictures), paragraph(TITLE, plan.title))
    body.extend(_detail(detail) for detail in plan.details)
    body.extend(place(layout, "intro"))
    body.extend(summary_parts(publication, pictures))
    if any(layout.status(action.status) for action in plan.actions()):
        body.append(_legend(layout))
    body.extend(place(layout, "legend"))
    if layout.shape == WIDE:
        body.append(table(publication, links))
    else:
        body.extend(_sections(publication, links))
    body.extend(paragraph(NOTE, note) for note in plan.notes)
    body.extend(place(layout, "contact"))
    body.append(_section(layout))
    return w("document", body)


def _sections(publication: Publication, links: Links) -> Iterator[Element]:
    """Yield each recommendation's heading, texts and tables.

    Word makes one of two tables that touch, so there is a paragraph between them.
    """
    for recommendation in publication.plan.recommendations:
        yield paragraph(SECTION, section_heading(recommendation.number, publication.layout))
        for own in own_texts(recommendation):
            if own.label:
                yield paragraph(OWN_LABEL, own.label)
            yield from paragraphs(own.text, OWN, links)
        for number, made in enumerate(section_tables(recommendation, publication, links)):
            if number:
                yield paragraph(CELL)
            yield made


def _detail(detail: Detail) -> Element:
    label = [text_run(f"{detail.label}: ", w("rStyle", val=STRONG))] if detail.label else []
    return paragraph(DETAIL, *label, detail.text)


def _legend(layout: Layout) -> Element:
    """Return the status words with their meanings, in a style that readers pass over."""
    runs = [text_run(f"{layout.words['document']['legend']}: ", w("rStyle", val=STRONG))]
    for status in layout.statuses:
        look = w("rStyle", val=character_twin(status_style(layout, status.word)))
        runs += [text_run(f"\N{NO-BREAK SPACE}{status.word}\N{NO-BREAK SPACE}", look)]
        runs += [text_run(f" {status.meaning} ")]
    return paragraph(LEGEND, *runs)


def _section(layout: Layout) -> Element:
    page, margins = layout.page, layout.page.margins
    edge = {"header": twips(_FURNITURE), "footer": twips(_FURNITURE), "gutter": 0}
    return w(
        "sectPr",
        related(w("headerReference", type="default"), "header"),
        related(w("footerReference", type="default"), "footer"),
        related(w("footerReference", type="first"), "firstFooter"),
        w(
            "pgSz",
            w=twips(page.width),
            h=twips(page.height),
            orient=page.orientation,
            code=_PAPER[page.size],
        ),
        w(
            "pgMar",
            top=twips(margins.top),
            right=twips(margins.right),
            bottom=twips(margins.bottom),
            left=twips(margins.left),
            **edge,
        ),
        w("titlePg"),  # the first page has the title itself and no header
    )
