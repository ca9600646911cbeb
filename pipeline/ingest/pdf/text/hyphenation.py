"""Line breaks that only words can decide: the document's own, then those of English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from pipeline.ingest.pdf.text.breaks import CUT, HYPHENED, PARTED, is_address, last_part
from pipeline.ingest.pdf.text.vocabulary import bare
from pipeline.richtext import BulletList, Line, Paragraph, RichText, rich_text
from pipeline.table import RawCell, RawTable, RawText
from pipeline.words import british_words

_DOUBT = re.compile(f"([{CUT}{PARTED}{HYPHENED}])")
_HYPHEN = re.compile("[-‐]")
_SHORT = 3
"""The end of a long word may look like a word of so few letters: protecti-on."""
_OWN_HYPHEN = "‐"
_TYPED = re.compile(f"{_OWN_HYPHEN}(?!{HYPHENED})")
_FEWEST = 3
"""A document that hyphenates does it to so many different words."""
_FAR = 100
"""A word has no more letters than this on either side of a line's end."""
_BREAK = re.compile(rf"[\s{CUT}{PARTED}{HYPHENED}]")


def decided(
    item: RawText | RawTable, known: Set[str], hyphenated: Set[str] = frozenset()
) -> RawText | RawTable:
    """Return `item` with every break in doubt joined or split, by the `known` whole words.

    A hyphen at a line's end goes from the words that the document has `hyphenated`.
    """
    if isinstance(item, RawText):
        return replace(item, content=decided_text(item.content, known, hyphenated))
    rows = tuple(tuple(_cell(cell, known, hyphenated) for cell in row) for row in item.rows)
    return replace(item, rows=rows, caption=without_doubt(item.caption, known, hyphenated))


def _cell(cell: RawCell, known: Set[str], hyphenated: Set[str]) -> RawCell:
    content = decided_text(cell.content, known, hyphenated)
    return cell if content is cell.content else replace(cell, content=content)


def decided_text(
    content: RichText, known: Set[str], hyphenated: Set[str] = frozenset()
) -> RichText:
    """Return `content` with every break in doubt joined or split."""
    if not any(_DOUBT.search(run.text) for line in content.lines() for run in line):
        return content

    def line(runs: Line) -> Line:
        return tuple(replace(r, text=without_doubt(r.text, known, hyphenated)) for r in runs)

    return rich_text(
        BulletList(tuple(map(line, block.items)))
        if isinstance(block, BulletList)
        else Paragraph(line(block.runs))
        for block in content.blocks
    )


def without_doubt(text: str, known: Set[str], hyphenated: Set[str] = frozenset()) -> str:
    """Return `text` with every break in doubt joined or split."""
    head, *rest = _DOUBT.split(text)
    made, last = [head], _last(head)
    for sign, piece in zip(rest[::2], rest[1::2], strict=True):
        first = _first(piece)
        if sign == HYPHENED:
            if "".join(_halves(last, first)) in hyphenated:
                made[-1], last = made[-1][:-1], last[:-1]
        elif _is_parted(last, first, sign, known):
            made.append(" ")
            last = ""
        made.append(piece)
        last = last + piece if first == piece else _last(piece)
    return "".join(made)


def hyphenated_words(texts: Iterable[str], known: Set[str]) -> dict[str, None]:
    """Return the words that the line ends of a document hyphenate, in order, without the hyphen.

    Browsers and WeasyPrint hyphenate with a sign of their own (U+2010): where it is at line
    ends alone, all of those are theirs. Else the document has such words without the hyphen as
    well and nowhere with it, or only the two pieces together are English, and no compound ends with
    what is not a word. One or two are chance (re-sign and resign); a program hyphenates many, and
    then any that is a word without its hyphen.
    """
    texts = [text for text in texts if HYPHENED in text or _OWN_HYPHEN in text]
    pairs = {pair: None for text in texts for pair in _hyphened(text)}
    own = dict.fromkeys(p + rest for p, rest, sign in pairs if sign == _OWN_HYPHEN)
    if len(own) >= _FEWEST and not any(_TYPED.search(text) for text in texts):
        return own
    ended = {p + rest: rest for p, rest, _ in pairs if f"{p}-{rest}" not in known}
    if len(ended) < _FEWEST:
        return {}
    words = british_words()
    told = [w for w, rest in ended.items() if w in known or (w in words and rest not in words)]
    return dict.fromkeys(told if len(told) >= _FEWEST else ())


def _hyphened(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield both parts of each word of `text` that a line's end hyphenates, and the sign there."""
    for end in (match.start() for match in re.finditer(HYPHENED, text)):
        last, first = text[max(end - _FAR, 0) : end], text[end + 1 : end + 1 + _FAR]
        yield *_halves(_last(last), _first(first)), last[-1]


def _last(text: str) -> str:
    """Return what is behind the last white space or doubt in `text`."""
    return _BREAK.split(text)[-1]


def _first(text: str) -> str:
    """Return what is before the first white space or doubt in `text`."""
    return _BREAK.split(text, maxsplit=1)[0]


def _halves(last: str, first: str) -> tuple[str, str]:
    """Return both parts of the word that the hyphen at the end of `last` cuts, in small letters."""
    return bare(last_part(last[:-1])), bare(_HYPHEN.split(first, maxsplit=1)[0])


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
    are_two = _are_two_words(piece, bare(first))
    return sign == PARTED if are_two is None else are_two


def _are_two_words(piece: str, rest: str) -> bool | None:
    """Return whether two pieces are two words of English, or one; None if it does not tell.

    A single letter is a word and the piece of any; a piece with a capital may be of a name, and is
    of a title only where it is not a word of its own.
    """
    if min(len(piece), len(rest)) < 2:
        return None
    words = british_words()
    if not piece[0].islower():
        small = piece.casefold()
        return False if small + rest in words and small not in words else None
    are_two, are_one = {piece, rest} <= words, piece + rest in words
    return None if are_two == are_one else are_two


def _ends_a_word(piece: str, known: Set[str]) -> bool:
    return any(word.endswith(piece) and len(word) > len(piece) + _SHORT for word in known)
