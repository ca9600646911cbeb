"""White space is told by the nearest that was seen."""

from __future__ import annotations

from pipeline.ingest.pdf.positions.nearest import Nearest


def test_a_width_that_was_never_seen_is_told_by_the_nearest() -> None:
    """No step parts it from those that differ by a little."""
    seen = [(1.03, True)] * 5 + [(0.01, False)] * 5
    assert Nearest(seen).counts(1.1) == (5, 0)
    assert Nearest(seen).counts(9.0) == (5, 0)


def test_widths_that_differ_by_a_hair_are_told_apart() -> None:
    """Where both kinds are frequent, what lies close is not counted together."""
    nearest = Nearest([(0.16, False)] * 50 + [(0.18, True)] * 10)
    assert nearest.counts(0.16) == (0, 50)
    assert nearest.counts(0.181) == (10, 0)


def test_a_width_seen_once_is_not_alone() -> None:
    """It is counted with those beside it, a square root of all."""
    seen = [(0.1 * n, n % 2 == 0) for n in range(16)]
    assert sum(Nearest(seen).counts(0.7)) >= 4


def test_nothing_seen_tells_nothing() -> None:
    """A table of one row has no white space to compare."""
    assert Nearest([]).counts(0.5) == (0, 0)
