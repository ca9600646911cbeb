"""A question to a file, and its answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a file, and the answer."""

    name: str
    passed: bool
    message: str
