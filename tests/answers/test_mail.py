"""Answers in an e-mail that was saved as a file: its text, its HTML, its attachments."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from pipeline.errors import AnswersError, UnreadableFileError
from pipeline.findings import Severity
from pipeline.model import Answer
from pipeline.richtext import plain_text
from tests.answers.conftest import Read


def message(text: str, cte: str = "8bit") -> EmailMessage:
    """Return a message with `text`."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "jo@wexmoor.police.uk", "Re: Updates"
    mail.set_content(text, cte=cte)
    return mail


def test_the_text_part_is_read(read: Read) -> None:
    """Whatever its transfer encoding; the HTML beside it is not read twice."""
    mail = message("7.1\nThe café’s forms were read.\n", cte="base64")
    mail.add_alternative("<p>7.1</p><p>Other words.</p>", subtype="html")

    (answer,) = read({"jo.eml": mail.as_bytes()}).answers
    assert answer == Answer("7.1", plain_text("The café’s forms were read."))


def test_without_a_text_part_the_html_is_read(read: Read) -> None:
    """Its paragraphs are lines, and what looks like a script is none."""
    mail = EmailMessage()
    mail["From"] = "jo@wexmoor.police.uk"
    mail.set_content("<p>7.1</p><p>The <b>forms</b> were read.</p>", subtype="html")

    (answer,) = read({"jo.eml": mail.as_bytes()}).answers
    assert answer.update.plain == "The forms were read."


def test_lines_that_a_program_broke_are_joined(read: Read) -> None:
    """A paragraph broken at 72 characters is one; a list item and a short line begin anew."""
    text = (
        "7.1\n"
        "The panel has met twice, and has read all of the forms that were sent in\n"
        "since May.\n"
        "Short.\n"
        "It will meet again in each of the districts before the end of this year,\n"
        "- once in June\n"
    )

    (answer,) = read({"jo.eml": message(text).as_bytes()}).answers
    first, *others = answer.update.plain.split("\n")
    assert first.endswith("that were sent in since May.")
    assert [line.split()[-1] for line in others] == ["Short.", "year,", "June"]


def test_flowed_lines_are_joined_as_their_standard_says(read: Read) -> None:
    """A space at a line's end is a soft break (RFC 3676)."""
    mail = message("7.1\nThe panel \nhas met.\nAgain.\n")
    mail.set_param("format", "flowed")

    (answer,) = read({"jo.eml": mail.as_bytes()}).answers
    assert answer.update.plain == "The panel has met.\nAgain."


def test_an_attached_answer_file_is_read(read: Read) -> None:
    """The form comes back attached; a logo is a note, another file a warning."""
    mail = message("Hi Sam,\n\nform attached.\n\nThanks\nJo\n")
    mail.add_attachment(b"key,update\n7.1,Done.\n", "text", "csv", filename="form.csv")
    mail.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    mail.add_attachment(b"%PDF", "application", "pdf", filename="notes.pdf")

    answers = read({"jo.eml": mail.as_bytes()})
    assert answers.answers == (Answer("7.1", plain_text("Done.")),)
    assert answers.files[0].keys == ("7.1",)
    unread = [f.severity for f in answers.findings if f.code == "attachment-not-read"]
    assert unread == [Severity.NOTE, Severity.WARNING]
    assert any("form attached." in " ".join(f.words) for f in answers.findings)


def test_a_mail_without_a_key_is_refused(read: Read) -> None:
    """It is not silently left out; the hint says where keys go."""
    with pytest.raises(AnswersError, match="no heading begins with a key"):
        read({"jo.eml": message("Hi Sam,\n\nall is well.\n").as_bytes()})


def test_what_is_not_a_message_is_refused(read: Read) -> None:
    """A file that is only called .eml is named."""
    with pytest.raises(UnreadableFileError, match="is not an e-mail"):
        read({"jo.eml": "\n\nno header\n"})


def test_a_message_of_outlook_is_not_read_silently(read: Read) -> None:
    """Its form is Outlook's own: the finding says how to save it."""
    answers = read({"jo.msg": b"\xd0\xcf\x11\xe0", "jo.txt": "7.1\nDone.\n"})
    (finding,) = [f for f in answers.findings if f.code == "file-not-read"]

    assert "save it as .txt, or as .eml" in finding.hint
