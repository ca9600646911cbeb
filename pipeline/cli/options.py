"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Revisions = Literal["refuse", "accept", "reject"]

Layout = Annotated[
    str | None, typer.Option("--layout", help="The layout's name or folder.", show_default=False)
]
Title = Annotated[
    str | None,
    typer.Option("--title", help="The plan's title, where the plan has none.", show_default=False),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="The folder to write to.", show_default=False)
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help='Say what a column is: "Heading=role", with one of the roles number, recommendation, '
        "reference, requirement, owner, period, status, date and ignore. An empty heading is "
        '"column 3". May be repeated.',
        show_default=False,
    ),
]
TrackedChanges = Annotated[
    Revisions, typer.Option("--revisions", help="What to do with tracked changes in a DOCX.")
]
MaxPages = Annotated[int, typer.Option("--max-pages", help="Refuse a PDF with more pages.")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", help="Refuse a larger file.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at warnings (exit code 8).")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]

MAX_PAGES = 1000
MAX_BYTES = 200_000_000
