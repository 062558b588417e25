"""All an assistant answers from: content, what search has built over it, lexicons and model.

Built from a knowledge folder in some seconds for some hundred guides, or
opened from a pack (`knowledge.pack`) in hundredths of one: the same structs, their
arrays mapped from the file, guides decoded when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from assistant.areas import Shelf, shelves
from assistant.completing import Completions
from assistant.embedding import Embedder, StaticEmbedder, load_embedder
from assistant.items import Head, items
from assistant.lexicon import Lexicon
from assistant.normalise import normalise
from assistant.query import Understanding
from assistant.ranking import Ranker
from assistant.records import Records
from assistant.sources import Sources
from assistant.storing import layout_of, parts_of, restored
from assistant.vocabulary import Vocabulary
from assistant.weights import Weights
from knowledge.model import Guide, Knowledge
from knowledge.pack import Summary, digest_of, open_pack, write_pack
from knowledge.problems import Problem

_NO_MODEL = StaticEmbedder(Vocabulary.build(()), np.zeros((0, 0), np.float32))


class Library(Struct, frozen=True, kw_only=True, eq=False):
    """Holds nothing of any person."""

    knowledge: Knowledge
    """Sites, events of life, agreements and contents; the guides are in `guides`."""
    guides: Records
    guide_rows: dict[str, int]
    """Id of a guide → its row in `guides`."""
    items: Records
    """What search finds, as `Head`."""
    spellings: Records
    """The normalised names of each item."""
    shelves: tuple[Shelf, ...]
    understanding: Understanding
    sources: Sources
    completions: Completions
    weights: Weights
    model: StaticEmbedder
    """Empty where `model_folder` is to be used instead."""
    model_folder: str
    """The operator's own model; empty: `model`."""

    @classmethod
    def build(
        cls,
        knowledge: Knowledge,
        lexicon: Lexicon | None = None,
        model_folder: Path | None = None,
        weights: Weights | None = None,
    ) -> Library:
        """Build everything over `knowledge`.

        `lexicon`, `model_folder` and `weights` replace the shipped ones.  Raises
        `KnowledgeError` where one cannot be used.
        """
        understanding = Understanding.build(lexicon or Lexicon.read())
        embedder = load_embedder(model_folder)
        found = items(knowledge)
        return cls(
            knowledge=msgspec.structs.replace(knowledge, guides=()),
            guides=Records.build(knowledge.guides),
            guide_rows={guide.id: row for row, guide in enumerate(knowledge.guides)},
            items=Records.build(item.head for item in found),
            spellings=Records.build(tuple(map(normalise, (item.name, *item.aliases))) for item in found),
            shelves=shelves(knowledge.guides, knowledge.contents),
            understanding=understanding,
            sources=Sources.build(found, understanding, embedder),
            completions=Completions.build(found, understanding.lexicon),
            weights=weights or Weights.read(),
            model=embedder if isinstance(embedder, StaticEmbedder) else _NO_MODEL,
            model_folder=""
            if isinstance(embedder, StaticEmbedder) or model_folder is None
            else str(model_folder.resolve()),
        )

    @classmethod
    def open(cls, pack: Path) -> tuple[Library, tuple[Problem, ...]]:
        """Open a pack, or the one it replaced, with what is wrong with it.  Raises `KnowledgeError`."""
        opened, problems = open_pack(pack, layout_of(cls))
        return restored(opened, cls), problems

    def save(self, pack: Path) -> Summary:
        """Write a pack; return what it is of.  Raises `KnowledgeError` where it cannot be written."""
        counts = {"guides": len(self.guides)}
        counts |= {kind: len(getattr(self.knowledge, kind)) for kind in ("sites", "themes", "agreements")}
        content = (msgspec.msgpack.encode(self.knowledge), self.guides.encoded.tobytes())
        summary = Summary(
            program=version("daoban"), layout=layout_of(Library), content=digest_of(content), counts=counts
        )
        write_pack(pack, summary, dict(parts_of(self)))
        return summary

    def embedder(self) -> Embedder:
        """Return the model the vectors were made with.  Raises `KnowledgeError` where its folder is gone."""
        return load_embedder(Path(self.model_folder)) if self.model_folder else self.model

    def ranker(self, weights: Weights | None = None) -> Ranker:
        """Return what ranks the items, by the library's own weights or others.  Raises `KnowledgeError`."""
        meaning = self.sources.meaning(self.embedder())
        return Ranker(self.sources.lexical(), self.names, weights or self.weights, meaning)

    def guide(self, guide_id: str) -> Guide | None:
        """Return the guide of that id, or None."""
        row = self.guide_rows.get(guide_id)
        return None if row is None else self.guides.record(row, Guide)

    def all_guides(self) -> Iterator[Guide]:
        """Yield every guide, in the order of the content."""
        return (self.guides.record(row, Guide) for row in range(len(self.guides)))

    def head(self, row: int) -> Head:
        """Return what search found in that row."""
        return self.items.record(row, Head)

    def names(self, row: int) -> tuple[str, ...]:
        """Return the normalised names of the item in that row."""
        return self.spellings.record(row, tuple[str, ...])
