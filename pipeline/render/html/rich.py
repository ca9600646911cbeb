"""Rich text as HTML."""

from __future__ import annotations

from markupsafe import Markup, escape

from pipeline.richtext import BulletList, Line, RichText, Run


def rich_html(text: RichText) -> Markup:
    """Return `text` as `<p>` and `<ul>` elements; content is escaped and never markup."""
    return Markup("\n").join(
        _list(block) if isinstance(block, BulletList) else _element("p", line_html(block.runs))
        for block in text.blocks
    )


def line_html(line: Line) -> Markup:
    """Return `line` with its bold, italic and links."""
    return Markup("").join(map(_run, line))


def _list(block: BulletList) -> Markup:
    return _element("ul", Markup("\n").join(_element("li", line_html(i)) for i in block.items))


def _element(name: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(name, content)


def _run(run: Run) -> Markup:
    made = escape(run.text)
    if run.italic:
        made = _element("i", made)
    if run.bold:
        made = _element("b", made)
    if run.link:
        made = Markup('<a href="{}">{}</a>').format(run.link, made)
    return made
