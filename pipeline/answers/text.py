"""Replies out of a plain text file, or one in Markdown: a line with each key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.answers.reply import Fault, Replies
from pipeline.answers.section import section_replies
from pipeline.answers.table import Headings
from pipeline.errors import AnswersError
from pipeline.findings import Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.text import decode
from pipeline.richtext import Line, Paragraph, Run, is_link, rich_text
from pipeline.table import RawText

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)[\s#]*$")
_MARKS = re.compile(
    r"\*\*(?P<bold>\S(?:[^*]*\S)?)\*\*"
    r"|(?<![\w*])\*(?P<italic>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<emphasis>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
    r"|\[(?P<words>[^\]]+)\]\((?P<address>[^\s()]+)\)"
)
"""The little of Markdown (CommonMark 6) that an answer may hold; all else stays as typed."""


def read_text_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the sections of a text: `## 7.1`, and below it the update, a paragraph a line."""
    text, findings = decode(data, path)
    found = section_replies(text_items(text, path), headings)
    faults = () if found.replies else (no_section(path),)
    return Replies(found.replies, findings + found.findings, faults)


def no_section(path: str) -> Fault:
    """Return the fault of a text in which no line begins with a key."""
    hint = "Write the key of its action in a line of its own above each update: 7.1"
    return Fault(AnswersError, Source(path), "no heading begins with a key", hint)


def text_items(text: str, path: str) -> Iterator[RawText]:
    """Yield the headings and lines of `text`; only a file `.md` is Markdown within its lines."""
    is_markdown = path.lower().endswith(".md")
    for number, line in enumerate(text.splitlines(), 1):
        source = Source(path, line=number)
        heading = _HEADING.match(line)
        words = heading[2] if heading else line
        runs = marked(words) if is_markdown else (Run(words),)
        if content := rich_text([Paragraph(runs)]):
            yield RawText(content, source, level=len(heading[1]) if heading else 0)


def marked(line: str) -> Line:
    """Return `line` with its `**bold**`, `*italic*` and `[words](address)` as runs."""
    runs: list[Run] = []
    end = 0
    for mark in _MARKS.finditer(line):
        if mark["address"] and not is_link(mark["address"]):
            continue
        runs += [Run(line[end : mark.start()]), _run(mark)]
        end = mark.end()
    return (*runs, Run(line[end:]))


def _run(mark: re.Match[str]) -> Run:
    if mark["address"]:
        return Run(mark["words"], link=mark["address"])
    if mark["bold"]:
        return Run(mark["bold"], bold=True)
    return Run(mark["italic"] or mark["emphasis"], italic=True)
