"""Render the web page: one file, style and script inside, that fetches nothing.

Everything works without the script; what it adds is finding words and copying addresses.
"""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from pipeline import pagemarks
from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.overview import Overview, overview
from pipeline.publication import Publication
from pipeline.render.html.about import about, description
from pipeline.render.html.addresses import anchors
from pipeline.render.html.filters import choices, filter_part, filter_style, part_marks, row_marks
from pipeline.render.html.head import Head, build_head
from pipeline.render.html.view import Rows
from pipeline.template import Own, check_literals, fill_page, layout_values

__all__ = ("render_html",)

TEMPLATE = "page.html.jinja"
STYLE = "page.css"


def render_html(publication: Publication) -> bytes:
    """Return the publication as an HTML page in UTF-8.

    Raises LayoutError if the layout's template, style or words are missing or wrong.
    """
    try:
        return _page(publication).encode()
    except KeyError as error:
        path = publication.layout.folder / "words.toml"
        raise LayoutError(
            f"{path}: the word {error} is missing or unknown in [web]", hint="Correct the file."
        ) from error


def _page(publication: Publication) -> str:
    layout = publication.layout
    words = layout.words["web"]
    found = overview(publication.plan, layout)
    filters = choices(publication, found)
    head = _head(publication, found)
    values = page_values(publication)
    links = Markup("").join(
        Markup('<link rel="alternate" hreflang="{}" href="./{}">\n').format(
            page.language, page.file
        )
        for page in publication.alternates
    )
    style = Markup("\n<style id='filter-style'>\n{}\n</style>").format(filter_style(filters))
    own = Own(
        links + about(publication, head) + style,
        files(__name__).joinpath("page.js").read_text(encoding="utf-8").strip(),
        {"filters": filter_part(filters, words["filter"])},
    )
    check_literals(layout, TEMPLATE)
    return f"{fill_page(layout, TEMPLATE, values, own)}\n"


def page_values(publication: Publication) -> dict[str, Any]:
    """Return what the web page's template is given; raises KeyError where the layout lacks a word.

    Raises LayoutError if the layout's style or logo cannot be read.
    """
    layout, plan = publication.layout, publication.plan
    found = overview(plan, layout)
    head = _head(publication, found)
    rows = Rows(publication, row_marks(plan.keys(), choices(publication, found)))
    recommendations = tuple(rows.recommendations())
    return {
        "layout": layout_values(layout),
        "style": Markup(_style(publication)),  # noqa: S704 - the layout's own
        "plan": {"title": plan.title, "details": plan.details, "notes": plan.notes},
        "force": publication.force,
        "alternates": publication.alternates,
        "places": {n: layout.places.paragraphs(n) for n in ("intro", "contact", "legend")},
        "footer": " ".join(layout.places.footer.split()),
        "logo": _logo(layout),
        "head": head,
        "description": description(head, layout.words["web"]),
        "columns": pagemarks.columns_mark(plan.columns),
        "table": rows.table(),
        "recommendations": recommendations,
        "part_marks": {r.anchor: part_marks(a.marks for a in r.actions) for r in recommendations},
    }


def _head(publication: Publication, found: Overview) -> Head:
    keys = publication.plan.keys()
    return build_head(publication, found, dict(zip(keys, anchors("action", keys), strict=True)))


def _logo(layout: Layout) -> dict[str, str]:
    """Return the logo's address, with the picture in it, and what it says; empty without one."""
    logo = layout.places.logo
    if not logo.file:
        return {}
    kind = "png" if logo.file.lower().endswith(".png") else "jpeg"
    try:
        data = b64encode(layout.find(logo.file).read_bytes()).decode()
    except OSError as error:
        raise LayoutError(
            f"{layout.folder / logo.file}: {error}", hint="Correct [places] logo in layout.toml."
        ) from error
    return {
        "address": f"data:image/{kind};base64,{data}",
        "alternative": logo.alternative,
        "height": f"{logo.height:g}",
    }


def _style(publication: Publication) -> str:
    path = publication.layout.find(STYLE)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(
            f"{path}: {error}", hint="A layout needs its web page's style."
        ) from error
