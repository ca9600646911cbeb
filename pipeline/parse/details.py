"""The lines around a plan's tables: its title, its details and its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.findings import Finding
from pipeline.model import Detail
from pipeline.parse.legend import legend
from pipeline.richtext import line_text, one_line
from pipeline.table import RawText

_DETAIL = re.compile(r"([^:.]{1,40}):(?: +|$)(.*)", re.DOTALL)
_TOLD = re.compile(
    r"(?:police )?(?:force|service|organi[sz]ation|authority|council|trust|version|date|author|"
    r"(?:executive |strategic )?lead|(?:plan |senior responsible )?owner|sro|contact|status|"
    r"prepared by|approved by|(?:last )?(?:updated|reviewed|published)(?: on)?)\s*:",
    re.IGNORECASE,
)
"""Labels of details: such a line is no title, though a title may hold a colon."""
_TITLE = re.compile(r"[^\n]{1,150}(?<![.;:])")
_LEGEND = re.compile(r"(?:status words|status key|key|legend)\b\s*:?", re.IGNORECASE)


def title_and_details(
    texts: Sequence[RawText],
) -> tuple[str, tuple[Detail, ...], tuple[Finding, ...]]:
    """Return the title and the details that `texts` above the plan are, and what was left out."""
    at = _title_place(texts)
    title = "" if at is None else one_line(texts[at].content)
    kept, explained = _without_legend([t for i, t in enumerate(texts) if i != at])
    lines = [line_text(line) for text in kept for line in text.content.lines()]
    return title, tuple(_detail(line) for line in lines), explained


def _title_place(texts: Sequence[RawText]) -> int | None:
    """Return which of `texts` is the title; None where each is a detail.

    It is the first heading of the first level, else the first text, or the first below details
    that can be a title.
    """
    if (headed := next((i for i, t in enumerate(texts) if t.level == 1), None)) is not None:
        return headed
    plain = [text.content.plain for text in texts]
    said = [i for i, line in enumerate(plain) if _TOLD.match(line) or _LEGEND.match(line)]
    left = [i for i in range(len(plain)) if i not in said]
    return left[0] if left and (not left[0] or _TITLE.fullmatch(plain[left[0]])) else None


def _detail(line: str) -> Detail:
    match = _DETAIL.fullmatch(line)
    return Detail(match[1], match[2]) if match else Detail("", line)


def notes_of(texts: list[RawText]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the lines of `texts` between and below the tables, and what was left out."""
    kept, explained = _without_legend(texts)
    return tuple(line_text(line) for text in kept for line in text.content.lines()), explained


def _without_legend(texts: list[RawText]) -> tuple[list[RawText], tuple[Finding, ...]]:
    """Part the legend of status words from `texts`: the layout prints its own."""
    said = [t for t in texts if _LEGEND.match(t.content.plain)]
    kept = [t for t in texts if t not in said]
    return kept, tuple(legend(text.content.words, text.source) for text in said)
