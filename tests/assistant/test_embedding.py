"""Models are read from disk alone, and a damaged one is told plainly."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import numpy as np
import pytest

from assistant.embedding import (
    SHIPPED_MODEL,
    UNKNOWN,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    load_embedder,
    unit_rows,
    views,
)
from assistant.query import Query
from knowledge.problems import KnowledgeError

Understand = Callable[[str], Query]

TEXTS = ("身份证丢了", "城乡居民养老保险待遇申领", "id card 补办", "证", "shenfenzheng", "sfz diu le", "")
UNKNOWN_TO_IT = Query(text="龘靐", core="龘靐", words=("龘", "靐", "龘靐"), sounds=("没有的音",))


@pytest.fixture(scope="module")
def queries(understand: Understand) -> list[Query]:
    return list(map(understand, TEXTS))


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look into the network fails the test, though nothing tells the libraries to stay out of it."""

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("a model was looked for in the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped model to break."""
    return Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))


def edit_json(path: Path, edit: Callable[[Any], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_question_is_seen_in_three_ways(understand: Understand) -> None:
    assert views(understand("补证不见了 app")) == (
        understand("补证不见了 app").words,
        ("#a:补领",),
        tuple(f"~{sound}" for sound in understand("补证不见了 app").sounds),
    )


def test_vectors_are_directions(queries: list[Query]) -> None:
    vectors = load_embedder().embed([*queries, UNKNOWN_TO_IT])
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS) + 1
    lengths = np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(lengths, [*[1] * (len(TEXTS) - 1), 0, 0], atol=1e-6)


def test_no_questions_have_no_directions(queries: list[Query]) -> None:
    embedder = load_embedder()
    assert embedder.embed([]).shape == (0, embedder.embed(queries).shape[1])


def test_what_is_not_known_does_not_turn_what_is(understand: Understand) -> None:
    query = understand("身份证丢了")
    more = msgspec.structs.replace(query, words=(*query.words, *UNKNOWN_TO_IT.words))
    one, other = load_embedder().embed([query, more])
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("said", ["身份证丢了", "二代证拍毋见", "申分证丢了", "shenfenzheng diu le"])
def test_what_is_said_alike_lies_nearer(understand: Understand, said: str) -> None:
    """In other words, in Teochew, in wrong characters, in pinyin."""
    asked, near, far = load_embedder().embed(list(map(understand, (said, "居民身份证补领", "天然气开户"))))
    assert asked @ near > asked @ far + 0.2


def test_unit_rows_leave_zeros_alone() -> None:
    rows = np.array([[3, 4], [0, 0]], dtype=np.float32)
    np.testing.assert_allclose(unit_rows(rows), np.array([[0.6, 0.8], [0, 0]]), atol=1e-6)


def test_reading_by_numpy_equals_sentence_transformers(queries: list[Query]) -> None:
    """The shipped folder is in their format, and their own `encode` gives what our reader gives."""
    from sentence_transformers import SentenceTransformer

    asked = [*queries[:-1], msgspec.structs.replace(queries[0], words=("龘", *queries[0].words))]
    model = SentenceTransformer(str(SHIPPED_MODEL), device="cpu", local_files_only=True)
    texts = [" ".join(chain(*views(query))) for query in asked]
    theirs = model.encode(texts, convert_to_numpy=True)
    np.testing.assert_allclose(StaticEmbedder.read(SHIPPED_MODEL).embed(asked), unit_rows(theirs), atol=1e-5)


def test_an_operators_model_folder_is_used(tmp_path: Path, understand: Understand) -> None:
    """A model with a tokenizer of its own takes the core as it is, and goes through sentence-transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({UNKNOWN: 0, "身": 1, "份": 2, "户": 3}, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    weights = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 2]], dtype=np.float32)
    folder = tmp_path / "theirs"
    SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu"
    ).save_pretrained(str(folder), create_model_card=False)
    embedder = load_embedder(folder)
    assert isinstance(embedder, SentenceTransformerEmbedder)
    half = 0.5**0.5
    expected = np.array([[half, half, 0], [0, 0, 1]])
    asked = list(map(understand, ("身份", "請問户")))
    np.testing.assert_allclose(embedder.embed(asked), expected, atol=1e-6)
    assert embedder.embed([]).shape == (0, 3)


def test_a_model_trained_here_is_read_as_the_shipped_one_is(copy: Path, queries: list[Query]) -> None:
    """Its tokenizer takes split text only: through sentence-transformers every vector would be zero."""
    embedder = load_embedder(copy)
    np.testing.assert_array_equal(embedder.embed(queries), load_embedder().embed(queries))
    assert embedder.embed(queries[:1]).any()


def fewer_rows(folder: Path) -> None:
    edit_json(folder / "tokenizer.json", lambda found: found["model"]["vocab"].update({"证": 10**7}))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no weights": lambda folder: (folder / "model.safetensors").unlink(),
    "cut weights": lambda folder: (folder / "model.safetensors").write_bytes(
        (SHIPPED_MODEL / "model.safetensors").read_bytes()[:5000]
    ),
    "empty weights": lambda folder: (folder / "model.safetensors").write_bytes(b""),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
    "cut tokenizer": lambda folder: (folder / "tokenizer.json").write_text('{"model"'),
    "binary tokenizer": lambda folder: (folder / "tokenizer.json").write_bytes(b"\xff\xfe\x00"),
    "null tokenizer": lambda folder: (folder / "tokenizer.json").write_text("null"),
    "fewer rows than tokens": fewer_rows,
    "null modules": lambda folder: (folder / "modules.json").write_text("null"),
    "empty modules": lambda folder: (folder / "modules.json").write_text("[]"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_model_is_told(copy: Path, damage: Callable[[Path], object]) -> None:
    damage(copy)
    for read in (StaticEmbedder.read, load_embedder):
        with pytest.raises(KnowledgeError) as caught:
            read(copy)
        (problem,) = caught.value.problems
        assert problem.code == "bad-model"
        assert problem.file == str(copy)


def test_a_missing_folder_is_told_and_never_looked_for_elsewhere(tmp_path: Path) -> None:
    for missing in (tmp_path / "nowhere", tmp_path, Path("sentence-transformers/all-MiniLM-L6-v2")):
        for read in (StaticEmbedder.read, SentenceTransformerEmbedder, load_embedder):
            with pytest.raises(KnowledgeError) as caught:
                read(missing)
            assert caught.value.problems[0].file == str(missing)
