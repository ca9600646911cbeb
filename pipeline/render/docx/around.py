"""What is around the plan: the logo, the layout's own texts, and the summary.

All of it is in styles that readers pass over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.layout import Layout
from pipeline.publication import Publication
from pipeline.render.docx.elements import Element, paragraph, text_run, twips, w
from pipeline.render.docx.pictures import BAR, LOGO, Picture, drawing
from pipeline.render.docx.styles import (
    AROUND,
    STRONG,
    SUMMARY,
    SUMMARY_ITEM,
    TABLE,
    character_twin,
    status_style,
)
from pipeline.render.summary import Share, Summary, summary

_WIDTHS = (50.0, 20.0)
"""Of the columns of the table of counts, in millimetres."""


def logo(pictures: Mapping[str, Picture]) -> Iterator[Element]:
    """Yield the paragraph of the logo, if there is one."""
    if LOGO in pictures:
        yield paragraph(AROUND, drawing(LOGO, 1, pictures[LOGO]))


def place(layout: Layout, name: str) -> Iterator[Element]:
    """Yield the paragraphs of the layout's place `name`."""
    return (paragraph(AROUND, text) for text in layout.places.paragraphs(name))


def summary_parts(publication: Publication, pictures: Mapping[str, Picture]) -> Iterator[Element]:
    """Yield the summary: a heading, a bar, a table of counts, what is new and what is late."""
    found = summary(publication)
    if found is None:
        return
    yield paragraph(SUMMARY, text_run(found.title, w("rStyle", val=STRONG)))
    if found.newest:
        yield paragraph(SUMMARY, found.newest)
    if found.shares:
        yield paragraph(SUMMARY, drawing(BAR, 2, pictures[BAR]))
        yield _counts(found, publication.layout)
        yield paragraph(SUMMARY)
    for sentence in found.news:
        yield paragraph(SUMMARY_ITEM, sentence)
    if found.late:
        yield paragraph(SUMMARY, found.late)


def _counts(found: Summary, layout: Layout) -> Element:
    widths = [twips(width) for width in _WIDTHS]
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="06A0"),
        w("tblCaption", val=found.title),
        w("tblDescription", val="; ".join(found.headings)),
    )
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    heading = [text_run(text, w("rStyle", val=STRONG)) for text in found.headings]
    made.append(_row(widths, heading, w("trPr", w("tblHeader"))))
    for share in found.shares:
        made.append(_row(widths, [_word(share, layout), text_run(str(share.count))]))
    return made


def _word(share: Share, layout: Layout) -> Element:
    if share.status is None:
        return text_run(share.word)
    style = character_twin(status_style(layout, share.word))
    return text_run(f"\N{NO-BREAK SPACE}{share.word}\N{NO-BREAK SPACE}", w("rStyle", val=style))


def _row(widths: list[int], runs: list[Element], *properties: Element) -> Element:
    cells = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), paragraph(SUMMARY, run))
        for width, run in zip(widths, runs, strict=True)
    )
    return w("tr", *properties, *cells)
