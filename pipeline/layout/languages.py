"""A layout in another language: the same looks, with the words of another file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.errors import LayoutError
from pipeline.layout.files import merged, read_toml
from pipeline.layout.folder import own_file
from pipeline.layout.model import Layout, PeriodLabels

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FILE = re.compile(rf"words\.({_TAG.pattern})\.toml")
_SHOWN = 10


def in_language(layout: Layout, language: str) -> Layout:
    """Return `layout` with the words of `language`, a tag such as `cy`.

    They are those of the files `words.<language>.toml` of the layout and of those that it extends.
    Raises LayoutError if there is none, or where they lack a word that the layout has.
    """
    if _main(language) == _main(layout.language):
        return layout
    name = f"words.{language}.toml"
    if language not in languages(layout):
        known = ", ".join(languages(layout))
        raise LayoutError(
            f"layout {layout.name!r} has no words in the language {language!r}",
            hint=f"Use one of: {known}; or put {name} into {layout.folder}.",
        )
    words: dict[str, Any] = {}
    for folder in reversed(layout.folders):
        if own_file(folder, name):
            words = merged(words, read_toml(folder, name))
    if lacking := list(_lacking(layout, words)):
        raise LayoutError(
            f"{layout.folder / name}: it lacks {', '.join(lacking[:_SHOWN])}"
            + (f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""),
            hint=f"Give each of them in {name}: a page is never less complete in one language.",
        )
    meanings = words["statuses"]
    return replace(
        layout,
        language=language,
        plan_language=layout.plan_language or layout.language,
        words={key: value for key, value in words.items() if key in layout.words},
        periods=PeriodLabels(words["periods"]["label"], words["periods"]["first_label"]),
        statuses=tuple(replace(s, meaning=meanings[s.word]) for s in layout.statuses),
    )


def languages(layout: Layout) -> tuple[str, ...]:
    """Return the languages that `layout` has words in, its own first."""
    names = (path.name for folder in layout.folders for path in sorted(folder.glob("words.*.toml")))
    tags = (found[1] for name in names if (found := _FILE.fullmatch(name)))
    return tuple(dict.fromkeys((layout.language, *tags)))


def language_of(name: str, layout: Layout) -> str:
    """Return the language of the artifact `name`, such as `plan.cy.html`; empty for its own."""
    parts = name.split(".")
    tag = parts[-2] if len(parts) > 2 else ""
    return tag if tag in languages(layout) else ""


def split_language(format_: str) -> tuple[str, str]:
    """Return the language and the format in `cy.html`; without a language it is empty."""
    tag, _, rest = format_.partition(".")
    return (tag, rest) if rest and _TAG.fullmatch(tag) else ("", format_)


def _main(language: str) -> str:
    return language.partition("-")[0].lower()


def _lacking(layout: Layout, words: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys that `words` should have and do not."""
    wanted: dict[str, Any] = {
        **layout.words,
        "periods": {"label": "", "first_label": ""},
        "statuses": {status.word: "" for status in layout.statuses},
    }
    yield from _missing(wanted, words, "")


def _missing(wanted: Mapping[str, Any], given: Mapping[str, Any], where: str) -> Iterator[str]:
    for key, value in wanted.items():
        if key not in given or not given[key]:
            yield f"{where}{key}"
        elif isinstance(value, Mapping):
            inner = given[key] if isinstance(given[key], Mapping) else {}
            yield from _missing(value, inner, f"{where}{key}.")
