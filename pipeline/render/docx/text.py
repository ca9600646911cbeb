"""Rich text as paragraphs and runs."""

from __future__ import annotations

from pipeline.render.docx.elements import Element, paragraph, related, text_run, w
from pipeline.render.docx.styles import BULLET, EMPHASIS, LINK, STRONG
from pipeline.richtext import BulletList, Line, RichText, Run


class Links:
    """The addresses that the text links to, each with the name of its relationship."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def name(self, address: str) -> str:
        """Return the name of the relationship that leads to `address`."""
        return self.names.setdefault(address, f"link{len(self.names) + 1}")


def paragraphs(content: RichText, style: str, links: Links) -> list[Element]:
    """Return `content` as paragraphs in `style`: one empty paragraph where there is nothing.

    Word calls a cell without a paragraph damaged.
    """
    made = [
        paragraph(BULLET if isinstance(block, BulletList) else style, *_runs(line, links))
        for block in content.blocks
        for line in block.lines
    ]
    return made or [paragraph(style)]


def _runs(line: Line, links: Links) -> list[Element]:
    return [_linked(run, links) if run.link else text_run(run.text, *_looks(run)) for run in line]


def _linked(run: Run, links: Links) -> Element:
    return related(w("hyperlink", text_run(run.text, *_looks(run))), links.name(run.link))


def _looks(run: Run) -> list[Element]:
    """Return the run's properties: one style, and by hand only what that style leaves open."""
    if run.link:
        style, bold, italic = LINK, run.bold, run.italic
    elif run.bold:
        style, bold, italic = STRONG, False, run.italic
    elif run.italic:
        style, bold, italic = EMPHASIS, False, False
    else:
        return []
    return [w("rStyle", val=style), *([w("b")] if bold else []), *([w("i")] if italic else [])]
