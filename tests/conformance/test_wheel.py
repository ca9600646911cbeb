"""The wheel installs into a new environment without root, and two commands publish."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.conformance

ROOT = Path(__file__).parent.parent.parent


def test_a_new_folder_is_published_from_the_wheel(tmp_path: Path) -> None:
    """`publish init --yes` takes the plan of the folder; `publish add-period` publishes it.

    The packages that the wheel depends on are those of this environment: nothing is fetched.
    """
    bin_ = _installed(tmp_path)
    work = tmp_path / "work"
    (work / "inputs").mkdir(parents=True)
    plan = (ROOT / "inputs" / "existing-plan.txt").read_bytes()
    (work / "plan.txt").write_bytes(plan)
    environment = {"PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    command = "publish init --yes && publish add-period --date 2026-06-27 --missing no-change"

    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=work, env=environment, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()
    published = {path.name for path in (work / "build").iterdir()}
    assert {f"action-plan-2026-06-27.{end}" for end in ("pdf", "docx", "html")} <= published
    assert (work / "inputs" / "existing-plan.txt").read_bytes() == plan


def _installed(folder: Path) -> Path:
    """Return the folder of programs of a new environment with the wheel in it."""
    built = folder / "dist"
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("publish_action_plan-*.whl")
    environment = folder / "venv"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    (site,) = environment.glob("lib/python*/site-packages")
    others = [path for path in sys.path if path.endswith("site-packages")]
    (site / "others.pth").write_text("\n".join(others), encoding="utf-8")
    install = ["-m", "pip", "install", "--no-deps", "--no-index", "--ignore-installed"]
    target = ["--prefix", str(environment), str(wheel)]
    subprocess.run([python, *install, *target], check=True, capture_output=True)
    return environment / "bin"
