"""The review as a web page of one file: nothing is fetched, no script, content is text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from pipeline.layout import Layout
from pipeline.review.content import ReviewContent
from pipeline.review.pictures import Picture

_ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def review_page(content: ReviewContent, pictures: Sequence[Picture], layout: Layout) -> bytes:
    """Return the page that shows `content` and `pictures`, in the colours of `layout`."""
    template = files("pipeline.review").joinpath("review.html.jinja").read_text(encoding="utf-8")
    pages = {key: picture.page for picture in reversed(pictures) for key in picture.keys}
    page = _ENVIRONMENT.from_string(template).render(
        review=content, pictures=pictures, pages=pages, language="en", colours=layout.colours
    )
    return page.encode()
