"""Replies out of an e-mail as a mail program saves it: its text, and the forms attached to it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import PurePath

from pipeline.answers.document import document_replies
from pipeline.answers.files import ANSWER_READERS, answer_reader
from pipeline.answers.reply import Replies, joined
from pipeline.answers.section import is_key_line, section_replies
from pipeline.answers.table import Headings
from pipeline.answers.text import no_section, text_items
from pipeline.errors import UnreadableFileError
from pipeline.findings import Finding, Place, Severity, Source
from pipeline.ingest import ReadOptions
from pipeline.ingest.html import read_html

_WRAPPED = (60, 80)
"""Characters of a line that a mail program broke: most end their lines at 72 to 78."""
_ITEM = re.compile(r"\s*(?:[-*•>]|\d+[.)])\s")


def read_eml_replies(data: bytes, path: str, options: ReadOptions, headings: Headings) -> Replies:
    """Return the replies in a message's text part, else its HTML, and in attached files.

    Raises UnreadableFileError if `data` is not a message, an InputError for a damaged attachment.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise UnreadableFileError(
            f"{path} is not an e-mail: it has no header", hint="Save the message again as .eml."
        )
    attached = joined(_attached(message, path, options, headings))
    body = _body(message, path, options, headings)
    if not body.replies and not attached.replies:
        body = replace(body, faults=(*body.faults, no_section(path)))
    every = joined([body, attached])
    return replace(every, stamp=attached.stamp)


def _body(message: EmailMessage, path: str, options: ReadOptions, headings: Headings) -> Replies:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return Replies(())
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError, ValueError) as error:
        raise UnreadableFileError(
            f"{path}: the message's text cannot be decoded: {error}", hint="Save it as .txt."
        ) from error
    if part.get_content_subtype() == "html":
        document = read_html(text.encode(), path, options)
        return document_replies(document, headings)
    is_flowed = part.get_param("format") == "flowed"
    lines = _flowed(text) if is_flowed else _unwrapped(text, headings)
    return section_replies(text_items("\n".join(lines), path), headings)


def _flowed(text: str) -> Iterator[str]:
    """Yield the lines of `text`, whose soft breaks are spaces at a line's end (RFC 3676)."""
    begun = ""
    for line in text.splitlines():
        begun += line.removeprefix(" ") if begun else line
        if not line.endswith(" ") or line == "-- ":
            yield begun
            begun = ""
    if begun:
        yield begun


def _unwrapped(text: str, headings: Headings) -> Iterator[str]:
    """Yield the lines of `text`, those joined that a mail program broke at its width."""
    lines = [line.rstrip() for line in text.splitlines()]
    shortest, longest = _WRAPPED
    is_wrapped = max(map(len, lines), default=0) <= longest
    begun = ""
    last = ""
    for line in lines:
        goes_on = is_wrapped and len(last) >= shortest and line and not _ITEM.match(line)
        if goes_on and not is_key_line(line, headings):
            begun = f"{begun} {line.lstrip()}"
        else:
            if begun:
                yield begun
            begun = line
        last = line
    yield begun


def _attached(
    message: EmailMessage, path: str, options: ReadOptions, headings: Headings
) -> Iterator[Replies]:
    """Yield what each attachment says; one that is not an answer file is a finding."""
    for part in message.iter_attachments():
        name = PurePath(part.get_filename() or "").name or part.get_content_type()
        inside = f"{path}/{name}"
        content = part.get_payload(decode=True)
        ending = PurePath(name).suffix.lower()
        if ending in ANSWER_READERS and ending != ".eml" and isinstance(content, bytes):
            yield answer_reader(PurePath(name))(content, inside, options, headings)
        else:
            is_picture = part.get_content_maintype() == "image"
            finding = Finding(
                "attachment-not-read",
                Severity.NOTE if is_picture else Severity.WARNING,
                f"The attachment {name!r} was not read.",
                Place(source=Source(path)),
                "If it holds answers, save it beside the message as an answer file.",
            )
            yield Replies((), (finding,))
