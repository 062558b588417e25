"""Training writes a folder the assistant reads: whole, and the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from assistant.embedding import StaticEmbedder, load_embedder
from assistant.items import Item, items
from assistant.query import Query
from assistant.training import DIMENSIONS, Card, Recipe, train
from knowledge.model import Knowledge
from knowledge.problems import KnowledgeError

Understand = Callable[[str], Query]

FEW, STEPS = 20, 150
FILES = {
    "README.md",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "tokenizer.json",
}


@pytest.fixture(scope="module")
def few(shipped: Knowledge) -> Sequence[Item]:
    return items(shipped)[:FEW]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, few: Sequence[Item]) -> tuple[Path, Card]:
    """A model in a folder that held another one before."""
    out = tmp_path_factory.mktemp("training") / "deep" / "model"
    out.mkdir(parents=True)
    (out / "modules.json").write_text("[]", encoding="utf-8")
    (out / "left-over.bin").write_bytes(b"old")
    return out, train(few, out, steps=STEPS)


def test_the_folder_is_replaced_whole(trained: tuple[Path, Card]) -> None:
    out, _ = trained
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["model"]


def test_the_card_says_what_was_made(trained: tuple[Path, Card], few: Sequence[Item]) -> None:
    out, card = trained
    assert (card.items, card.steps) == (FEW, STEPS)
    assert card.wordings == sum(len({one.name, *one.aliases, *one.questions}) for one in few)
    told = (out / "README.md").read_text(encoding="utf-8")
    for figure in (card.items, card.wordings, card.vocabulary, card.steps, card.loss):
        assert f"{figure:,}" in told


def test_the_assistant_reads_what_was_trained(
    trained: tuple[Path, Card], few: Sequence[Item], understand: Understand
) -> None:
    out, card = trained
    embedder = load_embedder(out)
    assert isinstance(embedder, StaticEmbedder)
    assert embedder.rows.shape == (card.vocabulary, DIMENSIONS)
    assert len(embedder.vocabulary) == card.vocabulary
    assert not embedder.rows[0].any()  # of the unknown token
    vectors = embedder.embed([understand(one.name) for one in few])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_wordings_of_one_item_come_together(
    trained: tuple[Path, Card], few: Sequence[Item], understand: Understand
) -> None:
    """A name is nearest to its own last question; by chance that is so once in twenty."""
    embedder = StaticEmbedder.read(trained[0])
    names = embedder.embed([understand(one.name) for one in few])
    asked = embedder.embed([understand(one.questions[-1]) for one in few])
    assert np.mean((asked @ names.T).argmax(axis=1) == np.arange(FEW)) >= 0.8


def test_each_view_is_of_use_alone(
    trained: tuple[Path, Card], few: Sequence[Item], understand: Understand
) -> None:
    embedder = StaticEmbedder.read(trained[0])
    names = embedder.embed([understand(one.name) for one in few])
    seen = [understand(one.questions[-1]) for one in few]
    by_ear = embedder.embed([Query(text="", core="", sounds=query.sounds) for query in seen])
    assert np.mean((by_ear @ names.T).argmax(axis=1) == np.arange(FEW)) >= 0.6


def test_more_steps_leave_less_loss(trained: tuple[Path, Card], few: Sequence[Item], tmp_path: Path) -> None:
    assert train(few, tmp_path / "model", steps=10).loss > 2 * trained[1].loss


def test_the_same_items_give_the_same_vectors_without_a_word(
    trained: tuple[Path, Card],
    tmp_path: Path,
    few: Sequence[Item],
    understand: Understand,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """What is told, and in which language, is for the command to say."""
    out, card = trained
    assert train(few, tmp_path / "again", steps=STEPS) == card
    assert capfd.readouterr().out == ""
    asked = [understand(one.name) for one in few]
    again = StaticEmbedder.read(tmp_path / "again").embed(asked)
    np.testing.assert_allclose(again, StaticEmbedder.read(out).embed(asked), atol=1e-6)


def test_items_with_one_wording_each_teach_nothing(few: Sequence[Item], tmp_path: Path) -> None:
    bare = [msgspec.structs.replace(one, aliases=(), questions=()) for one in few]
    for taught in ([], bare, [few[0], *bare[1:]]):
        with pytest.raises(KnowledgeError, match="nothing-to-learn"):
            train(taught, tmp_path / "model", steps=1)
    assert list(tmp_path.iterdir()) == []


def test_topics_of_others_alone_teach_nothing(few: Sequence[Item], tmp_path: Path) -> None:
    bare = [msgspec.structs.replace(one, aliases=(), questions=()) for one in few]
    topics = (("明天下雨吗", "今天几度"), ("讲个笑话", "唱首歌"))
    with pytest.raises(KnowledgeError, match="nothing-to-learn"):
        train(bare, tmp_path / "model", topics=topics, steps=1)


def test_a_recipe_tells_which_views_and_how_many_dimensions(few: Sequence[Item], tmp_path: Path) -> None:
    out = tmp_path / "model"
    train(few, out, steps=2, recipe=Recipe(views=2, dimensions=16))
    assert StaticEmbedder.read(out).rows.shape[1] == 16
    tokenizer = next(out.rglob("tokenizer.json")).read_text(encoding="utf-8")
    assert {token[0] for token in json.loads(tokenizer)["model"]["vocab"]} & {"#", "~"} == {"#"}
    assert "16 dimensions" in (out / "README.md").read_text(encoding="utf-8")
