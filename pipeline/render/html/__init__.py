"""Render the web page: one file, its style inside, that fetches nothing and needs no script."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.errors import LayoutError
from pipeline.publication import Publication
from pipeline.render.html.view import build_page
from pipeline.template import fill_page, layout_values

__all__ = ("render_html",)

TEMPLATE = "page.html.jinja"
STYLE = "page.css"


def render_html(publication: Publication) -> bytes:
    """Return the publication as an HTML page in UTF-8.

    Raises LayoutError where the layout's template, style or words are missing or wrong.
    """
    layout = publication.layout
    style = Markup(_style(publication))  # noqa: S704 - the layout's own
    plan = publication.plan
    try:
        values = {
            "layout": layout_values(layout),
            "style": style,
            "plan": {"title": plan.title, "details": plan.details, "notes": plan.notes},
            "force": publication.force,
            "changes": publication.changes,
            "page": build_page(publication),
        }
        text = fill_page(layout, TEMPLATE, values)
    except KeyError as error:
        raise LayoutError(
            f"{layout.folder / 'words.toml'}: the word {error} is missing or unknown in [web]",
            hint="Correct the file.",
        ) from error
    return f"{text}\n".encode()


def _style(publication: Publication) -> str:
    path = publication.layout.find(STYLE)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(
            f"{path}: {error}", hint="A layout needs its web page's style."
        ) from error
