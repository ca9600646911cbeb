"""Drawn trackers of councils, forces, inspectorates and trusts, read as a person reads them."""

from __future__ import annotations

from pipeline.errors import PublishError
from tests.parse.tracker import Score, score, trackers

FEWEST_COLUMNS = 0.95
"""The share of columns that keep their heading and role, in all trackers together."""
FEWEST_CELLS = 0.94
"""The share of cells that are in their action's row under their role."""


def _scores() -> list[Score]:
    made = []
    for tracker in trackers():
        try:
            plan = tracker.read()[0]
        except PublishError:
            plan = None
        made.append(score(tracker, plan))
    return made


def test_most_columns_and_cells_are_read() -> None:
    """No change of the reading may lose what it read before."""
    scores = _scores()

    assert len(scores) >= 40
    assert sum(s.kept for s in scores) >= FEWEST_COLUMNS * sum(s.columns for s in scores)
    assert sum(s.right for s in scores) >= FEWEST_CELLS * sum(s.cells for s in scores)


def test_no_word_of_a_tracker_vanishes() -> None:
    """Each word of a table that is read is in the plan or in a finding."""
    for tracker in trackers():
        try:
            receipt = tracker.read()[1]
        except PublishError:
            continue
        assert receipt.unplaced == (), tracker.name
