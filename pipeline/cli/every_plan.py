"""`--all`: a command for every plan of a folder of plans, `plans/<name>/publish.toml`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.show import stages
from pipeline.errors import MissingFileError
from pipeline.limits import bounded
from pipeline.settings import SETTINGS_FILE

PLANS = Path("plans")
_OPTION = "--all"


@dataclass(frozen=True, slots=True)
class Ran:
    """How the command ended for one plan, and what it printed."""

    folder: Path
    code: int
    """The exit code; negative where a signal ended the process."""
    out: str
    err: str


def run_for_every_plan(*, json: bool = False, quiet: bool = False) -> None:
    """Run this command for every plan in `plans/` and exit; return where there is none.

    Each plan has a process of its own, in its own folder, so that paths count from there, limits
    are its own, and one that fails leaves the others alone. Exits with the code of the first plan
    that failed.
    """
    folders = sorted(path.parent for path in PLANS.glob(f"*/{SETTINGS_FILE}"))
    if not folders:
        return
    arguments = [argument for argument in sys.argv[1:] if argument != _OPTION]
    made = []
    with bounded(seconds=0), stages(quiet) as progress:  # each process has its own limits
        for ran in _each(folders, arguments):
            made.append(ran)
            progress(f"{len(made)} of {len(folders)}: {ran.folder} {_outcome(ran)}")
            if not json:
                _show(ran)
    if json:
        OUTPUT.show({ran.folder.name: _as_json(ran) for ran in made})
    raise typer.Exit(next((abs(ran.code) for ran in made if ran.code), 0))


def no_plans() -> MissingFileError:
    """Return the error of a folder without plans."""
    return MissingFileError(
        f"there is no {PLANS}/NAME/{SETTINGS_FILE} here",
        hint="Make a folder for each plan: publish init plans/NAME --from FILE.",
    )


def _each(folders: Sequence[Path], arguments: Sequence[str]) -> Iterator[Ran]:
    """Yield how the command ended for each of `folders`, in order, as soon as it is known."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(lambda folder: _run(folder, arguments), folders)


def _run(folder: Path, arguments: Sequence[str]) -> Ran:
    """Run the command in `folder`; a process that a signal ended is started once more."""
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-m", "pipeline", *arguments]
    for _ in range(2):
        done = subprocess.run(  # noqa: S603 - this program itself, and no shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode >= 0:
            break
    out, err = (data.decode("utf-8", "replace") for data in (done.stdout, done.stderr))
    return Ran(folder, done.returncode, out, err)


def _outcome(ran: Ran) -> str:
    if ran.code < 0:
        return f"was ended by signal {-ran.code}"
    return "done" if ran.code == 0 else f"failed (exit code {ran.code})"


def _show(ran: Ran) -> None:
    """Print what the command printed; a line that names a file names it from here."""
    lines = ran.out.splitlines()
    paths = [ran.folder / line for line in lines]
    if lines and not all(path.exists() for path in paths):
        typer.echo(f"{ran.folder}:")
        paths = []
    for line in paths or lines:
        typer.echo(line)
    for line in ran.err.splitlines() if ran.code else ():
        typer.echo(f"{ran.folder}: {line}", err=True)


def _as_json(ran: Ran) -> dict[str, Any]:
    try:
        result = json.loads(ran.out)
    except ValueError:  # the command was ended before it could print
        result = {"error": {"message": ran.err.strip(), "hint": "", "exit_code": abs(ran.code)}}
    return {"exit_code": abs(ran.code), "result": result}
