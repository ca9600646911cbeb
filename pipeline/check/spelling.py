"""Rules for spelling: British words, and words that are in no dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted
from pipeline.check.subject import Subject
from pipeline.check.vocabulary import british, is_word, suggestions
from pipeline.findings import Place, Severity


def _american(subject: Subject) -> Iterator[Hit]:
    for word, places in _words(subject, lambda word: bool(british(word.lower()))):
        better = quoted(british(word.lower()))
        found = f"{quoted(word)} appears {_times(places)}"
        yield places[0], f"{found}; the British spelling is {better}."


def _unknown(subject: Subject) -> Iterator[Hit]:
    for word, places in _words(subject, _is_unknown):
        near = [quoted(near) for near in suggestions(word)[:3]]
        meant = f"; perhaps {' or '.join(near)}" if near else ""
        found = f"{quoted(word)} appears {_times(places)}"
        yield places[0], f"{found} and is not in the dictionary{meant}."


def _is_unknown(word: str) -> bool:
    """Return whether `word` is none; one with a capital is a name, a very long one no slip."""
    return 3 < len(word) < 30 and word.islower() and not is_word(word) and not british(word)


def _words(subject: Subject, is_wrong: Callable[[str], bool]) -> Iterator[tuple[str, list[Place]]]:
    """Yield each distinct word that `is_wrong`, with its places, in reading order."""
    own = {word.casefold() for word in subject.settings.words}
    for word, places in subject.words.items():
        if word.casefold() not in own and is_wrong(word):
            yield word, places


def _times(places: list[Place]) -> str:
    return "once" if len(places) == 1 else f"{len(places)} times"


SPELLING = (
    Rule(
        "american-spelling",
        Family.READABLE,
        Severity.NOTE,
        "A word has its American spelling; reported once for each word, with a count.",
        "Use the British spelling, or add the word to `words` in `publish.toml`.",
        _american,
        bad=Example(updates=("Begun.", "The new organization is in the center.")),
        good=Example(updates=("Begun.", "The new organisation is in the centre.")),
    ),
    Rule(
        "unknown-word",
        Family.READABLE,
        Severity.NOTE,
        "A word is not in the dictionary; reported once a word. Capitals mean names.",
        "Correct it, or add it to `words` in `publish.toml`.",
        _unknown,
        bad=Example(updates=("Begun.", "The reveiw has ended.")),
        good=Example(updates=("Begun.", "The review has ended.")),
    ),
)
