"""Plans of made-up prose, the same for the same seed: hyphens, slashes, addresses and lists."""

from __future__ import annotations

import datetime as dt
import random

from pipeline.model import Action, Detail, Period, Plan
from pipeline.richtext import BulletList, Line, Paragraph, RichText, Run, plain_text, rich_text
from tests.plans import action, made_plan, recommendation

_SUBJECTS = (
    "The control room", "Each district", "The follow-up team", "A multi-agency panel",
    "The head of public protection", "The victim/witness unit", "A peer review", "The partnership",
    "Every supervisor", "The £40,000 fund", "The learning & development team",
    "An audit of 120 cases",
)  # fmt: skip
_VERBS = (
    "has reviewed", "will publish", "records", "is testing", "has not yet received", "monitors",
    "shares", "replaced", "keeps under review", "has asked for", "signed off", "re-examined",
)  # fmt: skip
_OBJECTS = (
    "the risk-assessment form", "its day-to-day guidance", "new and/or revised training",
    "the quarterly figures (see annex B)", "long-term support for families", "the 24/7 desk",
    "every open investigation", "“lessons learned” from the pilot", "a cross-border protocol",
    "the officers’ handbook", "calls graded as low risk", "the well-being survey",
)  # fmt: skip
_ENDINGS = (
    "", " by 31 March 2026", " with the board’s agreement", ", as the inspectorate asked",
    " in three of the four districts", "; nothing further is needed",
    " at www.example.org/advice/families",
    " until the short-term funding ends", " on a case-by-case basis",
)  # fmt: skip
_OWNERS = ("Chief Constable", "CC, PCC and partners", "Head of Crime", "Assistant Chief Officer")
_STATUSES = ("Complete", "In progress", "Not started", "")
_LABELS = ("Initial action plan response", "March 27th 2025", "June 27th 2025", "April 6th 2026")


def sentence(chance: random.Random) -> str:
    """Return one sentence."""
    words = map(chance.choice, (_SUBJECTS, _VERBS, _OBJECTS, _ENDINGS))
    subject, verb, thing, ending = words
    return f"{subject} {verb} {thing}{ending}."


def _paragraph(chance: random.Random, sentences: int) -> Paragraph:
    return Paragraph((Run(" ".join(sentence(chance) for _ in range(sentences))),))


def _styled(chance: random.Random) -> Line:
    return (
        Run(sentence(chance) + " See "),
        Run("the guidance", link="https://example.org/guidance/long-term?year=2026"),
        Run(" of "),
        Run("May", bold=True),
        Run(" and "),
        Run("its annex", italic=True),
        Run("."),
    )


def _update(chance: random.Random, size: int) -> RichText:
    kind = chance.random()
    if kind < 0.12:
        return RichText()
    if kind < 0.3:
        return plain_text("As per previous update.")
    blocks: list[Paragraph | BulletList] = [_paragraph(chance, chance.randint(1, size))]
    if kind > 0.6:
        blocks.append(_paragraph(chance, chance.randint(1, 2)))
    if kind > 0.75:
        items = tuple((Run(sentence(chance)),) for _ in range(chance.randint(2, 4)))
        blocks.append(BulletList(items))
    if kind > 0.9:
        blocks.append(Paragraph(_styled(chance)))
    return rich_text(blocks)


def _action(chance: random.Random, reference: str, periods: int, size: int) -> Action:
    return action(
        reference,
        plain_text(sentence(chance)) if chance.random() > 0.15 else RichText(),
        chance.choice(_OWNERS),
        tuple(_update(chance, size) for _ in range(periods)),
        chance.choice(_STATUSES),
    )


def prose_plan(seed: int, *, recommendations: int = 8, periods: int = 4, size: int = 4) -> Plan:
    """Return a plan; `size` is the number of sentences that an update's paragraph may have."""
    chance = random.Random(seed)  # noqa: S311 - repeatable prose, no secret
    start = dt.date(2026, 4, 6)
    labels = [*_LABELS, *(f"{start + dt.timedelta(days=91 * n):%B %d %Y}" for n in range(1, 9))]
    return made_plan(
        title="Missing People Action Plan: in response to the joint inspection",
        details=(Detail("Force", "Wexmoor Police"), Detail("Executive Lead", "Head of Crime")),
        periods=tuple(Period(label, None) for label in labels[:periods]),
        recommendations=tuple(
            recommendation(
                str(number),
                rich_text([_paragraph(chance, 2)]) if chance.random() > 0.2 else RichText(),
                tuple(
                    _action(chance, f"{number}.{place}", periods, size)
                    for place in range(1, chance.randint(1, 5) + 1)
                ),
            )
            for number in range(7, 7 + recommendations)
        ),
        notes=(),
    )
