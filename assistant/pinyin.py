"""Pinyin as it is typed and misheard: syllables, tolerant of accents, and initials.

Southern speakers do not tell zh from z, ch from c, sh from s, n from l, r from
l, f from h, or -ng from -n; `fold` writes each pair alike, for questions and
guides both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.normalise import HANZI, LATIN_WORD
from assistant.readings import reading

_PIECE = re.compile(rf"[a-z]+|[{HANZI}]+")
_INITIALS = frozenset("b p m f d t n l g k h j q x zh ch sh r z c s y w".split())
_FINALS = frozenset(
    (
        "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong "
        "u ua uo uai ui uan un uang ue v ve er"
    ).split()
)
_LONGEST = 6
_FOLDED_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l", "f": "h"}


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Initial + final.  A few of these are never spoken; none of them does harm."""
    return frozenset(
        initial + final for initial in ["", *_INITIALS] for final in _FINALS if initial or final[0] in "aoe"
    )


def fold(syllable: str) -> str:
    """Return the syllable with its easily confused sounds written alike."""
    return _folds().get(syllable) or _folded(syllable)


@lru_cache(maxsize=1)
def _folds() -> dict[str, str]:
    return {syllable: _folded(syllable) for syllable in _syllables()}


def _folded(syllable: str) -> str:
    initial = syllable[:2] if syllable[:2] in {"zh", "ch", "sh"} else syllable[:1]
    final = syllable[len(initial) :]
    final = final.removesuffix("g") if final.endswith(("ang", "eng", "ing")) else final
    return _FOLDED_INITIALS.get(initial, initial) + final.replace("ü", "v")


def spellings(syllable: str) -> tuple[str, ...]:
    """Return what may be typed for the syllable by somebody who confuses its sounds, the longest first."""
    return _alike().get(fold(syllable), (syllable,))


@lru_cache(maxsize=1)
def _alike() -> dict[str, tuple[str, ...]]:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for syllable in sorted(_syllables(), key=lambda syllable: (-len(syllable), syllable)):
        alike[fold(syllable)].append(syllable)
    return {sound: tuple(spelt) for sound, spelt in alike.items()}


def split_syllables(letters: str) -> tuple[str, ...]:
    """Return `letters` as syllables, the fewest that will do; () where it is no pinyin.

    A last syllable still being typed is kept as it stands (``shenfenzh``).
    """
    known = _syllables()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, piece = best[start], letters[start:end]
            if before is None or not (piece in known or (end == len(letters) and piece in _INITIALS)):
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = (*before, piece)
    return best[-1] or ()


def syllables(text: str) -> tuple[str, ...]:
    """Return normalised `text`, Hanzi or pinyin, as syllables; letters that are no pinyin stay a word.

    Polyphones are settled by the words they stand in.
    """
    return tuple(syllable for piece in _PIECE.findall(text) for syllable in _spoken(piece))


def _spoken(piece: str) -> Sequence[str]:
    if LATIN_WORD.match(piece):
        return split_syllables(piece) or (piece,)
    return reading(piece)


def folded(spoken: Sequence[str]) -> tuple[str, ...]:
    """Return syllables with what southern ears do not tell apart written alike."""
    return tuple(map(fold, spoken))


def initials(spoken: Sequence[str]) -> str:
    """Return the first letters of syllables: ``shen fen zheng`` → ``sfz``."""
    return "".join(syllable[0] for syllable in spoken)


def syllable_tokens(syllables: Sequence[str]) -> tuple[str, ...]:
    """Return folded syllables and pairs of neighbours, as an index counts them: ``sen fen sen_fen``."""
    return (*syllables, *(f"{first}_{second}" for first, second in pairwise(syllables)))
