"""Rules for the reader's ease: length, abbreviations, capitals, links, stray signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.abbreviations import ABBREVIATION, unexplained
from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Kind, Subject
from pipeline.check.vocabulary import is_word
from pipeline.findings import Place, Severity
from pipeline.signs import replaced_signs

LONG = 300
"""A cell of more words than this is a page of print in a narrow column."""

_VAGUE = {
    *("click here", "here", "click", "link", "this link", "read more", "more", "more info"),
    *("more information", "this page", "this document", "see here", "follow this link", "website"),
}
_CLICK = re.compile(r"\bclick (?:here|on th(?:is|e) link)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?:[ ,'’&/-]{1,2}[A-Z]{2,}){3,}(?![\w-])")
# Of two spaces, one is a no-break space: rich text has no other double spaces.
_SPACES = re.compile("[ \u00a0]{2,}")
_BULLETS = re.compile(
    "^(?:[-–—*·‣⁃▪■●○◦►➢✓\u00ad\uf000-\uf0ff]|o(?= [A-Z]))\\s*(?=\\w)"
    "|(?<=\\s)[·‣⁃▪■●○◦►➢\uf000-\uf0ff](?=\\s*\\w)",
    re.MULTILINE,
)


def _abbreviation(subject: Subject) -> Iterator[Hit]:
    never = unexplained(subject.cells, frozenset(subject.settings.abbreviations))
    if never:
        parts = (f"{s} ({len(at)}, first in {_where(at[0])})" for s, at in never.items())
        first = next(iter(never.values()))[0]
        yield first, f"Never written out: {', '.join(parts)}."


def _where(place: Place) -> str:
    return place.action or place.recommendation or "the head"


def _cell_long(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        if (count := len(cell.text.split())) > LONG:
            yield cell.place, f"The {cell.kind} has {count} words."


def _link_text(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        vague = [match[0] for match in _CLICK.finditer(cell.text)]
        for line in cell.content.lines():
            for run in line:
                words = run.text.strip(" .:>»").casefold()
                if run.link and words in _VAGUE and not _CLICK.search(run.text):
                    vague.append(run.text.strip())
        for text in dict.fromkeys(vague):
            yield cell.place, f"A link says only {quoted(text)}."


def _sentence_cut(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        last = cell.text[cell.text.rfind("\n") + 1 :]
        if cell.kind in _SENTENCES and _CUT.search(last):
            end = " ".join(last.split()[-_SHOWN:])
            yield (
                cell.place,
                f"The {cell.kind} stops in the middle of a sentence: {quoted(f'… {end}')}.",
            )


_SENTENCES = (Kind.RECOMMENDATION, Kind.REQUIREMENT, Kind.UPDATE)
_CUT = re.compile(
    r"\w,$|[\w,)]\s(?:the|an?|and|or|but|of|than|because|between|into|whose|which|its|their|our|your)$"
)
"""An end after which English goes on."""
_SHOWN = 6
"""Words of it that show the place."""


def _full_capitals(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        for match in _CAPITALS.finditer(cell.text):
            if sum(is_word(word.lower()) for word in ABBREVIATION.findall(match[0])) >= 3:
                yield cell.place, f"{quoted(match[0])} is in capitals."


def _double_space(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        if count := len(_SPACES.findall(cell.text)):
            yield cell.place, f"There {_are(count, 'double space')} with a no-break space."


def _are(count: int, what: str) -> str:
    return f"is 1 {what}" if count == 1 else f"are {count} {what}s"


def _stray_bullet(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        if found := [match[0].strip() for match in _BULLETS.finditer(cell.text)]:
            signs = ", ".join(quoted(sign) for sign in dict.fromkeys(found))
            yield cell.place, f"There {_are(len(found), 'typed bullet')}: {signs}."


def _sign_replaced(subject: Subject) -> Iterator[Hit]:
    for cell in subject.cells:
        if signs := replaced_signs(cell.text, subject.layout):
            parts = (f"{quoted(instead)} for {quoted(sign)}" for sign, instead in signs.items())
            yield cell.place, f"No font has a sign of this text; the PDF prints {', '.join(parts)}."


READABLE = (
    Rule(
        "abbreviation",
        Family.READABLE,
        Severity.NOTE,
        "Abbreviations that are nowhere written out, in one list with counts and first places; "
        "`abbreviations` in `publish.toml` names those that everybody knows.",
        "Write each out where it first appears: Independent Advisory Group (IAG).",
        _abbreviation,
        bad=Example(updates=("Begun.", "The IAG was asked.")),
        good=Example(updates=("Begun.", "The Independent Advisory Group (IAG) was asked.")),
    ),
    Rule(
        "sentence-cut",
        Family.READABLE,
        Severity.WARNING,
        "A text stops in the middle of a sentence.",
        "Look in the source for what is missing, and end the sentence.",
        _sentence_cut,
        bad=Example(updates=("Begun.", "Partners have been informed of the")),
        good=Example(updates=("Begun.", "Partners have been informed of the change.")),
    ),
    Rule(
        "cell-long",
        Family.READABLE,
        Severity.NOTE,
        f"A cell has more than {LONG} words.",
        "Say what changed, and link to the rest.",
        _cell_long,
        bad=Example(updates=("Begun.", " ".join(["The review covers three districts."] * 61))),
        good=Example(updates=("Begun.", "The review covers three districts.")),
    ),
    Rule(
        "link-text",
        Family.READABLE,
        Severity.WARNING,
        "A link's words do not say where it leads.",
        "Name the page: people hear links read out of their sentence.",
        _link_text,
        bad=Example(updates=("Begun.", "Click here"), link="https://example.org/"),
        good=Example(updates=("Begun.", "The review's report"), link="https://example.org/"),
    ),
    Rule(
        "full-capitals",
        Family.READABLE,
        Severity.NOTE,
        "Four words or more in capitals.",
        "Write sentences in small letters; capitals are slow to read.",
        _full_capitals,
        bad=Example(updates=("Begun.", "ALL STAFF MUST ATTEND.")),
        good=Example(updates=("Begun.", "All staff must attend.")),
    ),
    Rule(
        "double-space",
        Family.READABLE,
        Severity.NOTE,
        "A double space that reading keeps, because one of the two is a no-break space.",
        "Put one space in its place. Ordinary double spaces are mended on reading.",
        _double_space,
        bad=Example(updates=("Begun.", "The review\u00a0 has ended.")),
        good=Example(updates=("Begun.", "The review has ended.")),
    ),
    Rule(
        "stray-bullet",
        Family.READABLE,
        Severity.NOTE,
        "A typed sign is used where a list should be.",
        "Make it a list: a screen reader says how many items there are.",
        _stray_bullet,
        bad=Example(updates=("Begun.", "The review covers:\n- intake\n- handover")),
        good=Example(updates=("Begun.", "The review covers:\n•intake\n•handover")),
    ),
    Rule(
        "sign-replaced",
        Family.READABLE,
        Severity.NOTE,
        "A sign is in no font of the layout, and the PDF prints another one or its name instead.",
        "Write the word, such as Complete for a tick, or name a font that has the sign.",
        _sign_replaced,
        bad=Example(updates=("Begun.", "The review has ended \u2705.")),
        good=Example(updates=("Begun.", "The review has ended.")),
    ),
)
