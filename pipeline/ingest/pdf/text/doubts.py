"""Line breaks that only the words of the whole document can decide."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from pipeline.ingest.pdf.text.breaks import CUT, HYPHENED, PARTED, is_address, last_part
from pipeline.ingest.pdf.text.vocabulary import bare
from pipeline.richtext import BulletList, Line, Paragraph, RichText, rich_text
from pipeline.table import RawCell, RawTable, RawText

_DOUBT = re.compile(f"[{CUT}{PARTED}{HYPHENED}]")
_HYPHEN = re.compile("[-‐]")
_SHORT = 3
"""The end of a long word may look like a word of so few letters: protecti-on."""
_BREAK = re.compile(rf"[\s{CUT}{PARTED}{HYPHENED}]")


def decided(item: RawText | RawTable, known: Set[str]) -> RawText | RawTable:
    """Return `item` with every break in doubt joined or parted, by the `known` whole words."""
    if isinstance(item, RawText):
        return replace(item, content=decided_text(item.content, known))
    rows = tuple(tuple(_cell(cell, known) for cell in row) for row in item.rows)
    return replace(item, rows=rows, caption=without_doubt(item.caption, known))


def _cell(cell: RawCell, known: Set[str]) -> RawCell:
    content = decided_text(cell.content, known)
    return cell if content is cell.content else replace(cell, content=content)


def decided_text(content: RichText, known: Set[str]) -> RichText:
    """Return `content` with every break in doubt joined or parted."""
    if not any(_DOUBT.search(run.text) for line in content.lines() for run in line):
        return content
    return rich_text(
        BulletList(tuple(_line(line, known) for line in block.items))
        if isinstance(block, BulletList)
        else Paragraph(_line(block.runs, known))
        for block in content.blocks
    )


def _line(line: Line, known: Set[str]) -> Line:
    return tuple(replace(run, text=without_doubt(run.text, known)) for run in line)


def without_doubt(text: str, known: Set[str]) -> str:
    """Return `text` with every break in doubt joined or parted."""
    while (doubt := _DOUBT.search(text)) is not None:
        before, behind = text[: doubt.start()], text[doubt.end() :]
        last, first = _BREAK.split(before)[-1], _BREAK.split(behind, 1)[0]
        if doubt[0] == HYPHENED:
            text = (before[:-1] if _is_one(last, first, known) else before) + behind
            continue
        space = " " if _is_parted(last, first, doubt[0], known) else ""
        text = before + space + behind
    return text


def _is_one(last: str, first: str, known: Set[str]) -> bool:
    """Return whether the document has the word without the hyphen that ends `last`, and only so."""
    piece, rest = bare(last_part(last[:-1])), bare(_HYPHEN.split(first, 1)[0])
    return piece + rest in known and f"{piece}-{rest}" not in known


def _is_parted(last: str, first: str, sign: str, known: Set[str]) -> bool:
    if is_address(last + first):  # its pieces may look whole on other lines
        return first.strip(".,;:)").isalpha() and bare(first) in known
    piece = last_part(last)
    if bare(last + first) in known or bare(piece + first) in known:
        return False
    if bare(piece) in known:
        return True
    if bare(first) in known and (len(first) > _SHORT or not _ends_a_word(bare(first), known)):
        return True
    return sign == PARTED


def _ends_a_word(piece: str, known: Set[str]) -> bool:
    return any(word.endswith(piece) and len(word) > len(piece) + _SHORT for word in known)
