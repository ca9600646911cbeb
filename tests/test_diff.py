"""What changed between two plans: every difference, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diff import Change, diff_plans, excerpt, segments
from pipeline.findings import Place
from pipeline.model import Action, Detail, Period, Plan
from pipeline.richtext import Paragraph, RichText, Run, plain_text, rich_text
from tests.plans import SMALL, TEXTS, action, plans, recommendation, with_table, with_updates

MARCH = "March 27th 2025"


def with_action(plan: Plan, place: int, **cells: object) -> Plan:
    """Return `plan` with cells of its action at `place` replaced."""
    actions = iter(range(99_999))
    recommendations = tuple(
        replace(
            r,
            actions=tuple(
                a.replaced(**cells) if next(actions) == place else a  # type: ignore[arg-type]
                for a in r.actions
            ),
        )
        for r in plan.recommendations
    )
    return replace(plan, recommendations=recommendations)


def with_update(plan: Plan, place: int, period: int, update: RichText) -> Plan:
    """Return `plan` with one update replaced."""
    action = list(plan.actions())[place]
    updates = (*action.updates[:period], update, *action.updates[period + 1 :])
    return with_action(plan, place, updates=updates)


def with_actions(plan: Plan, recommendation: int, *actions: Action) -> Plan:
    """Return `plan` with the actions of one recommendation replaced."""
    changed = [
        replace(r, actions=actions) if place == recommendation else r
        for place, r in enumerate(plan.recommendations)
    ]
    return replace(plan, recommendations=tuple(changed))


def only_change(old: Plan, new: Plan) -> Change:
    """Return the one change between two plans."""
    (change,) = diff_plans(old, new).changes
    return change


class TestEqual:
    """`equal` means what `==` means."""

    @given(plans())
    @settings(deadline=None, max_examples=40)
    def test_a_plan_equals_itself(self, plan: Plan) -> None:
        """No plan differs from itself."""
        assert diff_plans(plan, plan).equal

    @given(plans(), plans())
    @settings(deadline=None, max_examples=60)
    def test_equal_exactly_if_the_plans_are(self, old: Plan, new: Plan) -> None:
        """Two plans without a change between them are one plan."""
        assert diff_plans(old, new).equal == (old == new)

    @given(plans(), st.data())
    @settings(deadline=None, max_examples=150)
    def test_one_changed_cell_is_one_change(self, plan: Plan, data: st.DataObject) -> None:
        """A reworded update is found in its place, with its words, and nothing else is."""
        place = data.draw(st.integers(0, len(list(plan.actions())) - 1))
        period = data.draw(st.integers(0, len(plan.periods) - 1))
        text = plain_text(data.draw(TEXTS) + " indeed")

        diff = diff_plans(plan, with_update(plan, place, period, text))

        old = list(plan.actions())[place].updates[period]
        found = [c for c in diff.changes if c.field != "action"]
        assert len(diff.changes) == len(found) == (old != text)
        assert all(c.new == text.plain and c.old == old.plain for c in found)
        assert all(c.place.action == plan.keys()[place] for c in found)
        assert all(c.place.period == plan.periods[period].label for c in found)


class TestCells:
    """A changed cell is reported with its place and both wordings."""

    def test_a_reworded_update(self) -> None:
        """The words that went and came are marked."""
        new = with_update(SMALL, 3, 1, plain_text("Done in March."))

        change = only_change(SMALL, new)

        place = Place("10", "10#2", MARCH)
        assert change == Change("reworded", "update", place, "Done.", "Done in March.")
        assert [(s.kind, s.text) for s in change.segments] == [
            ("removed", "Done."),
            ("added", "Done in March."),
        ]

    def test_an_update_that_came_or_went(self) -> None:
        """A blank cell that is filled is an addition, and the other way round a removal."""
        new = with_update(SMALL, 1, 1, plain_text("Begun."))

        assert only_change(SMALL, new).kind == "added"
        assert only_change(new, SMALL).kind == "removed"

    def test_looks(self) -> None:
        """The same words in bold, in a list or behind a link are restyled, and show how."""
        bold = rich_text([Paragraph((Run("Planned.", bold=True),))])

        change = only_change(SMALL, with_update(SMALL, 1, 0, bold))

        assert (change.kind, change.old, change.new) == ("restyled", "Planned.", "**Planned.**")

    def test_paragraphs(self) -> None:
        """The same words in two paragraphs are restyled."""
        new = with_update(SMALL, 2, 1, plain_text("12 sessions held;\ncost < £3,000."))

        assert only_change(SMALL, new).kind == "restyled"

    @pytest.mark.parametrize(
        ("cell", "value", "field", "kind"),
        [
            ("status", "Complete", "status", "changed"),
            ("owner", "Head of Crime", "owner", "changed"),
            ("reference", "7.3", "reference", "changed"),
            ("requirement", plain_text("Grading is reviewed."), "requirement", "reworded"),
        ],
    )
    def test_other_cells(self, cell: str, value: object, field: str, kind: str) -> None:
        """Status, owner, reference and requirement are distinguished."""
        change = only_change(SMALL, with_action(SMALL, 0, **{cell: value}))

        assert (change.field, change.kind, change.place) == (field, kind, Place("7", "7.1"))

    def test_two_cells_that_changed_places(self) -> None:
        """Swapped updates are two changes."""
        first, second = (a.updates[0] for a in list(SMALL.actions())[:2])
        new = with_update(with_update(SMALL, 0, 0, second), 1, 0, first)

        assert [c.place.action for c in diff_plans(SMALL, new).changes] == ["7.1", "7.2"]


class TestRows:
    """Rows that come, go or move leave the others what they were."""

    new_action = replace(
        next(SMALL.actions()),
        cells=action("7.3", plain_text("Check it."), "Chief", (RichText(),) * 2, "").cells,
    )

    def test_an_inserted_action(self) -> None:
        """Only the inserted action is new."""
        one, two = SMALL.recommendations[0].actions
        new = with_actions(SMALL, 0, one, self.new_action, two)

        change = only_change(SMALL, new)

        assert (change.kind, change.field, change.place) == ("added", "action", Place("7", "7.3"))
        assert only_change(new, SMALL).kind == "removed"

    def test_an_inserted_action_with_a_repeated_reference(self) -> None:
        """Keys that move up by one (10#2 to 10#3) make no difference."""
        one, two = SMALL.recommendations[1].actions
        inserted = self.new_action.replaced(reference="10")

        change = only_change(SMALL, with_actions(SMALL, 1, one, inserted, two))

        assert (change.kind, change.place) == ("added", Place("10", "10#2"))

    def test_a_renumbered_action(self) -> None:
        """An action that took another's reference is told by what it says."""
        one, two = SMALL.recommendations[0].actions
        new = with_actions(
            SMALL, 0, one, self.new_action.replaced(reference="7.2"), two.replaced(reference="7.3")
        )

        changes = diff_plans(SMALL, new).changes

        assert [(c.kind, c.field) for c in changes] == [
            ("changed", "reference"),
            ("added", "action"),
        ]

    def test_swapped_actions(self) -> None:
        """One of two that changed places has moved."""
        new = with_actions(SMALL, 0, *reversed(SMALL.recommendations[0].actions))

        assert [(c.kind, c.field) for c in diff_plans(SMALL, new).changes] == [("moved", "action")]

    def test_swapped_recommendations(self) -> None:
        """Recommendations move with their actions: one change."""
        new = replace(SMALL, recommendations=SMALL.recommendations[::-1])

        change = only_change(SMALL, new)

        assert (change.kind, change.field) == ("moved", "recommendation")

    def test_an_action_under_another_recommendation(self) -> None:
        """An action that changed its recommendation is the same action."""
        seven, ten = SMALL.recommendations
        new = replace(
            SMALL,
            recommendations=(
                replace(seven, actions=seven.actions[:1]),
                replace(ten, actions=(*seven.actions[1:], *ten.actions)),
            ),
        )

        change = only_change(SMALL, new)

        assert (change.field, change.old, change.new) == ("recommendation", "7", "10")

    def test_an_added_recommendation(self) -> None:
        """A new recommendation is reported with its actions."""
        eleven = recommendation("11", plain_text("Publish it."), (self.new_action,))
        new = replace(SMALL, recommendations=(*SMALL.recommendations, eleven))

        changes = diff_plans(SMALL, new).changes

        assert [str(c) for c in changes] == [
            "recommendation 11: recommendation added",
            "recommendation 11, action 7.3: action added",
        ]

    def test_a_reworded_recommendation(self) -> None:
        """A recommendation is known by its number."""
        seven, ten = SMALL.recommendations
        new = replace(SMALL, recommendations=(seven.replaced(text=plain_text("Review.")), ten))

        assert only_change(SMALL, new).field == "recommendation text"


class TestPeriods:
    """Columns that come, go or are renamed leave the others what they were."""

    june = Period("June 27th 2026", dt.date(2026, 6, 27))

    def test_an_added_period(self) -> None:
        """A new column is one change and one for each update in it."""
        rows = [with_updates(a, (*a.updates, RichText())) for a in SMALL.actions()]
        seven, ten = SMALL.recommendations
        new = with_table(
            SMALL,
            periods=(*SMALL.periods, self.june),
            recommendations=(
                replace(seven, actions=tuple(rows[:2])),
                replace(ten, actions=tuple(rows[2:])),
            ),
        )
        new = with_update(new, 0, 2, plain_text("Finished."))

        changes = diff_plans(SMALL, new).changes

        assert [str(c) for c in changes] == [
            "June 27th 2026: period added",
            "recommendation 7, action 7.1, June 27th 2026: update added",
        ]
        assert [c.kind for c in diff_plans(new, SMALL).changes] == ["removed", "removed"]

    def test_a_renamed_period(self) -> None:
        """A heading that changed is one change; the column is the same by its day."""
        first = replace(SMALL.periods[0], label="November 2024")

        change = only_change(SMALL, with_table(SMALL, periods=(first, SMALL.periods[1])))

        assert (change.field, change.kind, change.new) == ("period", "changed", "November 2024")

    def test_a_period_with_another_heading_and_day(self) -> None:
        """A column whose heading and day changed is known by what is below it."""
        other = Period("Initial response", None)

        changes = diff_plans(SMALL, with_table(SMALL, periods=(other, SMALL.periods[1]))).changes

        assert [c.field for c in changes] == ["period", "period date"]


class TestAroundTheTable:
    """Title, details and notes."""

    def test_title_details_and_notes(self) -> None:
        """Each is compared; a detail is known by its label."""
        new = replace(
            SMALL,
            title=SMALL.title + " revised",
            details=(Detail("Force", "Wexmoor Constabulary"), SMALL.details[1]),
            notes=("Printed on grey paper.",),
        )

        fields = [(c.kind, c.field) for c in diff_plans(SMALL, new).changes]

        assert fields == [("reworded", "title"), ("reworded", "detail"), ("added", "note")]

    def test_a_label_is_not_its_text(self) -> None:
        """A line `Force: Wexmoor` without a label is not the detail `Force` that reads alike."""
        new = replace(SMALL, details=(Detail("", "Force: Wexmoor Police"), SMALL.details[1]))

        assert not diff_plans(SMALL, new).equal


class TestSegments:
    """`segments()` tells what changed inside a text."""

    @given(TEXTS, TEXTS)
    @settings(deadline=None, max_examples=150)
    def test_they_spell_both_texts(self, old: str, new: str) -> None:
        """What stayed and came is the new text; what stayed and went are the old one's words."""
        found = segments(old, new)

        assert "".join(s.text for s in found if s.kind != "removed").strip(" ") == new
        kept = " ".join(s.text for s in found if s.kind != "added")
        assert kept.split(" ") != [] and [w for w in kept.split(" ") if w] == old.split(" ")

    def test_lines(self) -> None:
        """A line's end is kept where it is."""
        assert (
            "".join(s.text for s in segments("a\nb", "a\nb c") if s.kind != "removed") == "a\nb c"
        )

    def test_a_very_long_text(self) -> None:
        """Two long texts with nothing in common are replaced as wholes."""
        found = segments("x " * 50_000, "y " * 50_000)

        assert [s.kind for s in found] == ["removed", "added"]

    def test_excerpt(self) -> None:
        """The words around the difference are shown, and no more."""
        old = "one two three four five six seven eight nine"

        assert excerpt(old, old.replace("seven", "SEVEN"), around=2) == (
            "… five six seven eight nine",
            "… five six SEVEN eight nine",
        )
