"""A folder to work in: what `publish init` puts there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.load import read_file

_ENDINGS = frozenset(("pdf", "docx", "odt", "xlsx", "ods", "csv", "html", "htm", "txt", "json"))
_SETTINGS = """\
# Defaults for `publish` in this folder and the folders below it. Each key has an option of the same
# name that goes before it; docs/settings.md explains them.

# The plan of the first edition. Later ones continue the edition before by themselves.
plan = "{plan}"

# Where the answers for a period are: updates/2026-06-27/ or updates/2026-06-27.csv
updates = "inputs/updates"

# How the plan looks: devon-and-cornwall, standard, compact, or a folder of your own in layouts/
layout = "{layout}"

# Where editions are published. Keep this folder: it is the record of what was public.
output = "build"

# What the names of the artifacts begin with.
name = "{name}"

# [check]
# words = ["Wexmoor"]            # names that are spelled right
# abbreviations = ["NPCC"]       # abbreviations that need no writing out
# recommendations = ["7", "10"]  # the numbers that the plan must have
"""
_INPUTS = """\
The existing plan and the answers of its owners.

    updates/2026-06-27/    what came back for the period of 27 June 2026: forms, mails, notes
"""
_PEOPLE = """\
# Who answers what: publish request-updates --by person makes a form for each of them, and
# publish progress --remind a draft message to each who has not answered.

# return_to = "plan.team@example.org"   # the address that answers go to

# [[people]]
# name = "Jo Bloggs"
# email = "jo.bloggs@example.org"
# answers = ["3.2", "8"]                # keys of actions, or numbers of recommendations
"""
_IGNORED = """\
.venv/
build/.publish-*/
build/forms/
review.html
"""


def new_folder(name: str, layout: str, plan: Path | None) -> dict[str, bytes]:
    """Return the files of a new folder by their paths in it; `plan` is copied into it.

    Raises an InputError if `plan` cannot be read.
    """
    ending = plan.suffix.lower() if plan is not None else ".txt"
    kept = f"inputs/existing-plan{ending}"
    settings = _SETTINGS.format(plan=kept, layout=layout, name=name)
    files = {
        "publish.toml": settings.encode(),
        ".gitignore": _IGNORED.encode(),
        "inputs/README.txt": _INPUTS.encode(),
        "inputs/people.toml": _PEOPLE.encode(),
        "inputs/updates/.gitkeep": b"",
    }
    return files if plan is None else {**files, kept: read_file(plan)}


def plans_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of `folder` whose endings are those of plans, by name."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(
        path
        for path in files
        if path.suffix.lower().lstrip(".") in _ENDINGS
        and path.is_file()
        and not path.name.startswith((".", "~$"))
    )


def make_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Return the paths of `files`, now in `folder`; a file that is there is never replaced.

    Raises OutputError if one is there already, or cannot be written.
    """
    if there := [name for name in files if (folder / name).exists()]:
        raise OutputError(
            f"{folder / there[0]} is there already; nothing was written",
            hint="Choose another folder, or go on in this one: publish add-period --date ...",
        )
    made = []
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
            made.append(path)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise OutputError(
            f"{error.filename or folder}: {error.strerror or error}; nothing was written",
            hint="Allow writing there, or choose another folder.",
        ) from error
    return tuple(made)
