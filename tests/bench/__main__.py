"""Run the bench: `python -m tests.bench`, `--quick` for a short one."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.inputs import ROOT
from tests.bench.load import BusyError
from tests.bench.measure import measure
from tests.bench.report import report

RESULTS = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
"""Between these two lines of the page is what `--write-docs` writes."""


def main() -> None:
    """Measure, print the tables, keep the figures."""
    options = _options()
    with TemporaryDirectory(prefix="bench-") as folder:
        try:
            measured = measure(
                Path(folder),
                options.sizes,
                options.runs,
                _say,
                whole_corpus=options.whole_corpus,
                busy=options.busy,
            )
        except BusyError as error:
            sys.exit(f"bench: error: {error}")
    text = report(measured, os.cpu_count() or 1)
    RESULTS.mkdir(parents=True, exist_ok=True)
    figures = json.dumps(asdict(measured), indent=2)
    (RESULTS / "results.json").write_text(figures + "\n", encoding="utf-8")
    sys.stdout.write(text)
    if options.write_docs:
        _write_page(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of each program")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1, 10, 25, 100], help="times the rows of the plan"
    )
    parser.add_argument("--quick", action="store_true", help="one run, sizes 1 and 3")
    parser.add_argument(
        "--whole-corpus", action="store_true", help="read all documents of other programs"
    )
    parser.add_argument(
        "--busy", action="store_true", help="measure although other programs take the machine"
    )
    parser.add_argument("--write-docs", action="store_true", help=f"put the tables into {PAGE}")
    options = parser.parse_args()
    if options.quick:
        options.runs, options.sizes = 1, [1, 3]
    return options


def _write_page(text: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


if __name__ == "__main__":
    main()
