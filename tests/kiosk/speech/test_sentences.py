from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.sentences import LONGEST, sentences


def test_sentences_keep_their_marks() -> None:
    assert sentences("请坐。您要办什么？慢慢说！好") == ("请坐。", "您要办什么？", "慢慢说！", "好")


def test_a_full_stop_within_a_number_ends_nothing() -> None:
    assert sentences("It costs 12.50 yuan. Pay at counter 3.") == (
        "It costs 12.50 yuan.",
        "Pay at counter 3.",
    )


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    text = "，".join(["带身份证原件和户口簿"] * 20) + "。"
    pieces = sentences(text)
    assert len(pieces) > 3
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert "".join(pieces) == text


def test_nothing_to_say_is_no_sentence() -> None:
    assert sentences(" \n ") == ()


@given(st.text() | st.text(alphabet="一。，! .\n1"))
def test_only_blanks_are_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in sentences(text))
