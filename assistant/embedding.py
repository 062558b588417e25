"""Questions and wordings to vectors: our own compact model in numpy, or a model folder of the operator's.

Both keep one Protocol, so search does not know which it has.  Nothing here
ever reaches for the network: a missing folder is an error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.query import Query
from assistant.vocabulary import Vocabulary
from knowledge.problems import unusable

SHIPPED_MODEL = Path(__file__).parent / "model"
UNKNOWN = "[UNK]"
_OUR_TOKENIZER = ("WhitespaceSplit", "WordLevel")


def views(query: Query) -> tuple[tuple[str, ...], ...]:
    """Return the tokens our model sees of a question: its words, its concepts, its sounds.

    What is misspelt, in pinyin or in another dialect is still known by one of the others.
    """
    return (
        query.words,
        tuple(f"#{concept}" for concept in query.concepts),
        tuple(f"~{sound}" for sound in query.sounds),
    )


class Embedder(Protocol):
    """Something that turns what was understood into vectors."""

    def embed(self, queries: Sequence[Query]) -> FloatArray:
        """Return one row for each, of length 1, or all zeros where nothing in it is known."""
        ...


class StaticEmbedder(Struct, frozen=True, eq=False):
    """A sentence-transformers `StaticEmbedding` over `views`, in numpy alone.

    Its vector of a question is the mean of its tokens' vectors.  Tokens it does not
    know count for nothing.
    """

    vocabulary: Vocabulary
    """Token → its row."""
    rows: FloatArray
    """Shape (tokens, dimensions)."""

    @classmethod
    def read(cls, folder: Path) -> StaticEmbedder:
        """Read a model folder.  Raises `KnowledgeError` where it is none or is damaged."""
        from safetensors import SafetensorError  # noqa: PLC0415  only a static model needs it
        from safetensors.numpy import load_file  # noqa: PLC0415

        try:
            module = folder / _parsed(folder / "modules.json")[0]["path"]
            numbers: dict[str, int] = _parsed(module / "tokenizer.json")["model"]["vocab"]
            rows = load_file(module / "model.safetensors")["embedding.weight"].astype(np.float32)
            vocabulary = Vocabulary.build(_in_order(numbers, len(rows)))
        except (OSError, LookupError, TypeError, ValueError, SafetensorError) as error:
            raise unusable(
                "bad-model", folder, f"语义模型读不出来（{error}），请重新训练或换回自带的模型"
            ) from error
        return cls(vocabulary, rows)

    def embed(self, queries: Sequence[Query]) -> FloatArray:
        """Return the rows' directions; shape (queries, dimensions)."""
        found = np.zeros((len(queries), self.rows.shape[1]), dtype=np.float32)
        for row, query in enumerate(queries):
            found[row] = self.rows[self.vocabulary.find(chain(*views(query)))].sum(axis=0)
        return unit_rows(found)


def _in_order(numbers: Mapping[str, int], rows: int) -> list[str]:
    """The tokens in the order of their rows.  Raises `ValueError` where the rows are another model's."""
    tokens = sorted(numbers, key=numbers.__getitem__)
    if [numbers[token] for token in tokens] != [*range(rows)]:
        raise ValueError(f"{len(tokens)} / {rows}")
    return tokens


class SentenceTransformerEmbedder:
    """Any SentenceTransformer folder the operator names; needs the extra ``daoban[train]``."""

    def __init__(self, folder: Path) -> None:
        """Load the model from disk.  Raises `KnowledgeError` where the library or the folder is missing."""
        if not (folder / "modules.json").is_file():
            message = "没有这个模型文件夹（里面应当有 modules.json），请检查路径；程序不会上网下载"
            raise unusable("no-model", folder, message)
        os.environ["HF_HUB_OFFLINE"] = "1"  # `local_files_only` still lets the hub's library call home
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415  7 s and 500 MB: only on demand
        except ImportError as error:
            message = '用自选的语义模型要先安装：pip install torch==2.13.0 "daoban[train]"'
            raise unusable("no-sentence-transformers", folder, message) from error
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # tokenizers raises bare `Exception`, safetensors a class of its own
            raise unusable(
                "bad-model", folder, f"这个文件夹不是可用的 SentenceTransformer 模型：{error}"
            ) from error

    def embed(self, queries: Sequence[Query]) -> FloatArray:
        """Return the rows' directions; shape (queries, dimensions).  The model is given the core as text."""
        texts = [query.core for query in queries]
        # Of nothing it returns an array without dimensions.
        vectors = self._model.encode(texts or [""], show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(np.asarray(vectors, dtype=np.float32)[: len(texts)])


def load_embedder(folder: Path | None = None) -> Embedder:
    """Return the shipped model, or the operator's at `folder`.  Raises `KnowledgeError`; never downloads."""
    if folder is None:
        return StaticEmbedder.read(SHIPPED_MODEL)
    return StaticEmbedder.read(folder) if _is_trained_here(folder) else SentenceTransformerEmbedder(folder)


def _is_trained_here(folder: Path) -> bool:
    """True for the folders of `assistant.training`: their tokenizer takes text that is split already."""
    try:
        (module,) = _parsed(folder / "modules.json")
        tokenizer = _parsed(folder / module["path"] / "tokenizer.json")
        splitter, kind = tokenizer["pre_tokenizer"]["type"], tokenizer["model"]["type"]
    except (OSError, LookupError, TypeError, ValueError):
        return False
    return bool(module["type"].endswith(".StaticEmbedding") and (splitter, kind) == _OUR_TOKENIZER)


def _parsed(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def unit_rows(rows: FloatArray) -> FloatArray:
    """Return `rows` scaled to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    scaled: FloatArray = rows / lengths.astype(np.float32)
    return scaled
