"""The signature inside a PDF: an update behind the bytes that were set, and nothing else.

The update holds an invisible signature field (ISO 32000-1, 12.7.4.5) and its signature (PAdES
B-B). It follows from the PDF, the day and the CMS signature alone: so whoever sets the PDF again
and takes the signature out of a file gets that very file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.signing.certificate import Signer
from pipeline.signing.cms import DIGEST, sign_bytes, signing_time
from pipeline.signing.extra import missing_extra

_FIELD = "Signature"
_RESERVED = 32768
"""Hexadecimal digits of the signature. It is always as many, so the file's size is known."""
_END = b"%%EOF"
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A signed PDF, taken apart."""

    base: bytes
    """The PDF before it was signed."""
    day: dt.date
    """The day that the signature names."""
    cms: bytes
    """The signature, in DER."""
    covered: bytes
    """What the signature is of."""

    def signs_only(self, data: bytes) -> bool:
        """Return whether `data`, the signed PDF, is the base with this signature, to the byte.

        Raises MachineError if pyHanko is missing.
        """
        try:
            return _with_cms(self.base, self.day, lambda _: self.cms) == data
        except ValueError:
            return False


def sign_pdf(data: bytes, signer: Signer, day: dt.date) -> bytes:
    """Return the PDF `data` with the signature of `signer`, named for `day`.

    The same key and day give the same bytes with an RSA key; an ECDSA signature is always another.
    """
    return _with_cms(data, day, lambda covered: sign_bytes(covered, signer, day, is_pdf=True))


def pdf_signature(data: bytes) -> PdfSignature | None:
    """Return the signature of the PDF `data`, None if it has none of the kind that we make.

    Raises ValueError if there is one that cannot be read.
    """
    if b"/ByteRange" not in data:
        return None
    import pikepdf  # slow to import, and most files have no signature

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            form: Any = pdf.Root.get("/AcroForm", {})
            values = [field["/V"] for field in form.get("/Fields", ()) if "/V" in field]
            if not values:
                return None
            return _taken_apart(data, values[0])
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"its signature cannot be read: {error}") from error


def unsigned(data: bytes) -> bytes:
    """Return the PDF `data` as it was before it was signed; itself where it has no signature."""
    try:
        signature = pdf_signature(data)
    except ValueError:
        return data
    return signature.base if signature else data


def _taken_apart(data: bytes, value: Any) -> PdfSignature:
    first, length, second, rest = (int(number) for number in value["/ByteRange"])
    day = _DAY.match(str(value["/M"]))
    if day is None:
        raise ValueError("its signature names no day")
    end = data.rfind(_END, first, first + length) + len(_END)
    base = data[: end + 1] if data[end : end + 1] == b"\n" else data[:end]
    cms = bytes(value["/Contents"])
    return PdfSignature(
        base,
        dt.date(*map(int, day.groups())),
        _without_padding(cms),
        data[first : first + length] + data[second : second + rest],
    )


def _without_padding(cms: bytes) -> bytes:
    """Return the DER object at the beginning of `cms`, without the zeros behind it."""
    if len(cms) < 4 or cms[1] != 0x82:  # a signature is 256 bytes to 64 KiB long
        raise ValueError("its signature is not one in DER")
    return cms[: 4 + int.from_bytes(cms[2:4], "big")]


def _with_cms(data: bytes, day: dt.date, make: Callable[[bytes], bytes]) -> bytes:
    """Return `data` with an update that holds the signature which `make` returns of the rest."""
    try:
        from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
        from pyhanko.sign.signers import cms_embedder
        from pyhanko.sign.signers.pdf_byterange import SignatureObject
    except ModuleNotFoundError as error:
        raise missing_extra("to sign a PDF, or to check a signed one") from error

    class Update(IncrementalPdfFileWriter):
        """An update that names neither the clock nor a random number."""

        @classmethod
        def _handle_id(cls, prev: Any) -> Any:
            first = prev.trailer["/ID"][0]
            second = hashlib.sha256(data + day.isoformat().encode()).digest()[:16]
            return ArrayObject([first, ByteStringObject(second)])

        def _update_meta(self) -> None:
            """Leave the metadata as they are: they are of the base."""

    try:
        writer = Update(BytesIO(data))
    except PdfError as error:
        raise ValueError(f"it cannot be signed: {error}") from error
    # PDF/UA wants an untagged annotation off the page, PDF/A wants it printed.
    spec = SigFieldSpec(_FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    steps: Any = cms_embedder.PdfCMSEmbedder(spec).write_cms(_FIELD, writer)
    next(steps)
    value = SignatureObject(
        timestamp=signing_time(day), subfilter=SigSeedSubFilter.PADES, bytes_reserved=_RESERVED
    )
    steps.send(cms_embedder.SigObjSetup(sig_placeholder=value))
    prepared, output = steps.send(cms_embedder.SigIOSetup(md_algorithm=DIGEST))
    whole = output.getvalue()
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    steps.send(make(whole[:start] + whole[end:]))
    return bytes(output.getvalue())
