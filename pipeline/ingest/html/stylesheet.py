"""The page's own style rules: what they say about each element, in the order of the cascade.

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
        *("-webkit-text-fill-color", "background-clip", "-webkit-background-clip", "filter"),
        *("text-shadow", "content"),
    )
)
"""The properties that decide whether text is seen."""
_MOST_STYLE = 2_000_000
"""Characters; a page saved with its styles has a tenth of them, and parsing takes a second each
million."""
_FILTERED = re.compile(r":has\([^)]*:checked")
"""A filter: what a visitor chose in one place of the page decides what another place shows."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_DEEPEST = 5
"""Variables inside variables."""
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
        return {name: self._resolved(element, value) for _, _, name, value in declared}

    def _resolved(self, element: Element, value: str, depth: int = 0) -> str:
        """Return `value` with what the variables in it have at `element`."""

        def given(match: re.Match[str]) -> str:
            above: Element | None = element
            while above is not None and depth < _DEEPEST:
                own = self._by_rule.get(above, ())
                values = [v for _, _, name, v in own if name == match[1]]
                if values:
                    return self._resolved(above, values[-1], depth + 1)
                above = above.getparent()
            return (match[2] or "").strip()

        return _VARIABLE.sub(given, value) if "var(" in value else value


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

    matcher = cssselect2.Matcher()
    for selector, declared in _rules(css):
        if _FILTERED.search(selector):
            continue
        try:
            compiled = cssselect2.compile_selector_list(selector)
        except (cssselect2.SelectorError, SyntaxError, RecursionError, MemoryError):
            continue  # it compiles a selector as Python, which may be nested too deeply
        for one in compiled:
            if (side := one.pseudo_element) in ("before", "after"):
                drawn = [(f"::{side}", v, i) for name, v, i in declared if name == "content"]
                matcher.add_selector(one, drawn)
            elif not one.pseudo_element:
                matcher.add_selector(one, declared)
    return matcher


_Rule = tuple[str, list[tuple[str, str, bool]]]


def _rules(css: str) -> Iterator[_Rule]:
    """Yield the selector and the known declarations of each rule that holds on a screen."""
    import tinycss2

    def inside(rules: Iterable[Any], around: str = "") -> Iterator[_Rule]:
        for rule in rules:
            kind = getattr(rule, "type", "")
            if kind == "at-rule" and _holds(rule):
                yield from inside(tinycss2.parse_blocks_contents(rule.content or []), around)
            elif kind == "qualified-rule":
                selector = _nested(tinycss2.serialize(rule.prelude), around)
                if declared := list(_declarations(rule.content)):
                    yield selector, declared
                yield from inside(tinycss2.parse_blocks_contents(rule.content), selector)

    yield from inside(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _nested(selector: str, around: str) -> str:
    """Return the selector of a rule inside the rule `around` (CSS Nesting, 3)."""
    if not around:
        return selector
    if "&" in selector:
        return selector.replace("&", f":is({around})")
    return f":is({around}) {selector}"


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
        if part.type != "declaration":
            continue
        if part.lower_name == "content":
            yield "content", "".join(t.value for t in part.value if t.type == "string"), False
        elif part.lower_name in KNOWN or part.lower_name.startswith("--"):
            value = tinycss2.serialize(part.value).strip().lower()
            yield part.lower_name, value, part.important


def is_styled(element: Element) -> bool:
    """Return whether `element` links a style sheet, which is not fetched."""
    return tag(element) == "link" and "stylesheet" in element.get("rel", "").lower()
