"""Run the readings on any executor: in order, a few at a time, and each plan at most twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any, cast

from pipeline.errors import MachineError
from pipeline.register.child import ChildDiedError
from pipeline.register.entry import Job, Reading
from pipeline.register.reading import read_job

ExecutorSource = Callable[[], AbstractContextManager[Executor]]
"""Makes a fresh executor: a pool whose worker died can take no more jobs."""

Work = Callable[[Job], Reading]

_AHEAD = 16
"""Jobs that are under way at once. A finished reading waits for those before it, so this bounds
the memory; with it two slow plans in a row do not stop four workers."""

_DEATHS = ("KilledWorker", "CancelledError", "FutureCancelledError")
"""What Dask raises for a job whose worker died, by name: Dask is an extra."""


def pool_executor(workers: int | None = None) -> ExecutorSource:
    """Return a source of process pools with `workers` processes, one for each core by default."""

    @contextmanager
    def source() -> Iterator[Executor]:
        # Forking copies the locks of other threads as they are; a spawned process has none.
        pool = ProcessPoolExecutor(workers or cpu_count() or 1, get_context("spawn"))
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    return source


def cluster_executor(address: str) -> ExecutorSource:
    """Return a source of executors on the Dask cluster at `address`.

    Raises MachineError if Dask is not installed or the cluster does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MachineError(
            "--cluster needs Dask, which is not installed",
            "Install it with: pip install 'publish-action-plan[cluster]'",
        ) from error

    @contextmanager
    def source() -> Iterator[Executor]:
        try:
            client = cast(Any, Client)(address, timeout=20)
        except (OSError, ValueError) as error:
            raise MachineError(
                f"the cluster at {address} does not answer: {error}",
                "Check the address; start a cluster with `dask scheduler` and `dask worker`.",
            ) from error
        with client:
            yield client.get_executor()

    return source


def read_all(
    jobs: Iterable[Job],
    source: ExecutorSource,
    progress: Callable[[Reading], None],
    work: Work = read_job,
) -> Iterator[Reading]:
    """Yield the reading of each job in order, as soon as it and those before it are there.

    Where a worker dies, the jobs that were under way are read again, one at a time, so that the
    plan which kills it does so alone: it gets a problem, and the others their readings.
    """
    waiting = iter(jobs)
    suspects: deque[Job] = deque()
    while True:
        with source() as executor:
            broken = yield from _read_some(executor, waiting, progress, work)
        if broken is None:
            return
        suspects.extend(broken)
        while suspects:
            reading = _read_alone(suspects.popleft(), source, work)
            progress(reading)
            yield reading


def _read_some(
    executor: Executor,
    waiting: Iterator[Job],
    progress: Callable[[Reading], None],
    work: Work,
) -> Generator[Reading, None, list[Job] | None]:
    """Yield readings until the jobs are done; return the jobs under way if a worker died."""
    running: deque[tuple[Job, Future[Reading]]] = deque()
    while True:
        while len(running) < _AHEAD and (job := next(waiting, None)) is not None:
            try:
                running.append((job, executor.submit(work, job)))
            except BrokenExecutor:
                return [*(job for job, _ in running), job]
        if not running:
            return None
        job, future = running[0]
        try:
            reading = future.result()
        except Exception as error:
            if not _is_death(error):
                reading = Reading(job.path, Path(job.path).stem, problem=_words(error))
            else:
                return [job for job, _ in running]
        running.popleft()
        progress(reading)
        yield reading


def _read_alone(job: Job, source: ExecutorSource, work: Work) -> Reading:
    """Return the reading of `job` by an executor that has no other job."""
    try:
        with source() as executor:
            return executor.submit(work, job).result()
    except Exception as error:
        problem = "the process that read it died twice" if _is_death(error) else _words(error)
        return Reading(job.path, Path(job.path).stem, problem=problem, hint="Read it by itself.")


def _is_death(error: Exception) -> bool:
    return isinstance(error, BrokenExecutor | ChildDiedError) or type(error).__name__ in _DEATHS


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
