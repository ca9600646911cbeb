"""`publish review`: one local page to look at before an edition is published."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import options
from pipeline.cli.request import Given, OpenDate
from pipeline.cli.shared import EditionOptions, with_options
from pipeline.cli.show import results, stages

if TYPE_CHECKING:
    from pipeline.review import Picture, ReviewContent


@with_options(EditionOptions)
def review(
    shared: EditionOptions,
    date: OpenDate = None,
    correct: Annotated[
        str,
        typer.Option(
            "--correct",
            metavar="REASON",
            help="Review a correction of the latest edition.",
            show_default=False,
        ),
    ] = "",
    page: Annotated[Path, typer.Option("--page", metavar="FILE", help="The page to write.")] = Path(
        "review.html"
    ),
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Show the PDF's changed pages.")
    ] = True,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a local page on which to review an edition."""
    from pipeline.render.pdf_process import rendering_apart

    given = Given(
        date=date.date() if date else None,
        correct=options.reason(correct) if correct else "",
        **shared.given(),
    )
    with rendering_apart(("pdf",) if pictures else ()) as apart:
        from pipeline.draft import make_draft
        from pipeline.layout import load_layout
        from pipeline.review import page_pictures, review_content, review_page
        from pipeline.store import write_all
        from pipeline.verify import render_proved

        request = given.request()
        chosen = load_layout(request.layout)
        with stages(quiet) as progress:
            draft = make_draft(request, chosen, progress)
            coming = apart.begin(draft.publication) if apart and pictures else None
            content = review_content(draft)
            shown: tuple[Picture, ...] = ()
            if coming is not None:
                files, _ = render_proved(draft.publication, ("pdf",), progress, coming)
                updates_ = {text.key: "".join(p.text for p in text.new) for text in content.texts}
                shown = page_pictures(next(iter(files.values())), updates_)
            progress("Writing")
            data = review_page(content, shown, chosen)
            (path,) = write_all(page.parent, {page.name: data})
    with results(f"the review was written as {path}"):
        typer.echo(path)
    if not quiet:
        typer.echo(_summary(content), err=True)
    if open_:
        webbrowser.open(path.resolve().as_uri())


def _summary(content: ReviewContent) -> str:
    stopping = len(content.stopping)
    stops = f"{stopping} {'finding stops' if stopping == 1 else 'findings stop'} the publication"
    return (
        f"{stops if stopping else 'nothing stops the publication'}; "
        f"{len(content.texts)} new texts, {sum(len(s.keys) for s in content.silent)} without an "
        f"answer, {len(content.late)} late"
    )
