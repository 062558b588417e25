"""Results while one types: what a few letters may become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.completing import OFFERED, Completions
from assistant.items import items
from assistant.lexicon import Lexicon
from assistant.outcome import SHOWN
from assistant.pipeline import Assistant
from assistant.session import Said, Session
from knowledge.model import Knowledge


def names(assistant: Assistant, typed: str) -> list[str]:
    return [str(option.label.data["text"]) for option in assistant.suggest(typed)]


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("身", "身份证"),
        ("身份", "身份证"),
        ("shenf", "身份证"),
        ("shen fen z", "身份证"),
        ("SFZ", "身份证"),
        ("我要办身份", "身份证"),
        ("id card", "身份证"),
        ("社", "社会保障卡"),
        ("驾", "驾驶证"),
        ("jiash", "驾驶证"),
        ("gjj", "住房公积金"),
        ("残", "残疾人"),
        ("16岁办", "身份证"),
        ("身份证丢", "身份证补领"),
    ],
)
def test_the_first_suggestion_is_what_was_begun(assistant: Assistant, typed: str, thing: str) -> None:
    assert thing in names(assistant, typed)[0]


@pytest.mark.parametrize("typed", ["", " ", "s", "16", "?", "天气", "啊啊", "qqqq", "讲个笑话"])
def test_nothing_is_suggested_for_too_little_or_for_what_is_none_of_the_halls(
    assistant: Assistant, typed: str
) -> None:
    assert assistant.suggest(typed) == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_suggestions_are_few_and_lead_on(assistant: Assistant, typed: str) -> None:
    options = assistant.suggest(typed)
    assert len(options) <= SHOWN
    assert len({option.turn for option in options}) == len(options)
    assert {option.turn.kind for option in options} <= {"guide", "theme"}


def test_suggesting_leaves_no_trace(assistant: Assistant) -> None:
    before = assistant.reply(Session((Said("身份证"),)))
    assert assistant.suggest("身") == assistant.suggest("身")
    assert assistant.reply(Session((Said("身份证"),))) == before


def test_a_beginning_is_taken_only_for_what_some_service_is_about(
    lexicon: Lexicon, shipped: Knowledge, make_guide
) -> None:
    whole = Completions.build(items(shipped), lexicon)
    small = Completions.build(items(Knowledge(guides=(make_guide(name="居民身份证补领"),))), lexicon)
    assert "社保卡" in whole.of("社")
    assert small.of("社") == ()
    assert small.of("sf") == ("身份证",)
    assert all(len(whole.of(letter)) <= OFFERED for letter in "abcdefghij")
    assert Completions.build((), lexicon).of("身") == ()
