"""What is wrong with the entries of a folder is found, however it came about."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.editions import Withdrawal, history, withdrawal_to_json
from pipeline.editions.record import is_intact, with_checksum
from tests.editions.four import chain_of_four, write_chain

RECORDS = [name for name in chain_of_four() if name.endswith(".edition.json")]
NEWEST = "action-plan-2026-12-19.edition.json"
SEPTEMBER = "action-plan-2026-09-26.edition.json"
Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the way to each single field below `value`, and to each list itself."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        yield path
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path


def edited(fields: dict[str, Any], path: Path_) -> dict[str, Any]:
    """Return a copy of `fields` with another value at `path`, of the same kind."""
    copy = json.loads(json.dumps(fields))
    *way, last = path
    place = copy
    for step in way:
        place = place[step]
    place[last] = _other(place[last], str(last))
    return dict(copy)


def _other(value: Any, name: str) -> Any:
    match value:
        case []:
            return ["Nothing changed."]
        case list():
            return value[:-1]
        case None:
            return "2026-01-01"
        case int():
            return value + 1
        case "":
            return "0" * 64
    if name == "schema_version":
        return "1.0"
    try:
        return str(dt.date.fromisoformat(value) + dt.timedelta(days=1))
    except ValueError:
        return value[:-1] + ("0" if value[-1] != "0" else "1")


EDITS = [
    (name, path)
    for name in RECORDS
    for path in leaves(json.loads(chain_of_four()[name]))
    if path[-1:] != ("correction",)
]


def test_there_are_edits_of_every_field() -> None:
    """Each field of the record is among those that are edited."""
    fields = set(json.loads(chain_of_four()[NEWEST])) - {"correction"}

    assert {path[0] for _, path in EDITS} >= fields
    assert len(EDITS) > 100


@pytest.mark.parametrize(("name", "path"), EDITS, ids=[f"{n}-{p}" for n, p in EDITS])
def test_every_edit_is_found(tmp_path: Path, name: str, path: Path_) -> None:
    """One field of one record is edited, and that is named."""
    write_chain(tmp_path)
    fields = edited(json.loads((tmp_path / name).read_bytes()), path)
    (tmp_path / name).write_text(json.dumps(fields))

    assert {f.place.source.path for f in history(tmp_path).findings if f.place.source} >= {
        str(tmp_path / name)
    }


# Nothing but the record itself knows the newest edition's day of publication; a signature does.
REMADE = [(n, p) for n, p in EDITS if p != ("checksum",) and (n, p) != (NEWEST, ("published",))]


@pytest.mark.parametrize(("name", "path"), REMADE, ids=[f"{n}-{p}" for n, p in REMADE])
def test_edits_with_a_checksum_made_again_are_found(tmp_path: Path, name: str, path: Path_) -> None:
    """The entry behind it, or the record in the newest PDF, still knows what was written."""
    write_chain(tmp_path)
    fields = with_checksum(edited(json.loads((tmp_path / name).read_bytes()), path))
    (tmp_path / name).write_text(json.dumps(fields))
    assert is_intact((tmp_path / name).read_bytes()) or path == ("schema_version",)

    assert history(tmp_path).findings


def drop(folder: Path) -> None:
    """Remove the edition before the newest, with its files."""
    for path in folder.glob("action-plan-2026-09-26.*"):
        path.unlink()


def shorten(folder: Path) -> None:
    """Take the first artifact out of the newest record."""
    fields = json.loads((folder / NEWEST).read_bytes())
    fields["artifacts"] = [a for a in fields["artifacts"] if not a["name"].endswith(".json")]
    (folder / NEWEST).write_text(json.dumps(with_checksum(fields)))


def fork(folder: Path) -> None:
    """Add another edition after the one before the newest."""
    _forge(folder, "2027-01-20", {})


def copy(folder: Path) -> None:
    """Put the newest record there a second time."""
    (folder / "action-plan-2026-12-19.v1.edition.json").write_bytes((folder / NEWEST).read_bytes())


def unlinked(folder: Path) -> None:
    """Add an edition that follows no other."""
    _forge(folder, "2027-01-20", {"after": "", "follows": None})


def rename(folder: Path) -> None:
    """Give a record the name of another edition."""
    (folder / NEWEST).rename(folder / "action-plan-2027-01-20.edition.json")


def _forge(folder: Path, date: str, changes: dict[str, Any]) -> None:
    fields = json.loads((folder / NEWEST).read_bytes())
    fields |= {"date": date, "published": date, "artifacts": [], **changes}
    path = folder / f"action-plan-{date}.edition.json"
    path.write_text(json.dumps(with_checksum(fields)))


def path_name(folder: Path) -> None:
    """Let an artifact's name be a path to a file that is there."""
    _name(folder, f"../{folder.name}/action-plan-2026-12-19.json")


def line_break(folder: Path) -> None:
    """Let an artifact's name hold a line break."""
    _name(folder, "action-plan\nok  it is genuine.json")


def long_name(folder: Path) -> None:
    """Let an artifact's name be longer than a file's can be."""
    _name(folder, "a" * 300)


