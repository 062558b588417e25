"""Texts that wait their turn, spoken by the real worker: lengths tell what was heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.speech.process import WorkerVoice
from kiosk.speech.protocol import Say
from kiosk.speech.turns import Outcome, Turns
from kiosk.speech.voice import VoiceStatus

COUNTING = "一二三四五六七八九十。" * 2
"""Two sentences."""
SENTENCE_S = 0.97
"""How long each of them is at double speed."""
WORD = "好。"

Becomes = Callable[..., None]
Heard = Callable[[Path], tuple[float, int]]


@pytest.fixture
def quick(voice: WorkerVoice) -> WorkerVoice:
    voice.set_rate(200)
    return voice


def wait_for(condition: Callable[[], object], within: float = 8.0) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_what_comes_next_waits_for_the_sentence_alone_and_the_text_goes_on() -> None:
    turns = Turns()
    turns.put(Say(1, "长", "zh-CN", "now"))
    turns.put(Say(2, "后", "zh-CN", "normal"))
    first = turns.take()
    assert first is not None
    first.sentences = ("一", "二")
    assert turns.may_go_on(first)
    turns.put(Say(3, "插", "zh-CN", "next"))
    assert not first.cancelled.is_set()  # the sentence is not broken off
    first.place = 1
    assert not turns.may_go_on(first)
    assert turns.end_turn(first) is Outcome.GAVE_WAY
    order = []
    for _ in range(3):
        utterance = turns.take()
        assert utterance is not None
        order.append((utterance.say.utterance, utterance.place))
        utterance.sentences = utterance.sentences or ("一",)
        utterance.place = len(utterance.sentences)
        assert turns.end_turn(utterance) is Outcome.COMPLETED
    assert order == [(3, 0), (1, 1), (2, 0)]


def test_what_was_interrupted_has_no_turn_again_wherever_it_was() -> None:
    turns = Turns()
    turns.put(Say(1, "甲", "zh-CN", "now"))
    playing = turns.take()
    assert playing is not None
    playing.sentences = ("一", "二")
    turns.put(Say(2, "乙", "zh-CN", "normal"))
    turns.put(Say(3, "丙", "zh-CN", "next"))
    turns.put(Say(4, "丁", "zh-CN", "now"))
    assert playing.cancelled.is_set()
    assert turns.end_turn(playing) is Outcome.INTERRUPTED
    turns.end()
    turns.resume()
    assert turns.take() is None  # not even the last, as all has ended


def test_all_texts_are_heard_one_after_another(
    quick: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    lengths = []
    for texts in (1, 2):
        for _ in range(texts):
            quick.say("一二三四。", "normal")
        becomes(quick, VoiceStatus.SPEAKING)
        wait_for(lambda: not quick.speaking)
        becomes(quick, VoiceStatus.READY)
        lengths.append(heard(recording)[0])
    assert lengths[1] == pytest.approx(3 * lengths[0], rel=0.05)


def test_nothing_that_waited_is_heard_after_an_interruption(
    quick: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    quick.say(COUNTING)
    becomes(quick, VoiceStatus.SPEAKING)
    quick.say(COUNTING, "normal")
    quick.say(COUNTING, "next")
    quick.say(WORD)
    wait_for(lambda: not quick.speaking)
    time.sleep(0.4)
    assert quick.status is VoiceStatus.READY
    quick.close()
    assert heard(recording)[0] < 1.2


def test_a_remark_is_heard_while_a_text_rests_and_then_the_text_goes_on(
    quick: WorkerVoice, recording: Path, becomes: Becomes, heard: Heard
) -> None:
    quick.say(COUNTING)
    becomes(quick, VoiceStatus.SPEAKING)
    wait_for(lambda: recording.stat().st_size > 0.5 * 44100)  # within the first sentence
    quick.pause()
    becomes(quick, VoiceStatus.PAUSED)
    assert not quick.speaking
    rested = heard(recording)[0]
    quick.say(WORD, "next")
    wait_for(lambda: heard(recording)[0] > rested)
    becomes(quick, VoiceStatus.PAUSED)
    time.sleep(0.3)
    remark = heard(recording)[0] - rested
    assert 0.1 < remark < 1.0
    quick.resume()
    becomes(quick, VoiceStatus.SPEAKING)
    becomes(quick, VoiceStatus.READY)
    assert heard(recording)[0] - rested - remark == pytest.approx(2 * SENTENCE_S, rel=0.1)
