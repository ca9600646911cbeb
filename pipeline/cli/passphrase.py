"""The certificate that signs an edition, opened with a passphrase."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SigningError

if TYPE_CHECKING:
    from pipeline.signing import Signer

PASSPHRASE = "PUBLISH_PASSPHRASE"  # noqa: S105 - the name of a variable


def signer(path: Path | None) -> Signer | None:
    """Return the signer in the PKCS #12 file at `path`, None without one.

    The passphrase is that of the environment, else it is asked for on the terminal. Raises
    SigningError where neither gives one.
    """
    if path is None:
        return None
    from pipeline.signing import load_signer

    return load_signer(path, _passphrase)


def _passphrase() -> str:
    if (given := os.environ.get(PASSPHRASE)) is not None:
        return given
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass("Passphrase of the certificate: ")
    raise SigningError(
        "the certificate needs a passphrase, and there is no terminal to ask for it",
        hint=f"Give it in {PASSPHRASE}; nothing was published.",
    )
