"""CMS signatures (RFC 5652) over bytes that lie elsewhere, made and checked."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from pipeline.signing.certificate import Signed, Signer, certificate_days, certificate_signed
from pipeline.signing.extra import missing_extra

DIGEST = "sha256"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who made a signature, or what is wrong with it."""

    signed: Signed | None = None
    """None for a signature that cannot be read."""
    fault: str = ""


def signing_time(day: dt.date) -> dt.datetime:
    """Return the time that a signature of `day` names: noon, so that the same day gives the same.

    It is a claim of the signer like the day of publication; only a time stamp could prove it.
    """
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def sign_bytes(data: bytes, signer: Signer, day: dt.date, *, is_pdf: bool) -> bytes:
    """Return the CMS signature of `data`, in DER.

    That of a PDF has the attributes of PAdES B-B, which names its time in the PDF (ETSI EN
    319 142-1, 6.3); the other those of CAdES B-B (ETSI EN 319 122-1).
    """
    import asyncio  # slow to import

    from pyhanko.sign.ades.api import CAdESSignedAttrSpec
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    settings = PdfCMSSignedAttributes(
        signing_time=None if is_pdf else signing_time(day),
        cades_signed_attrs=CAdESSignedAttrSpec(),
    )
    digest = hashlib.new(DIGEST, data).digest()
    making = signer.key.async_sign(
        digest, DIGEST, use_pades=True, is_pdf_sig=is_pdf, signed_attr_settings=settings
    )
    return bytes(asyncio.run(making).dump())


def signatory(cms: bytes, data: bytes, day: dt.date) -> Signatory:
    """Return who signed `data` with the signature `cms` on `day`, and whether it holds.

    Raises MachineError if pyHanko is missing.
    """
    try:
        from asn1crypto.cms import ContentInfo
        from pyhanko.sign.general import extract_certificate_info, extract_signer_info
        from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    except ModuleNotFoundError as error:
        raise missing_extra("to check a signature") from error
    try:
        content = ContentInfo.load(cms)["content"]
        info = extract_signer_info(content)
        certificate = extract_certificate_info(content).signer_cert
        intact, valid = validate_sig_integrity(
            info, certificate, "data", hashlib.new(DIGEST, data).digest()
        )
    except (ValueError, TypeError, KeyError) as error:  # pyHanko's own are ValueErrors
        return Signatory(fault=f"its signature cannot be read: {error}")
    signed = certificate_signed(certificate)
    first, last = certificate_days(certificate)
    if not intact or not valid:
        return Signatory(signed, "its signature is not of these bytes")
    if not first <= day <= last:
        return Signatory(signed, f"the certificate was not valid on {day}")
    return Signatory(signed)
