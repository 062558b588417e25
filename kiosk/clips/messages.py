"""The messages of a catalogue as they are spoken: whole sentences, and parts around their gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast, get_args

from kiosk.clips.wording import clauses, key_of
from kiosk.speech.protocol import Language
from kiosk.speech.script import spoken_sentences
from locales.catalogue import Catalogue

GAP = re.compile(r"\{([a-z_]+)\}")

_SENTENCE = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+")
_FILES = ("screen", "voice", "flow", "dialogue", "route", "answer")
"""Files of a catalogue, those that are heard most first."""
_SILENT = re.compile(r"(?:command|language|desk|plain|slip)\.|.*(?:^|[._])join$")
"""Keys of messages that are not spoken, or not by themselves."""


def fixed_sentences(catalogue: Catalogue) -> frozenset[str]:
    """Return the words (`key_of`) of every sentence that is the same whoever uses the kiosk.

    Its marks do not count: what is at the end of a message, or before the next one, sounds different.
    """
    found = (
        key_of(sentence)
        for _, speech in spoken_messages(catalogue)
        for piece in pieces(speech)
        if not GAP.search(piece)
        for sentence in spoken_sentences(piece, language_of(catalogue))
    )
    return frozenset(found) - {""}


def language_of(catalogue: Catalogue) -> Language:
    """Return the language that the words of `catalogue` are spoken in."""
    known = catalogue.language in get_args(Language)
    return cast("Language", catalogue.language if known else "zh-CN")


def spoken_messages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield (key, spoken form), file by file."""

    def rank(key: str) -> int:
        file = catalogue.entries[key].file.rpartition("/")[2].removesuffix(".toml")
        return _FILES.index(file) if file in _FILES else len(_FILES)

    for key in sorted(catalogue.entries, key=rank):
        if not _SILENT.match(key):
            yield key, catalogue.entries[key].speech


def pieces(speech: str) -> Iterator[str]:
    """The sentences of a message, and the clauses of those that have gaps."""
    for sentence in _SENTENCE.split(speech):
        yield from clauses(sentence) if GAP.search(sentence) else (sentence,)
