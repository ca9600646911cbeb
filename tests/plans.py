"""Plans for tests: a small one to read, and awkward ones by hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from pipeline.columns import SHORT_ROLES
from pipeline.columns import table_columns as table_form
from pipeline.layout import BUILT_IN, load_layout
from pipeline.model import (
    Action,
    Column,
    Columns,
    Detail,
    Level,
    Period,
    Plan,
    Recommendation,
    Role,
    standard_columns,
)
from pipeline.richtext import (
    BULLET,
    BulletList,
    Line,
    Paragraph,
    RichText,
    Run,
    clean_text,
    one_line,
    plain_text,
    rich_text,
)

HEADINGS = load_layout(BUILT_IN).headings
"""The headings of the table that the built-in layout prints."""


def table_columns(periods: Sequence[Period]) -> Columns:
    """Return the columns of today's table, as the built-in layout heads them."""
    return standard_columns(periods, HEADINGS)


def _numbered(count: int) -> Columns:
    return table_columns([Period(str(place), None) for place in range(count)])


def action(
    reference: str,
    requirement: RichText,
    owner: str,
    updates: Sequence[RichText],
    status: str,
) -> Action:
    """Return an action of the standard table; `made_plan()` gives its columns their periods."""
    cells = (plain_text(reference), requirement, plain_text(owner), *updates, plain_text(status))
    return Action(_numbered(len(updates)).level(Level.ACTION), cells)


def recommendation(number: str, text: RichText, actions: Sequence[Action]) -> Recommendation:
    """Return a recommendation of the standard table."""
    columns = _numbered(0).level(Level.RECOMMENDATION)
    return Recommendation(columns, (plain_text(number), text), tuple(actions))


def made_plan(
    title: str,
    details: Sequence[Detail],
    periods: Sequence[Period],
    recommendations: Sequence[Recommendation],
    notes: Sequence[str] = (),
) -> Plan:
    """Return a plan with the standard table, made of `recommendation()` and `action()`."""
    columns = table_columns(periods)
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    made = tuple(
        Recommendation(tops, r.cells, tuple(Action(rows, a.cells) for a in r.actions))
        for r in recommendations
    )
    return Plan(title, tuple(details), columns, made, tuple(notes))


def small_table(periods: int, status: str = "") -> Plan:
    """Return a plan of one action with so many periods and `status`, and nothing else."""
    row = action("", RichText(), "", (RichText(),) * periods, status)
    dates = [Period(f"P{place}", None) for place in range(periods)]
    return made_plan("", (), dates, [recommendation("", RichText(), [row])])


def with_updates(former: Action, updates: Sequence[RichText]) -> Action:
    """Return an action of the standard table with other updates, and as many as there are."""
    return action(former.reference, former.requirement, former.owner, updates, former.status)


def with_table(
    plan: Plan,
    periods: Sequence[Period] | None = None,
    recommendations: Sequence[Recommendation] | None = None,
) -> Plan:
    """Return `plan` with other periods or recommendations in the standard table."""
    return made_plan(
        plan.title,
        plan.details,
        plan.periods if periods is None else periods,
        plan.recommendations if recommendations is None else recommendations,
        plan.notes,
    )


SMALL = made_plan(
    title="Missing People Action Plan: in response to the joint inspection",
    details=(
        Detail("Force", "Wexmoor Police"),
        Detail("Executive Lead", "Assistant Chief Constable"),
    ),
    periods=(
        Period("Force Update: Published November 22nd 2024", dt.date(2024, 11, 22)),
        Period("March 27th 2025", dt.date(2025, 3, 27)),
    ),
    recommendations=(
        recommendation(
            "7",
            plain_text("By 27 March 2025, review how reports are graded."),
            (
                action(
                    "7.1",
                    plain_text("Grading is reviewed & recorded."),
                    "Chief Constable",
                    (
                        plain_text("A review has begun.\nIt covers:\n•intake\n•handover"),
                        plain_text("As per previous update."),
                    ),
                    "In progress",
                ),
                action(
                    "7.2", RichText(), "Chief Constable", (plain_text("Planned."), RichText()), ""
                ),
            ),
        ),
        recommendation(
            "10",
            RichText(),
            (
                action(
                    "10",
                    plain_text("Train the control room."),
                    "CC, PCC and partners",
                    (
                        rich_text(
                            [
                                Paragraph(
                                    (
                                        Run("See "),
                                        Run("the guidance", link="https://example.org/a?b=1&c=2"),
                                        Run(" of "),
                                        Run("May", bold=True),
                                        Run("."),
                                    )
                                )
                            ]
                        ),
                        plain_text("12 sessions held; cost < £3,000."),
                    ),
                    "Complete",
                ),
                action(
                    "10",
                    plain_text("Brief partners."),
                    "CC, PCC and partners",
                    (RichText(), plain_text("Done.")),
                    "Complete",
                ),
            ),
        ),
    ),
    notes=(),
)
"""Two recommendations, four actions, two periods; a list, a link, empty cells."""

