"""The gate: read every artifact back and compare it with the plan before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.diff import diff_plans
from pipeline.errors import ProofError, PublishError
from pipeline.findings import Place
from pipeline.ingest import DEFAULT_OPTIONS, reader
from pipeline.load import file_format, load_bytes
from pipeline.model import Plan
from pipeline.parse import parse
from pipeline.verify.fault import Fault
from pipeline.verify.view import ENDING, view_faults

_SHOWN = 10
"""A message shows so many faults of each artifact."""
_FORMATS = {
    "pdf": "PDF (tags, page, embedded)",
    "docx": "DOCX",
    "html": "web page",
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "XLSX",
    "txt": "text",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read back and found to be the plan."""

    updates: int
    formats: tuple[str, ...]

    def __str__(self) -> str:
        """Return the proof as one line of a summary."""
        ways = ", ".join(_FORMATS[name] for name in self.formats)
        return f"{self.updates} of {self.updates} updates identical in {ways}"


def prove(plan: Plan, artifacts: Mapping[str, bytes], record: bytes = b"") -> Proof:
    """Return what was proved of `artifacts`: each, read back, is `plan`.

    `record` is the edition record that the PDF must carry. Raises ProofError, naming the cells
    and the words on either side, where an artifact differs.
    """
    lines: list[str] = []
    for name, data in artifacts.items():
        if faults := list(artifact_faults(plan, name, data, record)):
            lines.append(f"{name} does not read back as the plan: {len(faults)} faults")
            lines += [line for fault in faults[:_SHOWN] for line in fault.lines()]
    if lines:
        raise ProofError(
            "\n".join(lines),
            hint="Nothing was written, and the former publication is untouched. "
            "Please report it with the plan.",
        )
    formats = dict.fromkeys(file_format(name) for name in artifacts)
    updates = sum(len(action.updates) for action in plan.actions())
    return Proof(updates, tuple(formats))


def read_back(name: str, data: bytes) -> tuple[Plan, bytes | None]:
    """Return the plan that the artifact `name` holds, and the edition record that it carries.

    Of a PDF it is the embedded plan, whatever the page shows: `artifact_faults()` compares them.
    Raises a PublishError where there is no plan in it.
    """
    if file_format(name) != "pdf":
        return load_bytes(data, name).plan, None
    carried = _attachments(data, name)
    if "plan.json" not in carried:
        raise ProofError(f"{name} carries no plan")
    return _from_json(carried["plan.json"], f"{name}, plan.json"), carried.get("edition.json")


def artifact_faults(plan: Plan, name: str, data: bytes, record: bytes = b"") -> Iterator[Fault]:
    """Yield where the artifact `name` is not `plan`."""
    format_ = file_format(name)
    try:
        if format_ == "json":
            yield from _plan_faults(plan, _from_json(data, name), "in the file")
            return
        document = reader(format_)(data, name, DEFAULT_OPTIONS)
        if name.endswith(ENDING):
            yield from view_faults(plan, document)
            return
        if format_ == "pdf":
            yield from _pdf_faults(plan, data, document.embedded, record)
        found = parse(document, name).plan
    except PublishError as error:
        yield Fault(Place(), "file", note=error.message)
        return
    yield from _plan_faults(plan, found, "in the tags" if format_ == "pdf" else "in the file")


def _pdf_faults(plan: Plan, data: bytes, embedded: bytes | None, record: bytes) -> Iterator[Fault]:
    from pipeline.verify.page import page_faults

    yield from page_faults(plan, data)
    if embedded is None:
        yield Fault(Place(), "embedded plan", note="the file carries none")
    else:
        try:
            yield from _plan_faults(plan, _from_json(embedded, "plan.json"), "embedded")
        except PublishError as error:
            yield Fault(Place(), "embedded plan", note=error.message)
    if record and _attachments(data, "the PDF").get("edition.json") != record:
        yield Fault(Place(), "edition record", note="the file carries another, or none")


def _attachments(data: bytes, name: str) -> dict[str, bytes]:
    from pipeline.verify.tagged import read_attachments

    try:
        return read_attachments(data)
    except ValueError as error:
        raise ProofError(f"{name}: {error}") from error


def _from_json(data: bytes, name: str) -> Plan:
    from pipeline.planfile import plan_from_json  # pydantic is slow to import

    return plan_from_json(data, name)


def _plan_faults(plan: Plan, found: Plan, where: str) -> Sequence[Fault]:
    return [
        Fault(c.place, f"{c.field} {c.kind} {where}", c.old, c.new)
        for c in diff_plans(plan, found).changes
    ]
