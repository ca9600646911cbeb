"""The page's own style rules: what they say of each element, in the order of the cascade.

Nothing is fetched, so what a linked style sheet says is not known. Rules for print alone, for
narrow screens, for a state of the pointer and for a choice that the visitor makes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.errors import TooLargeError
from pipeline.ingest.html.elements import Element, tag

Style = Mapping[str, str]
"""Declared values by property, in lower case."""

KNOWN = frozenset(
    (
        *("display", "visibility", "opacity", "color", "background", "background-color"),
        *("font-size", "position", "left", "top", "right", "bottom", "text-indent", "overflow"),
        *("width", "height", "max-width", "max-height", "clip", "clip-path", "content-visibility"),
        *("overflow-x", "overflow-y", "background-image", "margin-left", "transform", "font"),
    )
)
"""The properties that decide whether text is seen."""
_MOST_STYLE = 2_000_000
"""Characters; a page saved with its styles has a tenth of them, and parsing takes a second each
million."""
_FILTERED = re.compile(r":has\([^)]*:checked")
"""A filter: what a visitor chose in one place of the page decides what another place shows."""
_MEDIA = frozenset(("", "all", "screen", "only screen", "screen,print", "screen, print"))


class StyleSheet:
    """The rules of the `style` elements of a page and the `style` attributes of its elements."""

    def __init__(self, root: Element) -> None:
        self._by_rule = _matched(root)
        self._known: dict[Element, Style] = {}

    def style(self, element: Element) -> Style:
        """Return what the page declares for `element` itself, nothing inherited."""
        if (known := self._known.get(element)) is None:
            self._known[element] = known = self._cascaded(element)
        return known

    def _cascaded(self, element: Element) -> Style:
        declared = list(self._by_rule.get(element, ()))
        if inline := element.get("style"):
            declared += [
                (important, (1, 0, 0, 0), name, value)
                for name, value, important in _declarations(inline)
            ]
        if not declared:
            return {}
        declared.sort(key=lambda found: found[:2])  # stable: a later rule of the same weight wins
        return {name: value for _, _, name, value in declared}


_Declared = tuple[bool, tuple[int, ...], str, str]
"""Whether it is important, its weight, the property and its value."""


def _matched(root: Element) -> dict[Element, list[_Declared]]:
    """Return what the rules of the `style` elements declare for each element."""
    sheets = [s.text for s in root.iter("style") if s.text and _is_screen(s.get("media", ""))]
    if not sheets:
        return {}
    if (length := sum(map(len, sheets))) > _MOST_STYLE:
        raise TooLargeError(
            f"the page has {length:,} characters of style rules; the limit is {_MOST_STYLE:,}",
            hint="Save the page again without its styles.",
        )
    import cssselect2  # slow to import, and most pages have no rules of their own

    matcher = _matcher("\n".join(sheets))
    found: dict[Element, list[_Declared]] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        try:
            matches = matcher.match(wrapped)
        except RecursionError:  # `a ~ b` among thousands of siblings
            continue
        for weight, _, _, declared in matches:
            found.setdefault(wrapped.etree_element, []).extend(
                (important, (0, *weight), name, value) for name, value, important in declared
            )
    return found


def _matcher(css: str) -> Any:
    """Return what finds the declarations of `css` that hold for an element."""
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for selector, declared in _rules(css):
        if _FILTERED.search(tinycss2.serialize(selector)):
            continue
        try:
            compiled = cssselect2.compile_selector_list(selector)
        except cssselect2.SelectorError:
            continue
        for one in compiled:
            if not one.pseudo_element:
                matcher.add_selector(one, declared)
    return matcher


_Rule = tuple[list[Any], list[tuple[str, str, bool]]]


def _rules(css: str) -> Iterator[_Rule]:
    """Yield the selector and the known declarations of each rule that holds on a screen."""
    import tinycss2

    def inside(rules: Iterable[Any]) -> Iterator[_Rule]:
        for rule in rules:
            kind = getattr(rule, "type", "")
            if kind == "at-rule" and _holds(rule):
                yield from inside(tinycss2.parse_rule_list(rule.content or []))
            elif kind == "qualified-rule":
                declared = list(_declarations(rule.content))
                if declared:
                    yield rule.prelude, declared

    yield from inside(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _holds(rule: Any) -> bool:
    """Return whether what is inside an at-rule holds on every screen."""
    import tinycss2

    name = getattr(rule, "lower_at_keyword", "")
    prelude = tinycss2.serialize(getattr(rule, "prelude", [])).strip().lower()
    return name in ("supports", "layer") or (name == "media" and prelude in _MEDIA)


def _is_screen(media: str) -> bool:
    return media.strip().lower() in _MEDIA


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    import tinycss2

    for part in tinycss2.parse_blocks_contents(content):
        if part.type == "declaration" and part.lower_name in KNOWN:
            value = tinycss2.serialize(part.value).strip().lower()
            yield part.lower_name, value, part.important


def is_styled(element: Element) -> bool:
    """Return whether `element` links a style sheet, which is not fetched."""
    return tag(element) == "link" and "stylesheet" in element.get("rel", "").lower()
