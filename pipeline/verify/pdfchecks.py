"""What is asked of a PDF: its signature, its agreement with itself, and whether it is set again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.digest import plan_digest
from pipeline.editions import Edition, EditionRecord, carried_record, record_from_json
from pipeline.errors import PublishError
from pipeline.layout import Layout
from pipeline.model import Plan
from pipeline.signing import PdfSignature, pdf_signature
from pipeline.verify import artifact_faults
from pipeline.verify.check import Check
from pipeline.verify.signatures import signed_by

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CarryingPdf:
    """A PDF with what it carries."""

    name: str
    data: bytes
    plan: Plan
    record: bytes | None
    """Its `edition.json`."""

    def read_record(self) -> EditionRecord:
        """Return the record that it carries; raises UnreadableFileError where there is none."""
        return record_from_json(self.record or b"", "its edition record")


@dataclass(frozen=True, slots=True)
class PdfChecks:
    """The questions to a PDF."""

    pdf: CarryingPdf
    edition: Edition | None
    """The edition that it is of, where that is known."""
    layout: Layout
    pictures: Path | None = None
    """Where the first page that differs is shown; None for nowhere."""

    def all(self) -> Iterator[Check]:
        """Yield the answers. Raises MachineError if a signature cannot be checked here."""
        yield self._agreement()
        yield self._carried_record()
        base = self.pdf.data
        try:
            signature = pdf_signature(self.pdf.data)
            if signature and signature.signs_only(self.pdf.data):
                base = signature.base
            yield from self._signature(signature, is_alone=base != self.pdf.data)
        except ValueError as error:
            yield Check("signature", False, str(error))
        yield self._set_again(base)

    def _signature(self, signature: PdfSignature | None, *, is_alone: bool) -> Iterator[Check]:
        """Yield whether the PDF is signed as its record says; nothing if nobody signed it.

        `is_alone` says whether the signature is all that was added.
        """
        record = self._record()
        named = record.signed if record else None
        if signature is None:
            if named:
                message = f"it was published signed by {named.by}, and it has no signature"
                yield Check("signature", False, message)
            return
        if not is_alone:
            message = "more than its signature was added after it was set"
            yield Check("signature", False, message)
        elif self.edition and signature.day != self.edition.day:
            message = f"its signature is of {signature.day}, not of the day of publication"
            yield Check("signature", False, message)
        else:
            yield signed_by(signature.cms, signature.covered, signature.day, named, "it")

    def _record(self) -> EditionRecord | None:
        try:
            return self.pdf.read_record()
        except PublishError:
            return None

    def _set_again(self, base: bytes) -> Check:
        """Return whether the PDF, unsigned, is what its plan and record give when set again."""
        from pipeline.verify.again import set_again  # pikepdf is slow to import
        from pipeline.verify.compare import differences

        try:
            again = set_again(self.pdf.plan, self.pdf.read_record(), self.layout)
            found = differences(again.data, base) if again.data else [again.error]
        except (PublishError, ValueError) as error:
            message = getattr(error, "message", str(error))
            return Check("again", False, f"it cannot be set again: {message}")
        if not found:
            return Check(
                "again", True, "set again from the plan and the record in it, it is the same"
            )
        if not again.otherwise:
            lines = found[:_SHOWN] + ([f"and {len(found) - _SHOWN} more"] if found[_SHOWN:] else [])
            message = "set again from the plan and the record in it, it differs"
            seen = self._picture(again.data) if again.data else []
            return Check("again", False, "\n      ".join((message, *lines, *seen)))
        return self._form(base, again.otherwise)

    def _picture(self, again: bytes) -> list[str]:
        """Return where the first page that looks different is shown, in a line; or why not."""
        from pipeline.verify.pictures import picture_difference

        if self.pictures is None:
            return []
        try:
            stem = Path(self.pdf.name).stem
            path = picture_difference(again, self.pdf.data, self.pictures, stem)
        except ValueError as error:
            return [str(error)]
        return [f"shown in {path}" if path else "every page looks the same"]

    def _form(self, base: bytes, otherwise: Sequence[str]) -> Check:
        """Return whether a PDF that cannot be set again here has at least the form of our own."""
        from pipeline.verify.form import form_faults

        why = f"it was set with {', '.join(otherwise)}, so it cannot be set again byte for byte"
        if faults := form_faults(self.pdf.plan, base, self.layout):
            shown = "\n      ".join(faults[:_SHOWN])
            return Check(
                "form", False, f"{why}; it does not have the form of our own PDFs\n      {shown}"
            )
        return Check("form", True, f"{why}; it has the form of our own PDFs")

    def _agreement(self) -> Check:
        """Return whether the PDF's page and tags show the plan that it carries."""
        from pipeline.verify.again import correction_of

        pdf, record = self.pdf, self._record()
        correction = correction_of(record, self.layout) if record else ""
        faults = list(
            artifact_faults(pdf.plan, pdf.name, pdf.data, self.layout, correction=correction)
        )
        if not faults:
            return Check("agreement", True, "its page, its tags and its embedded plan agree")
        lines = [line for fault in islice(faults, _SHOWN) for line in fault.lines()]
        message = f"its page, its tags and its embedded plan differ in {len(faults)} places"
        return Check("agreement", False, "\n      ".join((message, *lines)))

    def _carried_record(self) -> Check:
        """Return whether the record inside the PDF is that of its plan and of its edition."""
        edition = self.edition
        if self.pdf.record is None:
            return Check("record", False, "it carries no edition record")
        try:
            record = self.pdf.read_record()
        except PublishError as error:
            return Check("record", False, error.message)
        if record.plan != plan_digest(self.pdf.plan):
            return Check("record", False, "its edition record is of another plan than it carries")
        if edition is not None and record != carried_record(edition.record):
            message = f"its edition record is not that of {edition.path.name}"
            return Check("record", False, message)
        return Check("record", True, f"it carries the record of the edition of {record.date}")
