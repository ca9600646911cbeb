"""Damage to the members of an archive, which stays a sound archive."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_NAMES = ("../../evil.xml", "/etc/evil", "C:\\evil", "word//x.xml", "", "a" * 300, "\u202egpj.xml")


def changed(tree: Mutation, data: Sequence[Mutation]) -> Mutation:
    """Return a mutation of an archive that damages a member as a tree or as bytes."""

    def mutation(rng: Random, archive: bytes) -> bytes:
        members = _unpacked(archive)
        _damage(rng, members, tree, data)
        return _packed(rng, members)

    return mutation


def _damage(
    rng: Random, members: list[tuple[str, bytes]], tree: Mutation, data: Sequence[Mutation]
) -> None:
    place = rng.randrange(len(members))
    name, content = members[place]
    match rng.choice(("tree",) * 6 + ("bytes",) * 2 + ("drop", "rename", "swap", "twice")):
        case "tree":
            members[place] = (name, tree(rng, content))
        case "bytes":
            members[place] = (name, rng.choice(data)(rng, content))
        case "drop":
            del members[place]
        case "rename":
            members[place] = (rng.choice(_NAMES), content)
        case "swap":
            members[place] = (name, rng.choice(members)[1])
        case _:
            members.append((name, rng.choice(members)[1]))


def _unpacked(archive: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return [(info.filename, file.read(info)) for info in file.infolist()]


def _packed(rng: Random, members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as to:
        for name, content in members:
            info = zipfile.ZipInfo(name or "x", (1980, 1, 1, 0, 0, 0))
            info.compress_type = to.compression
            _add(to, info, content)
    return buffer.getvalue()


def _add(to: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is twice is what is wanted
        to.writestr(info, content)
