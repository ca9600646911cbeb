"""Forms: what goes out to the owners, as files of an office program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from pipeline.errors import OutputError
from pipeline.forms.content import FormContent, form_contents
from pipeline.forms.selection import By, Selection, select
from pipeline.layout import Layout
from pipeline.model import Period, Plan
from pipeline.people import People

FormRenderer = Callable[[FormContent], bytes]
"""The same form gives the same bytes."""

# A renderer's module is imported when it is first used.
FORM_RENDERERS: dict[str, str] = {
    "xlsx": "pipeline.forms.workbook:render_workbook",
    "docx": "pipeline.forms.document:render_document",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is ready to go out."""

    name: str
    """The file's name: `2026-06-27-chief-constable.xlsx`."""
    selection: Selection
    data: bytes


def make_forms(
    plan: Plan,
    layout: Layout,
    period: Period,
    by: By | None,
    format_: str,
    people: People | None = None,
    return_line: str = "",
) -> tuple[Form, ...]:
    """Return the forms that ask for `period`: one of the whole plan, or one for each `by`.

    `return_line` says where they go back to, and by when.
    """
    module, name = FORM_RENDERERS[format_].split(":")
    render = cast(FormRenderer, getattr(import_module(module), name))
    day = f"{period.date.isoformat()}-" if period.date else ""
    selections = select(plan, layout, by, people)
    contents = form_contents(plan, layout, period, selections, return_line)
    return tuple(
        Form(f"{day}{selection.name}.{format_}", selection, render(content))
        for selection, content in zip(selections, contents, strict=True)
    )


def check_unfilled(folder: Path, forms: Sequence[Form]) -> None:
    """Raise OutputError if another file has the name of one of `forms`: it may be filled in."""
    paths = ((folder / form.name, form.data) for form in forms)
    others = [path for path, data in paths if path.is_file() and path.read_bytes() != data]
    if others:
        raise OutputError(
            "\n".join(
                f"{path} is there and differs from the form to be written" for path in others
            ),
            hint="If it was filled in, move it to the returned updates; else give --replace.",
        )