_ALPHABET = st.sampled_from(
    [
        *"abcdefgxyzAEIO0123456789",
        *"'\"<>&£€%-–—/.,;:!?()[]{}#=+@*_|\\~",
        "é",
        "\u00a0",
        "\u0301",
        "ß",
        "ש",
        "ا",
        "“",
        "”",
        "’",
    ]
)
_WORDS = st.one_of(
    st.text(_ALPHABET, min_size=1, max_size=9),
    st.sampled_from(
        [
            "the",
            "review",
            "and/or",
            "follow-up",
            "x" * 60,
            "https://example.org/a-b/c?d=e",
            "<p>",
            "&amp;",
            "{{ 7 }}",
            "=1+1",
            "7.1",
            "2026",
        ]
    ),
)
TEXTS = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join).map(clean_text).filter(bool)
"""One line of canonical text, not empty, without bullet signs."""

_RUNS = st.builds(
    Run,
    TEXTS,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.sampled_from(["", "", "", "https://example.org/", "mailto:office@example.org"]),
)


def _spaced(runs: list[Run]) -> Line:
    return tuple(Run(r.text + " ", r.bold, r.italic, r.link) for r in runs)


_LINES = st.lists(_RUNS, min_size=1, max_size=3).map(_spaced)
_BLOCKS = st.one_of(
    _LINES.map(Paragraph),
    st.lists(_LINES, min_size=1, max_size=4).map(lambda items: BulletList(tuple(items))),
)
RICH_TEXTS = st.one_of(
    st.just(RichText()), TEXTS.map(plain_text), st.lists(_BLOCKS, max_size=4).map(rich_text)
)
"""Rich text of every shape, empty among them."""


@st.composite
def plans(draw: st.DrawFn, *, max_periods: int = 5, max_recommendations: int = 4) -> Plan:
    """Return plans that a force could have: dated periods in order, unique numbers."""
    count = draw(st.integers(1, max_periods))
    start = dt.date(2024, 11, 22)
    periods = tuple(
        Period(
            f"Period {i + 1} of {(day := start + dt.timedelta(days=97 * i)):%Y}, {day.isoformat()}",
            day,
        )
        for i in range(count)
    )
    numbers = draw(
        st.lists(st.integers(1, 40), min_size=1, max_size=max_recommendations, unique=True)
    )
    return made_plan(
        title=draw(TEXTS),
        details=tuple(Detail(label, draw(TEXTS)) for label in ("Force", "Executive Lead")),
        periods=periods,
        recommendations=tuple(draw(_recommendations(number, count)) for number in sorted(numbers)),
        notes=(),
    )


@st.composite
def _recommendations(draw: st.DrawFn, number: int, periods: int) -> Recommendation:
    size = draw(st.integers(1, 3))
    repeated = draw(st.booleans())
    references = [str(number) if repeated else f"{number}.{i + 1}" for i in range(size)]
    return recommendation(
        str(number),
        draw(RICH_TEXTS),
        tuple(draw(_actions(reference, periods)) for reference in references),
    )


@st.composite
def _actions(draw: st.DrawFn, reference: str, periods: int) -> Action:
    return action(
        reference,
        draw(RICH_TEXTS),
        draw(
            st.sampled_from(["Chief Constable", "CC, PCC and partners", "Head of Crime & Justice"])
        ),
        tuple(draw(RICH_TEXTS) for _ in range(periods)),
        draw(st.sampled_from(["", "Complete", "In progress", "Not started"])),
    )


