"""Six ways to find services by a person's words, ours among them, each as a competent user sets it up.

All get the same items (services and events of life) with the same four fields — name, other names,
everyday questions, summary — and the same spelling (`normalise`: simplified, half width, lower case).
How the peers are set up was tried on the dev questions.  Best for all of them was a document for each
item, its fields of equal weight, and single characters beside the words of jieba.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from assistant.normalise import HANZI, normalise

if TYPE_CHECKING:
    from assistant.items import Item
    from knowledge.model import Knowledge

LIMIT = 10
_HANZI = re.compile(rf"[{HANZI}]")


class Peer(Protocol):
    """A search engine: built once into a folder, opened from it by another process."""

    title: ClassVar[str]

    @staticmethod
    def build(knowledge: Knowledge, folder: Path) -> None:
        """Index the content and leave all that opening needs in `folder`, which is empty."""
        ...

    def __init__(self, folder: Path) -> None:
        """Open what `build` left."""
        ...

    def search(self, question: str) -> Sequence[str]:
        """Return the ids of the best items, likeliest first, `LIMIT` at most."""
        ...


class Daoban:
    """This project: a pack is built, and opened by mapping it."""

    title: ClassVar = "Daoban"

    @staticmethod
    def build(knowledge: Knowledge, folder: Path) -> None:
        from assistant.library import Library

        Library.build(knowledge).save(folder / "pack.daoban")

    def __init__(self, folder: Path) -> None:
        from assistant.library import Library
        from assistant.pipeline import Assistant

        self._assistant = Assistant(*Library.open(folder / "pack.daoban"))

    def search(self, question: str) -> Sequence[str]:
        return self._assistant.ranked(question)[:LIMIT]


class Bm25s:
    """BM25 of the `bm25s` package."""

    title: ClassVar = "bm25s + jieba"

    @staticmethod
    def build(knowledge: Knowledge, folder: Path) -> None:
        import bm25s

        found = _items(knowledge)
        index = bm25s.BM25()
        index.index([_split(_text(item)) for item in found], show_progress=False)
        index.save(str(folder / "index"), show_progress=False)
        _write_ids(folder, (item.turn.id for item in found))

    def __init__(self, folder: Path) -> None:
        import bm25s

        _split("载入词典")
        self._index = bm25s.BM25.load(str(folder / "index"), show_progress=False)
        self._ids = _read_ids(folder)

    def search(self, question: str) -> Sequence[str]:
        tokens = [token for token in _query_tokens(question) if token in self._index.vocab_dict]
        if not tokens:
            return ()
        rows, scores = self._index.retrieve([tokens], k=LIMIT, show_progress=False)
        return [self._ids[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]


class _Fts5:
    """A full-text table of SQLite, ranked by its own bm25()."""

    tokenizer: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self._table = sqlite3.connect(f"file:{folder / 'index.sqlite'}?mode=ro", uri=True)

    @classmethod
    def build(cls, knowledge: Knowledge, folder: Path) -> None:
        table = sqlite3.connect(folder / "index.sqlite")
        with table:
            table.execute(
                f"CREATE VIRTUAL TABLE item USING fts5(id UNINDEXED, text, tokenize='{cls.tokenizer}')"
            )
            table.executemany(
                "INSERT INTO item VALUES (?, ?)",
                ((item.turn.id, cls._indexed(_text(item))) for item in _items(knowledge)),
            )
            table.execute("INSERT INTO item(item) VALUES ('optimize')")
        table.close()

    @staticmethod
    def _indexed(text: str) -> str:
        raise NotImplementedError

    def _matching(self, tokens: Iterable[str]) -> Sequence[str]:
        asked = " OR ".join(f'"{token}"' for token in tokens)
        if not asked:
            return ()
        rows = self._table.execute(
            f"SELECT id FROM item WHERE item MATCH ? ORDER BY rank LIMIT {LIMIT}", (asked,)
        )
        return [found for (found,) in rows]


class Fts5Trigram(_Fts5):
    """SQLite's own tokenizer for languages without blanks; of a question any three characters in a row."""

    title: ClassVar = "SQLite FTS5, trigram"
    tokenizer: ClassVar = "trigram"

    @staticmethod
    def _indexed(text: str) -> str:
        return text

    def search(self, question: str) -> Sequence[str]:
        text = normalise(question)
        if len(text) < 3:
            return self._containing(text)
        return self._matching(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))

    def _containing(self, text: str) -> Sequence[str]:
        """Two characters are no trigram: read all."""
        rows = self._table.execute(f"SELECT id FROM item WHERE text LIKE ? LIMIT {LIMIT}", (f"%{text}%",))
        return [found for (found,) in rows]


