"""Load a plan from any file that can be read: find its format, read, parse, compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import (
    MissingFileError,
    NoTableError,
    PublishError,
    TooLargeError,
    UnreadableFileError,
)
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions, reader
from pipeline.ingest.authors import file_authors
from pipeline.ingest.kinds import detect_format
from pipeline.model import Plan
from pipeline.parse import Parsed, parse
from pipeline.parse.headings import Role
from pipeline.parse.receipt import Receipt, plan_texts
from pipeline.signs import printed_text
from pipeline.stamp import stamp_of

_FORMS = ("xlsx", "docx")
_SHARE = 4
"""A plan file may have one part in so many of the limit: Python's values take most memory."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan and the receipt of how it was read."""

    plan: Plan
    receipt: Receipt


def load_plan(
    path: Path,
    options: ReadOptions = DEFAULT_OPTIONS,
    mapping: Mapping[str, Role] | None = None,
) -> Loaded:
    """Return the plan in the file at `path` and its receipt.

    Raises an InputError if the file cannot be read, a PlanError where it is not a plan's.
    """
    return load_bytes(read_file(path, options), str(path), options, mapping)


def read_file(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> bytes:
    """Return the bytes of the file at `path`.

    Raises MissingFileError, TooLargeError or UnreadableFileError.
    """
    if path.is_dir():
        raise MissingFileError(f"{path} is a folder", hint="Name a file in it.")
    if path.parts and path.parts[0] in ("http:", "https:"):
        address = path.as_posix().replace(":/", "://", 1)  # a path has no empty part
        raise MissingFileError(
            f"{address} is a web address; nothing is fetched",
            hint="Save the page or the document in a browser, and name the file.",
        )
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFileError(
                f"{path} is a device or a pipe, not a file", hint="Save it as a file and name that."
            )
        if (size := path.stat().st_size) > options.max_bytes:
            raise TooLargeError(
                f"{path} has {size:,} bytes; the limit is {options.max_bytes:,}",
                hint="Raise the limit with --max-bytes if the file is really that large.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(
            f"there is no file {path}", hint="Check the name and the folder."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}",
            hint="Check the file's permissions.",
        ) from error


def load_bytes(
    data: bytes,
    path: str,
    options: ReadOptions = DEFAULT_OPTIONS,
    mapping: Mapping[str, Role] | None = None,
) -> Loaded:
    """Return the plan in `data`; the ending of `path` gives the format.

    Raises an InputError if the data cannot be read or do not match the ending, a
    PlanError where they are not a plan's.
    """
    format_ = detect_format(data, path)
    if not data:
        raise UnreadableFileError(f"{path} is empty", hint="Check that it is the right file.")
    if format_ == "json":
        return _load_json(data, path, options.max_bytes // _SHARE)
    document = reader(format_)(data, path, options)
    if format_ in _FORMS and (stamp := stamp_of(data)):
        raise NoTableError(
            f"{path} is a form for the updates of {stamp.date}, not a plan",
            hint=f"Put it into the folder of updates, such as inputs/updates/{stamp.date}/, "
            f"and run publish progress --date {stamp.date}.",
        )
    try:
        parsed = parse(document, path, mapping)
    except PublishError as error:
        _name_cause(error, document.findings)
        raise
    if document.embedded is not None:
        loaded = _with_embedded(document.embedded, parsed, path)
    else:
        loaded = Loaded(parsed.plan, parsed.receipt)
    return _with_authors(loaded, file_authors(data, format_), path)


def _name_cause(error: PublishError, findings: Iterable[Finding]) -> None:
    """Add to `error` what kept the reader from the words, where that is known."""
    for finding in findings:
        if finding.code in ("letters-unknown", "page-without-text"):
            error.message += f"\n  {finding.place}: {finding.message}"
            error.hint = finding.hint
            return


def _load_json(data: bytes, path: str, most: int) -> Loaded:
    if len(data) > most:
        raise TooLargeError(
            f"{path} has {len(data):,} bytes; the limit of a plan file is {most:,}",
            hint="If the plan is really that large, raise --max-bytes: this limit is a quarter.",
        )
    from pipeline.planfile import plan_from_json  # pydantic is slow to import

    plan = plan_from_json(data, path)
    return Loaded(plan, receipt_of(plan, path, "plan file"))


def receipt_of(plan: Plan, path: str, method: str) -> Receipt:
    """Return the receipt of a plan that was read as it is."""
    actions = sum(1 for _ in plan.actions())
    return Receipt(
        path, method, len(plan.recommendations), actions, len(plan.periods), (), (), (), ()
    )


def _with_embedded(embedded: bytes, parsed: Parsed, path: str) -> Loaded:
    """Return the plan that a file carries, if the page shows the same; else what the page shows."""
    from pipeline.planfile import plan_from_json  # pydantic is slow to import

    try:
        plan = plan_from_json(embedded, f"{path}, embedded plan.json")
    except PublishError as error:
        return _page_only(parsed, path, f"cannot be read ({error.message})")
    page = _squeezed(parsed.plan)
    shown = set().union(*page)
    if [_printed(text, shown) for text in _squeezed(plan)] != page:
        return _page_only(parsed, path, "differs from what the page shows")
    method = f"embedded plan, in agreement with the page ({parsed.receipt.method})"
    return Loaded(plan, replace(parsed.receipt, method=method))


def _with_authors(loaded: Loaded, authors: tuple[str, ...], path: str) -> Loaded:
    """Return `loaded` with a finding of the `authors` whom the plan itself does not name."""
    known = {" ".join(detail.text.split()) for detail in loaded.plan.details}
    if not (named := [name for name in authors if name not in known]):
        return loaded
    finding = Finding(
        "file-author",
        Severity.NOTE,
        f"The file's properties name {', '.join(named)[:200]}.",
        Place(source=Source(path)),
        "Remove the names (Word: Inspect Document) if the file itself is published.",
    )
    receipt = replace(loaded.receipt, findings=(*loaded.receipt.findings, finding))
    return Loaded(loaded.plan, receipt)


def _squeezed(plan: Plan) -> list[str]:
    """Return the texts of `plan` without white space, which a page cannot show for certain."""
    return ["".join(text.split()) for text in plan_texts(plan)]


def _printed(text: str, shown: set[str]) -> str:
    """Return `text` as our PDF prints it, where its fonts have what the page has `shown`."""
    return "".join(printed_text(text, shown.__contains__).split())


def _page_only(parsed: Parsed, path: str, reason: str) -> Loaded:
    finding = Finding(
        "embedded-plan-differs",
        Severity.WARNING,
        f"The plan that the file carries {reason}; what the page shows was read.",
        Place(source=Source(path)),
        "Compare the file with the edition it should be: publish verify FILE.",
    )
    return Loaded(
        parsed.plan, replace(parsed.receipt, findings=(*parsed.receipt.findings, finding))
    )
