"""`daoban voice record`: from sentence to sentence, with a microphone that hears WAV files."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from threading import Event

import pytest

from kiosk.clips.checks import check_clips
from kiosk.clips.measuring import decode, measure
from kiosk.clips.microphone import DeviceMicrophone, Microphone
from kiosk.commands.recording import record
from kiosk.commands.setup import Setup
from kiosk.speech.players import NoSoundDeviceError
from kiosk.speech.sound import Sound
from knowledge.problems import KnowledgeError
from locales.catalogue import load
from tests.kiosk.speech.recordings import tone, write_rows, write_wav

SCRIPT = (("您要办什么事？", "need.wav"), ("请稍等", "loading.wav"), ("请到一号窗口。", "window.wav"))
ENTER, AGAIN, HEAR, SKIP, STOP = "", "1", "2", "3", "0"


class Heard:
    """A microphone before which these files are played, one at each recording."""

    def __init__(self, *files: Path) -> None:
        self._files = iter(files)
        self.started = self.closed = 0

    def open(self) -> None:
        """It is there."""

    def start(self) -> None:
        self.started += 1

    def stop(self) -> Sound:
        return decode(next(self._files))

    def close(self) -> None:
        self.closed += 1


class Ear:
    """Headphones that remember."""

    def __init__(self) -> None:
        self.heard: list[Sound] = []

    def open(self) -> None:
        """They are there."""

    def play(self, sound: Sound, cancelled: Event) -> None:
        del cancelled
        self.heard.append(sound)

    def close(self) -> None:
        """Nothing to release."""


class Deaf(Ear):
    def play(self, sound: Sound, cancelled: Event) -> None:
        del sound, cancelled
        raise NoSoundDeviceError("none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "voice"
    place.mkdir()
    write_rows(place, *SCRIPT)
    return place


@pytest.fixture
def spoken(tmp_path: Path) -> Callable[..., Path]:
    """A WAV file of so many seconds of sound, silence and the click of a key about it."""
    count = iter(range(100))

    def spoken(seconds: float, hertz: float = 300, level: float = 0.2) -> Path:
        path = tmp_path / f"{next(count)}.wav"
        write_wav(path, tone(seconds + 0.5, hertz, level, lead=0.3))
        return path

    return spoken


def sit(
    folder: Path, *typed: str, hears: Microphone, player: Ear | None = None, names: tuple[str, ...] = ()
) -> tuple[int, str]:
    """The exit status and what was printed."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        status = record(
            Setup(load("zh-CN")),
            folder,
            names,
            microphone=hears,
            player=player or Ear(),
            lines=iter(f"{line}\n" for line in typed),
        )
    return status, said.getvalue()


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"script.csv"}


def test_what_is_kept_is_what_was_said_and_passes_the_check(folder, spoken) -> None:
    ear = Ear()
    hears = Heard(spoken(1.2, 300), spoken(1, 500), spoken(1.5, 700))
    status, said = sit(folder, *[ENTER] * 9, hears=hears, player=ear)
    assert status == 0
    assert names_in(folder) == {file for _, file in SCRIPT}
    assert check_clips(folder) == ()
    assert [measure(decode(folder / file)).seconds for _, file in SCRIPT] == [
        pytest.approx(measure(sound).seconds, abs=0.01) for sound in ear.heard
    ]
    assert all(text in said and file.removesuffix(".wav") in said for text, file in SCRIPT)
    assert "这次录了 3 句，还有 0 句没录" in said
    assert (hears.started, hears.closed) == (3, 1)


def test_again_plays_and_keeps_the_last_take(folder, spoken) -> None:
    ear = Ear()
    short, long = spoken(1, 300), spoken(2, 300)
    sit(
        folder, ENTER, ENTER, AGAIN, ENTER, HEAR, "２", "?", ENTER, STOP, hears=Heard(short, long), player=ear
    )
    assert [round(sound.seconds - 0.65) for sound in ear.heard] == [1, 2, 2, 2]
    assert measure(decode(folder / "need.wav")).seconds > 2
    assert names_in(folder) == {"need.wav"}


