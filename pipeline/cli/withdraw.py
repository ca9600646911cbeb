"""`publish withdraw`: say that an edition is no longer to be relied on."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from pipeline.cli import options
from pipeline.cli.show import results


def withdraw(
    date: Annotated[
        dt.datetime,
        typer.Option(
            "--date", parser=options.parse_day, metavar=options.DAY, help="The edition's date."
        ),
    ],
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="REASON",
            help="Why it is withdrawn; kept in the record.",
            show_default=False,
        ),
    ],
    name: options.Name = None,
    output: options.Output = None,
    withdrawn_on: Annotated[
        dt.datetime | None,
        typer.Option(
            "--withdrawn-on",
            parser=options.parse_day,
            metavar=options.DAY,
            help="The day of the withdrawal.",
            show_default="today",
        ),
    ] = None,
) -> None:
    """Withdraw the latest edition and keep it on record. It is no longer continued."""
    from pipeline.editions.withdraw import withdraw_edition
    from pipeline.settings import load_settings
    from pipeline.store import check_name

    settings = load_settings()
    chosen = settings.name if name is None else name
    check_name(chosen)
    path = withdraw_edition(
        output or settings.output,
        chosen,
        date.date(),
        options.reason(reason),
        options.day(withdrawn_on),
    )
    with results(f"the edition was withdrawn: {path}"):
        typer.echo(path)
