"""Lines and paragraphs that are held until the whole document is known."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Held(Generic[T]):
    """Items in order; `fold()` keeps them in an eighth of their room until they are changed.

    A word of a page takes 350 bytes as it is, and a document of 500 pages has 250,000.
    """

    __slots__ = ("_count", "_folded", "_items")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = list(items)
        self._folded = b""
        self._count = 0

    def __iter__(self) -> Iterator[T]:
        """Yield the items; those that are folded stay so."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count if self._folded else len(self._items)

    def __getitem__(self, index: int) -> T:
        """Return one of them."""
        return self._read()[index]

    def fold(self) -> None:
        """Keep the items as bytes."""
        if self._items:
            self._count = len(self._items)
            packed = pickle.dumps(self._items, pickle.HIGHEST_PROTOCOL)
            self._folded, self._items = zlib.compress(packed, 1), []

    def unfolded(self) -> list[T]:
        """Return the list itself, to be changed or looked at often."""
        self._items, self._folded = self._read(), b""
        return self._items

    def _read(self) -> list[T]:
        if not self._folded:
            return self._items
        return cast("list[T]", pickle.loads(zlib.decompress(self._folded)))  # noqa: S301 - our own
