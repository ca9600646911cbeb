"""`publish open` serves the page on this machine alone until it is stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import MachineError, OutputError
from pipeline.localpage.serve import serve

ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Return the running command and the address that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "open", "--no-browser", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def test_it_serves_until_it_is_stopped(served: tuple[subprocess.Popen[str], str]) -> None:
    """The printed address opens the page; Ctrl+C ends it without a traceback."""
    process, address = served
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=30) as answer:
        assert b"Begin with your plan" in answer.read()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.build_opener().open(address.partition("?")[0], timeout=30)

    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert process.returncode in (0, 130)
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """The message says how to go on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OutputError, match=f"port {port} cannot be used"):
            serve(tmp_path, port, lambda _: None)


def test_the_extra_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the line that installs it."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    with pytest.raises(MachineError, match="the local page needs") as raised:
        serve(tmp_path, 0, lambda _: None)

    assert "publish-action-plan[page]" in raised.value.hint
