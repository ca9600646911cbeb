"""The second process: it reads the pages it is told to and writes them to its output."""

from __future__ import annotations

import pickle
import sys

from pipeline.ingest import ReadOptions
from pipeline.ingest.pdf.file.document import opened


def main() -> None:
    """Read an order from the input, write each page as soon as it is read."""
    data, path, numbers = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    options = ReadOptions(max_pages=sys.maxsize, max_bytes=sys.maxsize)
    with opened(data, path, options, share=False) as document:
        for number in numbers:
            pickle.dump(document.page(number), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
