"""The gate: read every artifact back and compare it with the plan before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import ProofError, PublishError
from pipeline.findings import Place
from pipeline.ingest import READERS, UNLIMITED, reader
from pipeline.ingest.kinds import file_format
from pipeline.layout import Layout, in_language, language_of
from pipeline.load import load_bytes
from pipeline.model import Plan
from pipeline.parse import parse
from pipeline.parse.headings import own_headings
from pipeline.parse.known import read_own
from pipeline.planfile import plan_from_json
from pipeline.publication import Publication
from pipeline.render import NOT_APART, file_names, render_each
from pipeline.verify.fault import Fault, plan_faults, shown
from pipeline.verify.feed import FEED, feed_faults, is_feed
from pipeline.verify.view import ENDING, view_faults

if TYPE_CHECKING:
    from pipeline.ingest.pdf.file.page_pool import SharedPages

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
    "feed.xml": "feed",
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


class Gate:
    """Proves artifacts one by one, as they are made: each, read back, is the plan."""

    def __init__(
        self, plan: Plan, layout: Layout, record: bytes = b"", correction: str = ""
    ) -> None:
        self._plan, self._layout, self._record = plan, layout, record
        self._correction = correction
        self._faults: dict[str, list[Fault]] = {}
        self._second: SharedPages | None = None

    def expect_pdf(self, names: Iterable[str]) -> None:
        """Load what proves the artifacts `names`, while there is time for it.

        A second process is started, which will read the PDF's pages.
        """
        from pipeline.verify.pdf import second_reader

        self._second = second_reader()
        for name in names:
            if not is_feed(name) and (format_ := file_format(name)) in READERS:
                reader(format_)

    def begin(self, name: str, data: bytes) -> None:
        """Have the second process read the artifact `name`, if a PDF; it is checked later."""
        if self._second is not None and name.endswith(".pdf"):
            from pipeline.verify.pdf import begin_reading

            begin_reading(self._second, name, data)

    def close(self) -> None:
        """End the second process."""
        if self._second is not None:
            self._second.close()

    def check(self, name: str, data: bytes) -> None:
        """Read the artifact `name` back and note where it is not the plan."""
        faults = artifact_faults(
            self._plan,
            name,
            data,
            self._layout,
            self._record,
            correction=self._correction,
            second=self._second,
        )
        self._faults[name] = list(faults)

    def proof(self, names: Iterable[str]) -> Proof:
        """Return what was proved of the artifacts `names`, each of which was checked.

        Raises ProofError, naming the cells and the words on either side, where one differs.
        """
        formats, lines = [], []
        for name in names:
            formats.append(FEED if is_feed(name) else file_format(name))
            if faults := self._faults[name]:
                lines.append(f"{name} does not read back as the plan: {len(faults)} faults")
                lines += [line for fault in faults[:_SHOWN] for line in fault.lines()]
        if lines:
            raise ProofError(
                "\n".join(lines),
                hint="Nothing was written, and the former publication is untouched. "
                "Please report it with the plan.",
            )
        updates = sum(len(action.updates) for action in self._plan.actions())
        return Proof(updates, tuple(dict.fromkeys(formats)))


def render_proved(
    publication: Publication,
    formats: Sequence[str],
    progress: Callable[[str], None],
    coming: Mapping[str, Future[bytes]] = NOT_APART,
    sign: Callable[[bytes], bytes] = bytes,
) -> tuple[dict[str, bytes], Proof]:
    """Return the artifacts of `publication` in the order of `formats`, and their proof.

    The PDF is what `sign` returns of the one that was set, and is proved as such.

    Each is proved when it is there, so while a process apart sets the PDF, the others are; what
    came from there is proved last, for a second process reads it meanwhile.
    Raises what a renderer raises, and ProofError where an artifact differs from the plan.
    """
    names = file_names(publication, formats)
    apart = set(file_names(publication, [*coming]))
    files: dict[str, bytes] = {}
    what = publication.plan, publication.layout, publication.record, publication.correction
    with closing(Gate(*what)) as gate:
        idle = partial(gate.expect_pdf, names)
        for name, data in _proved_last(
            render_each(publication, formats, progress, coming, idle, sign), apart, gate
        ):
            progress(f"Proving {name.removeprefix(publication.name)[1:]}")
            gate.check(name, data)
            files[name] = data
        return {name: files[name] for name in names}, gate.proof(names)


def _proved_last(
    made: Iterable[tuple[str, bytes]], apart: Collection[str], gate: Gate
) -> Iterator[tuple[str, bytes]]:
    """Yield what is `made`, behind it the artifacts that were set `apart`, now being read."""
    later = {}
    for name, data in made:
        if name in apart:
            gate.begin(name, data)
            later[name] = data
        else:
            yield name, data
    yield from later.items()


def prove(plan: Plan, artifacts: Mapping[str, bytes], layout: Layout, record: bytes = b"") -> Proof:
    """Return what was proved of `artifacts`: each, read back, is `plan`.

    `layout` is the one they were rendered in, `record` the edition record that the PDF must
    carry. Raises ProofError, naming the cells and the words on either side, where an artifact
    differs.
    """
    gate = Gate(plan, layout, record)
    for name, data in artifacts.items():
        gate.check(name, data)
    return gate.proof(artifacts)


def read_back(name: str, data: bytes) -> tuple[Plan, bytes | None]:
    """Return the plan that the artifact `name` holds, and the edition record that it carries.

    Of a PDF it is the embedded plan, whatever the page shows: `artifact_faults()` compares them.
    Raises a PublishError if there is no plan in it.
    """
    if file_format(name) != "pdf":
        return load_bytes(data, name).plan, None
    from pipeline.verify.pdf import carried_files  # pikepdf is slow to import

    carried = carried_files(name, data)
    return plan_from_json(carried["plan.json"], f"{name}, plan.json"), carried.get("edition.json")


def artifact_faults(
    plan: Plan,
    name: str,
    data: bytes,
    layout: Layout,
    record: bytes = b"",
    correction: str = "",
    second: SharedPages | None = None,
) -> Iterator[Fault]:
    """Yield where the artifact `name`, rendered in `layout`, is not `plan`.

    A PDF must carry `record` and bear the sentence `correction`, where they are given; `second`
    is a process that reads its pages already.
    """
    if is_feed(name):
        yield from feed_faults(plan, data)
        return
    format_ = file_format(name)
    if language := language_of(name, layout):
        layout = in_language(layout, language)
    mapping = own_headings(layout, plan)
    try:
        if format_ == "json":
            yield from plan_faults(plan, plan_from_json(data, name), "in the file")
            return
        if format_ == "pdf":
            from pipeline.verify.pdf import pdf_faults  # pdfium and pikepdf are slow to import

            yield from pdf_faults(plan, name, data, layout, record, correction, second)
            return
        document = reader(format_)(data, name, UNLIMITED)
        if name.endswith(ENDING):
            yield from view_faults(plan, document)
            return
        found = read_own(document, plan, layout, is_complete=format_ == "csv")
        if found is not None:
            yield from plan_faults(plan, found, "in the file")
        else:
            yield from plan_faults(shown(plan), parse(document, name, mapping).plan, "in the file")
    except PublishError as error:
        yield Fault(Place(), "file", note=error.message)
