"""Training the compact model of meaning with sentence-transformers.

Needs the extra ``daoban[train]``; never imported by the kiosk.  The model is a
`StaticEmbedding`: a vector for each character and each pair of neighbours, and
their mean for a text.  It learns that the wordings of one guide — its name,
aliases, everyday questions, and names respelt with what people say — mean
one thing.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct

from assistant.embedding import UNKNOWN
from assistant.lexicon import Lexicon
from assistant.normalise import normalise
from assistant.phrases import PhraseTable
from assistant.query import Understanding
from assistant.tokens import tokens
from knowledge.model import Guide

DIMENSIONS = 128
_SEED = 20260101
_FEWEST_USES = 5
"""A pair of characters used less tells of one guide only; without those the model is half the size."""
_RESPELLINGS = 12
"""Respelt names a guide, at most."""


class Card(Struct, frozen=True):
    """What a training run made, for the model's card."""

    guides: int
    pairs: int
    vocabulary: int
    epochs: int
    loss: float


def train(guides: Iterable[Guide], out: Path, *, epochs: int = 6, batch: int = 256) -> Card:
    """Train on `guides` and write the model's folder to `out`, which is replaced whole.

    The same guides and lexicons give the same model on the same machine.
    Raises `ImportError` where the extra is not installed.
    """
    import torch  # noqa: PLC0415  seconds and hundreds of megabytes: only for training
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415

    torch.manual_seed(_SEED)
    torch.set_num_threads(1)  # one thread is faster than two on so small a model
    known = tuple(guides)
    lexicon = Lexicon.read()
    pairs = list(_pairs(known, lexicon, Understanding.build(lexicon)))
    tokenizer = _tokenizer(pairs)
    static = StaticEmbedding(tokenizer, embedding_dim=DIMENSIONS)
    model = SentenceTransformer(modules=[static], device="cpu")
    loss = _fit(model, pairs, epochs=epochs, batch=batch)
    with torch.no_grad():  # sentence-transformers would average the random row of unknown tokens
        static.embedding.weight[tokenizer.token_to_id(UNKNOWN)] = 0
    card = Card(len(known), len(pairs), tokenizer.get_vocab_size(), epochs, round(loss, 4))
    _save(model, out, card)
    return card


def pre_split(text: str) -> str:
    """Return normalised `text` as the model's tokenizer takes it: tokens with blanks between."""
    return " ".join(tokens(text))


def _pairs(
    guides: Iterable[Guide], lexicon: Lexicon, understanding: Understanding
) -> Iterator[tuple[str, str]]:
    """Yield pairs of pre-split wordings that mean one service."""
    chance = random.Random(_SEED)
    for guide in guides:
        name = understanding.core(guide.name)
        wordings = [understanding.core(text) for text in (*guide.aliases, *guide.questions)]
        for wording in (*wordings, *_respellings(guide, lexicon, chance)):
            yield pre_split(wording), pre_split(name)
        shuffled = chance.sample(wordings, len(wordings))
        for one, other in zip(wordings, shuffled, strict=True):
            if one != other:
                yield pre_split(one), pre_split(other)


def _respellings(guide: Guide, lexicon: Lexicon, chance: random.Random) -> list[str]:
    """The guide's object and action as people say them: 身份证 + 不见了."""
    combined = [
        f"{thing}{deed}"
        for thing, deed in product(
            _sayings(guide.object, lexicon.objects), _sayings(guide.action, lexicon.actions)
        )
    ]
    return chance.sample(combined, min(_RESPELLINGS, len(combined)))


def _sayings(official: str, table: PhraseTable[str]) -> list[str]:
    """Return the official wording and every expression of the terms in it."""
    wording = normalise(official)
    terms = {hit.value for hit in table.find(wording)}
    return [wording, *(said for said, term in table.values.items() if term in terms)]


def _tokenizer(pairs: Iterable[tuple[str, str]]) -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415

    uses = Counter(token for pair in pairs for text in pair for token in text.split())
    kept = sorted(token for token, count in uses.items() if count >= _FEWEST_USES or len(token) == 1)
    vocabulary = {token: row for row, token in enumerate([UNKNOWN, *kept])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def _fit(model: Any, pairs: list[tuple[str, str]], *, epochs: int, batch: int) -> float:
    """Contrast each pair with the others of its batch; return the mean loss of training."""
    from datasets import Dataset  # noqa: PLC0415
    from sentence_transformers import (  # noqa: PLC0415
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.training_args import BatchSamplers  # noqa: PLC0415
    from transformers import PrinterCallback  # noqa: PLC0415

    data = Dataset.from_dict({"anchor": [one for one, _ in pairs], "positive": [other for _, other in pairs]})
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=epochs,
            per_device_train_batch_size=batch,
            learning_rate=0.05,
            warmup_steps=0.1,
            seed=_SEED,
            data_seed=_SEED,
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            save_strategy="no",
            report_to="none",
            use_cpu=True,
            logging_strategy="no",
            disable_tqdm=True,
        )
        loss = MultipleNegativesRankingLoss(model)
        trainer = SentenceTransformerTrainer(model=model, args=arguments, train_dataset=data, loss=loss)
        trainer.remove_callback(PrinterCallback)  # it prints its figures between our words
        return float(trainer.train().training_loss)


def _save(model: Any, out: Path, card: Card) -> None:
    """Write the folder aside, then put it in place of the former one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".training-") as scratch:
        made = Path(scratch) / "model"
        model.save_pretrained(str(made), create_model_card=False)
        (made / "README.md").write_text(_card_text(card), encoding="utf-8")
        former = Path(scratch) / "former"
        if out.exists():
            out.rename(former)
        try:
            made.rename(out)
        except OSError:
            if former.exists():
                former.rename(out)
            raise


def _card_text(card: Card) -> str:
    return f"""# Daoban's model of meaning

A sentence-transformers `StaticEmbedding` over characters and bigrams, {DIMENSIONS} dimensions,
{card.vocabulary:,} tokens, made by `daoban train`.

- Data: {card.guides:,} guides of the knowledge folder; {card.pairs:,} pairs of wordings of one guide —
  names, aliases, everyday questions, and names respelt from the lexicons.
- Training: multiple negatives ranking loss, {card.epochs} epochs, mean loss {card.loss}.
- Input: text normalised and split as `assistant.tokens` does, with blanks between the tokens.
- Limits: knows only wordings like those of the guides; no English; no sense of word order beyond pairs.
"""
