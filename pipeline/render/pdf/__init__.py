"""Render the website PDF: PDF/A-3a and PDF/UA-1 at once, with the plan inside.

    publication ─ page (XHTML) ─ split spans and wide words ─▶ WeasyPrint's pages
    pages ─ continued ─▶ drawn ─ marks, tags ─▶ tagged PDF ─ finish ─▶ bytes

docs/decisions/pdf-tags.md says why the tags are built here and not taken from WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.fonts import load_faces
from pipeline.gc_pause import waiting_collector
from pipeline.publication import Publication, edition_name
from pipeline.render.pdf.characters import check_characters, used_characters
from pipeline.render.pdf.engine import start_engine
from pipeline.render.pdf.finish import About, EmbeddedFile, finish_pdf
from pipeline.render.pdf.fit import fit_table
from pipeline.render.pdf.page import build_page, style_sheets
from pipeline.render.pdf.stack import with_deep_stack
from pipeline.signs import printed_plan

__all__ = ["about_publication", "render_pdf"]


@with_deep_stack
def render_pdf(publication: Publication, plan_json: Callable[[], bytes] | None = None) -> bytes:
    """Return the publication as PDF/A-3a and PDF/UA-1.

    `plan_json` is called for the plan's JSON form, which the file carries, when the pages are
    drawn; by default it is made here.

    Raises LayoutError if the layout is wrong or has no glyph for a character, and
    MachineError where the machine lacks a library.
    """
    layout = publication.layout
    printed = replace(publication, plan=printed_plan(publication.plan, layout))
    faces = load_faces(layout, used_characters(printed))
    check_characters(printed, faces)
    fit = fit_table(printed.plan, layout, faces)
    root = build_page(printed, fit)
    styles = style_sheets(layout, fit)
    with waiting_collector(), start_engine(styles, layout.folders, faces) as engine:
        # These need WeasyPrint, which is loaded now.
        from pipeline.render.pdf.lines import shaped_lines
        from pipeline.render.pdf.pages import draw_pages

        with shaped_lines():
            drawn = draw_pages(root, layout, fit, faces, engine)
    files = _files(publication, plan_json)
    return finish_pdf(drawn, about_publication(publication), files)


def about_publication(publication: Publication) -> About:
    """Return what the file says about itself."""
    words = publication.layout.words["document"]
    named = {"force": publication.force, "edition": edition_name(publication)}
    title = publication.plan.title or publication.layout.words["web"]["untitled"]
    subject = (
        words["subject"].format(**named) if publication.force else f"{title}, {named['edition']}"
    )
    return About(
        title,
        publication.force,
        subject.strip(" ,"),
        (*words["keywords"], *(word for word in named.values() if word)),
        publication.layout.language,
        publication.date,
    )


def _files(publication: Publication, plan_json: Callable[[], bytes] | None) -> list[EmbeddedFile]:
    words = publication.layout.words["document"]
    data = plan_json() if plan_json else _plan_json(publication)
    files = [EmbeddedFile("plan.json", data, "Source", words["embedded_plan"])]
    if publication.record:
        record = EmbeddedFile("edition.json", publication.record, "Data", words["embedded_record"])
        files.append(record)
    return files


def _plan_json(publication: Publication) -> bytes:
    from pipeline.render.data import render_json  # imports pydantic, which is slow

    return render_json(publication)
