"""What a program reads on stdout: one JSON value for each run, of a result or of an error."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer

from pipeline.cli.signs import steers
from pipeline.errors import PublishError


class Output:
    """Whether this run has printed its JSON value."""

    def __init__(self) -> None:
        self.is_printed = False

    def show(self, value: Any) -> None:
        """Print `value` as JSON."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        is_unicode = encoding.casefold().startswith("utf")
        text = json.dumps(value, indent=2, ensure_ascii=not is_unicode)
        typer.echo("".join(f"\\u{ord(c):04x}" if c != "\n" and steers(c) else c for c in text))
        self.is_printed = True

    def show_error(self, error: PublishError) -> None:
        """Print `error` as JSON, unless its command has printed what it found."""
        if not self.is_printed:
            body = {"message": error.message, "hint": error.hint, "exit_code": error.exit_code}
            self.show({"error": body})


OUTPUT = Output()
