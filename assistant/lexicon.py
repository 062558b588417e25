"""What people's words mean: the lexicons under ``lexicon/``, edited by domain people.

Official names are object + action (居民身份证 + 补领).  ``objects`` and
``actions`` map everyday expressions to those terms, ``people`` and
``situations`` tell for whom and in what event of life, ``teochew`` rewrites
Teochew wording and ``english`` English, ``fillers`` are dropped and ``outside`` is not the hall's
business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from assistant.normalise import normalise
from assistant.phrases import PhraseTable
from knowledge.tables import typed

SHIPPED = Path(__file__).parent / "lexicon"

_BETWEEN = "、, "
"""What may stand between the actions of a name."""
_OR = "；"

Words = Annotated[tuple[str, ...], Meta(min_length=1)]


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A standard term, the ways official names write it, and what people say."""

    term: str
    official: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    asks: str = ""
    """For actions, and objects of one situation: that situation, as a clarifying question puts it."""
    implies: tuple[str, ...] = ()
    """For situations: words of service names that become likelier."""


class TeochewWord(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Teochew spellings of one Mandarin word; `sure` is False until a native speaker agreed."""

    teochew: Words
    mandarin: str
    sure: bool = True


class EnglishWord(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """English expressions of one Mandarin word."""

    english: Words
    mandarin: str


class OutsideTopic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something people ask that a service hall does not handle."""

    name: str
    says: Words
    """What is of that topic wherever it stands."""
    asked: tuple[str, ...] = ()
    """Whole questions, for search to learn what the topic is like."""


class _Entries(Struct, forbid_unknown_fields=True):
    entry: tuple[Entry, ...]


class _Teochew(Struct, forbid_unknown_fields=True):
    word: tuple[TeochewWord, ...]


class _English(Struct, forbid_unknown_fields=True):
    word: tuple[EnglishWord, ...]


class _Fillers(Struct, forbid_unknown_fields=True):
    phrases: Words


class _Outside(Struct, forbid_unknown_fields=True):
    topic: tuple[OutsideTopic, ...]


File = TypeVar("File", bound=Struct)


class Lexicon(Struct, frozen=True, kw_only=True):
    """The lexicons, ready to be matched against normalised text: expression → term."""

    objects: PhraseTable[str]
    actions: PhraseTable[str]
    people: PhraseTable[str]
    situations: PhraseTable[str]
    implied: dict[str, tuple[str, ...]]
    """Situation → words of service names that become likelier."""
    asks: dict[str, str]
    """Action or object → the situation of a person who wants it, in plain words."""
    teochew: PhraseTable[str]
    """Expression → the same in Mandarin; as with English."""
    english: PhraseTable[str]
    fillers: PhraseTable[str]
    outside: PhraseTable[str]
    elsewhere: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Topic that is none of the hall's → whole questions."""

    @classmethod
    def read(cls, folder: Path = SHIPPED) -> Lexicon:
        """Read `folder`.  Raises `KnowledgeError` naming the file and key at fault."""
        situations = _read(folder / "situations.toml", _Entries).entry
        teochew = _read(folder / "teochew.toml", _Teochew).word
        english = _read(folder / "english.toml", _English).word
        fillers = _read(folder / "fillers.toml", _Fillers).phrases
        topics = _read(folder / "outside.toml", _Outside).topic
        objects = _read(folder / "objects.toml", _Entries).entry
        actions = _read(folder / "actions.toml", _Entries).entry
        return cls(
            objects=_table(objects),
            actions=_table(actions),
            people=_table(_read(folder / "people.toml", _Entries).entry),
            situations=_table(situations),
            implied={entry.term: entry.implies for entry in situations},
            asks={entry.term: entry.asks for entry in (*objects, *actions) if entry.asks},
            teochew=_phrases((say, word.mandarin) for word in teochew for say in word.teochew),
            english=_phrases((say, f" {word.mandarin} ") for word in english for say in word.english),
            fillers=_phrases((phrase, " ") for phrase in fillers),
            outside=_phrases((say, topic.name) for topic in topics for say in topic.says),
            elsewhere={topic.name: topic.asked for topic in topics if topic.asked},
        )

    def topics(self) -> Iterator[tuple[str, ...]]:
        """Yield all wordings of each topic that is none of the hall's: expressions and whole questions."""
        said: defaultdict[str, list[str]] = defaultdict(list)
        for expression, topic in self.outside.values.items():
            said[topic].append(expression)
        return ((*expressions, *self.elsewhere.get(topic, ())) for topic, expressions in said.items())

    def situation(self, of: str, action: str) -> str:
        """Return who wants that done with the object `of`, in plain words; empty where unsure.

        Words of the action that no lexicon knows may change all: 死亡注销 is not for whom 注销 is.
        """
        own = self.asks.get(self.objects.values.get(normalise(of), ""))
        if own:
            return own
        text = normalise(action)
        asked = tuple(dict.fromkeys(self.asks.get(hit.value, "") for hit in self.actions.find(text)))
        known = not self.actions.replace(text, lambda _: "").strip(_BETWEEN) and all(asked)
        return _OR.join(asked) if known else ""


def _table(entries: Iterable[Entry]) -> PhraseTable[str]:
    return _phrases(
        (word, entry.term) for entry in entries for word in (*entry.says, *entry.official, entry.term)
    )


def _phrases(phrases: Iterable[tuple[str, str]]) -> PhraseTable[str]:
    return PhraseTable.build((normalise(phrase), value) for phrase, value in phrases)


def _read(path: Path, kind: type[File]) -> File:
    return typed(path, kind, "bad-lexicon", "词表")
