"""Headings and labels outside tables: what they say about the text that follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipeline.parse.headings import Heading, Role, read_heading
from pipeline.parse.numbers import part_of, split_number, unsigned, without_start
from pipeline.richtext import EMPTY, BulletList, Paragraph, RichText, one_line, rich_text
from pipeline.table import RawText

_LONGEST_LABEL = 8
"""Words of a label before a value."""
_SHORT = (Role.OWNER, Role.STATUS, Role.REFERENCE, Role.NUMBER, Role.DUE)
"""What is said in a word or two."""


def is_heading(text: RawText) -> bool:
    """Return whether `text` is a heading: it is marked as one, or all of it is bold."""
    runs = [run for line in text.content.lines() for run in line]
    return text.level > 1 or all(run.bold for run in runs)


def plain_labels(texts: Sequence[RawText]) -> frozenset[str]:
    """Return what is before a colon in two of `texts` or more, where none has looks.

    A text file makes nothing bold; there a label is what comes again.
    """
    if any(text.level > 1 or _is_bold(text) for text in texts):
        return frozenset()
    found = Counter(_parted(text)[0] for text in texts)
    return frozenset(label for label, count in found.items() if label and count > 1)


def colon_labels(texts: Sequence[RawText], mapping: Mapping[str, Role]) -> frozenset[str]:
    """Return what is before a colon and a value in two of `texts` or more: bold, or of a role."""
    found = Counter(
        label
        for text in texts
        if all(_parted(text)) and not is_heading(text)
        if (label := _parted(text)[0]) and (_is_led(text) or _tells(label, mapping))
    )
    return frozenset(label for label, count in found.items() if label and count > 1)


def _is_led(text: RawText) -> bool:
    """Return whether `text` begins with bold words that end in a colon, and plain words follow."""
    first = next(text.content.lines(), ())
    is_mixed = len(first) > 1 and first[0].bold and not first[1].bold
    return is_mixed and first[0].text.rstrip().endswith(":")


def _parted(text: RawText) -> tuple[str, str]:
    """Return the words before a text's first colon, if they are few, and what is behind it."""
    before, colon, after = unsigned(text.content.plain).partition(":")
    is_short = bool(colon) and len(before.split()) <= _LONGEST_LABEL and "\n" not in before
    return (before, after.strip()) if is_short else ("", "")


def repeated_labels(texts: Sequence[RawText], mapping: Mapping[str, Role]) -> frozenset[str]:
    """Return the labels without a colon in `texts`: what comes as often as recommendations do.

    Web pages set a label in a line or a box of its own, or in bold before its value. It reads as a
    heading of a column does, and words follow it: "No update" below each recommendation is none.
    """
    lines = [line for text in texts for line in _lines(text)]
    named = sum(map(_names_alone, lines))
    if named < _FEWEST:
        return frozenset()
    led = [_led(line) for line in lines]
    often = {label for label, n in Counter(led).items() if label and n >= named}
    often = {label for label in often if _tells(label, mapping)}
    followed = {
        label
        for label, line, below, next_label in zip_longest(led, lines, lines[1:], led[1:])
        if label in often
        and (
            label != unsigned(line.content.plain)
            or (below and not _names_alone(below) and next_label not in often)
        )
    }
    return frozenset(followed)


_FEWEST = 2
"""Recommendations, and so labels; what comes once need not be a label."""


def _names_alone(text: RawText) -> bool:
    """Return whether `text` begins a recommendation: it names one and says no more, or is bold."""
    number, rest = split_number(text.content, named_only=True)
    return bool(number) and (not rest or is_heading(text))


def _tells(label: str, mapping: Mapping[str, Role]) -> bool:
    heading = read_heading(label.rstrip(_SIGNS), mapping)
    return heading.role is not None and heading.is_exact


_SIGNS = ": –—-"
"""What parts a label from its value."""


def _led(text: RawText) -> str:
    """Return what may be a label at the start of `text`: its words in bold, or all of few words."""
    first = next(text.content.lines(), ())
    plain = unsigned(text.content.plain)
    is_parted = len(first) > 1 and first[0].bold and not first[1].bold
    led = first[0].text.strip() if is_parted else plain
    return led if len(led.split()) <= _LONGEST_LABEL and "\n" not in led else ""


def _lines(text: RawText) -> Iterator[RawText]:
    """Yield `text`, or the items of the list that it is as paragraphs."""
    lists = [block for block in text.content.blocks if isinstance(block, BulletList)]
    if len(lists) == len(text.content.blocks) == 1:
        for line in lists[0].items:
            yield RawText(rich_text([Paragraph(line)]), text.source)
    else:
        yield text


