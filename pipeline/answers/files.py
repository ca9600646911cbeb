"""The returned files: which of them are read, and by which reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path, PurePath
from typing import cast

from pipeline.answers.reply import Replies
from pipeline.answers.table import Headings
from pipeline.errors import MissingFileError, UnknownFormatError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.load import read_file

AnswerReader = Callable[[bytes, str, ReadOptions, Headings], Replies]

# A reader's module is imported when it is first used: a CSV file must not wait for openpyxl.
ANSWER_READERS: dict[str, str] = {
    ".csv": "pipeline.answers.delimited:read_csv_replies",
    ".docx": "pipeline.answers.document:read_docx_replies",
    ".eml": "pipeline.answers.mail:read_eml_replies",
    ".md": "pipeline.answers.text:read_text_replies",
    ".txt": "pipeline.answers.text:read_text_replies",
    ".xlsx": "pipeline.answers.workbook:read_xlsx_replies",
}
"""The reader for each ending."""


def answer_files(paths: Iterable[Path]) -> Iterator[Path | Finding]:
    """Yield the files to read in their order, and a finding for each that is left out.

    A folder gives its files by name; hidden ones, and what an office program leaves beside an
    open file (`~$form.xlsx`), are not among them. A file named by itself is always read.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inside in sorted(path.iterdir()):
            if inside.name.startswith((".", "~$")):
                continue
            yield inside if inside.suffix.lower() in ANSWER_READERS else _left_out(inside)


def read_answer_file(path: Path, options: ReadOptions) -> bytes:
    """Return the bytes of `path`; raise an InputError where it cannot be read."""
    try:
        return read_file(path, options)
    except MissingFileError as error:
        hint = "Give an updates file or the folder of returned forms with --updates."
        raise MissingFileError(error.message, hint) from error


def answer_reader(path: PurePath) -> AnswerReader:
    """Return the reader for `path` by its ending; raise UnknownFormatError where there is none."""
    if found := ANSWER_READERS.get(path.suffix.lower()):
        module, name = found.split(":")
        return cast(AnswerReader, getattr(import_module(module), name))
    raise UnknownFormatError(
        f"{path} is not a supported answer file",
        hint=_how_to_save(path),
    )


def _how_to_save(path: PurePath) -> str:
    if path.suffix.lower() == ".msg":
        return "Outlook saves a message in this form; save it as .txt, or as .eml."
    return f"Save it as one of: {', '.join(ANSWER_READERS)}."


def _left_out(path: Path) -> Finding:
    return Finding(
        "file-not-read",
        Severity.WARNING,
        f"{path.name} is not a supported answer file; it was skipped.",
        Place(source=Source(path.as_posix())),
        f"If it holds answers: {_how_to_save(path)}",
    )
