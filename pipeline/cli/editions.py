"""`publish history` and `publish verify`: what was public, and whether a file is what it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import options
from pipeline.cli.jsonout import OUTPUT
from pipeline.cli.show import finding_json
from pipeline.cli.signs import printable
from pipeline.errors import MissingFileError, OutputError

if TYPE_CHECKING:
    from pipeline.editions import Chain, Edition, Withdrawn
    from pipeline.verify.verdict import Verdict

Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder", metavar="FOLDER", help="The folder of the editions.", show_default=False
    ),
]


def history(
    on: Annotated[
        dt.datetime | None,
        typer.Option(
            "--on",
            parser=options.parse_day,
            metavar=options.DAY,
            help="Show what was public that day.",
            show_default=False,
        ),
    ] = None,
    folder: Folder = None,
    json: options.Json = False,
) -> None:
    """List the editions and what was public on a day."""
    from pipeline.editions import history as read_history

    chain = read_history(_folder(folder))
    shown = chain.editions if on is None else chain.on(on.date())
    if json:
        OUTPUT.show(_history_json(chain, shown))
    elif shown:
        typer.echo("\n\n".join(_edition_text(chain, edition) for edition in shown))
    else:
        typer.echo(f"nothing was public in {chain.folder}{f' on {on:%Y-%m-%d}' if on else ''}")
        if not chain.folder.is_dir():
            typer.echo(
                f"there is no folder {chain.folder} yet; publish add-period makes it", err=True
            )
    _stop_at_faults(chain)


def verify(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="Published files, of any format.", show_default=False),
    ],
    folder: Folder = None,
    layout: options.Layout = None,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--pictures",
            metavar="FOLDER",
            help="A folder for pictures of the first page that differs.",
            show_default=False,
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Check that files are what was published. Each is also compared with its own contents."""
    from pipeline.layout import load_layout
    from pipeline.settings import load_settings
    from pipeline.verify.verdict import verify_file

    settings = load_settings()
    printed_in = load_layout(layout or settings.layout)
    verdicts = [verify_file(file, folder, printed_in, settings.output, pictures) for file in files]
    if json:
        OUTPUT.show([_verdict_json(verdict) for verdict in verdicts])
    else:
        typer.echo("\n\n".join(_verdict_text(verdict) for verdict in verdicts))
    if not all(verdict.passed for verdict in verdicts):
        raise typer.Exit(OutputError.exit_code)


def _folder(given: Path | None) -> Path:
    """Return the folder of the editions; raises MissingFileError for one that is not there."""
    from pipeline.settings import load_settings

    if given is not None and not given.is_dir():
        raise MissingFileError(
            f"there is no folder {given}", hint="Name the folder that holds the editions."
        )
    return given or load_settings().output


def _edition_text(chain: Chain, edition: Edition) -> str:
    record = edition.record
    version = f"  version {record.version}" if record.version > 1 else ""
    lines = [f"{record.date.isoformat()}  {record.period}  ({record.name}){version}"]
    lines += [f"  {line}" for line in chain.story(edition)]
    lines.append(f"  plan    sha256 {record.plan}")
    lines.append(f"  record  sha256 {edition.digest}")
    if record.follows is not None:
        former = record.follows.date.isoformat() if record.follows.date else "a plan from elsewhere"
        lines.append(f"  follows {former}")
    for amendment in record.amendments:
        where = ", ".join(filter(None, (amendment.action, amendment.period, amendment.field)))
        lines.append(f"  amended {where}: {amendment.reason}")
    files = ((edition.file(a).name, a) for a in record.artifacts)
    lines += [f"  {name}  {a.size:,} bytes  sha256 {a.sha256}" for name, a in files]
    lines += [f"  FAULT   {finding.message}" for finding in chain.findings_of(edition)]
    return printable("\n".join(lines))


def _history_json(chain: Chain, shown: tuple[Edition, ...]) -> dict[str, Any]:
    from json import loads

    from pipeline.editions import record_to_json

    return {
        "folder": str(chain.folder),
        "editions": [
            {
                "file": edition.path.name,
                "sha256": edition.digest,
                "files": [edition.file(a).name for a in edition.record.artifacts],
                "published": edition.day.isoformat(),
                "superseded_by": (s.path.name if (s := chain.superseded_by(edition)) else None),
                "withdrawn": (_withdrawal_json(w) if (w := chain.withdrawn(edition)) else None),
                "record": loads(record_to_json(edition.record)),
            }
            for edition in shown
        ],
        "findings": [finding_json(finding) for finding in chain.findings],
    }


def _withdrawal_json(withdrawn: Withdrawn) -> dict[str, Any]:
    withdrawal = withdrawn.withdrawal
    return {
        "file": withdrawn.path.name,
        "on": withdrawal.on.isoformat(),
        "reason": withdrawal.reason,
    }


def _stop_at_faults(chain: Chain) -> None:
    if chain.findings:
        raise OutputError(
            "\n".join(
                (
                    f"the history in {chain.folder} is not whole",
                    *(f"{f.place}: {f.message}" for f in chain.findings),
                )
            ),
            chain.findings[0].hint,
        )


def _verdict_text(verdict: Verdict) -> str:
    fate = " and ".join(line.split(" on ")[0] for line in verdict.fate)
    passed = f"verified, but {fate}" if fate else "verified"
    lines = [f"{verdict.path}: {passed if verdict.passed else 'NOT VERIFIED'}"]
    lines += [f"  {'ok  ' if c.passed else 'FAIL'}  {c.message}" for c in verdict.checks]
    return printable("\n".join(lines))


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "path": verdict.path,
        "verified": verdict.passed,
        "in_force": not verdict.fate,
        "checks": [
            {"check": c.name, "passed": c.passed, "message": c.message} for c in verdict.checks
        ],
    }
