"""Render the web page: one file, style and script inside, that fetches nothing.

Everything works without the script; what it adds is finding words and copying addresses.
"""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from pipeline import pagemarks
from pipeline.errors import LayoutError
from pipeline.overview import overview
from pipeline.publication import Publication
from pipeline.render.html.about import about, description
from pipeline.render.html.addresses import anchors
from pipeline.render.html.filters import choices, filter_part, filter_style, row_marks
from pipeline.render.html.head import build_head
from pipeline.render.html.view import Rows
from pipeline.template import Own, fill_page, layout_values

__all__ = ("render_html",)

TEMPLATE = "page.html.jinja"
STYLE = "page.css"


def render_html(publication: Publication) -> bytes:
    """Return the publication as an HTML page in UTF-8.

    Raises LayoutError where the layout's template, style or words are missing or wrong.
    """
    try:
        return _page(publication).encode()
    except KeyError as error:
        path = publication.layout.folder / "words.toml"
        raise LayoutError(
            f"{path}: the word {error} is missing or unknown in [web]", hint="Correct the file."
        ) from error


def _page(publication: Publication) -> str:
    layout, plan = publication.layout, publication.plan
    words = layout.words["web"]
    keys = plan.keys()
    found = overview(plan, layout)
    filters = choices(publication, found)
    head = build_head(publication, found, dict(zip(keys, anchors("action", keys), strict=True)))
    rows = Rows(publication, row_marks(keys, filters))
    values = {
        "layout": layout_values(layout),
        "style": Markup(_style(publication)),  # noqa: S704 - the layout's own
        "plan": {"title": plan.title, "details": plan.details, "notes": plan.notes},
        "force": publication.force,
        "head": head,
        "description": description(head, words),
        "columns": pagemarks.columns_mark(plan.columns),
        "table": rows.table(),
        "recommendations": tuple(rows.recommendations()),
    }
    own = Own(
        Markup("{}\n<style>\n{}\n</style>").format(about(publication, head), filter_style(filters)),
        files(__name__).joinpath("page.js").read_text(encoding="utf-8").strip(),
        {"filters": filter_part(filters, words["filter"])},
    )
    return f"{fill_page(layout, TEMPLATE, values, own)}\n"


def _style(publication: Publication) -> str:
    path = publication.layout.find(STYLE)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(
            f"{path}: {error}", hint="A layout needs its web page's style."
        ) from error
