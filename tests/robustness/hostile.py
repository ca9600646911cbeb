"""A plan whose cells hold what would harm a careless program, and a run of `publish` on it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf

SECRET = "kestrel-4f1c-oriel"  # noqa: S105 - the words of a file that nothing may read

ROOT = Path(__file__).parents[2]

LOG = "seen.jsonl"
KINDS = ("processes", "network", "programs", "written", "read")

FORMATS = ("pdf", "docx", "json", "csv", "xlsx", "html", "txt")


def contents(secret: Path, address: str) -> dict[str, str]:
    """Return hostile cells by their name, each with words that must not be lost.

    `secret` is a file that must not be read, `address` a server that must not be asked.
    """
    file = secret.as_uri()
    return {
        "attachment": f'attached <link rel="attachment" href="{file}"> here',
        "image": f'pictured <img src="{file}"><img src="{address}/a.png"> here',
        "style": f"<p>styled</p><style>@import url({address}/a.css);</style><p>here</p>",
        "inline": f'<p style="background: url({address}/b.png)">inlined here</p>',
        "drawing": f'drawn <svg><image href="{file}"/><script>go()</script></svg> here',
        "script": '<script>alert(1)</script> scripted <a href="javascript:go()">here</a>',
        "frame": f'framed <iframe src="{file}"></iframe><object data="{file}"></object> here',
        "template": "templated {{ 7*7 }} {% include '/etc/passwd' %} {# gone #} here",
        "formula": '=HYPERLINK("http://127.0.0.1/";"pay") here',
        "command": "=cmd|' /C calc'!A0 here",
        "plus": "+1+1 here",
        "at": "@SUM(1+1) here",
        "escape": "escaped \x1b[31m\x1b]0;title\x07 here",
        "direction": "turned \u202egpj.exe\u202c here",
        "entities": "coded &lt;script&gt;go()&lt;/script&gt; &amp;amp; here",
        "path": "../../../../etc/passwd here",
        "include": f"<!--#include file='{secret}'--> included &xxe; here",
    }


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of `publish`."""

    folder: Path
    """Where it ran; the artifacts are in `build/`."""
    code: int
    out: str
    err: str
    seen: dict[str, list[str]]
    """What it and the interpreters it started asked of the machine; see `watching/`."""

    def programs(self) -> list[str]:
        """Return the programs it started that are not its own.

        By some Python finds its libraries; two are itself: one sets the PDF, one reads it back.
        """
        finders = ("/sbin/ldconfig", "/usr/bin/gcc", "/usr/bin/cc", "ld", "objdump")
        own = tuple(f"subprocess.Popen ({name!r}, " for name in finders)
        itself = (
            "'-m', 'pipeline.render.pdf_process'",
            "'-m', 'pipeline.ingest.pdf.file.page_worker'",
        )
        asked = [name for name in self.seen["programs"] if not name.startswith(own)]
        return [name for name in asked if not any(module in name for module in itself)]

    def artifact(self, format_: str) -> bytes:
        """Return the artifact of that format."""
        return (self.folder / "build" / f"plan.{format_}").read_bytes()


def transcript(cells: dict[str, str]) -> str:
    """Return a plan as text, with an action for each of `cells`."""
    heading = "Rec. No.\tRecommendation\tReference\tEvidence\tOwner\tMarch 27th 2025\tStatus"
    rows = [
        f"{n}\tReview {name}.\t{n}.1\tIt is recorded.\tChief Constable\t{cell}\tIn progress"
        for n, (name, cell) in enumerate(cells.items(), 1)
    ]
    return "\n".join(["Wexmoor Action Plan", "", "Force: Wexmoor", "", heading, *rows, ""])


def run(folder: Path, *arguments: str, before: tuple[str, ...] = (), **machine: str) -> Run:
    """Return how `publish ARGUMENTS` ends in `folder`.

    `before` is a program that starts it (`unshare -n`), `machine` changes the environment.
    """
    return watched(folder, [*before, sys.executable, "-m", "pipeline", *arguments], **machine)


def watched(folder: Path, command: list[str], **machine: str) -> Run:
    """Return how `command` ends in `folder`, and what it and its interpreters asked for."""
    log, temporary, home = folder / LOG, folder / "temporary", folder / "home"
    temporary.mkdir(exist_ok=True)
    log.touch()
    path = os.pathsep.join((str(Path(__file__).parent / "watching"), str(ROOT)))
    python = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(temporary)}
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "WATCH_LOG": str(log)}
    environment = {**os.environ, **python, **own, **machine}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=300, check=False
    )
    seen: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for line in log.read_text(encoding="utf-8").splitlines():
        kind, words = json.loads(line)
        seen[kind].append(words)
    return Run(folder, done.returncode, done.stdout.decode(), done.stderr.decode(), seen)


def render(folder: Path, plan: str, before: tuple[str, ...] = (), **machine: str) -> Run:
    """Return how `publish render` ends with the file `plan` of `folder`, in every format."""
    formats = [word for format_ in FORMATS for word in ("--format", format_)]
    arguments = ("render", plan, *formats, "--output", "build")
    return run(folder, *arguments, before=before, **machine)


def unpacked(data: bytes, format_: str) -> bytes:
    """Return all that an artifact holds, its streams and members unpacked."""
    if format_ in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return b"".join(file.read(name) for name in file.namelist())
    if format_ == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
            return data + b"".join(_decoded(stream) for stream in streams)
    return data


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture
        return stream.read_raw_bytes()
