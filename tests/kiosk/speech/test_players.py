from __future__ import annotations

import math
import struct
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer

import pytest

from kiosk.speech.players import DevicePlayer, FilePlayer, NoSoundDeviceError, Player
from kiosk.speech.sound import FRAME_RATE, Sound


def tone(seconds: float) -> Sound:
    frames = range(round(seconds * FRAME_RATE))
    return Sound(b"".join(struct.pack("<h", round(9000 * math.sin(frame / 8))) for frame in frames))


@pytest.fixture(params=["file", "device"])
def player(request: pytest.FixtureRequest, recording: Path) -> Player:
    """Both players; the device is miniaudio's own that keeps time and makes no sound."""
    return FilePlayer(recording) if request.param == "file" else DevicePlayer(backends=("NULL",))


def test_playing_takes_as_long_as_the_sound(player: Player) -> None:
    player.open()
    before = time.monotonic()
    player.play(tone(0.6), Event())
    took = time.monotonic() - before
    player.close()
    assert 0.5 < took < 1.0


def test_cancelling_ends_playing_within_200_ms(player: Player) -> None:
    player.open()
    cancelled = Event()
    Timer(0.3, cancelled.set).start()
    before = time.monotonic()
    player.play(tone(5.0), cancelled)
    took = time.monotonic() - before
    player.close()
    assert 0.25 < took < 0.5


def test_a_player_plays_one_sound_after_another(player: Player) -> None:
    player.open()
    for _ in range(3):
        player.play(tone(0.1), Event())
    player.close()


def test_the_file_holds_just_what_was_heard(
    recording: Path, heard: Callable[[Path], tuple[float, int]]
) -> None:
    player = FilePlayer(recording)
    player.open()
    player.play(tone(0.2), Event())
    cancelled = Event()
    cancelled.set()
    player.play(tone(5.0), cancelled)
    player.play(tone(0.1), Event())
    player.close()
    seconds, loudest = heard(recording)
    assert seconds == pytest.approx(0.3, abs=0.001)
    assert loudest == 9000


def test_a_file_that_cannot_be_written_is_no_sound_device(tmp_path: Path) -> None:
    with pytest.raises(NoSoundDeviceError, match="No such file"):
        FilePlayer(tmp_path / "nowhere" / "heard.wav").open()


def test_backends_that_no_machine_has_are_no_sound_device() -> None:
    with pytest.raises(NoSoundDeviceError):
        DevicePlayer(backends=("JACK",)).open()
