"""`publish accept`: accept what was found, with a reason, for the text as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options
from pipeline.cli.request import Given, OpenDate
from pipeline.cli.shared import EditionOptions, with_options
from pipeline.cli.show import results
from pipeline.cli.signs import printable

if TYPE_CHECKING:
    from pipeline.accept import Item

Code = Annotated[
    str, typer.Argument(metavar="CODE", help="What was found: email-address.", show_default=False)
]
At = Annotated[
    list[str] | None,
    typer.Option(
        "--at",
        metavar="KEY",
        help="Where: an action's key, a recommendation's number. May be repeated.",
        show_default=False,
    ),
]


@with_options(EditionOptions)
def accept(
    shared: EditionOptions,
    code: Code,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="REASON", help="Why it may be published.", show_default=False
        ),
    ],
    at: At = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Accept it at every place where it was found.")
    ] = False,
    date: OpenDate = None,
    correcting: Annotated[
        bool,
        typer.Option("--correct", help="For a correction of the latest edition."),
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Accept a finding, so that it does not stop the edition."""
    from pipeline.accept import Acceptance, with_acceptance
    from pipeline.draft import make_draft
    from pipeline.layout import load_layout
    from pipeline.store import write_all

    why = options.reason(reason)
    given = Given(
        date=date.date() if date else None,
        correct=why if correcting else "",
        **shared.given(),
    )
    request = given.request()
    draft = make_draft(request, load_layout(request.layout), lambda _: None)
    wanted = _found(draft.items, code, tuple(at or ()), everywhere=everywhere)
    path = given.settings().accepted
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for place, digest in wanted.items():
        text = with_acceptance(text, code, place, Acceptance(why, digest))
    write_all(path.parent, {path.name: text.encode()})
    with results(f"{path} was written"):
        typer.echo(path)
    if not quiet:
        for item in draft.items:
            if item.finding.code == code and item.at in wanted:
                line = f"accepted: {code}, {item.at}: {item.finding.message}"
                typer.echo(printable(line), err=True)


def _found(
    items: Sequence[Item], code: str, places: Sequence[str], *, everywhere: bool
) -> dict[str, str]:
    """Return the digest of what was found under `code` at each of `places`.

    Raises BadParameter if there is nothing to accept, or no place is named.
    """
    there = {item.at: item.text for item in items if item.finding.code == code}
    if not there:
        codes = ", ".join(dict.fromkeys(item.finding.code for item in items)) or "nothing"
        raise typer.BadParameter(f"{code} was not found; there is: {codes}.")
    if everywhere:
        return there
    if not places or (missed := [place for place in places if place not in there]):
        name = f"not at {missed[0]}" if places else "give --at or --everywhere"
        raise typer.BadParameter(f"{code}: {name}; it was found at: {', '.join(there)}.")
    return {place: there[place] for place in places}
