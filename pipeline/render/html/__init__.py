"""Render the web page: one file, its style inside, that fetches nothing and needs no script."""

from __future__ import annotations

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from pipeline.errors import LayoutError
from pipeline.layout import built_in_folder
from pipeline.publication import Publication
from pipeline.render.html.view import build_page

__all__ = ("render_html",)

TEMPLATE = "page.html.jinja"
STYLE = "page.css"


def render_html(publication: Publication) -> bytes:
    """Return the publication as an HTML page in UTF-8.

    Raises LayoutError where the layout's template, style or words are missing or wrong.
    """
    layout = publication.layout
    # A layout is data, from whatever folder the user named: its template runs in a sandbox.
    environment = SandboxedEnvironment(
        loader=FileSystemLoader([layout.folder, built_in_folder()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["css_string"] = css_string
    style = Markup(_style(publication))  # noqa: S704 - the layout's own
    try:
        page = build_page(publication)
        text = environment.get_template(TEMPLATE).render(page=page, layout=layout, style=style)
    except KeyError as error:
        raise LayoutError(
            f"{layout.folder / 'words.toml'}: the word {error} is missing or unknown in [web]",
            hint="Correct the file.",
        ) from error
    except TemplateError as error:
        line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise LayoutError(
            f"{layout.folder / TEMPLATE}{line}: {error.message}", hint="Correct the template."
        ) from error
    return text.encode()


def css_string(text: str) -> Markup:
    """Return `text` as a CSS string that is safe inside a `<style>` element."""
    signs = (c if c.isalnum() or c in " .,;:-" else f"\\{ord(c):06x}" for c in text)
    return Markup(f'"{"".join(signs)}"')  # noqa: S704 - every other sign is escaped


def _style(publication: Publication) -> str:
    path = publication.layout.find(STYLE)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(
            f"{path}: {error}", hint="A layout needs its web page's style."
        ) from error
