"""Room for deep calls: no memory comes and goes with each of them."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from pipeline.render.pdf.stack import with_deep_stack

DEPTHS = range(250)
CALLS = 300


def most_faults(function: Callable[[int], None]) -> int:
    """Return the most page faults that many calls at one depth take."""
    return max(_faults(function, depth) for depth in DEPTHS)


def _faults(function: Callable[[int], None], depth: int) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    function(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def swing(depth: int) -> None:
    """Call a function again and again, so many calls deep."""
    if depth:
        swing(depth - 1)
        return
    for _ in range(CALLS):
        _leaf(1)


def _leaf(depth: int) -> None:
    if depth:
        _leaf(depth - 1)


def test_calls_across_a_chunk_of_the_stack_cost_no_memory() -> None:
    """At some depth each call takes a chunk and gives it back; with room none does."""
    if most_faults(swing) < CALLS:
        pytest.skip("this Python keeps the chunks of its stack")
    assert most_faults(with_deep_stack(swing)) < CALLS / 3


def test_what_goes_in_and_out_is_the_functions() -> None:
    """Arguments, what comes back and what is raised are as they were."""

    @with_deep_stack
    def divided(a: int, *, by: int) -> float:
        """Divide."""
        return a / by

    assert divided(3, by=2) == 1.5
    assert divided.__doc__ == "Divide."
    with pytest.raises(ZeroDivisionError):
        divided(1, by=0)
