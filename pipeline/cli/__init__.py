"""The command line: options in, messages and exit codes out."""

import sys
from typing import NoReturn

from pipeline.ahead import end_ahead, start_ahead

__all__ = ("main",)


def main() -> NoReturn:
    """Run the command line and exit with the documented code; no traceback reaches a user."""
    start_ahead(sys.argv[1:])
    from pipeline.cli import app  # imports Typer, which takes longer than the start

    try:
        app.main()
    finally:
        end_ahead()
