"""Training writes a folder the assistant reads: whole, and the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import StaticEmbedder, load_embedder
from assistant.training import DIMENSIONS, Card, pre_split, train
from knowledge.model import Knowledge

GUIDES = 20
FILES = {
    "README.md",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "tokenizer.json",
}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, shipped: Knowledge) -> tuple[Path, Card]:
    """A model in a folder that held another one before."""
    out = tmp_path_factory.mktemp("training") / "deep" / "model"
    out.mkdir(parents=True)
    (out / "modules.json").write_text("[]", encoding="utf-8")
    (out / "left-over.bin").write_bytes(b"old")
    return out, train(shipped.guides[:GUIDES], out, epochs=1)


def test_the_folder_is_replaced_whole(trained: tuple[Path, Card]) -> None:
    out, _ = trained
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["model"]


def test_the_card_says_what_was_made(trained: tuple[Path, Card]) -> None:
    out, card = trained
    assert card.guides == GUIDES
    assert card.epochs == 1
    assert card.pairs > GUIDES
    assert card.loss > 0
    told = (out / "README.md").read_text(encoding="utf-8")
    for figure in (card.guides, card.pairs, card.vocabulary):
        assert f"{figure:,}" in told


def test_the_assistant_reads_what_was_trained(trained: tuple[Path, Card], shipped: Knowledge) -> None:
    out, card = trained
    names = [guide.name for guide in shipped.guides[:GUIDES]]
    vectors = load_embedder(out).embed(names)
    assert vectors.shape == (GUIDES, DIMENSIONS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert card.vocabulary > 100


def test_the_same_guides_give_the_same_vectors_without_a_word(
    trained: tuple[Path, Card], tmp_path: Path, shipped: Knowledge, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is told, and in which language, is for the command to say."""
    out, card = trained
    assert train(shipped.guides[:GUIDES], tmp_path / "again", epochs=1) == card
    assert capfd.readouterr().out == ""
    texts = [guide.name for guide in shipped.guides[:GUIDES]]
    again = StaticEmbedder.read(tmp_path / "again").embed(texts)
    np.testing.assert_allclose(again, StaticEmbedder.read(out).embed(texts), atol=1e-6)


def test_text_is_split_as_the_model_takes_it() -> None:
    assert pre_split("身份证a4") == "身 份 证 身份 份证 a4"
