"""`docs/editions.md` shows what the commands say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.signing.certificates import PASSPHRASE, write_certificate

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "editions.md"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What differs between machines: the libraries' versions are in the record, and so in its digest.
_VARIES = re.compile(r"\b[0-9a-f]{64}\b|\b[\d,]+(?= bytes)")


def transcript(folder: Path) -> str:
    """Return the page's console blocks as the commands in them fill them now."""
    lines: list[str] = []
    for block in _CONSOLE.findall(PAGE.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if not line.startswith("$ "):
                continue
            program, *arguments = shlex.split(line[2:])
            called = [sys.executable, "-m", "pipeline"] if program == "publish" else [program]
            done = subprocess.run(
                [*called, *arguments],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PUBLISH_PASSPHRASE": PASSPHRASE},
            )
            lines += [line, *done.stdout.splitlines()]
            lines += [f"! {told}" for told in done.stderr.splitlines()]
            lines += [f"=> {done.returncode}"] if done.returncode else []
    return "\n".join(lines)


@pytest.mark.skipif(shutil.which("sed") is None, reason="sed is not installed")
def test_the_page_shows_what_the_commands_say(tmp_path: Path) -> None:
    """The output in the page is real; only digests and sizes may differ."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    write_certificate(tmp_path).rename(tmp_path / "certificate.p12")
    shown = "".join(_CONSOLE.findall(PAGE.read_text(encoding="utf-8"))).rstrip("\n")

    assert _VARIES.sub("_", transcript(tmp_path)) == _VARIES.sub("_", shown)


def test_every_finding_of_the_chain_is_documented() -> None:
    """`docs/errors.md` has a row for each code that `history` can find."""
    source = "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "pipeline/editions").glob("*.py")
    )
    codes = set(re.findall(r'"((?:record|chain|artifact|predecessor|signature)-[a-z-]+)"', source))
    codes |= {f"artifact-{fault}" for fault in ("missing", "changed", "unreadable")}
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")

    assert codes - set(re.findall(r"`([a-z-]+)`", page)) == set()
    assert len(codes) >= 12
