from __future__ import annotations

import math
from itertools import pairwise

import pytest

from kiosk.speech.script import ENGLISH, MANDARIN, Phrase
from kiosk.speech.sound import Sound
from kiosk.speech.synthesiser import EngineError, Synthesiser
from kiosk.speech.voice import RATES, VOLUMES

SENTENCE = (Phrase(MANDARIN, "qing3 dao4 shi2 er4 hao4 chuang1 kou3 ban4 li3 ye4 wu4 ."),)


@pytest.fixture(scope="module")
def synthesiser() -> Synthesiser:
    return Synthesiser()


def loudness(sound: Sound) -> float:
    """Root mean square, in dB."""
    samples = memoryview(sound.samples).cast("h")
    return 10 * math.log10(sum(sample * sample for sample in samples) / len(samples))


def test_eleven_syllables_take_three_seconds(synthesiser: Synthesiser) -> None:
    assert synthesiser.say(SENTENCE, 100).seconds == pytest.approx(3.2, rel=0.3)


def test_each_rate_is_faster_than_the_one_before(synthesiser: Synthesiser) -> None:
    lengths = [synthesiser.say(SENTENCE, rate).seconds for rate in RATES]
    assert all(slower > faster * 1.1 for slower, faster in pairwise(lengths))
    normal = lengths[RATES.index(100)]
    assert lengths[0] == pytest.approx(normal * 2, rel=0.3)
    assert lengths[-1] == pytest.approx(normal / 2, rel=0.3)


def test_each_volume_is_at_most_5_db_above_the_one_before(synthesiser: Synthesiser) -> None:
    levels = [loudness(synthesiser.say(SENTENCE, 100).at_volume(volume)) for volume in VOLUMES]
    assert all(2.0 < louder - softer < 5.0 for softer, louder in pairwise(levels))


def test_tones_are_heard(synthesiser: Synthesiser) -> None:
    sounds = {synthesiser.say((Phrase(MANDARIN, f"ma{tone}"),), 100).samples for tone in range(1, 6)}
    assert len(sounds) == 5


def test_voices_take_turns_within_a_sentence(synthesiser: Synthesiser) -> None:
    parts = (Phrase(ENGLISH, "Counter"), Phrase(MANDARIN, "yi1 hao4"))
    apart = [synthesiser.say((part,), 100).seconds for part in parts]
    assert synthesiser.say(parts, 100).seconds == pytest.approx(sum(apart), abs=0.05)


def test_a_voice_the_engine_lacks_is_an_error_and_the_next_phrase_works(synthesiser: Synthesiser) -> None:
    with pytest.raises(EngineError, match="no-such-voice"):
        synthesiser.say((Phrase("no-such-voice", "hello"),), 100)
    assert synthesiser.say(SENTENCE, 100).seconds > 1
