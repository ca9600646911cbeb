"""The register as web pages: a matrix of bodies and recommendations, and a page for each body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.layout import Layout
from pipeline.register.build import Body, Register
from pipeline.register.entry import Entry
from pipeline.register.match import Matched
from pipeline.template import fill_page

PAGES = "bodies"
"""The folder of the bodies' pages."""
_SHOWN_CHANGES = 200
"""Changes that the first page lists; `changes.csv` has all."""


@dataclass(slots=True)
class MatrixCell:
    """What one body says about one recommendation."""

    statuses: Counter[str] = field(default_factory=Counter)
    """Status words and how many actions have them; an empty word for actions without one."""
    anchor: str = ""
    """Where its words are on the body's page."""
    doubts: list[str] = field(default_factory=list)


def write_pages(folder: Path, register: Register, layout: Layout) -> None:
    """Write `index.html` and a page for each body that was read into `folder`."""
    (folder / PAGES).mkdir()
    files = [f"{place:04}.html" for place, _ in enumerate(register.bodies, 1)]
    shared = {"words": layout.words["register"], "language": layout.language}
    shared["colours"] = _colours(layout)
    for place, entries in groupby(register.spool.entries(), key=lambda pair: pair[0]):
        body, matches = register.bodies[place], register.matches[place]
        values = {**shared, **_body_values(body, matches, [entry for _, entry in entries])}
        _write(folder / PAGES / files[place], layout, "register-body.html.jinja", values)
    values = {**shared, **_index_values(register, files)}
    _write(folder / "index.html", layout, "register.html.jinja", values)


def _colours(layout: Layout) -> dict[str, str]:
    names = ("text", "link", "rule", "heading_text", "heading_background", "stub_background")
    return {name: getattr(layout.colours, name) for name in names}


def _write(path: Path, layout: Layout, template: str, values: dict[str, Any]) -> None:
    path.write_text(fill_page(layout, template, values) + "\n", encoding="utf-8")


def _index_values(register: Register, files: list[str]) -> dict[str, Any]:
    changes = list(zip(range(_SHOWN_CHANGES + 1), register.changes(), strict=False))
    return {
        "subjects": [{"number": s.number, "text": s.text} for s in register.subjects],
        "rows": [_matrix_row(register, place, file) for place, file in enumerate(files)],
        "compared": register.compared,
        "changes": [
            {"kind": c.kind, "body": c.body, "action": c.action, "period": c.period}
            for _, c in changes[:_SHOWN_CHANGES]
        ],
        "has_more_changes": len(changes) > _SHOWN_CHANGES,
    }


def _matrix_row(register: Register, place: int, file: str) -> dict[str, Any]:
    body, matches = register.bodies[place], register.matches[place]
    cells = [MatrixCell() for _ in register.subjects]
    for i, matched in enumerate(matches):
        cell = cells[matched.subject]
        cell.statuses.update(body.statuses[i])
        cell.anchor = cell.anchor or f"recommendation-{i + 1}"
        if matched.doubt:
            cell.doubts.append(matched.doubt)
    return {
        "name": body.name,
        "file": body.reading.path,
        "page": quote(f"{PAGES}/{file}"),
        "problem": body.reading.problem,
        "unanswered": list(body.unanswered),
        "actions": body.actions,
        "questions": body.reading.open_questions,
        "cells": [
            {
                "anchor": cell.anchor,
                "statuses": sorted(cell.statuses.items()),
                "doubts": cell.doubts,
            }
            for cell in cells
        ],
    }


def _body_values(body: Body, matches: list[Matched], entries: list[Entry]) -> dict[str, Any]:
    places = {heading: place for place, heading in enumerate(body.headings)}
    by_place: dict[int, list[Entry]] = {place: [] for place in places.values()}
    for entry in entries:
        by_place[places[entry.number, entry.recommendation]].append(entry)
    return {
        "name": body.name,
        "title": body.reading.title,
        "file": body.reading.path,
        "recommendations": [
            {
                "anchor": f"recommendation-{place + 1}",
                "number": number,
                "text": text,
                "doubt": matches[place].doubt,
                "actions": _actions(by_place[place]),
            }
            for place, (number, text) in enumerate(body.headings)
        ],
    }


def _actions(entries: list[Entry]) -> list[dict[str, Any]]:
    found = []
    for key, group in groupby(entries, key=lambda entry: entry.action):
        periods = list(group)
        newest = periods[-1]
        found.append(
            {
                "key": key,
                "requirement": newest.requirement,
                "owner": newest.owner,
                "due": newest.due,
                "status": newest.status,
                "updates": [
                    {"period": e.period, "text": e.update, "source": e.source}
                    for e in reversed(periods)
                    if e.period
                ],
            }
        )
    return found
