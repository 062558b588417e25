"""Which row belongs to which token: a dictionary that lies in the file it was written to.

A dictionary of a hundred thousand tokens takes longer to read than all the rest of
an index, and its memory is a process's own.  Here tokens are known by 64 bits of
their digest, sorted, and looked up together.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_BYTES = 8
"""Of a digest: two of a million tokens share one once in forty million vocabularies."""

Keys = NDArray[np.uint64]


class Vocabulary(Struct, frozen=True, eq=False):
    """Tokens of an index."""

    keys: Keys
    """Digests in ascending order …"""
    rows: NDArray[np.int32]
    """… and the row that each stands for."""

    @classmethod
    def build(cls, tokens: Iterable[str]) -> Vocabulary:
        """Number `tokens`, each given once, in their order.  Raises `ValueError` where two are the same."""
        keys = _digests(tokens)
        order = np.argsort(keys, kind="stable")
        if len(np.unique(keys)) < len(keys):
            raise ValueError("two tokens are the same, or have the same digest")
        return cls(keys[order], order.astype(np.int32))

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.keys)

    def find(self, tokens: Iterable[str]) -> NDArray[np.int64]:
        """Return the row of each token; -1 for one that is not known."""
        wanted = _digests(tokens)
        if not len(self.keys):
            return np.full(len(wanted), -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.rows[at], -1).astype(np.int64)


def _digests(tokens: Iterable[str]) -> Keys:
    joined = b"".join(blake2b(token.encode(), digest_size=_BYTES).digest() for token in tokens)
    return np.frombuffer(joined, "<u8").astype(np.uint64)
