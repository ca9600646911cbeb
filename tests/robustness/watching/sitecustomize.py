"""Note what this process asks of the machine, whichever interpreter finds this file on its path.

Python imports it before anything else, in every interpreter that a watched one starts as well.
Nothing can be reached: a connection is refused. A line of the log is JSON: a kind and its words.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
_WRITING = ("w", "a", "x", "+")


def _watch(log: int) -> None:
    def note(kind: str, words: str) -> None:
        os.write(log, json.dumps([kind, words]).encode() + b"\n")

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            note("network", f"{event} {arguments[1:]!r}")
            raise ConnectionRefusedError("the network is cut off")
        if event in _PROGRAMS:
            note("programs", f"{event} {arguments[:2]!r}")
        elif event == "open" and isinstance(arguments[0], str | bytes):
            name = os.fsdecode(arguments[0])
            writes = any(sign in str(arguments[1]) for sign in _WRITING)
            note("written" if writes else "read", str(Path(name).absolute()))

    note("processes", " ".join(sys.orig_argv[1:]))
    sys.addaudithook(watch)


if "WATCH_LOG" in os.environ:
    _watch(os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
