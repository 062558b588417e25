"""The stored readings are pypinyin's."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from assistant.readings import STORED, as_text, reading
from knowledge.model import Knowledge
from knowledge.reading import SHIPPED, read

HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
WORDS = sorted(word for word in PHRASES_DICT if HANZI.fullmatch(word))


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return read(SHIPPED).knowledge


def test_the_file_is_what_pypinyin_says_now() -> None:
    same = STORED.read_text(encoding="utf-8") == as_text()  # pytest takes minutes to tell such texts apart
    assert same, "`make readings` writes it anew"


def test_every_wording_of_the_content_is_read_as_pypinyin_reads_it(shipped: Knowledge) -> None:
    texts = (text for guide in shipped.guides for text in (guide.name, *guide.aliases, *guide.questions))
    runs = {run for text in texts for run in HANZI.findall(text)}
    assert {run for run in runs if reading(run) != tuple(lazy_pinyin(run))} == set()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join))
def test_words_in_any_company_are_read_nearly_as_pypinyin_reads_them(run: str) -> None:
    """Once in a thousand times a word ends where pypinyin goes on; then a syllable or two differ."""
    ours, theirs = reading(run), tuple(lazy_pinyin(run))
    assert len(ours) == len(theirs)
    assert sum(one != other for one, other in zip(ours, theirs, strict=True)) <= 2


@pytest.mark.parametrize(
    ("run", "syllables"),
    [
        ("重庆银行", "chong qing yin hang"),
        ("机动车行驶证", "ji dong che xing shi zheng"),
        ("个人参保证明", "ge ren can bao zheng ming"),
        ("魑魅魍魉", "chi mei wang liang"),
        ("\U00020000", ""),
        ("", ""),
    ],
)
def test_polyphones_are_settled_by_the_words_they_stand_in(run: str, syllables: str) -> None:
    assert " ".join(reading(run)) == syllables
