"""A server on this machine that notes what is asked of it, and answers nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

ASKED: list[str] = []
"""The paths that were asked for."""


class _Server(BaseHTTPRequestHandler):
    """Notes who asks."""

    def do_GET(self) -> None:
        """Note the request and answer nothing."""
        ASKED.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[str]:
    """Give the address of a server that listens while the block runs."""
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
