"""Signatures: of an edition's PDF, inside it, and of its record, beside it.

They are checked with pyHanko, an optional extra; a PDF without a signature never needs it.
"""

from pipeline.signing.certificate import Signed, Signer, load_signer
from pipeline.signing.cms import Signatory, signatory
from pipeline.signing.detached import (
    SIGNATURE_ENDING,
    record_signature,
    signature_name,
    signature_path,
)
from pipeline.signing.pdf import PdfSignature, pdf_signature, sign_pdf, unsigned

__all__ = (
    "SIGNATURE_ENDING",
    "PdfSignature",
    "Signatory",
    "Signed",
    "Signer",
    "load_signer",
    "pdf_signature",
    "record_signature",
    "sign_pdf",
    "signatory",
    "signature_name",
    "signature_path",
    "unsigned",
)
