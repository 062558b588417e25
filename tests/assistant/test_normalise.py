"""One spelling for everything that is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.normalise import normalise
from assistant.tokens import tokens


@pytest.mark.parametrize(
    ("said", "spelling"),
    [
        ("ＳＦＺ１２３", "sfz123"),
        ("身份證遺失補領", "身份证遗失补领"),
        ("戶口簿", "户口簿"),
        ("Shēnfènzhèng", "shenfenzheng"),
        ("身份证，丢了！！怎么办？", "身份证 丢了 怎么办"),
        ("“身份证”《户口簿》（原件）", "身份证 户口簿 原件"),
        ("  身份证\t\n丢了  ", "身份证 丢了"),
        ("\x1b[31m身份证\x1b[0m\u202e\x00", "身份证"),
        ("A4 纸 60岁", "a4 纸 60岁"),
        ("𠮷", "𠮷"),
        ("……？！", ""),
        ("", ""),
        ("😀身份证👍", "身份证"),
    ],
)
def test_spelling(said: str, spelling: str) -> None:
    assert normalise(said) == spelling


@given(st.text(max_size=60) | st.text("身份證證件補領體檢台臺裡里髮發面麵ＡＢa1， \x1b[<&;", max_size=40))
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证", ["身", "份", "证", "身份", "份证"]),
        ("证", ["证"]),
        ("办id card 2寸照", ["办", "id", "card", "2", "寸", "照", "寸照"]),
        ("身份 证", ["身", "份", "身份", "证"]),
        ("", []),
    ],
)
def test_tokens_are_characters_pairs_and_whole_latin_words(text: str, found: list[str]) -> None:
    assert tokens(text) == found
