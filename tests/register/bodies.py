"""Plans of 43 made-up bodies in five shapes, one in Welsh, and what a register says about each."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

RECOMMENDATIONS = {
    "1": "Review how calls about missing people are graded.",
    "2": "Train every call handler in the new questions.",
    "3": "Publish the results of the annual audit.",
}
_TITLE = "Missing People Action Plan"
STATUSES = ("Complete", "In progress", "Not started")


@dataclass(frozen=True)
class MadeBody:
    """One body's plan: its file and the newest status and update of each recommendation."""

    name: str
    file: str
    answers: tuple[tuple[str, str, str], ...]
    """Recommendation number, status, update; the update may be empty."""
    problem: str = ""
    """Words of the reason why it cannot be read."""


def made_bodies(folder: Path, count: int = 43) -> tuple[MadeBody, ...]:
    """Return `count` bodies, their plans now in `folder`: one damaged, one a scan."""
    makers = (_text, _csv, _html, _xlsx, _cards)
    found = []
    for place in range(count):
        name = f"Borough {place:02} Council"
        answers = tuple(
            (number, STATUSES[(place + int(number)) % 3], _update(place, number))
            for number in RECOMMENDATIONS
        )
        if place == 7:
            found.append(_damaged(folder))
        elif place == 11:
            found.append(_scan(folder))
        elif place == 13:
            found.append(_welsh(folder / "b13.html"))
        else:
            path = makers[place % 5](folder / f"b{place:02}", name, answers)
            found.append(MadeBody(name, path.name, answers))
    return tuple(found)


def _update(place: int, number: str) -> str:
    return "" if (place, number) == (3, "2") else f"Step {place} of part {number} was reported."


_HEADINGS = ("Rec. No.", "Recommendation", "Ref", "Evidence", "Owner", "March 27th 2026", "Status")


def _rows(answers: tuple[tuple[str, str, str], ...]) -> list[list[str]]:
    return [
        [
            n,
            RECOMMENDATIONS[n],
            f"{n}.1",
            f"Evidence for part {n}.",
            "Chief Officer",
            update,
            status,
        ]
        for n, status, update in answers
    ]


def _text(path: Path, name: str, answers: tuple[tuple[str, str, str], ...]) -> Path:
    lines = ["\t".join(row) for row in (list(_HEADINGS), *_rows(answers))]
    text = f"{_TITLE}\n\nOrganisation: {name}\n\n" + "\n".join(lines) + "\n"
    path = path.with_suffix(".txt")
    path.write_text(text, encoding="utf-8")
    return path


def _csv(path: Path, name: str, answers: tuple[tuple[str, str, str], ...]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(
        [[_TITLE], [f"Organisation: {name}"], [], _HEADINGS, *_rows(answers)]
    )
    path = path.with_suffix(".csv")
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def _html(path: Path, name: str, answers: tuple[tuple[str, str, str], ...]) -> Path:
    head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _rows(answers)
    )
    text = (
        f"<!DOCTYPE html><title>Plan</title><h1>{_TITLE}</h1>"
        f"<p>Organisation: {name}</p><table><tr>{head}</tr>{body}</table>"
    )
    path = path.with_suffix(".html")
    path.write_text(text, encoding="utf-8")
    return path


def _xlsx(path: Path, name: str, answers: tuple[tuple[str, str, str], ...]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ([_TITLE], [f"Organisation: {name}"], [], list(_HEADINGS), *_rows(answers)):
        sheet.append(row)
    path = path.with_suffix(".xlsx")
    book.save(path)
    return path


def _cards(path: Path, name: str, answers: tuple[tuple[str, str, str], ...]) -> Path:
    cards = "".join(
        f"<table><tr><th>Recommendation</th><td>{n} {RECOMMENDATIONS[n]}</td></tr>"
        f"<tr><th>Evidence</th><td>Evidence for part {n}.</td></tr>"
        f"<tr><th>Owner</th><td>Chief Officer</td></tr>"
        f"<tr><th>March 27th 2026</th><td>{update}</td></tr>"
        f"<tr><th>Status</th><td>{status}</td></tr></table>"
        for n, status, update in answers
    )
    text = f"<!DOCTYPE html><title>Plan</title><h1>{_TITLE}</h1><p>Organisation: {name}</p>{cards}"
    path = path.with_suffix(".htm")
    path.write_text(text, encoding="utf-8")
    return path


def _welsh(path: Path) -> MadeBody:
    """Write a plan in Welsh: headings, texts and statuses, and the numbers of the others."""
    name = "Cyngor Bwrdeistref 13"
    headings = ("Rhif", "Argymhelliad", "Cyf", "Tystiolaeth", "Perchennog", "Diweddariad", "Statws")
    texts = {
        "1": "Adolygu sut y caiff galwadau eu graddio.",
        "2": "Hyfforddi pob un sy'n ateb galwadau.",
        "3": "Cyhoeddi canlyniadau'r archwiliad blynyddol.",
    }
    answers = (
        ("1", "Cwblhawyd", "Mae'r adolygiad wedi'i gyhoeddi."),
        ("2", "Ar y gweill", "Mae hanner y staff wedi'u hyfforddi."),
        ("3", "Heb ddechrau", "Bydd yr archwiliad yn dechrau yn yr hydref."),
    )
    rows = [
        (n, texts[n], f"{n}.1", "Adroddiad i'r bwrdd.", "Prif Swyddog", update, status)
        for n, status, update in answers
    ]
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    text = (
        f"<!DOCTYPE html><html lang='cy'><title>Cynllun</title><h1>Cynllun Gweithredu</h1>"
        f"<p>Sefydliad: {name}</p><table><tr>{head}</tr>{body}</table></html>"
    )
    path.write_text(text, encoding="utf-8")
    return MadeBody(name, path.name, answers)


def _damaged(folder: Path) -> MadeBody:
    (folder / "b07.docx").write_bytes(b"PK\x03\x04 and nothing more")
    return MadeBody("b07", "b07.docx", (), "b07.docx")


def _scan(folder: Path) -> MadeBody:
    """Write a PDF whose only page is a picture."""
    import pikepdf

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 400))
        picture = pikepdf.Stream(
            pdf,
            b"\x80" * 100,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=10,
            Height=10,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = pikepdf.Stream(pdf, b"q 600 0 0 400 0 0 cm /Im0 Do Q")
        pdf.save(folder / "b11.pdf", static_id=True)
    return MadeBody("b11", "b11.pdf", (), "b11.pdf")
