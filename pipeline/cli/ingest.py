"""`publish ingest`: read a plan and show the receipt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.found import show_findings
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.show import finding_json, terminal
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.ingest import ReadOptions
    from pipeline.model import Plan
    from pipeline.parse.receipt import Receipt


def ingest(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A plan, in any format.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the plan here as JSON.",
            show_default=False,
        ),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option(
            "--receipt", metavar="FILE", help="Write the whole receipt here.", show_default=False
        ),
    ] = None,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures",
            metavar="FOLDER",
            help="Write each page of a PDF here, with what was read drawn on it.",
            show_default=False,
        ),
    ] = None,
    map_: options.Map = None,
    revisions: options.TrackedChanges = "refuse",
    max_pages: options.MaxPages = options.MAX_PAGES,
    max_bytes: options.MaxBytes = options.MAX_BYTES,
    strict: options.Strict = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Read a plan in any format and show what was understood."""
    from pipeline.accept import stop_at_reading
    from pipeline.ingest import ReadOptions
    from pipeline.load import load_plan
    from pipeline.parse.headings import read_mapping, unused
    from pipeline.planfile import plan_to_json
    from pipeline.store import write_all

    read = ReadOptions(revisions, max_pages, max_bytes)
    mapping = read_mapping(tuple(map_ or ()))
    loaded = load_plan(file, read, mapping)
    found = loaded.receipt
    missed = unused(mapping, (h.text for h in found.headings))
    read_as = replace(found, findings=(*found.findings, *missed))
    stop_at_reading(read_as.findings, strict=strict)
    drawn = _pictures(file, pictures, read) if pictures else ()
    if output:
        for path in write_all(output.parent, {output.name: plan_to_json(loaded.plan)}):
            typer.echo(path)
    if receipt:
        text = "\n".join([*_lines(read_as, loaded.plan), *_picture_lines(drawn)]) + "\n"
        for path in write_all(receipt.parent, {receipt.name: text.encode()}):
            typer.echo(path)
    if json:
        OUTPUT.show({**_as_json(read_as, loaded.plan), "pictures": [str(path) for path in drawn]})
    elif not quiet:
        _show(read_as, loaded.plan)


def _pictures(file: Path, folder: Path, read: ReadOptions) -> tuple[Path, ...]:
    """Return the paths of the pictures of the pages of `file`, now in `folder`."""
    from pipeline.ingest.kinds import detect_format
    from pipeline.load import read_file
    from pipeline.store import write_all

    data = read_file(file, read)
    if detect_format(data, str(file)) != "pdf":
        raise typer.BadParameter("only a PDF has pages to be drawn", param_hint="--pictures")
    from pipeline.ingest.pdf.pictures import page_pictures

    return write_all(folder, dict(page_pictures(data, str(file), read)))


def _picture_lines(drawn: Sequence[Path]) -> list[str]:
    """Return what the receipt says about the pictures."""
    return ["", f"Pictures of the pages: {len(drawn)}", *(f"  {path}" for path in drawn)]


def _as_json(receipt: Receipt, plan: Plan) -> dict[str, Any]:
    return {
        "path": receipt.path,
        "method": receipt.method,
        "recommendations": receipt.recommendations,
        "actions": receipt.actions,
        "periods": receipt.periods,
        "title": plan.title,
        "details": [{"label": d.label, "text": d.text} for d in plan.details],
        "notes": list(plan.notes),
        "headings": [{"heading": h.text, "role": h.role} for h in receipt.headings],
        "findings": [finding_json(f) for f in receipt.findings],
        "furniture": list(receipt.furniture),
        "unplaced": list(receipt.unplaced),
    }


def _lines(receipt: Receipt, plan: Plan) -> list[str]:
    """Return the receipt in full, as text."""
    lines = [
        f"Receipt for {receipt.path}",
        f"read by: {receipt.method}",
        _counts(receipt),
        "",
        *_around(plan),
        "",
        "Column headings:",
        *(f"  {h.text or '(empty)'} -> {h.role or 'no known meaning'}" for h in receipt.headings),
        "",
        f"Findings: {len(receipt.findings)}",
    ]
    for finding in receipt.findings:
        lines.append(f"  {finding.severity}: {finding.code}: {finding.message}")
        if str(finding.place):
            lines.append(f"    at: {finding.place}")
        if finding.hint:
            lines.append(f"    hint: {finding.hint}")
        if finding.words:
            lines.append(f"    words: {' '.join(finding.words)}")
    lines += ["", f"Page furniture: {len(receipt.furniture)}"]
    lines += [f"  {text}" for text in receipt.furniture]
    lines += ["", f"Words that landed nowhere: {len(receipt.unplaced)}"]
    lines += [f"  {' '.join(receipt.unplaced)}"] if receipt.unplaced else []
    return lines


def _around(plan: Plan) -> list[str]:
    """Return the plan's words above and below its table."""
    return [
        f"Title: {plan.title or '(none)'}",
        f"Lines above the table: {len(plan.details)}",
        *(f"  {f'{d.label}: ' if d.label else ''}{d.text}" for d in plan.details),
        f"Paragraphs below the table: {len(plan.notes)}",
        *(f"  {note}" for note in plan.notes),
    ]


def _counts(receipt: Receipt) -> str:
    counts = (
        (receipt.recommendations, "recommendation"),
        (receipt.actions, "action"),
        (receipt.periods, "period"),
    )
    return ", ".join(_count(*pair) for pair in counts)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _show(receipt: Receipt, plan: Plan) -> None:
    from rich.table import Table
    from rich.text import Text

    console = terminal()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("column heading")
    table.add_column("read as")
    for heading in receipt.headings:
        table.add_row(Text(printable(heading.text) or "(empty)"), heading.role or "?")
    console.print(Text(printable(f"title: {plan.title or '(none)'}")))
    console.print()
    console.print(table)
    console.print()
    show_findings(terminal(), receipt.findings)
    console.print(
        Text(
            printable(
                f"{receipt.path}, read by {receipt.method}: "
                f"{_counts(receipt)}, {_count(len(plan.details), 'line')} above the table, "
                f"{_count(len(plan.notes), 'paragraph')} below it; "
                f"{_count(len(receipt.open_questions), 'finding')} to look at; "
                f"words that landed nowhere: {' '.join(receipt.unplaced) or 'none'}"
            )
        )
    )
