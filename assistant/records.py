"""Many records of one kind in two arrays, each decoded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

T = TypeVar("T")


class Records(Struct, frozen=True, eq=False):
    """Records one after the other, in MessagePack."""

    encoded: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    """Where each record begins and the last one ends; shape (records + 1,)."""

    @classmethod
    def build(cls, records: Iterable[object]) -> Records:
        """Encode the records."""
        encoded = [msgspec.msgpack.encode(record) for record in records]
        offsets = np.cumsum([0, *map(len, encoded)]).astype(np.int64)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self.offsets) - 1

    def record(self, row: int, kind: type[T]) -> T:
        """Return the record of a row."""
        return msgspec.msgpack.decode(self.encoded[self.offsets[row] : self.offsets[row + 1]].data, type=kind)
