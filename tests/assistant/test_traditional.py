"""What is written in traditional characters becomes what zhconv makes of it."""

from __future__ import annotations

import subprocess
import sys

import zhconv
from hypothesis import given
from hypothesis import strategies as st

from assistant.traditional import stored

zhconv.convert("好", "zh-hans")  # it reads its tables when it is first used
TABLE: dict[str, str] = zhconv.zhconv.zhcdicts["zh2Hans"]
PHRASES = sorted(phrase for phrase in TABLE if len(phrase) > 1)
CHARACTERS = sorted({character for phrase in TABLE for character in phrase})


def test_every_character_and_phrase_of_the_table() -> None:
    wrong = {said for said in TABLE if stored().simplified(said) != zhconv.convert(said, "zh-hans")}
    assert wrong == set()


@given(st.lists(st.sampled_from(PHRASES) | st.sampled_from(CHARACTERS), max_size=8).map("".join))
def test_phrases_and_characters_in_any_company(said: str) -> None:
    assert stored().simplified(said) == zhconv.convert(said, "zh-hans")


@given(st.text(max_size=40))
def test_no_text_becomes_longer_or_shorter(said: str) -> None:
    assert len(stored().simplified(said)) == len(said)


def test_zhconv_itself_is_not_loaded() -> None:
    """It keeps the tables of every region."""
    code = "from assistant.normalise import normalise; normalise('身份證'); import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "assistant.traditional" in run.stdout.split()
    assert "zhconv" not in run.stdout.split()
