"""Count the words that readers lose: `python -m tests.wordcheck --count 200`."""

from __future__ import annotations

import argparse
import sys

from tests.wordcheck.formats import FORMATS, verdict


def main() -> int:
    """Print a line for each format and the first losses; return 1 where a word was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="documents of each format")
    parser.add_argument("--start", type=int, default=0, help="the first document's number")
    parser.add_argument("--format", choices=tuple(FORMATS), action="append")
    options = parser.parse_args()
    lines, is_sound = [], True
    for name in options.format or FORMATS:
        seeds = range(options.start, options.start + options.count)
        verdicts = [verdict(name, seed) for seed in seeds]
        bad = [(s, v) for s, v in zip(seeds, verdicts, strict=True) if v.lost or v.refused]
        is_sound &= not bad
        words = sum(v.words for v in verdicts)
        lines.append(f"{name}: {options.count} documents, {words:,} words, {len(bad)} lose some")
        lines += [f"  {name} {s}: {v.refused} {' '.join(v.lost)}" for s, v in bad[:5]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
