"""Soft line breaks: what is in a sentence where one line of a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.pdf.page import Word
from pipeline.ingest.pdf.text.lines import Line
from pipeline.richtext import BULLET

CUT, PARTED, HYPHENED = "\ufdd0", "\ufdd1", "\ufdd2"
"""What stands for a break until all words of the document are known: a long word was cut there,
or a space is there, whichever seems likelier by the line; or the hyphen before it may be there
because the line ends. Unicode keeps all three out of text."""

_SPACE = 0.2
"""The width of a space, in line heights."""
_WIDE_SPACE = 0.3
"""No font's space is wider."""
_LONG = 30
"""A piece of so many characters is not a whole word."""
_LONGEST = 18
"""Two pieces with more characters than this are of a long word if a third one follows."""
_INEXACT = 0.1
"""How exactly a column's edge is known, in line heights."""
_ROOM = 0.25
"""A word is cut where its next letter has no room. Where the line is longer than the letter needs,
by more line heights than the edge is exact, there may have been room; with so many there was."""
_ONE_LETTER = frozenset("aio")
"""The words of one letter (o’clock)."""
BREAKS_BEHIND = frozenset("-/‐–—")
"""Signs behind which a line may break without a space."""
_HYPHENS = frozenset("-‐")
_ADDRESS = re.compile(r"://|\bwww\.|@", re.IGNORECASE)
_ADDRESS_BREAKS = frozenset("/?&=._-#%:+~,;")
_BEGINS_ADDRESS = re.compile(r"[(\[<“‘]?(?:https?://|ftp://|mailto:|www\.)", re.IGNORECASE)
_MAILBOX, _PIECE_OF_MAILBOX = re.compile(r"\W*[\w.+-]+@"), re.compile(r"\w[._]\w")
_NO_SPACE_BEFORE = frozenset(".,:;!?)]”’")
_NUMBER = re.compile(r"\d+\.\d*|\d+")


def joint(
    above: Line,
    line: Line,
    right: float,
    *,
    draws_ends: bool = False,
    in_word: str = "",
    beyond: Sequence[Line] = (),
) -> str:
    """Return what is between two lines: a space, nothing, `CUT`, `PARTED` or `HYPHENED`.

    `right` is how far a line may reach. Where the file `draws_ends`, the spaces at the ends of
    lines as far as there is room for them, one that is not there is not in the sentence.
    `in_word` is what of a cut word is on the lines above these two; `beyond` is the line
    that follows.
    """
    if above.words[-1].tail:
        return " "
    if not _begins(above, _last_token(above), address=True):
        in_word = ""
    if above.words[-1].look != line.words[0].look:
        return "" if breaks_without_space(above, line, in_word) else " "
    if breaks_without_space(above, line, in_word):
        return HYPHENED if _is_hyphened(above, line, in_word) else ""
    if (
        draws_ends
        and has_room_for_space(above, right)
        and _begins(above, _last_token(above), True)
        and not _room(above, _first_token(line), right, _ROOM)
    ):
        return ""
    return _cut(above, line, right, in_word, beyond)


def fits(above: Line, line: Line, right: float) -> bool:
    """Return whether the first word of `line` would have fitted behind `above`."""
    first = _first_token(line)
    slack = (_SPACE + 0.5) * above.height
    return right - above.x1 > first[-1].x1 - first[0].x0 + slack


def has_room_for_space(line: Line, right: float) -> bool:
    """Return whether a space would have fitted at the end of `line`, whatever its font."""
    return right - line.x1 > _WIDE_SPACE * line.height


def breaks_without_space(above: Line, line: Line, in_word: str) -> bool:
    """Return whether a line may be broken between the two where no space is."""
    token, start = _text(_last_token(above)), line.words[0].text[:1]
    if token[-1:] in BREAKS_BEHIND and len(token) > 1 and start.isalnum():
        return True
    if start == "—" and len(line.words[0].text) > 1:
        return True
    return (
        bool(_ADDRESS.search(in_word + token))
        and token[-1:] in _ADDRESS_BREAKS
        and not start.isupper()
    )


def _is_hyphened(above: Line, line: Line, in_word: str) -> bool:
    """Return whether a word is on either side of a hyphen that ends the line."""
    token, start = _text(_last_token(above)), _text(_first_token(line))
    is_hyphen = token[-1:] in _HYPHENS and token[-2:-1].isalpha() and start[:1].islower()
    return is_hyphen and not _ADDRESS.search(in_word + token + start)


