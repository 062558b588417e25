"""A learned encoder beyond a static table: convolutions over characters, concepts and syllables.

Trained with torch from the same wordings and in the same way as `assistant.training`, run with numpy alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from torch import nn

from assistant.arrays import FloatArray
from assistant.embedding import unit_rows, views
from assistant.query import Query
from assistant.training import Recipe

_EMBEDDED, _FILTERS, _OUT = 64, 128, 128
_WIDTHS = (2, 3, 4)
_FEWEST_USES = 4
_LONGEST = 40
"""Tokens of a view; more is seldom, and slow to learn from."""
_BATCH = 256
_RATE = 2e-3
_SHARPNESS = 20.0
_GAP = 0
"""Row of nothing."""
_EDGE = (_GAP,) * max(_WIDTHS)
"""Wide enough that every convolution sees nothing once, as it does where torch pads a batch."""

Views = tuple[tuple[int, ...], ...]


def sequences(query: Query) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of a question in order: its concepts, its characters, its syllables."""
    _, concepts, sounds = views(query)
    characters = tuple(character for character in query.core if not character.isspace())
    return concepts, characters[:_LONGEST], tuple(sound for sound in sounds if "_" not in sound)[:_LONGEST]


class Convolutions(Struct, frozen=True, eq=False):
    """The encoder in numpy."""

    vocabulary: dict[str, int]
    rows: FloatArray
    """Shape (tokens, `_EMBEDDED`)."""
    filters: tuple[FloatArray, ...]
    """For each width: shape (width × `_EMBEDDED`, `_FILTERS`)."""
    biases: tuple[FloatArray, ...]
    out: FloatArray
    """Shape (widths × `_FILTERS`, `_OUT`)."""

    def embed(self, queries: Sequence[Query]) -> FloatArray:
        """Return the directions; shape (queries, `_OUT`)."""
        return unit_rows(np.stack([self._vector(query) for query in queries]))

    def _vector(self, query: Query) -> FloatArray:
        known = _known(sequences(query), self.vocabulary)
        if not any(known):
            return np.zeros(_OUT, dtype=np.float32)
        rows = self.rows[_joined(known)]
        pooled = []
        for width, filters, bias in zip(_WIDTHS, self.filters, self.biases, strict=True):
            windows = np.lib.stride_tricks.sliding_window_view(rows, width, axis=0)
            flat = windows.transpose(0, 2, 1).reshape(len(windows), -1)
            pooled.append(np.maximum((flat @ filters + bias).max(axis=0), 0))
        vector: FloatArray = np.concatenate(pooled) @ self.out
        return vector

    @property
    def arrays(self) -> tuple[FloatArray, ...]:
        """All that was learnt."""
        return (self.rows, *self.filters, *self.biases, self.out)


class _Network(nn.Module):
    def __init__(self, tokens: int) -> None:
        super().__init__()
        self.rows = nn.Embedding(tokens, _EMBEDDED, padding_idx=_GAP)
        self.convolutions = [nn.Conv1d(_EMBEDDED, _FILTERS, width) for width in _WIDTHS]
        self.learnt = nn.ModuleList(self.convolutions)
        self.out = nn.Linear(len(_WIDTHS) * _FILTERS, _OUT, bias=False)

    def forward(self, ids: Any) -> Any:
        embedded = self.rows(ids).transpose(1, 2)
        pooled = [torch.relu(one(embedded).amax(dim=2)) for one in self.convolutions]
        return nn.functional.normalize(self.out(torch.cat(pooled, dim=1)), dim=1)


def train(wordings: Sequence[Sequence[Query]], steps: int) -> Convolutions:
    """Train on the wordings of each item, as `assistant.training.train` does: a batch of pairs at a time."""
    recipe = Recipe()
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    seen = [[sequences(query) for query in own] for own in wordings if len(own) > 1]
    vocabulary = _vocabulary(chain.from_iterable(chain(*one) for own in seen for one in own))
    known = [[_known(one, vocabulary) for one in own] for own in seen]
    network = _Network(len(vocabulary) + 1)
    optimiser = torch.optim.Adam(network.parameters(), lr=_RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    for _ in range(steps):
        pairs = [chance.sample(own, 2) for own in chance.sample(known, min(_BATCH, len(known)))]
        ones, others = (
            network(_padded([_hidden(pair[side], chance, recipe) for pair in pairs])) for side in (0, 1)
        )
        optimiser.zero_grad()
        _loss(ones, others).backward()
        optimiser.step()
        schedule.step()
    return _in_numpy(network, vocabulary)


def _vocabulary(uses: Iterable[str]) -> dict[str, int]:
    """The rows of the tokens in use; row `_GAP` is of none."""
    kept = sorted(token for token, count in Counter(uses).items() if count >= _FEWEST_USES)
    return {token: row for row, token in enumerate(kept, start=_GAP + 1)}


def _known(wording: Iterable[Iterable[str]], vocabulary: dict[str, int]) -> Views:
    return tuple(tuple(vocabulary[token] for token in view if token in vocabulary) for view in wording)


def _loss(ones: Any, others: Any) -> Any:
    """Each of `ones` is to be nearest to its own of `others`, and the other way round."""
    logits = ones @ others.T * _SHARPNESS
    right = torch.arange(len(logits))
    return nn.functional.cross_entropy(logits, right) + nn.functional.cross_entropy(logits.T, right)


def _hidden(wording: Views, chance: random.Random, recipe: Recipe) -> list[int]:
    """The tokens of a wording, some views and tokens of it hidden."""
    shown = tuple(
        tuple(token for token in view if chance.random() >= recipe.hidden_token)
        if chance.random() >= recipe.hidden_view
        else ()
        for view in wording
    )
    return _joined(shown if any(shown) else wording)


def _joined(wording: Views) -> list[int]:
    """One sequence, with gaps between the views and around them."""
    return [*_EDGE, *chain.from_iterable((*view, *_EDGE) for view in wording)]


def _padded(sequences: Sequence[Sequence[int]]) -> Any:
    longest = max(map(len, sequences))
    return torch.tensor([[*ids, *([_GAP] * (longest - len(ids)))] for ids in sequences])


def _in_numpy(network: _Network, vocabulary: dict[str, int]) -> Convolutions:
    def array(tensor: Any) -> FloatArray:
        return np.ascontiguousarray(tensor.detach().numpy(), dtype=np.float32)

    return Convolutions(
        vocabulary,
        array(network.rows.weight),
        tuple(array(one.weight.permute(2, 1, 0).reshape(-1, _FILTERS)) for one in network.convolutions),
        tuple(array(one.bias) for one in network.convolutions),
        array(network.out.weight.T),
    )
