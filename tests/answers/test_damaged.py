"""Returned files that were damaged on the way: answers, or an error in plain words."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from pipeline.answers import read_answers
from pipeline.errors import PublishError
from pipeline.forms import make_forms
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL

FILES = {
    "a.csv": b'key,update,status,owner\n7.1,"Done, and\n- one",Complete,\n7.2,\xc3\x9cnd,,\n',
    "a.md": b"## 7.1\nDone **b** [x](https://example.org)\n- one\nStatus: Complete\n",
    **{f"a.{f}": make_forms(SMALL, LAYOUT, PERIOD, None, f)[0].data for f in ("xlsx", "docx")},
}
ROUNDS = 40


@pytest.mark.parametrize("name", FILES)
def test_no_damage_shows_a_traceback(name: str, tmp_path: Path) -> None:
    """Whatever bytes are changed, and whatever part of an archive, the end is a known one."""
    chance = random.Random(name)  # noqa: S311 - the same damage each time
    for _ in range(ROUNDS):
        path = tmp_path / name
        path.write_bytes(_damaged(FILES[name], chance))
        try:
            answers = read_answers([path], SMALL, PERIOD, LAYOUT)
        except PublishError as error:
            assert error.message
        else:
            assert {answer.key for answer in answers.answers} <= set(SMALL.keys())


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with some bytes changed; in an archive mostly those of one part."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return _changed(data, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        victim = chance.choice(source.namelist())
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, _changed(content, chance) if part == victim else content)
    return packed.getvalue()


def _changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(changed) or 1)
        length, new = chance.randint(0, 30), chance.randbytes(chance.randint(0, 12))
        changed[start : start + length] = new
    return bytes(changed)
