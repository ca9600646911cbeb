"""The bench: figures of a busy machine are refused, and ratios are of pairs."""

from __future__ import annotations

import os

import pytest

from tests.bench.load import MOST, BusyError, Watch
from tests.bench.process import ratio


@pytest.mark.parametrize(("load", "is_refused"), [(MOST, False), (MOST + 0.01, True)])
def test_a_busy_machine_is_refused(
    load: float, is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit nothing is measured, and the message names the load."""
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    if not is_refused:
        assert Watch().load().before == load
        return
    with pytest.raises(BusyError, match=f"{load:.2f}.*--busy"):
        Watch()
    assert Watch(busy=True).load().before == load


def test_a_ratio_is_the_median_of_pairs() -> None:
    """A run that was disturbed counts once, in its own pair."""
    assert ratio((2.0, 4.0, 9.0), (1.0, 2.0, 1.0)) == 2.0
