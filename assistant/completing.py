"""What a few letters may become: the things services are about, by the beginning of what they are called.

A question half typed has hardly a word that search knows: ``shenf``, ``sfz``
and 身 all begin what people call an identity card.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.normalise import HANZI, normalise
from assistant.pinyin import initials, syllables
from assistant.prefixes import beginning_with
from assistant.records import Records

OFFERED = 2
"""Things that a beginning is taken for; the rest of what it could be is a guess."""
_RIVAL = 0.3
"""What is less likely than the first by this factor is none of them."""
_FEWEST_LETTERS = 2
_HANZI = re.compile(f"[{HANZI}]")
_LETTER = re.compile("[a-z]")


class Completions(Struct, frozen=True, eq=False):
    """Everyday names of the lexicon's objects, as far as any service is about them."""

    spellings: Records
    """In characters, in pinyin and in initials, in alphabetical order …"""
    owners: NDArray[np.int32]
    """… and the name that each spells."""
    names: tuple[str, ...]
    """In the order of the lexicon: of one object, the most usual first."""
    terms: tuple[str, ...]
    """The object that each is a name of."""
    services: dict[str, int]
    """Object → how many services are about it."""

    @classmethod
    def build(cls, items: Iterable[Item], lexicon: Lexicon) -> Completions:
        """Take the names of what `items` are about."""
        services = Counter(term for item in items for term in _terms(item, lexicon))
        names = {name: term for name, term in lexicon.objects.values.items() if term in services}
        spelt = sorted((spelling, owner) for owner, name in enumerate(names) for spelling in _spellings(name))
        spellings = Records.build(spelling for spelling, _ in spelt)
        owners = np.asarray([owner for _, owner in spelt], dtype=np.int32)
        return cls(spellings, owners, tuple(names), tuple(names.values()), services)

    def of(self, typed: str) -> tuple[str, ...]:
        """Return names that normalised `typed` is, or begins: one an object, the likeliest first.

        What people talk of often has many names, and many services are about it.
        """
        typed = typed.replace(" ", "")
        begun: dict[str, list[int]] = {}
        for owner in self.owners[beginning_with(typed, self.spellings)].tolist():
            begun.setdefault(self.terms[owner], []).append(owner)
        likely = {term: len(owners) * self.services[term] for term, owners in begun.items()}
        least = max(likely.values(), default=0) * _RIVAL
        rivals = sorted(
            (term for term in likely if likely[term] >= least), key=lambda term: (-likely[term], term)
        )
        names = ([self.names[owner] for owner in sorted(begun[term])] for term in rivals[:OFFERED])
        return tuple(typed if typed in own else own[0] for own in names)


def enough(typed: str) -> bool:
    """Whether normalised `typed` is enough to guess from: one character, or two letters."""
    return bool(_HANZI.search(typed)) or len(_LETTER.findall(typed)) >= _FEWEST_LETTERS


def _terms(item: Item, lexicon: Lexicon) -> Iterable[str]:
    """What an item is about, each once."""
    names = map(normalise, (item.name, item.object))
    return dict.fromkeys(hit.value for name in names for hit in lexicon.objects.find(name))


def _spellings(name: str) -> Iterator[str]:
    sounds = syllables(name)
    return iter({name.replace(" ", ""), "".join(sounds), initials(sounds)})
