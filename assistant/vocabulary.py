"""Which row belongs to which token: a dictionary that lies in the file it was written to.

A dictionary of a hundred thousand tokens takes longer to read than all the rest of
an index, and its memory is a process's own.  Here tokens are known by 64 bits,
sorted, and looked up together: by their own bytes where they have no more, else by
their digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_BYTES = 8
"""Of a key: two of a million digests are one once in forty million vocabularies."""
_NO_TEXT = b"\xff"
"""Fills up a key: no text has it."""

Keys = NDArray[np.uint64]


class Vocabulary(Struct, frozen=True, eq=False):
    """Tokens of an index."""

    tokens: Keys
    """In ascending order …"""
    rows: NDArray[np.int32]
    """… and the row that each stands for."""

    @classmethod
    def build(cls, tokens: Iterable[str]) -> Vocabulary:
        """Number `tokens`, each given once, in their order.  Raises `ValueError` where two are the same."""
        keys = _keys(tokens)
        order = np.argsort(keys, kind="stable")
        if len(np.unique(keys)) < len(keys):
            raise ValueError("two tokens are the same, or have the same key")
        return cls(keys[order], order.astype(np.int32))

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def find(self, tokens: Iterable[str]) -> NDArray[np.int32]:
        """Return the rows of those tokens that are known, in their order."""
        if not len(self.tokens):
            return self.rows
        wanted = _keys(tokens)
        at = np.searchsorted(self.tokens, wanted)
        known: NDArray[np.int32] = self.rows[at[self.tokens.take(at, mode="clip") == wanted]]
        return known


def _keys(tokens: Iterable[str]) -> Keys:
    return np.frombuffer(b"".join(map(_key, map(str.encode, tokens))), "<u8").astype(np.uint64, copy=False)


def _key(token: bytes) -> bytes:
    if len(token) <= _BYTES:
        return token.ljust(_BYTES, _NO_TEXT)
    return blake2b(token, digest_size=_BYTES).digest()
