"""Cutting a text into pieces that are synthesised, played and interrupted one at a time."""

from __future__ import annotations

import re

LONGEST = 60
"""Characters above which a sentence is also cut at its commas.  Sixty take the engine some 50 ms."""

_SENTENCE = re.compile(r".+?(?:[。！？]+|[.!?]+(?=\s|\Z)|\n|\Z)", re.DOTALL)
_CLAUSE = re.compile(r".+?(?:[，；,;](?=\D)|\Z)", re.DOTALL)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of `text` with their marks, none blank; no character but blanks is lost."""
    pieces: list[str] = []
    for sentence in _SENTENCE.findall(text):
        pieces += [sentence] if len(sentence) <= LONGEST else _clauses(sentence)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _clauses(sentence: str) -> list[str]:
    joined = [""]
    for clause in _CLAUSE.findall(sentence):
        if joined[-1] and len(joined[-1]) + len(clause) > LONGEST:
            joined.append("")
        joined[-1] += clause
    return joined
