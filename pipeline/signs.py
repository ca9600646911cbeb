"""Signs that no font at hand can show: what the PDF prints in their place.

The web page and the other files keep the sign. `check` announces what the PDF replaces, by the same
rule and before anything is published.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from pipeline.columns import Column, Columns
from pipeline.layout import Layout
from pipeline.model import Action, Detail, Level, Plan, Recommendation
from pipeline.richtext import BulletList, Paragraph, RichText, Run, clean_text, rich_text

SURE = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u20ac\u2122]*"
)
"""Text that every layout can show: the fonts that lie with the layouts have these characters."""
_SILENT = re.compile("[\ufe00-\ufe0f\u2060]")
"""What only asks for a look, or for no line end: a page shows nothing of it."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_INSTEAD = {
    **{"\u2705": "\u2714", "\u274c": "\u2718", "\u274e": "\u2718", "\u3000": " "},
    **{"\U0001f534": "[red]", "\U0001f7e0": "[orange]", "\U0001f7e1": "[yellow]"},
    **{"\U0001f7e2": "[green]", "\U0001f535": "[blue]", "\U0001f7e3": "[purple]"},
    **{"\uf06e": "\u25a0", "\uf06f": "\u25a1", "\uf071": "\u2751", "\uf076": "\u2756"},
    **{"\uf0a7": "\u25aa", "\uf0a8": "\u25fb", "\uf0b7": "\u2022", "\uf0d8": "\u27a2"},
    **{"\uf0e0": "\u2192", "\uf0fb": "\u2717", "\uf0fc": "\u2713", "\uf0fd": "\u2612"},
    **{"\uf0fe": "\u2611"},
}
"""What replaces a sign: the shape for an emoji, the colour for a dot, and for a private sign of
Wingdings and Symbol what those fonts show there (Microsoft, Wingdings 1 character set)."""

CanShow = Callable[[str], bool]


def printed_plan(plan: Plan, layout: Layout) -> Plan:
    """Return `plan` as the PDF prints it: a sign that no font can show has another in its place."""
    if SURE.fullmatch(_all_text(plan)):
        return plan
    can_show = _can_show(layout)

    def text(given: str) -> str:
        return printed_text(given, can_show)

    def rich(given: RichText) -> RichText:
        return _printed_rich(given, text)

    columns = Columns(_printed_column(column, text) for column in plan.columns)
    top, low = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    return Plan(
        clean_text(text(plan.title)),
        tuple(Detail(text(d.label), text(d.text)) for d in plan.details),
        columns,
        tuple(
            Recommendation(
                top,
                tuple(map(rich, r.cells)),
                tuple(Action(low, tuple(map(rich, a.cells))) for a in r.actions),
            )
            for r in plan.recommendations
        ),
        tuple(map(text, plan.notes)),
    )


def printed_text(text: str, can_show: CanShow) -> str:
    """Return `text` as it is printed with fonts that `can_show` speaks for."""
    if SURE.fullmatch(text):
        return text
    text = _SILENT.sub("", text)
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return "".join(c if c == "\n" or can_show(c) else replacement(c, can_show) for c in text)


def replacement(sign: str, can_show: CanShow) -> str:
    """Return what is printed for a `sign` without a glyph: a like sign, its letters or its name."""
    plain = unicodedata.normalize("NFKC", sign)
    for like in (_INSTEAD.get(sign), plain):
        if like and like != sign and all(map(can_show, like)):
            return like
    name = unicodedata.name(sign, "")
    if not name or f"{ord(sign):04X}" in name:
        return f"[U+{ord(sign):04X}]"
    return f"[{name.lower()}]"


def replaced_signs(text: str, layout: Layout) -> dict[str, str]:
    """Return the signs of `text` that the PDF replaces, each with what it prints."""
    if SURE.fullmatch(text):
        return {}
    can_show = _can_show(layout)
    signs = dict.fromkeys(c for c in text if c != "\n" and not can_show(c))
    return {sign: replacement(sign, can_show) for sign in signs}


def _can_show(layout: Layout) -> CanShow:
    from pipeline.fonts import load_faces  # fontTools is slow to import

    return load_faces(layout).can_show


def _all_text(plan: Plan) -> str:
    parts = [plan.title, *plan.notes]
    for detail in plan.details:
        parts += (detail.label, detail.text)
    for column in plan.columns:
        parts.append(column.name)
    for r in plan.recommendations:
        parts += (cell.plain for cell in r.cells)
        parts += (cell.plain for action in r.actions for cell in action.cells)
    return "".join(parts)


def _printed_column(column: Column, text: Callable[[str], str]) -> Column:
    period = column.period and replace(column.period, label=text(column.period.label))
    return replace(column, heading=text(column.heading), period=period)


def _printed_rich(given: RichText, text: Callable[[str], str]) -> RichText:
    if SURE.fullmatch(given.plain):
        return given

    def line(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=text(run.text)) for run in runs)

    return rich_text(
        BulletList(tuple(map(line, block.items)))
        if isinstance(block, BulletList)
        else Paragraph(line(block.runs))
        for block in given.blocks
    )
