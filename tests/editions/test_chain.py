"""The chain of editions: what was public on a day, and what is wrong with the chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.editions import frozen_plan, history, record_from_json, record_to_json
from pipeline.errors import HistoryChangedError, InputError
from pipeline.history_check import check_history
from pipeline.model import Period
from pipeline.richtext import plain_text
from tests.editions.published import (
    JUNE,
    SEPTEMBER,
    edition_of,
    publish,
    publish_twice,
    with_period,
)
from tests.plans import SMALL
from tests.test_diff import with_action

RECORD_OF_JUNE = "action-plan-2026-06-27.edition.json"


def test_each_edition_follows_the_one_before(tmp_path: Path) -> None:
    """The second record names the first by its digest, and nothing is wrong."""
    publish_twice(tmp_path)

    chain = history(tmp_path)

    june, september = chain.editions
    assert september.record.follows is not None
    assert september.record.follows.record == june.digest
    assert september.record.follows.plan == june.record.plan
    assert chain.findings == ()


def test_the_first_edition_names_the_plan_it_was_made_from(tmp_path: Path) -> None:
    """A plan that was not published here is named by its digest alone."""
    publish_twice(tmp_path)

    follows = history(tmp_path).editions[0].record.follows

    assert follows is not None
    assert (follows.record, follows.date) == ("", None)


@pytest.mark.parametrize(
    ("date", "period"),
    [
        (dt.date(2026, 6, 26), None),
        (dt.date(2026, 6, 27), JUNE),
        (dt.date(2026, 7, 1), JUNE),
        (dt.date(2026, 9, 26), SEPTEMBER),
        (dt.date(2030, 1, 1), SEPTEMBER),
    ],
)
def test_what_was_public_on_a_day(tmp_path: Path, date: dt.date, period: Period | None) -> None:
    """An edition is public from its own day until the next one's."""
    publish_twice(tmp_path)

    editions = history(tmp_path).on(date)

    assert [e.record.period for e in editions] == ([period.label] if period else [])


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    """The same edition published twice is one edition, and the chain holds."""
    publish_twice(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    publish(tmp_path, SMALL, with_period(SMALL, JUNE))

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_empty_folder_has_no_history(tmp_path: Path) -> None:
    """Neither has a folder that is not there."""
    assert history(tmp_path).editions == ()
    assert history(tmp_path / "none").editions == ()


def edit_record(folder: Path) -> None:
    """Change June's record."""
    path = folder / RECORD_OF_JUNE
    record = record_from_json(path.read_bytes(), "record")
    path.write_bytes(record_to_json(replace(record, period="June 28th 2026")))


def edit_link(folder: Path) -> None:
    """Change the plan that September's record says June published."""
    path = folder / "action-plan-2026-09-26.edition.json"
    record = record_from_json(path.read_bytes(), "record")
    assert record.follows is not None
    follows = replace(record.follows, plan="0" * 64)
    path.write_bytes(record_to_json(replace(record, follows=follows)))


@pytest.mark.parametrize(
    ("damage", "code", "message"),
    [
        (edit_record, "chain-broken", f"{RECORD_OF_JUNE}, was changed afterwards"),
        (edit_link, "chain-broken", f"{RECORD_OF_JUNE}, is of another plan"),
        (lambda f: (f / RECORD_OF_JUNE).unlink(), "predecessor-missing", "of 2026-06-27, is miss"),
        (lambda f: (f / RECORD_OF_JUNE).write_text("{"), "record-unreadable", "not an edition"),
        (
            lambda f: (f / "action-plan-2026-06-27.json").write_text("{}"),
            "artifact-changed",
            "action-plan-2026-06-27.json is changed",
        ),
        (
            lambda f: (f / "action-plan-2026-06-27.json").unlink(),
            "artifact-missing",
            "action-plan-2026-06-27.json is missing",
        ),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, damage: Callable[[Path], None], code: str, message: str
) -> None:
    """A changed or missing record, link or artifact is found."""
    publish_twice(tmp_path)
    damage(tmp_path)

    findings = history(tmp_path).findings

    assert code in {f.code for f in findings}
    assert any(message in f.message for f in findings)


def test_a_publication_that_died_is_settled_first(tmp_path: Path) -> None:
    """History is reported a whole publication, not of a half one."""
    publish_twice(tmp_path)
    stage = tmp_path / ".publish-commit" / "new"
    stage.mkdir(parents=True)
    (tmp_path / RECORD_OF_JUNE).rename(stage / RECORD_OF_JUNE)

    assert history(tmp_path).findings == ()


class TestFrozenPlan:
    """History is held against what was published, not against a file that came from it."""

    def test_the_plan_of_the_edition(self, tmp_path: Path) -> None:
        """A requirement that was changed in the existing plan between editions is found."""
        june, _ = publish_twice(tmp_path)
        edited = with_action(june, 0, requirement=plain_text("Grading is not reviewed."))
        edition = edition_of(tmp_path, edited)

        frozen, follows = frozen_plan(edition, edited)

        assert frozen == june
        assert edition is not None
        assert follows.record == edition.digest
        with pytest.raises(HistoryChangedError):
            check_history(frozen, with_period(edited, SEPTEMBER), None)

    def test_a_plan_that_was_not_published_here(self, tmp_path: Path) -> None:
        """It is held against itself."""
        publish_twice(tmp_path)

        assert edition_of(tmp_path, SMALL) is None
        assert edition_of(tmp_path, with_period(SMALL, JUNE), "another-plan") is None
        assert frozen_plan(None, SMALL)[0] == SMALL

    def test_an_edition_whose_artifacts_are_gone(self, tmp_path: Path) -> None:
        """An edited plan cannot be compared with an edition that is lost."""
        june, _ = publish_twice(tmp_path)
        (tmp_path / "action-plan-2026-06-27.json").unlink()
        edited = with_action(june, 0, status="Complete")

        with pytest.raises(InputError, match="2026-06-27"):
            frozen_plan(edition_of(tmp_path, edited), edited)

        assert frozen_plan(edition_of(tmp_path, june), june)[0] == june
