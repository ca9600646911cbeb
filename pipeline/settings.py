"""What a force sets once: `publish.toml` in its folder."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from pipeline.errors import LayoutError
from pipeline.invalid import faults

SETTINGS_FILE = Path("publish.toml")
FIRST_PLAN = Path("inputs/existing-plan.txt")

_MOST_MONTHS = 60

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The `[check]` table."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    rules: dict[str, bool] = field(default_factory=dict)
    """Rules switched by their code; a rule that is not named keeps its default."""
    words: tuple[str, ...] = ()
    """The plan's own word list: names and terms that are spelled right."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations that need not be written out."""
    recommendations: tuple[str, ...] = ()
    """The recommendation numbers that the plan must have; empty if any will do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`publish.toml`: defaults for the command line. Paths are from the working folder."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    plan: Path = FIRST_PLAN
    """The plan of a first edition; later ones continue the edition before."""
    updates: Path = Path("inputs/updates")
    accepted: Path = Path("inputs/accepted.toml")
    """The findings that a person has accepted (`publish accept`)."""
    people: Path = Path("inputs/people.toml")
    """Who answers which action."""
    output: Path = Path("build")
    layout: str = "devon-and-cornwall"
    name: str = "action-plan"
    sign: Path | None = None
    """The certificate (PKCS #12) that editions are signed with."""
    title: str = ""
    """The plan's title where the plan has none."""
    interval: int = 0
    """Months from one update to the next: the web page says when it is due. 0 where none is."""
    check: CheckSettings = field(default_factory=CheckSettings)

    def __post_init__(self) -> None:
        if not 0 <= self.interval <= _MOST_MONTHS:
            raise ValueError(f"interval is a number from 0 to {_MOST_MONTHS}")

    def named(self, name: str | None) -> Settings:
        """Return these settings for the editions of `name`, if one is given."""
        return self if name is None else replace(self, name=name)


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings in `path`, the defaults where there is none.

    Without `path` it is `publish.toml` in the working folder or in the nearest folder above it;
    paths in it count from its own folder. Raises LayoutError, naming the key, where the file is
    wrong.
    """
    if path is None:
        path = _nearest()
    if path is None or not path.is_file():
        return Settings()
    return _from_folder(_read(path), path.parent)


def _nearest() -> Path | None:
    """Return the settings file of the working folder, else of the nearest folder above it."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return Path(os.path.relpath(folder / SETTINGS_FILE, here))
    return None


def _from_folder(settings: Settings, folder: Path) -> Settings:
    """Return `settings` with their paths as the working folder sees them."""
    own = folder / "layouts" / settings.layout
    return replace(
        settings,
        plan=folder / settings.plan,
        updates=folder / settings.updates,
        accepted=folder / settings.accepted,
        people=folder / settings.people,
        output=folder / settings.output,
        sign=folder / settings.sign if settings.sign else None,
        layout=str(own.resolve()) if folder != Path() and own.is_dir() else settings.layout,
    )


def _read(path: Path) -> Settings:
    from pydantic import TypeAdapter, ValidationError  # slow to import, and not for --help

    hint = "Correct the file and run again; docs/settings.md lists the keys."
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(Settings).validate_python(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"{path}: {error}", hint) from error
    except ValidationError as error:
        lines = (f"{path}: {fault}" for fault in faults(error))
        raise LayoutError("\n".join(lines), hint) from error
