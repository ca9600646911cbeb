"""What is said where pyHanko, an optional extra, is missing."""

from __future__ import annotations

from pipeline.errors import MachineError


def missing_extra(purpose: str) -> MachineError:
    """Return the error of a machine without pyHanko; `purpose` is what needs it."""
    return MachineError(
        f"pyHanko is needed {purpose}, and it is not installed",
        hint='Install it: pip install "publish-action-plan[sign]"',
    )
