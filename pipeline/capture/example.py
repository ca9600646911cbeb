"""An invented plan with which a layout is shown: each place and each status word has something."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from pipeline.arrange import arranged
from pipeline.columns import Level, Period, Role, standard_columns
from pipeline.layout import Layout
from pipeline.model import Action, Detail, Plan, Recommendation
from pipeline.publication import Publication, Sentence
from pipeline.richtext import RichText, plain_text

_DATES = (dt.date(2025, 6, 27), dt.date(2025, 12, 12), dt.date(2026, 6, 27))
_OWNERS = ("Chief Constable", "Head of Investigations", "Chief Constable and PCC")
_RECOMMENDATIONS = (
    "By 27 June 2026, review how calls about missing people are graded, and publish the result.",
    "With immediate effect, record each return home interview within three days.",
    "By 12 December 2026, train every supervisor in the county's control rooms.",
)
_REQUIREMENTS = (
    "The new grades are in the system and every call handler has been briefed.",
    "A sample of 200 calls shows that grades are right in nine of ten.",
    "The result is on the website, with the figures for each district.",
)
_UPDATES = (
    "A working group met twice.\nIt agreed:\n•the new grades\n•who decides in doubt",
    "As per previous update.",
    "142 of 160 call handlers were briefed by the end of May. The others are briefed in July, when "
    "the second room is open. The sample was drawn at random from all districts and is read by two "
    "officers who did not take the calls.",
)


def example_publication(layout: Layout) -> Publication:
    """Return the invented plan as `layout` publishes it."""
    periods = tuple(
        Period(layout.period_label(date, first=not n), date) for n, date in enumerate(_DATES)
    )
    columns = standard_columns(periods, layout.headings)
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    statuses = cycle(status.word for status in layout.statuses) if layout.statuses else cycle([""])
    made = []
    for number, text in enumerate(_RECOMMENDATIONS, 1):
        actions = []
        for place, requirement in enumerate(_REQUIREMENTS, 1):
            texts = {
                Role.REFERENCE: f"{number}.{place}",
                Role.REQUIREMENT: requirement,
                Role.OWNER: _OWNERS[(number + place) % len(_OWNERS)],
                Role.STATUS: next(statuses),
            }
            updates = iter(_updates(number + place))
            cells = (
                next(updates) if c.role is Role.UPDATE else plain_text(texts.get(c.role, ""))
                for c in rows
            )
            actions.append(Action(rows, tuple(cells)))
        made.append(
            Recommendation(tops, (plain_text(str(number)), plain_text(text)), tuple(actions))
        )
    details = (Detail("Force", layout.title), Detail("Executive Lead", "Assistant Chief Constable"))
    plan = Plan("Missing People Action Plan (an example)", details, columns, tuple(made), ())
    complete = arranged(plan, layout).plan
    return Publication(complete, layout, "preview", changes=(Sentence("An example change."),))


def _updates(start: int) -> list[RichText]:
    """Return an update for each period; the first is never that nothing has changed."""
    chosen = [_UPDATES[(start + n) % len(_UPDATES)] for n in range(len(_DATES))]
    if chosen[0] == _UPDATES[1]:
        chosen[0] = _UPDATES[0]
    return [plain_text(text) for text in chosen]
