"""The corpus: which sheets are set by which programs in which styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.corpus.prose import prose_plan
from tests.corpus.sheets import SHAPES, Sheet, wide
from tests.corpus.style import Style

LANDSCAPE = Style()
PORTRAIT = Style(landscape=False, size=9)


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet in a style."""

    name: str
    sheet: Sheet
    style: Style

    @property
    def outside(self) -> tuple[str, ...]:
        """What the style prints besides the sheet."""
        front = ("Published for the public",) if self.style.title_page else ()
        after = ("About this plan It is reviewed each quarter.",) if self.style.prose_after else ()
        return front + after


def quick() -> list[Case]:
    """Return the four shapes in one style: what every test run reads."""
    plan = prose_plan(1, recommendations=4)
    return [Case(name, shape(plan), LANDSCAPE) for name, shape in SHAPES.items()]


def full() -> Iterator[Case]:
    """Yield the shapes again, then the wide table in every style."""
    plan = prose_plan(2)
    for name, shape in SHAPES.items():
        yield Case(f"{name}-portrait", shape(prose_plan(6, periods=2)), PORTRAIT)
    for rules in ("hairline", "dotted", "collapsed", "inner", "filled"):
        yield Case(rules, wide(plan), replace(LANDSCAPE, rules=rules))
    yield Case("a3", wide(prose_plan(4, periods=6)), replace(LANDSCAPE, page="A3", size=9))
    yield Case("ten", wide(prose_plan(5, periods=10, size=2)), Style(page="A3", size=7))
    yield Case("repeated", wide(plan, "repeated"), LANDSCAPE)
    yield Case("blank", wide(plan, "blank"), LANDSCAPE)
    yield Case("spanner", wide(plan, spanner=True), LANDSCAPE)
    yield Case("no-repeat", wide(plan), replace(LANDSCAPE, repeat_headings=False))
    yield Case("no-furniture", wide(plan), replace(LANDSCAPE, furniture=False))
    yield Case("title", wide(plan), replace(LANDSCAPE, title_page=True, prose_after=True))
    yield Case("serif", wide(plan), replace(LANDSCAPE, font="DejaVu Serif", size=7))
    yield Case("thick", wide(prose_plan(3, periods=2)), replace(PORTRAIT, rules="thick"))
    yield Case("plain-portrait", wide(prose_plan(7, periods=3)), replace(PORTRAIT, size=6))
    yield Case("tall", wide(prose_plan(8, size=60)), LANDSCAPE)
    yield Case("large", wide(prose_plan(10, periods=1)), Style(font="DejaVu Serif", size=11))
    yield Case("long", wide(prose_plan(9, size=12)), LANDSCAPE)


def loose() -> Iterator[Case]:
    """Yield the shapes without a full set of rules: read by where the words are."""
    for name, shape in SHAPES.items():
        bare = replace(LANDSCAPE, rules="none")
        yield Case(f"{name}-none", shape(prose_plan(11)), bare)
        yield Case(
            f"{name}-none-portrait",
            shape(prose_plan(12, periods=2)),
            replace(PORTRAIT, rules="none"),
        )
    plan = prose_plan(13)
    for rules in ("level", "heading", "upright", "zebra"):
        yield Case(rules, wide(plan), replace(LANDSCAPE, rules=rules))
        yield Case(f"{rules}-repeated", wide(plan, "repeated"), replace(LANDSCAPE, rules=rules))
    bare = replace(LANDSCAPE, rules="none")
    yield Case("none-repeated", wide(plan, "repeated"), bare)
    yield Case("none-blank", wide(plan, "blank"), bare)
    yield Case("none-tight", wide(plan, "blank"), replace(bare, tight=True))
    yield Case(
        "none-middle", wide(plan, "blank"), replace(bare, upright_place="middle", centred=True)
    )
    yield Case("none-bottom", wide(plan, "blank"), replace(bare, upright_place="bottom"))
    yield Case(
        "none-no-repeat", wide(plan, "blank"), replace(bare, repeat_headings=False, shaded=False)
    )
    yield Case("none-title", wide(plan, "blank"), replace(bare, title_page=True, prose_after=True))
    yield Case(
        "none-a3", wide(prose_plan(14, periods=8), "blank"), replace(bare, page="A3", size=9)
    )
    yield Case("level-tight", wide(plan, "blank"), replace(LANDSCAPE, rules="level", tight=True))
    yield Case(
        "zebra-middle",
        wide(plan, "blank"),
        replace(LANDSCAPE, rules="zebra", upright_place="middle"),
    )