_LASTING = (Role.REFERENCE, Role.REQUIREMENT, Role.OWNER, Role.DUE, Role.STATUS, Role.OTHER)
_TOPS = (Role.NUMBER, Role.RECOMMENDATION, Role.OTHER)
_BESIDE = (Role.STATUS, Role.DATE, Role.OTHER, Role.UPDATE)
_HEADINGS = st.one_of(st.just(""), st.lists(_WORDS, min_size=1, max_size=3).map(" ".join))


@st.composite
def random_columns(draw: st.DrawFn, *, most: int = 25) -> Columns:
    """Return columns that a tracker could have: any roles, repeated or missing, in any order."""
    subject = draw(st.sampled_from([Role.REQUIREMENT, Role.REFERENCE]))
    columns = [Column(f"What {draw(_HEADINGS)}", subject)]
    more = draw(st.lists(st.sampled_from([*_LASTING, *_TOPS]), max_size=most - 1))
    for role in more:
        is_top = role in (Role.NUMBER, Role.RECOMMENDATION)
        is_top = is_top or (role is Role.OTHER and draw(st.booleans()))
        level = Level.RECOMMENDATION if is_top else Level.ACTION
        columns.append(Column(draw(_HEADINGS), role, level=level))
    beside = draw(st.lists(st.sampled_from(_BESIDE), max_size=2))
    room = (most - len(columns)) // (1 + len(beside))
    for number in range(draw(st.integers(0, max(min(3, room), 0)))):
        day = dt.date(2025, 3, 28) + dt.timedelta(days=90 * number)
        period = Period(f"Edition of {day.isoformat()}", day)
        place = draw(st.integers(0, len(columns)))
        spanner = draw(st.sampled_from(["", period.label]))
        columns[place:place] = [
            Column(draw(_HEADINGS), role, period, spanner=spanner)
            for role in (Role.UPDATE, *beside)
        ]
    if draw(st.booleans()):
        start, name = draw(st.integers(0, len(columns) - 1)), draw(_HEADINGS)
        for place in range(start, min(start + 3, len(columns))):
            columns[place] = replace(columns[place], spanner=columns[place].spanner or name)
    return table_form(columns)


@st.composite
def random_plans(draw: st.DrawFn, *, most: int = 25, max_recommendations: int = 3) -> Plan:
    """Return plans with `random_columns()`; what distinguishes recommendations is not blank."""
    columns = draw(random_columns(most=most))
    tops, rows = columns.level(Level.RECOMMENDATION), columns.level(Level.ACTION)
    count = draw(st.integers(1, max_recommendations)) if tops else 1
    recommendations = []
    for number in range(1, count + 1):
        cells = [draw(_cells_of(column.role)) for column in tops]
        if cells:
            cells[0] = plain_text(f"R{number} {one_line(cells[0])}".strip())
        if (place := tops.first(Role.NUMBER)) is not None:
            cells[place] = plain_text(f"R{number}")
        actions = tuple(
            Action(
                rows,
                tuple(
                    plain_text(f"do {draw(TEXTS)}")
                    if column.heading.startswith("What")
                    else draw(_cells_of(column.role))
                    for column in rows
                ),
            )
            for _ in range(draw(st.integers(1, 3)))
        )
        recommendations.append(Recommendation(tops, tuple(cells), actions))
    return Plan(draw(TEXTS), (Detail("Force", draw(TEXTS)),), columns, tuple(recommendations), ())


def _cells_of(role: Role) -> st.SearchStrategy[RichText]:
    if role in SHORT_ROLES:
        return st.one_of(st.just(RichText()), TEXTS.map(plain_text))
    return RICH_TEXTS


__all__ = (
    "BULLET",
    "RICH_TEXTS",
    "SMALL",
    "TEXTS",
    "action",
    "made_plan",
    "plans",
    "random_plans",
    "recommendation",
    "small_table",
    "table_columns",
    "with_table",
    "with_updates",
)
