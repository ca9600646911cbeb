"""What an element of a page is, whatever its name: by tag, role, style or class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest.hidden import Cause, hidden_text

Element = Any
"""An lxml element; its type's stub knows no attribute of HTML elements."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


WITHOUT_TEXT = _names("script style head title")
"""Elements whose text is not part of the page."""

BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead tr ul"
)
"""Elements that begin and end a paragraph."""

_FURNITURE_TAGS = frozenset(("nav", "aside", "dialog", "search"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog")
)
_PAGE_TAGS = frozenset(("header", "footer"))
_CONTENT_TAGS = frozenset(("main", "article", "section"))
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_UNFILLED = ("", "white", "#fff", "#ffffff", "none", "transparent", "inherit", "initial")


@dataclass(slots=True)
class Notes:
    """What was met on the page and is not in its texts and tables."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    _hidden: dict[tuple[Cause, Element | None], tuple[Element, list[str]]] = field(
        default_factory=dict
    )

    def source(self, element: Element) -> Source:
        """Return the place of `element` in the file."""
        return Source(self.path, line=element.sourceline)

    def add(self, code: str, element: Element, message: str, hint: str, *, words: bool) -> None:
        """Add a warning at `element`; with `words` it accounts for the element's words."""
        said = tuple(all_text(element).split()) if words else ()
        place = Place(source=self.source(element))
        self.findings.append(Finding(code, Severity.WARNING, message, place, hint, said))

    def left_out(
        self, code: str, element: Element, message: str, words: Iterable[str] = ()
    ) -> None:
        """Add a note that something at `element` was not read, with its `words`."""
        place = Place(source=self.source(element))
        self.findings.append(Finding(code, Severity.NOTE, message, place, words=tuple(words)))

    def hide(self, element: Element, text: str, cause: Cause) -> None:
        """Add `text` at `element`, which nobody sees; a finding for each cause and table."""
        if text.strip():
            table = next((above for above in element.iterancestors() if is_table(above)), None)
            _, texts = self._hidden.setdefault((cause, table), (element, []))
            texts.append(text)

    def all_findings(self) -> tuple[Finding, ...]:
        """Return the findings, those of hidden text last."""
        hidden = (
            hidden_text(texts, cause, self.source(first))
            for (cause, _), (first, texts) in self._hidden.items()
        )
        return (*self.findings, *hidden)


def opened(root: Element) -> frozenset[str]:
    """Return the ids of what the buttons and tabs of a page open.

    They say it for screen readers (`aria-controls`), or to the script that opens (Bootstrap's
    `data-bs-target`, or the address of a link that is a tab).
    """
    ids: set[str] = set()
    for element in root.iter():
        is_tab = role(element) == "tab" or any(element.get(name) for name in _TOGGLES)
        said = [element.get("aria-controls"), element.get("href") if is_tab else None]
        said += [element.get(name) for name in _TARGETS]
        ids.update(name.removeprefix("#") for names in said if names for name in names.split())
    return frozenset(ids)


_TOGGLES = ("data-toggle", "data-bs-toggle")
_TARGETS = ("data-target", "data-bs-target", "popovertarget", "commandfor")


def tag(element: Element) -> str:
    """Return the element's name in lower case; empty for a comment or an instruction."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def role(element: Element) -> str:
    """Return the element's first ARIA role, empty if it has none."""
    return (element.get("role") or "").lower().partition(" ")[0]


def is_furniture(element: Element) -> bool:
    """Return whether `element` is of the page and not of its content."""
    name = tag(element)
    if name in _FURNITURE_TAGS or role(element) in _FURNITURE_ROLES:
        return True
    if name == "div" and element.get("title") in _PAGE_TAGS:
        return True  # a page's header or footer, as LibreOffice saves a document as HTML
    # A header or footer inside the content is the content's own (HTML, 4.3.8).
    return name in _PAGE_TAGS and not any(
        tag(above) in _CONTENT_TAGS for above in element.iterancestors()
    )


def is_control(element: Element) -> bool:
    """Return whether `element` is a button."""
    return tag(element) in _CONTROLS or role(element) == "button"


_CONTROLS = frozenset(("button",))


def heading_level(element: Element) -> int:
    """Return 1 to 6 for a heading, 0 for anything else."""
    name = tag(element)
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if role(element) == "heading":
        return _number(element.get("aria-level"), 2, 6)
    return 0


def is_table(element: Element) -> bool:
    """Return whether `element` is a table of data."""
    if role(element):
        return role(element) in ("table", "grid", "treegrid")
    return tag(element) == "table"


def is_row(element: Element) -> bool:
    """Return whether `element` is a row of a table."""
    return tag(element) == "tr" or role(element) == "row"


def is_cell(element: Element) -> bool:
    """Return whether `element` is a cell of a row."""
    return tag(element) in ("td", "th") or role(element) in _CELL_ROLES


def is_heading_cell(element: Element) -> bool:
    """Return whether the page calls `element` a heading of its row or column."""
    if tag(element) == "th" or role(element) in ("columnheader", "rowheader"):
        return True
    return tag(next(element.iterancestors("thead", "table"), element)) == "thead"


_CELL_ROLES = frozenset(("cell", "gridcell", "columnheader", "rowheader"))


def span(element: Element, name: str) -> int:
    """Return the rows or columns that a cell reaches over, as it says; 0 is "all there are"."""
    return _number(element.get(name) or element.get(f"aria-{name}"), 1, 65534)


def _number(text: str | None, default: int, most: int) -> int:
    digits = re.match(r"\s*(\d{1,9})", text or "")
    return min(int(digits[1]), most) if digits else default


def colour(element: Element) -> str:
    """Return what the page fills a cell with, as it says; empty for white and for nothing."""
    said = _BACKGROUND.search(element.get("style", ""))
    name = (said[1] if said else element.get("bgcolor") or "").strip().lower()
    return "" if name in _UNFILLED else name


def inner_tables(element: Element) -> Iterator[Element]:
    """Yield the tables inside `element`."""
    return (below for below in element.iterdescendants() if tag(below) and is_table(below))


def all_text(element: Element) -> str:
    """Return all text inside `element`, scripts and styles apart."""
    if tag(element) in WITHOUT_TEXT or not tag(element):
        return ""
    parts = [element.text or ""]
    for child in element:
        sign = " " if tag(child) in BLOCKS else ""
        parts += [sign, all_text(child), sign, child.tail or ""]
    return "".join(parts)