def _name(folder: Path, name: str) -> None:
    fields = json.loads((folder / NEWEST).read_bytes())
    fields["artifacts"][0]["name"] = name
    (folder / NEWEST).write_text(json.dumps(with_checksum(fields)))


@pytest.mark.parametrize(
    ("damage", "code", "message"),
    [
        (drop, "predecessor-missing", "of 2026-09-26, is missing"),
        (shorten, "artifact-unlisted", "action-plan-2026-12-19.json has its name"),
        (fork, "chain-forked", "only one can be the next"),
        (copy, "record-duplicate", f"the same edition as {NEWEST}"),
        (unlinked, "chain-unlinked", "is linked to no other entry"),
        (rename, "record-misnamed", f"its content is that of {NEWEST}"),
        (path_name, "record-unreadable", "is not a file's name"),
        (line_break, "record-unreadable", r"'action-plan\nok  it is genuine.json' is not a file's"),
        (long_name, "record-unreadable", "' is not a file's name"),
    ],
)
def test_what_is_wrong_with_the_chain_is_named(
    tmp_path: Path, damage: Callable[[Path], None], code: str, message: str
) -> None:
    """A dropped, forked, copied, unlinked or renamed entry is found, and a shortened list."""
    write_chain(tmp_path)
    damage(tmp_path)

    found = history(tmp_path).findings

    assert code in {f.code for f in found}
    assert any(message in f.message for f in found if f.code == code)


def withdrawal(folder: Path, **changes: Any) -> Path:
    """Write the withdrawal of the newest edition and return its file."""
    newest = history(folder).editions[-1]
    record = newest.record
    day = dt.date(2027, 1, 3)
    made = Withdrawal(
        "1.1", record.name, record.date, 1, newest.digest, day, "Not agreed.", newest.digest
    )
    path = folder / "action-plan-2026-12-19.withdrawal.json"
    fields = {**json.loads(withdrawal_to_json(made)), **changes}
    path.write_text(json.dumps(fields))
    return path


def test_a_withdrawal_is_part_of_the_chain(tmp_path: Path) -> None:
    """It follows the edition that it withdraws, and nothing is wrong."""
    write_chain(tmp_path)
    withdrawal(tmp_path)

    assert history(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("name", "other"), ("date", "2026-12-20"), ("version", 2), ("record", "0" * 64)),
        *(("on", "2027-01-04"), ("reason", "Agreed."), ("after", "")),
        *(("schema_version", "1.0"), ("checksum", "0" * 64)),
    ],
)
def test_an_edited_withdrawal_is_found(tmp_path: Path, field: str, value: object) -> None:
    """One field is edited, and the file is named."""
    write_chain(tmp_path)
    path = withdrawal(tmp_path, **{field: value})

    assert str(path) in {f.place.source.path for f in history(tmp_path).findings if f.place.source}


def as_folder(path: Path) -> None:
    """Make a folder there."""
    path.mkdir()


def as_link(path: Path) -> None:
    """Make a link to nothing there."""
    path.symlink_to("nowhere")


def as_pipe(path: Path) -> None:
    """Make a pipe there, which nobody writes to."""
    os.mkfifo(path)


def deep(path: Path) -> None:
    """Write a list in a list, 20,000 levels deep."""
    path.write_text("[" * 20_000 + "]" * 20_000)


def deep_in_place(path: Path) -> None:
    """Write an object whose field is 20,000 levels deep."""
    path.write_text('{"follows":' + '{"plan":' * 20_000 + "1" + "}" * 20_001)


@pytest.mark.parametrize("kind", [as_folder, as_link, as_pipe, deep, deep_in_place])
@pytest.mark.parametrize("name", [SEPTEMBER, "action-plan-2026-12-19.withdrawal.json"])
def test_what_is_not_a_record_is_named(
    tmp_path: Path, kind: Callable[[Path], None], name: str
) -> None:
    """A folder, a dangling link, a pipe or endless brackets are one finding, and nothing hangs."""
    write_chain(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    kind(tmp_path / name)

    found = [f for f in history(tmp_path).findings if f.code == "record-unreadable"]

    assert [f.place.source.path for f in found if f.place.source] == [str(tmp_path / name)]
    assert "\n" not in found[0].message


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read every file")
def test_an_unreadable_record_is_named(tmp_path: Path) -> None:
    """A record without permission to read it is one finding."""
    write_chain(tmp_path)
    (tmp_path / SEPTEMBER).chmod(0)

    assert "record-unreadable" in {f.code for f in history(tmp_path).findings}
    (tmp_path / SEPTEMBER).chmod(stat.S_IRUSR | stat.S_IWUSR)


@pytest.mark.parametrize("kind", [as_folder, as_link, as_pipe])
def test_what_is_not_an_artifact_is_named(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    """An artifact that is a folder, a dangling link or a pipe is missing."""
    write_chain(tmp_path)
    path = tmp_path / "action-plan-2026-12-19.pdf"
    path.unlink()
    kind(path)

    assert "artifact-missing" in {f.code for f in history(tmp_path).findings}
