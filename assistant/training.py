"""Training the compact model of meaning.

Needs the extra ``daoban[train]``; never imported by the kiosk.  The model is a
sentence-transformers `StaticEmbedding`: a vector for each token of three views of a
text — its words, its concepts, its sounds — and their mean for the text.  It learns
that the wordings of one item — name, aliases, everyday questions — mean one
thing, and those of two items two.  Now and then a whole view is hidden, so that
each is of use alone: a question in pinyin has sounds only.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct

from assistant.embedding import UNKNOWN, views
from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.query import Understanding
from knowledge.problems import unusable

DIMENSIONS = 128
_FEWEST_USES = 4
"""A token used less tells of one item only; without those the model is half the size."""
_FEWEST_ITEMS = 2
_STEPS = 1500
_BATCH = 256
_RATE = 0.02
_SHARPNESS = 20.0
"""What cosines are multiplied by before they compete."""

Views = tuple[list[int], ...]
"""Rows of the tokens of each view of a wording."""


class Recipe(Struct, frozen=True, kw_only=True):
    """What one model may have unlike another; the shipped one has what stands here."""

    dimensions: int = DIMENSIONS
    views: int = 3
    """How many of a text's views are learnt from: words, words and concepts, or all."""
    hidden_view: float = 0.3
    """How often a view is hidden …"""
    hidden_token: float = 0.1
    """… and a token of what is left."""
    seed: int = 20260101


class Card(Struct, frozen=True):
    """What a training run made, for the model's card."""

    items: int
    topics: int
    wordings: int
    vocabulary: int
    steps: int
    loss: float
    """Of the last tenth of the steps."""


_RECIPE = Recipe()


def train(
    items: Sequence[Item],
    out: Path,
    *,
    topics: Iterable[Sequence[str]] = (),
    steps: int = _STEPS,
    recipe: Recipe = _RECIPE,
) -> Card:
    """Train on `items` and write the model's folder to `out`, which is replaced whole.

    `topics` are wordings of what is none of the hall's, to be held apart from all items.
    The same items and lexicons give the same model on the same machine.
    Raises `ImportError` where the extra is not installed, and `KnowledgeError` where
    fewer than two items have two wordings: there is nothing to tell apart.
    """
    import torch  # noqa: PLC0415  seconds and hundreds of megabytes: only for training
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # one thread is faster than two on so small a model
    understanding = Understanding.build(Lexicon.read())
    worded = [(item.name, *item.aliases, *item.questions) for item in items]
    seen = [
        [views(understanding.query(text))[: recipe.views] for text in dict.fromkeys(own)]
        for own in (*worded, *topics)
    ]
    tokenizer = _tokenizer(chain.from_iterable(chain(*wording) for own in seen for wording in own))
    rows: dict[str, int] = tokenizer.get_vocab()
    known = [
        [tuple([rows[token] for token in view if token in rows] for view in wording) for wording in own]
        for own in seen
    ]
    if sum(len(own) > 1 for own in known[: len(items)]) < _FEWEST_ITEMS:  # topics alone teach nothing
        message = "没有训练：至少要有两件事各写了别名或群众的问法，请先在内容里补上"
        raise unusable("nothing-to-learn", out, message)
    taught = [own for own in known if len(own) > 1]
    vectors, loss = _fit(taught, len(rows), steps, recipe)
    static = StaticEmbedding(tokenizer, embedding_weights=vectors)
    card = Card(len(items), len(seen) - len(items), sum(map(len, seen)), len(rows), steps, round(loss, 4))
    _save(SentenceTransformer(modules=[static], device="cpu"), out, _card_text(card, recipe))
    return card


def _tokenizer(uses: Iterable[str]) -> Any:
    """The tokens in use, and the unknown one at row 0; the input is split already."""
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415

    kept = sorted(token for token, count in Counter(uses).items() if count >= _FEWEST_USES)
    vocabulary = {token: row for row, token in enumerate([UNKNOWN, *kept])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def _fit(items: Sequence[Sequence[Views]], vocabulary: int, steps: int, recipe: Recipe) -> tuple[Any, float]:
    """Return the vectors of all tokens, as numpy's float32, and the loss at the end.

    Each step sets two wordings of an item against those of the other items of
    the batch; all items of a batch differ, so no pair is wrongly held to be apart.
    """
    import torch  # noqa: PLC0415

    table = torch.nn.Parameter(torch.randn(vocabulary, recipe.dimensions) * 0.1)
    optimiser = torch.optim.Adam([table], lr=_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    chance = random.Random(recipe.seed)
    batch = min(_BATCH, len(items))
    losses: list[float] = []
    for _ in range(steps):
        pairs = [chance.sample(own, 2) for own in chance.sample(items, batch)]
        ones, others = (
            _directions(table, [_partly_hidden(pair[side], chance, recipe) for pair in pairs])
            for side in (0, 1)
        )
        logits = ones @ others.T * _SHARPNESS
        right = torch.arange(batch)
        loss = torch.nn.functional.cross_entropy(logits, right) + torch.nn.functional.cross_entropy(
            logits.T, right
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()) / 2)
    with torch.no_grad():
        table[0] = 0  # sentence-transformers would average the random row of unknown tokens
    end = losses[-max(1, steps // 10) :]
    return table.detach().numpy(), sum(end) / len(end)


def _partly_hidden(wording: Views, chance: random.Random, recipe: Recipe) -> list[int]:
    """The tokens of a wording without some views and some of the rest; never none."""
    shown = [view for view in wording if view and chance.random() >= recipe.hidden_view]
    tokens = [token for view in shown for token in view if chance.random() >= recipe.hidden_token]
    return tokens or list(chain(*wording)) or [0]


def _directions(table: Any, bags: Sequence[Sequence[int]]) -> Any:
    import torch  # noqa: PLC0415

    offsets = torch.tensor([0, *(len(bag) for bag in bags[:-1])]).cumsum(0)
    summed = torch.nn.functional.embedding_bag(torch.tensor(list(chain(*bags))), table, offsets, mode="sum")
    return torch.nn.functional.normalize(summed, dim=1)


def _save(model: Any, out: Path, card: str) -> None:
    """Write the folder aside, then put it in place of the former one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".training-") as scratch:
        made = Path(scratch) / "model"
        model.save_pretrained(str(made), create_model_card=False)
        (made / "README.md").write_text(card, encoding="utf-8")
        former = Path(scratch) / "former"
        if out.exists():
            out.rename(former)
        try:
            made.rename(out)
        except OSError:
            if former.exists():
                former.rename(out)
            raise


def _card_text(card: Card, recipe: Recipe) -> str:
    return f"""# Daoban's model of meaning

A sentence-transformers `StaticEmbedding` of {recipe.dimensions} dimensions over {card.vocabulary:,} tokens,
made by `daoban train`.

- Data: {card.wordings:,} wordings — names, aliases, everyday questions — of {card.items:,} services
  and events of life, and of {card.topics:,} topics that are none of the hall's.
- Training: two wordings of each item of a batch against those of the others, {card.steps} steps of
  {_BATCH} items, loss {card.loss} at the end.
- Input: three views of a text with blanks between their tokens, as `assistant.embedding.views` gives
  them: characters and pairs of characters; terms of the lexicons (`#o:居民身份证`); syllables as
  southern ears hear them (`~sen`).
- Limits: knows only wordings like those of the items, and no order of words beyond pairs; English
  only as far as the lexicons turn it into Chinese.
"""
