"""Run `publish` and note what it asks of the machine: `python -m tests.robustness.watched LOG ...`.

Nothing can be reached: a connection is refused. The log is JSON: the programs that were started,
the addresses that were asked for, the files that were opened to be written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pipeline.cli import main

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
_WRITING = ("w", "a", "x", "+")

seen: dict[str, list[str]] = {"network": [], "programs": [], "written": [], "read": []}


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note `event`; refuse it where it leaves the machine."""
    if event in _NETWORK:
        seen["network"].append(f"{event} {arguments[1:]!r}")
        raise ConnectionRefusedError("the network is cut off")
    if event in _PROGRAMS:
        seen["programs"].append(f"{event} {arguments[:2]!r}")
    elif event == "open" and isinstance(arguments[0], str | bytes):
        name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
        writes = any(sign in str(arguments[1]) for sign in _WRITING)
        seen["written" if writes else "read"].append(str(Path(name).absolute()))


def _run(log: Path, arguments: list[str]) -> None:
    sys.argv = ["publish", *arguments]
    sys.addaudithook(watch)
    try:
        main()
    finally:
        noted = json.dumps(seen)
        log.write_text(noted, encoding="utf-8")


if __name__ == "__main__":
    _run(Path(sys.argv[1]), sys.argv[2:])
