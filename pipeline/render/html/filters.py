"""The filters: native elements and style rules that work without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.overview import Overview
from pipeline.publication import Publication
from pipeline.render.html.head import changed_actions, owners
from pipeline.render.html.view import recommendation_name

_ROW, _PART = ".action", ".recommendation"


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: what can be chosen, and the actions that each choice shows."""

    name: str
    """As in the marks of a row: `data-status`."""
    options: Mapping[str, tuple[str, ...]]
    """What is printed of each choice, with the keys of its actions."""


def choices(publication: Publication, found: Overview) -> tuple[Choice, ...]:
    """Return the filters of the page; one with a single choice would filter nothing."""
    layout, plan = publication.layout, publication.plan
    words = layout.words["web"]
    keys = iter(plan.keys())
    changed = changed_actions(publication, found)
    below = [
        (recommendation_name(r, layout), tuple(next(keys) for _ in r.actions))
        for r in plan.recommendations
    ]
    every = (
        Choice("status", {s.word or words["no_status"]: s.keys for s in found.statuses}),
        Choice("owner", {o or words["no_owner"]: tuple(k) for o, k in owners(publication).items()}),
        Choice("recommendation", dict(below)),
        Choice("changed", {words["filter"]["only_changed"]: changed}),
    )
    return tuple(
        choice
        for choice in every
        if len(choice.options) > 1 or (choice.name == "changed" and any(choice.options.values()))
    )


def row_marks(keys: Sequence[str], filters: Sequence[Choice]) -> list[dict[str, str]]:
    """Return for each action the values by which the filters find it."""
    found: dict[str, dict[str, list[str]]] = {key: {} for key in keys}
    for choice in filters:
        for place, shown in enumerate(choice.options.values(), 1):
            for key in found.keys() & shown:
                found[key].setdefault(choice.name, []).append(str(place))
    return [{name: " ".join(places) for name, places in found[key].items()} for key in keys]


def part_marks(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the marks of a recommendation: those of all of its `rows`, each once."""
    found: dict[str, dict[str, None]] = {}
    for marks in rows:
        for name, values in marks.items():
            found.setdefault(name, {}).update(dict.fromkeys(values.split()))
    return {name: " ".join(values) for name, values in found.items()}


def filter_style(filters: Sequence[Choice]) -> Markup:
    """Return the rules that hide what a choice does not show; they need no script."""
    rules = [rule for choice in filters for rule in _rules(choice)]
    return Markup("@supports selector(:has(*)) {{\n{}\n}}").format(
        Markup("\n").join(Markup(rule) for rule in rules)  # noqa: S704 - names and numbers of ours
    )


def _rules(choice: Choice) -> Iterator[str]:
    """Yield a rule for each option, which hides the rows and sections without its mark.

    What is chosen is looked for in the filters alone, and the sections behind them have the marks
    of their rows: with `body:has()` and `:has()` of rows a choice among 400 actions took seconds.
    """
    for place in range(1, len(choice.options) + 1):
        is_chosen = (
            f"#filter-{choice.name}:checked"
            if choice.name == "changed"
            else f'#filter-{choice.name} > [value="{place}"]:checked'
        )
        others = f':not([data-{choice.name}~="{place}"])'
        chosen = f".filters:has({is_chosen}) ~ "
        yield f"{chosen}{_PART}{others}, {chosen}{_PART} {_ROW}{others} {{display: none}}"


def filter_part(filters: Sequence[Choice], words: Mapping[str, str]) -> Markup:
    """Return the filters as HTML; what only the script makes work is hidden until it does."""
    fields = [_changed(c) if c.name == "changed" else _field(c, words) for c in filters]
    fields.append(
        Markup(
            '<p class="field" id="filter-find" hidden><label for="filter-words">{}</label>'
            '<input type="search" id="filter-words" autocomplete="off"></p>'
        ).format(words["find"])
    )
    return Markup(
        '<div class="filters" role="search" aria-labelledby="filters">\n'
        '<h2 id="filters">{heading}</h2>\n<div class="fields">\n{fields}\n</div>\n'
        '<p class="hint" id="filter-hint">{hint}</p>\n'
        '<p id="filter-count" role="status" data-some="{some}" data-none="{none}" '
        'data-copied="{copied}"></p>\n'
        '<button type="button" id="filter-clear" hidden>{clear}</button>\n</div>'
    ).format(
        heading=words["filters"],
        fields=Markup("\n").join(fields),
        hint=words["find_hint"],
        some=words["shown"],
        none=words["none_shown"],
        copied=words["copied"],
        clear=words["clear"],
    )


def _field(choice: Choice, words: Mapping[str, str]) -> Markup:
    options = Markup("").join(
        Markup('<option value="{}">{} ({})</option>').format(place, text, len(keys))
        for place, (text, keys) in enumerate(choice.options.items(), 1)
    )
    return Markup(
        '<p class="field"><label for="filter-{name}">{label}</label>'
        '<select id="filter-{name}"><option value="">{every}</option>{options}</select></p>'
    ).format(
        name=choice.name,
        label=words[f"by_{choice.name}"],
        every=words["every"],
        options=options,
    )


def _changed(choice: Choice) -> Markup:
    ((text, keys),) = choice.options.items()
    return Markup(
        '<p class="field check"><input type="checkbox" id="filter-changed">'
        '<label for="filter-changed">{} ({})</label></p>'
    ).format(escape(text), len(keys))