def test_it_goes_on_where_it_stopped_and_offers_what_was_skipped(folder, spoken) -> None:
    status, said = sit(folder, SKIP, ENTER, ENTER, ENTER, STOP, hears=Heard(spoken(1)))
    assert (status, names_in(folder)) == (0, {"loading.wav"})
    assert "这次录了 1 句，还有 2 句没录" in said
    _, said = sit(folder, STOP, hears=Heard())
    assert SCRIPT[0][0] in said and SCRIPT[1][0] not in said
    sit(folder, *[ENTER] * 6, hears=Heard(spoken(1), spoken(1)))
    status, said = sit(folder, hears=Heard())
    assert status == 0
    assert f"都录好了。检查：daoban voice check {folder}" in said


@pytest.mark.parametrize("wrong", [(0.1, 300, 0.2), (30, 300, 0.2), (1.2, 300, 0.002), (1.2, 300, 3.0)])
def test_what_must_not_be_heard_in_the_hall_cannot_be_kept(folder, spoken, wrong) -> None:
    hears = Heard(spoken(*wrong), spoken(1.2))
    _, said = sit(folder, ENTER, ENTER, ENTER, ENTER, ENTER, STOP, hears=hears)
    assert hears.started == 2  # Enter did not keep the first
    assert said.count("这样不能用") == 1
    assert check_clips(folder)[0].code == "clip-missing"
    assert names_in(folder) == {"need.wav"}


@pytest.mark.parametrize("typed", [(), (ENTER,), (ENTER, ENTER), (ENTER, ENTER, STOP), (ENTER, ENTER, SKIP)])
def test_wherever_it_ends_nothing_half_recorded_is_left(folder, spoken, typed) -> None:
    hears = Heard(spoken(1.2))
    status, _ = sit(folder, *typed, hears=hears)
    assert (status, names_in(folder), hears.closed) == (0, set(), 1)


def test_ctrl_c_stops_it_as_well(folder, spoken) -> None:
    class Interrupted(Heard):
        def stop(self) -> Sound:
            if self.started == 2:
                raise KeyboardInterrupt
            return super().stop()

    hears = Interrupted(spoken(1.2))
    status, said = sit(folder, *[ENTER] * 9, hears=hears)
    assert (status, names_in(folder), hears.closed) == (0, {"need.wav"}, 1)
    assert "这次录了 1 句，还有 2 句没录" in said


def test_a_sentence_that_is_named_is_recorded_anew_and_has_one_file(folder, spoken) -> None:
    write_wav(folder / "loading.wav", tone(0.2, 300))
    (folder / "loading.wav").rename(folder / "loading.mp3")
    sit(folder, ENTER, ENTER, ENTER, hears=Heard(spoken(1)), names=("loading",))
    assert names_in(folder) == {"loading.wav"}
    sit(folder, ENTER, ENTER, ENTER, hears=Heard(spoken(2)), names=("loading.wav",))
    assert measure(decode(folder / "loading.wav")).seconds > 2
    with pytest.raises(KnowledgeError, match="没有 gone"):
        sit(folder, hears=Heard(), names=("gone",))


def test_a_folder_without_a_script_says_what_to_do(tmp_path) -> None:
    with pytest.raises(KnowledgeError, match="daoban voice script"):
        sit(tmp_path, hears=Heard())


def test_without_loudspeaker_it_is_said_and_recorded_all_the_same(folder, spoken) -> None:
    status, said = sit(folder, ENTER, ENTER, ENTER, STOP, hears=Heard(spoken(1.2)), player=Deaf())
    assert (status, names_in(folder)) == (0, {"need.wav"})
    assert "放不出声音" in said


@pytest.fixture
def null_microphone() -> Iterator[DeviceMicrophone]:
    """miniaudio's own device that keeps time and hears nothing."""
    microphone = DeviceMicrophone(backends=("NULL",))
    yield microphone
    microphone.close()


def test_without_a_microphone_it_says_what_to_do(folder) -> None:
    status, said = sit(folder, ENTER, hears=DeviceMicrophone(backends=("JACK",)))
    assert status == 1
    assert "没有找到话筒" in said and "Traceback" not in said
    assert names_in(folder) == set()


def test_a_device_hears_from_start_to_stop_as_often_as_wanted(null_microphone: DeviceMicrophone) -> None:
    null_microphone.open()
    for _ in range(2):
        null_microphone.start()
        time.sleep(0.5)
        heard = null_microphone.stop()
        assert heard.seconds > 0
        assert not any(heard.samples)


def test_a_silent_device_is_told(folder, null_microphone: DeviceMicrophone) -> None:
    _, said = sit(folder, ENTER, ENTER, STOP, hears=null_microphone)
    assert "里面没有声音" in said
    assert names_in(folder) == set()
