"""Rich text written as the transcript's markup: paragraphs, lists, bold, italic and links."""

from __future__ import annotations

import html
import re

from pipeline.richtext import BULLET, BulletList, Line, RichText, Run

# What a reader of the transcript would take for a tag or an entity; all else is as it is, so
# that "R&D" and "< £3,000" stay readable.
_MISREAD = re.compile(r"&(?=#|[A-Za-z]{2}|\w{1,8};)|<(?=/?[A-Za-z])")


def line_markup(line: Line) -> str:
    """Return `line` with `<b>`, `<i>` and `<a href>` where a run has such a look."""
    return "".join(_run(run) for run in line)


def cell_lines(text: RichText) -> str:
    """Return `text` with a line for each paragraph and a line with a bullet sign for each item."""
    return "\n".join(
        (f"{BULLET} " if isinstance(block, BulletList) else "") + line_markup(line)
        for block in text.blocks
        for line in block.lines
    )


def cell_markup(text: RichText) -> str:
    """Return `text` on one line: a lone paragraph as it is, else `<p>` and `<ul>` elements."""
    if len(text.blocks) == 1 and not isinstance(text.blocks[0], BulletList):
        return line_markup(text.blocks[0].runs)
    return "".join(
        f"<ul>{''.join(f'<li>{line_markup(item)}</li>' for item in block.items)}</ul>"
        if isinstance(block, BulletList)
        else f"<p>{line_markup(block.runs)}</p>"
        for block in text.blocks
    )


def escape_markup(text: str) -> str:
    """Return `text` with the signs escaped that would be read as a tag or an entity."""
    return _MISREAD.sub(lambda match: html.escape(match[0]), text)


def _run(run: Run) -> str:
    made = escape_markup(run.text)
    if run.italic:
        made = f"<i>{made}</i>"
    if run.bold:
        made = f"<b>{made}</b>"
    if run.link:
        made = f'<a href="{html.escape(run.link)}">{made}</a>'
    return made
