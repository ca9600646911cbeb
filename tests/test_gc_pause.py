"""The collector waits for as long as it is told, and no longer."""

from __future__ import annotations

import gc

import pytest

from pipeline.gc_pause import waiting_collector


def test_the_collector_waits_while_the_block_runs() -> None:
    """It works again afterwards, also where the block fails."""
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), waiting_collector():
        assert not gc.isenabled()
        1 / 0  # noqa: B018 - to fail
    assert gc.isenabled()


def test_one_block_may_stand_inside_another() -> None:
    """The inner one does not wake what the outer one let wait."""
    with waiting_collector():
        with waiting_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
