"""Tokens and their rows, found together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vocabulary import Vocabulary

TOKENS = st.lists(st.text(max_size=4), unique=True, max_size=40)


@given(TOKENS, st.lists(st.text(max_size=4), max_size=20))
def test_it_finds_what_a_dictionary_finds(tokens: list[str], asked: list[str]) -> None:
    vocabulary = Vocabulary.build(tokens)
    rows = {token: row for row, token in enumerate(tokens)}
    assert len(vocabulary) == len(tokens)
    assert vocabulary.find(asked).tolist() == [rows[token] for token in asked if token in rows]
    assert vocabulary.find(tokens).tolist() == list(range(len(tokens)))


def test_a_token_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same"):
        Vocabulary.build(["身份", "证", "身份"])
