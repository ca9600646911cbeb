"""Office packages without a clock."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from pipeline.package import settle_file, settled

CORE = (
    b"<cp:coreProperties><dcterms:created>2031-05-06T07:08:09Z</dcterms:created>"
    b"<dcterms:modified>2031-05-06T07:08:09Z</dcterms:modified></cp:coreProperties>"
)


def package(names: tuple[str, ...], year: int) -> bytes:
    """Return an archive with core properties and `names`, made in `year`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(
                zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), b"content of " + name.encode()
            )
        archive.writestr(zipfile.ZipInfo("docProps/core.xml", (year, 1, 2, 3, 4, 6)), CORE)
    return made.getvalue()


def content(data: bytes) -> dict[str, bytes]:
    """Return what each name of an archive holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_order_and_clock_leave_no_trace() -> None:
    """Two packages with the same content, made at other times in another order, are one."""
    first, second = package(("b.xml", "a.xml"), 2024), package(("a.xml", "b.xml"), 2026)

    assert settled(first) == settled(second)


def test_content_stays() -> None:
    """Every entry keeps its content, the core properties theirs where no date is given."""
    data = package(("[Content_Types].xml", "word/document.xml"), 2024)

    assert content(data) == content(settled(data))


def test_a_date_stands_for_the_clock() -> None:
    """A date given is the one that the core properties state, and nothing else changes."""
    made = content(settled(package(("a.xml",), 2024), date=dt.date(2026, 6, 27)))

    assert 2 == made["docProps/core.xml"].count(b">2026-06-27T00:00:00Z<")
    assert b"content of a.xml" == made["a.xml"]


def test_a_file_is_settled_where_it_is(tmp_path: Path) -> None:
    """A file comes out like bytes do: in order, dated alike, with the same parts."""
    path = tmp_path / "book.xlsx"
    made = []
    for names, year in ((("b.xml", "a.xml"), 2024), (("a.xml", "b.xml"), 2026)):
        path.write_bytes(package(names, year))
        settle_file(path, dt.date(2026, 6, 27))
        made.append(path.read_bytes())

    assert made[0] == made[1]
    assert content(made[0]) == content(settled(made[0], date=dt.date(2026, 6, 27)))
    assert b"2026-06-27T00:00:00Z" in content(made[0])["docProps/core.xml"]
    assert list(tmp_path.iterdir()) == [path]