def _cut(above: Line, line: Line, right: float, in_word: str, beyond: Sequence[Line]) -> str:
    """Return what is there where a word too long for its column may have been cut.

    Such a word begins its line, would not fit on one line, and leaves less room than its next
    letter needs. Two whole words can be like that as well, and most do behind a compound:
    most programs break that at its hyphen.
    """
    last, first = _last_token(above), _first_token(line)
    token, start = _text(last), _text(first)
    address = _ADDRESS.search(in_word + token) is not None
    if not _begins(above, last, address=True):
        return _cut_address(above, line, right)
    if _room(above, first, right, _ROOM) or not _would_not_fit(last, first, right):
        return " "
    if start[:1].isupper() and not token.isupper():
        return " "
    is_compound = not _begins(above, last, address)
    if is_compound and not (token[-1:].isalpha() and start[:1].isalpha()):
        return " "
    if (
        address
        or (len(in_word + token) >= _LONG and not is_compound)
        or _NUMBER.fullmatch(token + start)
    ):
        return ""
    if not token[-1:].isalnum() or not start[:1].isalnum():
        return "" if start[:1] in _NO_SPACE_BEFORE else " "
    letters = start.strip("".join(_NO_SPACE_BEFORE)).casefold()
    if len(letters) == 1 and letters.isalpha() and letters not in _ONE_LETTER:
        return ""
    if is_compound or _room(above, first, right, _INEXACT):
        return PARTED
    is_short = len(last_part(token)) + len(start) <= _LONGEST
    if in_word or is_short or _ADDRESS.search(start):
        return CUT
    return CUT if beyond and not _room(line, _first_token(beyond[0]), right, _INEXACT) else PARTED


def _cut_address(above: Line, line: Line, right: float) -> str:
    """Return what is there where an address that does not begin its line may have been cut.

    Some programs (jsPDF, ReportLab) fill a line with as much of a long word as it holds.
    """
    first = _first_token(line)
    token, start = _text(_last_token(above)), _text(first)
    is_new = _BEGINS_ADDRESS.match(start) or (
        _MAILBOX.match(start) and not _PIECE_OF_MAILBOX.search(token)
    )
    if is_new or start[:1].isupper() or not _ADDRESS.search(token + start):
        return " "
    return " " if _room(above, first, right, _INEXACT) else CUT


def _begins(line: Line, token: Sequence[Word], address: bool) -> bool:
    """Return whether the line holds one token, with no sign in it behind which it could break."""
    begin = next((word for word in line.words if word.text != BULLET), line.words[0])
    return token[0] is begin and (address or not set(_text(token)[:-1]) & _HYPHENS)


def _room(line: Line, token: Sequence[Word], right: float, slack: float) -> bool:
    """Return whether `line` had room for the first letter of `token` and `slack` line heights."""
    word = token[0]
    letter = word.first or (word.x1 - word.x0) / max(len(word.text), 1)
    return right - line.x1 > letter + slack * line.height


def _would_not_fit(last: Sequence[Word], first: Sequence[Word], right: float) -> bool:
    whole = last[-1].x1 - last[0].x0 + first[-1].x1 - first[0].x0
    return whole > right - last[0].x0 - _INEXACT * last[0].height


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def unended(above: Line, line: Line, between: str, in_word: str) -> str:
    """Return what of a cut word is before `line`: the next value of `in_word`.

    A compound that is broken behind its hyphen is not cut; an address goes on all the same.
    """
    token = _last_token(above)
    word = (in_word if _begins(above, token, address=True) else "") + _text(token)
    if between not in ("", CUT, HYPHENED):
        return ""
    return word if _ADDRESS.search(word) or not breaks_without_space(above, line, "") else ""


def _last_token(line: Line) -> Sequence[Word]:
    """Return the last words of `line` that no white space parts."""
    place = len(line.words) - 1
    while place and not line.words[place].spaced:
        place -= 1
    return line.words[place:]


def _first_token(line: Line) -> Sequence[Word]:
    words = line.words
    end = 1
    while end < len(words) and not words[end].spaced:
        end += 1
    return words[:end]


def is_address(text: str) -> bool:
    """Return whether there is a web address or a mailbox in `text`."""
    return _ADDRESS.search(text) is not None


def last_part(token: str) -> str:
    """Return what is behind the last sign in `token` behind which a line may break."""
    return re.split("[-/‐–—]", token)[-1]
