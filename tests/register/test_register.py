"""A register puts many bodies' plans side by side, and no plan ends the run."""

from __future__ import annotations

import csv
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.layout import load_layout
from pipeline.register import build_register, cluster_executor, plan_files, pool_executor
from pipeline.register.entry import Job, Limits, Reading
from pipeline.register.files import ENTRIES, write_register
from pipeline.register.jobs import ExecutorSource, read_all
from pipeline.register.reading import read_job
from pipeline.register.spool import Spool
from tests.register.bodies import RECOMMENDATIONS, MadeBody, made_bodies

FORMATS = ("html", "xlsx", "csv", "json", "parquet")


def make(plans: Path, output: Path, executor: ExecutorSource, work: Path) -> dict[str, bytes]:
    """Return the files of the register of `plans`, by name, written to `output`."""
    work.mkdir()
    spool = Spool(work / "spool")
    jobs = [Job(str(path)) for path in plan_files([plans])]
    register = build_register(jobs, executor, spool, output / ENTRIES, lambda _: None)
    write_register(output, register, load_layout("devon-and-cornwall"), FORMATS)
    spool.close()
    return {str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[tuple[MadeBody, ...], dict[str, bytes], Path]]:
    """43 bodies, and the register of their plans by a pool of two processes."""
    folder = tmp_path_factory.mktemp("register")
    (folder / "plans").mkdir()
    bodies = made_bodies(folder / "plans")
    files = make(folder / "plans", folder / "out", pool_executor(2), folder / "work")
    yield bodies, files, folder


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    """Return the entries of a register."""
    return list(csv.DictReader(files[ENTRIES].decode("utf-8-sig").splitlines()))


def test_every_body_has_its_words(
    made: tuple[tuple[MadeBody, ...], dict[str, bytes], Path],
) -> None:
    """Each body's update and status are found under the recommendation they answer."""
    bodies, files, _ = made
    found = {
        (row["body"], row["register_recommendation"]): (row["status"], row["update"])
        for row in rows(files)
    }
    expected = {
        (body.name, number): (status, update)
        for body in bodies
        for number, status, update in body.answers
    }

    assert len([body for body in bodies if body.answers]) == 41
    assert found == expected


def test_a_plan_that_cannot_be_read_is_a_row(
    made: tuple[tuple[MadeBody, ...], dict[str, bytes], Path],
) -> None:
    """The damaged file and the scan are listed with their reasons; the others are read."""
    bodies, files, _ = made
    listed = {
        Path(body["file"]).name: body["problem"]
        for body in json.loads(files["register.json"])["bodies"]
    }

    assert set(listed) == {body.file for body in bodies}
    assert {name for name, problem in listed.items() if problem} == {"b07.docx", "b11.pdf"}
    assert b"b07.docx" in files["index.html"]


def test_who_has_not_answered_is_named(
    made: tuple[tuple[MadeBody, ...], dict[str, bytes], Path],
) -> None:
    """An action without an update in the newest period is listed under its body."""
    _, files, _ = made
    unanswered = {
        body["name"]: body["unanswered"]
        for body in json.loads(files["register.json"])["bodies"]
        if body["unanswered"]
    }

    assert unanswered == {"Borough 03 Council": ["2.1"]}


def test_the_cluster_gives_the_same_bytes(
    made: tuple[tuple[MadeBody, ...], dict[str, bytes], Path], tmp_path: Path
) -> None:
    """Two workers of a Dask cluster make the register that the pool makes, byte for byte."""
    distributed = pytest.importorskip("distributed")
    _, files, folder = made
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        source = cluster_executor(cluster.scheduler_address)
        same = make(folder / "plans", tmp_path / "out", source, tmp_path / "work")

    assert same == files


def test_changes_since_the_last_register(tmp_path: Path) -> None:
    """The next register lists what is new, what went and what differs, and nothing else."""
    plans, output = tmp_path / "plans", tmp_path / "out"
    plans.mkdir()
    made_bodies(plans, 3)
    make(plans, output, pool_executor(1), tmp_path / "first")
    plan = plans / "b00.txt"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("Step 0 of part 1", "The last step of part 1"), encoding="utf-8")
    (plans / "b01.csv").unlink()
    files = make(plans, output, pool_executor(1), tmp_path / "second")
    changes = list(csv.DictReader(files["changes.csv"].decode("utf-8-sig").splitlines()))

    assert {(c["change"], c["body"], c["action"]) for c in changes} == {
        ("update", "Borough 00 Council", "1.1"),
        *(("removed", "Borough 01 Council", f"{n}.1") for n in RECOMMENDATIONS),
    }


def test_a_plan_that_takes_too_long_is_a_problem(tmp_path: Path) -> None:
    """Each plan has its own time: the slow one is a problem, the next one is read."""
    made_bodies(tmp_path, 2)
    slow = "Recommendation\tOwner\tUpdate March 2026\n" + "word " * 40_000 + "\tA\tB\n"
    (tmp_path / "a.txt").write_text(slow * 40, encoding="utf-8")
    jobs = [
        Job(str(tmp_path / "a.txt"), Limits(seconds=0.01)),
        Job(str(tmp_path / "b00.txt")),
    ]
    readings = list(read_all(jobs, pool_executor(1), lambda _: None))

    assert "took more than" in readings[0].problem
    assert not readings[1].problem


def deadly(job: Job) -> Reading:
    """Read a plan, but kill the process that is given the second one."""
    if job.path.endswith("b01.csv"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_job(job)


def test_a_worker_that_dies_costs_its_plan_only(tmp_path: Path) -> None:
    """A plan that kills its worker twice is a problem; those beside it are read."""
    made_bodies(tmp_path, 4)
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    said: list[Reading] = []
    jobs = [Job(path) for path in paths]
    readings = list(read_all(jobs, pool_executor(2), said.append, deadly))

    assert [reading.path for reading in readings] == paths
    assert readings == said
    assert [bool(reading.problem) for reading in readings] == [False, True, False, False]
    assert "died twice" in readings[1].problem
