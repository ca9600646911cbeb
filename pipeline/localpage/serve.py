"""Serve the local page on 127.0.0.1 until it is stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import MachineError, OutputError

HOST = "127.0.0.1"


def serve(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page of `folder` until it is stopped; `ready` is given its address, with the token.

    `port` 0 takes a free one. Raises MachineError if the extra is missing, OutputError where the
    port is taken.
    """
    try:
        import uvicorn

        from pipeline.localpage.app import local_page
    except ModuleNotFoundError as error:
        raise MachineError(
            f"the local page needs {error.name}, and it is not installed",
            hint='Install it: pip install "publish-action-plan[page]"',
        ) from error
    token = secrets.token_urlsafe(32)
    with socket.socket() as listening:
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, port))
            listening.listen()  # a browser may come before the server has begun
        except (OSError, OverflowError) as error:
            raise OutputError(
                f"port {port} cannot be used: {getattr(error, 'strerror', error)}",
                hint="Leave --port out; a free one is taken then.",
            ) from error
        port = listening.getsockname()[1]
        page = local_page(folder, token, f"{HOST}:{port}")
        config = uvicorn.Config(page, log_level="error", access_log=False, lifespan="off")
        ready(f"http://{HOST}:{port}/?token={token}")
        uvicorn.Server(config).run(sockets=[listening])
