"""The plan that an edition published, out of its artifacts."""

from __future__ import annotations

from pathlib import Path

from pipeline.digest import plan_digest
from pipeline.editions.chain import artifact_fault
from pipeline.editions.folder import Edition
from pipeline.editions.record import Follows
from pipeline.errors import InputError
from pipeline.model import Plan

_READ_FIRST = (".json", ".pdf", ".docx", ".html", ".csv")
"""The artifacts that hold the whole plan, the fastest to read first."""
_VIEW = ".updates.csv"
"""A list of updates, and not a plan."""


def published_file(edition: Edition) -> Path:
    """Return the artifact of `edition` to read its plan from: one that is as it was published.

    Raises InputError if there is none.
    """
    return _whole_files(edition)[0]


def published_plan(edition: Edition) -> Plan:
    """Return the plan that `edition` published, out of the first artifact that still holds it.

    Raises InputError if none does.
    """
    from pipeline.load import load_plan  # reads every format; not needed to show the chain

    for path in _whole_files(edition):
        plan = load_plan(path).plan
        if plan_digest(plan) == edition.record.plan:
            return plan
    raise _lost(edition)


def frozen_plan(edition: Edition | None, plan: Plan) -> tuple[Plan, Follows]:
    """Return the plan that history is held against, and what the new edition follows.

    That is the plan as `edition` published it, whatever was done since to the file that `plan`
    was read from; `plan` itself where nothing was published before.
    """
    digest = plan_digest(plan)
    if edition is None:
        return plan, Follows(digest)
    follows = Follows(edition.record.plan, edition.digest, edition.record.date)
    return (plan if digest == edition.record.plan else published_plan(edition)), follows


def _whole_files(edition: Edition) -> list[Path]:
    """Return the artifacts that hold the whole plan and are as they were published."""
    known = {
        Path(artifact.name).suffix: artifact
        for artifact in edition.record.artifacts
        if not artifact.name.endswith(_VIEW)
    }
    wanted = [known[ending] for ending in _READ_FIRST if ending in known]
    found = [edition.file(a) for a in wanted if not artifact_fault(a, edition.file(a))]
    if not found:
        raise _lost(edition)
    return found


def _lost(edition: Edition) -> InputError:
    return InputError(
        f"the plan of the edition of {edition.record.date} is not in any of its artifacts beside "
        f"{edition.path}",
        hint="Put its files back from a backup, or start from another plan.",
    )