class Fts5Split(_Fts5):
    """SQLite with text split beforehand."""

    title: ClassVar = "SQLite FTS5, jieba"
    tokenizer: ClassVar = "unicode61"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        _split("载入词典")

    @staticmethod
    def _indexed(text: str) -> str:
        return " ".join(_split(text))

    def search(self, question: str) -> Sequence[str]:
        return self._matching(_query_tokens(question))


class Tantivy:
    """tantivy with text split beforehand."""

    title: ClassVar = "tantivy + jieba"

    @staticmethod
    def build(knowledge: Knowledge, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        place = folder / "index"
        place.mkdir()
        writer = tantivy.Index(builder.build(), path=str(place)).writer(heap_size=256_000_000, num_threads=1)
        for item in _items(knowledge):
            writer.add_document(tantivy.Document(id=item.turn.id, text=" ".join(_split(_text(item)))))
        writer.commit()
        writer.wait_merging_threads()

    def __init__(self, folder: Path) -> None:
        import tantivy

        _split("载入词典")
        self._index = tantivy.Index.open(str(folder / "index"))
        self._searcher = self._index.searcher()

    def search(self, question: str) -> Sequence[str]:
        tokens = _query_tokens(question)
        if not tokens:
            return ()
        query = self._index.parse_query(" ".join(tokens), ["text"])
        hits = self._searcher.search(query, LIMIT, count=False).hits
        return [self._searcher.doc(address).to_dict()["id"][0] for _, address in hits]


class Rapidfuzz:
    """Every name compared letter by letter, no index at all."""

    title: ClassVar = "rapidfuzz scan"
    _MORE = 5
    """Names asked for each item wanted: several may be of one item."""

    @staticmethod
    def build(knowledge: Knowledge, folder: Path) -> None:
        named = [
            (normalise(name), item.turn.id)
            for item in _items(knowledge)
            for name in (item.name, *item.aliases)
        ]
        (folder / "names.json").write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")

    def __init__(self, folder: Path) -> None:
        named = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        self._names = [name for name, _ in named]
        self._ids = [found for _, found in named]

    def search(self, question: str) -> Sequence[str]:
        from rapidfuzz import fuzz, process

        text = normalise(question)
        hits = process.extract(
            text, self._names, scorer=fuzz.WRatio, limit=LIMIT * self._MORE, score_cutoff=1
        )
        return list(dict.fromkeys(self._ids[row] for _, _, row in hits))[:LIMIT]


PEERS: Mapping[str, type[Peer]] = {
    "daoban": Daoban,
    "bm25s": Bm25s,
    "fts5-trigram": Fts5Trigram,
    "fts5-jieba": Fts5Split,
    "tantivy": Tantivy,
    "rapidfuzz": Rapidfuzz,
}


def _items(knowledge: Knowledge) -> Sequence[Item]:
    from assistant.items import items

    return items(knowledge)


def _text(item: Item) -> str:
    return " ".join(map(normalise, (item.name, *item.aliases, *item.questions, item.summary)))


def _split(text: str) -> list[str]:
    """Words as jieba cuts them for search engines, and single characters for those it does not know."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    words = [word for word in jieba.cut_for_search(text) if len(word) > 1]
    return [*words, *_HANZI.findall(text)]


def _query_tokens(question: str) -> list[str]:
    return list(dict.fromkeys(_split(normalise(question))))


def _write_ids(folder: Path, ids: Iterable[str]) -> None:
    (folder / "ids.json").write_text(json.dumps(list(ids)), encoding="utf-8")


def _read_ids(folder: Path) -> list[str]:
    found: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    return found
