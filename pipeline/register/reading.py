"""Read one plan for the register, within its own limits of time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread

from pipeline.errors import PublishError
from pipeline.findings import Sources
from pipeline.ingest import ReadOptions
from pipeline.limits import bounded
from pipeline.load import load_plan
from pipeline.model import Action, Plan, Recommendation
from pipeline.publication import publishing_body
from pipeline.register.entry import Entry, Job, Reading
from pipeline.richtext import one_line


def read_job(job: Job) -> Reading:
    """Return the reading of one plan; a plan that cannot be read comes back with its problem.

    Time can only be limited in a process's main thread, where the alarm rings. A worker that runs
    its jobs in other threads (Dask's) therefore passes each job to a process of its own.
    """
    if current_thread() is not main_thread():
        from pipeline.register.child import read_in_child

        return read_in_child(job)
    return read_here(job)


def read_here(job: Job) -> Reading:
    """Return the reading of one plan, read in this process."""
    name = Path(job.path).stem
    try:
        with bounded(job.limits.seconds, job.limits.memory):
            options = ReadOptions("accept", job.limits.max_pages, job.limits.max_bytes)
            loaded = load_plan(Path(job.path), options)
    except PublishError as error:
        return Reading(job.path, name, problem=error.message, hint=error.hint)
    except Exception as error:  # one plan never ends the run
        return Reading(job.path, name, problem=f"{type(error).__name__}: {error}")
    plan, receipt = loaded.plan, loaded.receipt
    return Reading(
        job.path,
        publishing_body(plan) or name,
        plan.title,
        tuple(_entries(plan, receipt.sources, job.path)),
        len(receipt.open_questions),
    )


def _entries(plan: Plan, sources: Sources, path: str) -> Iterator[Entry]:
    keys = iter(plan.keys())
    for recommendation in plan.recommendations:
        for action in recommendation.actions:
            yield from _of_action(plan, recommendation, action, next(keys), sources, path)


def _of_action(
    plan: Plan,
    recommendation: Recommendation,
    action: Action,
    key: str,
    sources: Sources,
    path: str,
) -> Iterator[Entry]:
    text, asked = one_line(recommendation.text), one_line(action.requirement)
    periods = [(p.label, p.date.isoformat() if p.date else "") for p in plan.periods]
    updates = [update.plain for update in action.updates]
    for place, (period, update) in enumerate(
        zip(periods or [("", "")], updates or [""], strict=True), 1
    ):
        is_newest = place >= len(periods)
        source = sources.get((key, period[0])) or sources.get((key, ""))
        yield Entry(
            recommendation.number,
            text,
            key,
            asked,
            action.owner,
            action.due,
            *period,
            update,
            action.status if is_newest else "",
            str(source) if source else path,
        )
