"""The publication as an XHTML page and its style sheet, out of the layout's own files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from pipeline.errors import LayoutError
from pipeline.layout import Layout
from pipeline.publication import Publication, edition_line
from pipeline.render.pdf.fit import LABEL_SIZE, PADDING, Fit
from pipeline.render.pdf.view import heading_views, recommendation_views, section_views
from pipeline.render.summary import summary
from pipeline.shapes import WIDE
from pipeline.template import check_literals, fill_template, layout_values

TEMPLATE = "plan.html.jinja"
STYLE = "plan.css"
INLINE = frozenset({"a", "b", "i", "span"})
"""Elements that are inside a line; white space around all others means nothing."""


def build_page(publication: Publication, fit: Fit) -> Element:
    """Return the page's root element, as the layout's template writes it.

    Raises LayoutError if the template is wrong.
    """
    layout = publication.layout
    values = page_values(publication, fit.widths)
    check_literals(layout, TEMPLATE)
    text = fill_template(layout, TEMPLATE, values)
    try:
        root = fromstring(text)  # noqa: S314 - the program's own text, and no entity is declared
    except ParseError as error:
        raise LayoutError(
            f"layout {layout.name!r}, {TEMPLATE}, does not give well-formed XHTML: {error}",
            hint="Close every element, and write &#160; for &nbsp;.",
        ) from error
    if root.find("body") is None:
        raise LayoutError(f"layout {layout.name!r}, {TEMPLATE}, has no <body>", "Give it one.")
    _drop_indentation(root)
    return root


def page_values(publication: Publication, widths: Sequence[float]) -> dict[str, Any]:
    """Return what the template of the PDF's page is given; `widths` are those of the columns."""
    layout, plan = publication.layout, publication.plan
    words = layout.words["document"]
    return {
        "layout": layout_values(layout),
        "plan": {"title": plan.title, "details": plan.details, "notes": plan.notes},
        "words": words,
        "widths": widths,
        "edition": edition_line(publication),
        "summary": summary(publication),
        "places": {name: layout.places.paragraphs(name) for name in ("intro", "contact", "legend")},
        "footer": " ".join(layout.places.footer.split()),
        "logo": layout.places.logo,
        "has_statuses": any(layout.status(action.status) for action in plan.actions()),
        **_tables(publication),
    }


def _tables(publication: Publication) -> dict[str, Any]:
    """Return the wide table or the sections, and nothing for the other."""
    if publication.layout.shape != WIDE:
        return {"headings": (), "recommendations": (), "sections": section_views(publication)}
    columns, newest = publication.plan.columns, publication.newest
    return {
        "headings": heading_views(columns, newest),
        "recommendations": recommendation_views(publication),
        "sections": (),
    }


def style_sheets(layout: Layout, fit: Fit) -> tuple[str, str]:
    """Return the program's own style sheet, and the layout's with its values filled in.

    Values are filled in here: WeasyPrint solves each `var()` again for each element.
    """
    values = _properties(layout, fit)
    sheet = layout.find(STYLE).read_text(encoding="utf-8")
    try:
        filled = re.sub(r"var\(--([\w-]+)\)", lambda found: values[found[1]], sheet)
    except KeyError as error:
        raise LayoutError(
            f"layout {layout.name!r}, {STYLE}: there is no property --{error.args[0]}",
            hint=f"Use one of: {', '.join(values)}.",
        ) from error
    return _own_rules(layout), filled


def _drop_indentation(element: Element) -> None:
    """Take away the white space between blocks, which only lays out the template."""
    if any(child.tag not in INLINE for child in element):
        for node, part in ((element, "text"), *((child, "tail") for child in element)):
            if not (getattr(node, part) or "").strip():
                setattr(node, part, None)
    for child in element:
        _drop_indentation(child)


def _properties(layout: Layout, fit: Fit) -> dict[str, str]:
    """Return what `var(--name)` stands for in a layout's style sheet."""
    kind = layout.type
    return {
        "family": f'"{kind.family}", "DejaVu Sans"',
        "size": f"{fit.size:g}pt",
        "title-size": f"{kind.title_size:g}pt",
        "section-size": f"{(kind.title_size + kind.detail_size) / 2:g}pt",
        "detail-size": f"{kind.detail_size:g}pt",
        "heading-size": f"{fit.heading_size:g}pt",
        "label-size": f"{LABEL_SIZE:g}pt",
        "leading": f"{kind.leading:g}",
        "padding": f"{PADDING:g}mm",
        "text": layout.colours.text,
        "heading-text": layout.colours.heading_text,
        "heading-background": layout.colours.heading_background,
        "rule": layout.colours.rule,
        "stub-background": layout.colours.stub_background,
        "newest-background": layout.colours.newest_background,
        "link": layout.colours.link,
    }


# White space stays as it is, at the end of a line too, so that the words in the file are the
# words of the plan. Only a word that is wider than its column is broken.
_WORDS = "body { white-space: pre-wrap; overflow-wrap: anywhere }"


# PDF/A forbids a viewer's smoothing of pictures (ISO 19005-3, 6.2.8).
_PICTURES = "img { image-rendering: pixelated }"


def _own_rules(layout: Layout) -> str:
    """Return the rules that every layout needs, and those of more than one value."""
    page, margins = layout.page, layout.page.margins
    sides = f"{margins.top:g}mm {margins.right:g}mm {margins.bottom:g}mm {margins.left:g}mm"
    statuses = (
        f".status-{i} {{ color: {s.text}; background: {s.background} }}"
        for i, s in enumerate(layout.statuses)
    )
    return "\n".join(
        (
            "@page {",
            f"  size: {page.width:g}mm {page.height:g}mm; margin: {sides};",
            f"  @bottom-right {{ content: {_page_of_pages(layout)} }}",
            "}",
            _WORDS,
            _PICTURES,
            *statuses,
        )
    )


def _page_of_pages(layout: Layout) -> str:
    """Return the edition and `Page {page} of {pages}` as the value of CSS's `content`."""
    parts = re.split(r"\{(pages?)\}", layout.words["document"]["page"])
    texts = (
        '"' + re.sub(r'["\\\n]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'
        for text in parts[::2]
    )
    counters = (*(f"counter({name})" for name in parts[1::2]), "")
    pieces = (f"{text} {counter}" for text, counter in zip(texts, counters, strict=True))
    return " ".join(("string(edition)", *pieces))
