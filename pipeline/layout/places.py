"""A layout's places for a force's own words: printed around the plan, and never read as plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture above the title."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    file: str = ""
    """A PNG or JPEG file in the layout's folder; empty for no picture."""
    alternative: str = ""
    """What the picture says, for readers who cannot see it (WCAG 2.2, 1.1.1)."""
    height: float = 15.0
    """In millimetres."""


@dataclass(frozen=True, slots=True)
class Places:
    """Texts of the layout's own; an empty line begins a new paragraph."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    intro: str = ""
    """Below the title and the details."""
    contact: str = ""
    """Below the plan."""
    legend: str = ""
    """Behind the meanings of the status words."""
    footer: str = ""
    """In the foot of each page, where the title is otherwise; on one line."""
    logo: Logo = field(default_factory=Logo)

    def paragraphs(self, name: str) -> tuple[str, ...]:
        """Return the paragraphs of the place `name`, each on one line."""
        text: str = getattr(self, name)
        blocks = (" ".join(block.split()) for block in text.split("\n\n"))
        return tuple(block for block in blocks if block)
