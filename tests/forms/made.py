"""Forms of the small plan, and LibreOffice to send them through."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.forms.content import FormContent, form_contents
from pipeline.forms.selection import select
from pipeline.layout import load_layout
from pipeline.model import Period, Plan
from tests.plans import SMALL

PERIOD = Period("June 27th 2026", dt.date(2026, 6, 27))
# By its whole path: tests go into folders of their own.
LAYOUT = load_layout(str(Path(__file__).parents[2] / "layouts" / "devon-and-cornwall"))


def form(plan: Plan = SMALL, period: Period = PERIOD) -> FormContent:
    """Return the form for the whole of `plan`."""
    return next(form_contents(plan, LAYOUT, period, select(plan, LAYOUT)))


def converted(path: Path, ending: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of `path`; skip the test where it is missing."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{ending}"