def _is_bold(text: RawText) -> bool:
    """Return whether `text` begins in bold."""
    return text.content.blocks[0].lines[0][0].bold if text.content else False


def unlisted(
    texts: Sequence[RawText], mapping: Mapping[str, Role], labels: Collection[str] = ()
) -> Iterator[RawText]:
    """Yield `texts`, each label with its value as a paragraph of its own.

    Labels may be the items of a list, or follow each other in one paragraph.
    """
    inside = Counter(label for text in texts for _, label in _labels_inside(text))
    for text in texts:
        items = list(_lines(text))
        told = [item for item in items if all(label_of(item, mapping, labels))]
        is_list = told and told[0] is items[0] and (len(told) > 1 or len(items) == 1)
        for item in items if is_list else [text]:
            cuts = [at for at, label in _labels_inside(item) if not label or inside[label] > 1]
            yield from _cut(item, cuts)


def _labels_inside(text: RawText) -> Iterator[tuple[int, str]]:
    """Yield where labels begin behind the first in the one paragraph of `text`, and their words.

    They are bold behind plain words (and given without their words), or plain behind a label that
    begins the paragraph.
    """
    if len(text.content.blocks) != 1 or not isinstance(text.content.blocks[0], Paragraph):
        return
    at = 0
    for before, run in pairwise(text.content.blocks[0].runs):
        at += len(before.text)
        is_label = run.bold and not before.bold and run.text.rstrip().endswith(":")
        if is_label and read_heading(run.text.rstrip(_SIGNS)).role is not None:
            yield at, ""
    plain = text.content.plain
    if _tells(_parted(text)[0], {}):
        for colon in list(re.finditer(r":(?= )", plain[:_MOST_CHARACTERS]))[1:]:
            begin = _label_before(plain, colon.start())
            if 0 < begin < colon.start():
                yield begin, plain[begin : colon.start()]


_MOST_CHARACTERS = 400


def _label_before(plain: str, end: int) -> int:
    """Return where the words of a label begin that end at `end`: each tells a role alone."""
    begin = end
    for word in reversed(list(re.finditer(r"[^\W\d_]+", plain[:end]))):
        is_near = word.end() in (begin, begin - 1)
        if not is_near or read_heading(word[0]).role is None:
            break
        begin = word.start()
    return begin if plain[begin : begin + 1].isupper() else end


def _cut(text: RawText, cuts: Sequence[int]) -> Iterator[RawText]:
    """Yield `text` cut before each of the places `cuts`."""
    places = sorted({0, *cuts})
    for begin, end in zip_longest(places, places[1:]):
        yield replace(text, content=part_of(text.content, begin, end)) if cuts else text


def label_of(
    text: RawText, mapping: Mapping[str, Role], labels: Collection[str] = ()
) -> tuple[Heading | None, RichText]:
    """Return what a heading or label says that follows, and the value in the same paragraph.

    A label ends in a colon: `Owner:` is alone; before a value it is bold, one of `labels`, or
    what it names is said in a word or two. Without a colon it is one of `labels`.
    """
    plain = unsigned(text.content.plain)
    start = len(text.content.plain) - len(plain)
    before, after = _parted(text)
    read = read_heading(before, mapping) if after else Heading("", None)
    is_marked = before in labels or (_is_bold(text) and not is_heading(text))
    is_told = read.role is not None or (bool(after) and before in labels)
    if read.role in _SHORT or (is_told and is_marked):
        return read, without_start(text.content, start + len(before) + 1)
    led = _led(text)
    if led in labels and (read := read_heading(led.rstrip(_SIGNS), mapping)).role is not None:
        return read, without_start(text.content, start + len(led))
    if is_heading(text) or (plain.endswith(":") and len(plain.split()) <= _LONGEST_LABEL):
        read = read_heading(one_line(text.content).rstrip(": "), mapping)
        return (read if read.role is not None else None), EMPTY
    return None, EMPTY


def joint_word(text: RawText, value: RichText) -> list[str]:
    """Return the word that the label of `text` and its `value` make where no space parts them.

    A page's style may set them apart; its words do not.
    """
    plain, said = text.content.plain, value.plain
    label = plain.removesuffix(said)[-_MOST_LETTERS:]  # looked through from each of its letters
    ends = _LAST_WORD.search(label) if said else None
    begins = _FIRST_WORD.match(said)
    return [ends[0] + begins[0]] if ends and begins else []


_MOST_LETTERS = 100
_LAST_WORD, _FIRST_WORD = re.compile(r"\w+$"), re.compile(r"\w+")
