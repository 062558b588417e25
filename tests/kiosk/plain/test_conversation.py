"""What no pipe shows: idleness, faults, the voice."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from assistant.reply import Reply
from assistant.session import Session
from kiosk.plain.conversation import Conversation
from kiosk.plain.hearing import Key, key_of, number_of
from kiosk.plain.state import FINISH, NEXT, State
from kiosk.speech.voice import SilentVoice, VoiceStatus
from kiosk.wording_lines import Line
from locales.catalogue import load


class Typist:
    """Types what it is given; None is silence for as long as anybody waits."""

    def __init__(self, *types: str | None) -> None:
        self.printed: list[str] = []
        self.waits: list[float | None] = []
        self._types = list(types)

    def write(self, *lines: Line) -> None:
        self.printed += [part.text for line in lines for part in line.flat()]

    def read(self, timeout_s: float | None = None) -> str | None:
        self.waits.append(timeout_s)
        if not self._types:
            return None
        typed = self._types.pop(0)
        if typed is None:
            raise TimeoutError
        return typed

    def forget(self) -> None:
        self.printed.clear()


class Voice(SilentVoice):
    silent = ""

    def __init__(self) -> None:
        super().__init__(VoiceStatus.READY)
        self.stops = 0
        self.forgot = 0

    def stop(self) -> None:
        self.stops += 1

    def forget(self) -> None:
        super().forget()
        self.forgot += 1


@pytest.fixture
def voice() -> Voice:
    return Voice()


def test_who_goes_away_is_asked_and_then_forgotten(shipped_assistant: Assistant, voice: Voice) -> None:
    typist = Typist("身份证丢了", None, None, "1")
    assert Conversation(shipped_assistant, load("zh-CN"), typist, voice).hold(idles=True)
    assert typist.waits == [None, 45, 20]  # at the beginning nobody is hurried
    assert any("20 秒后回到开始" in line for line in typist.printed)
    assert voice.forgot == 1


def test_who_answers_goes_on_where_they_were(shipped_assistant: Assistant, voice: Voice) -> None:
    typist = Typist("身份证丢了", None, "1", "1")
    assert not Conversation(shipped_assistant, load("zh-CN"), typist, voice).hold(idles=True)
    assert "25 号窗口" in typist.printed


def test_every_line_silences_the_voice_and_every_step_is_said(
    shipped_assistant: Assistant, voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(voice, "say", said.append)
    Conversation(shipped_assistant, load("zh-CN"), Typist("身份证丢了", "1", "1"), voice).hold()
    assert voice.stops == 4
    assert "请到25号窗口。" in said[4]
    assert "打1，要带什么。" in said[4]


def test_that_nothing_can_be_heard_is_printed_once(shipped_assistant: Assistant, voice: Voice) -> None:
    voice.silent = "voice.silent.no_device"
    typist = Typist("身份证丢了", "1")
    Conversation(shipped_assistant, load("zh-CN"), typist, voice).hold()
    assert typist.printed.count(load("zh-CN").text("voice.silent.no_device")) == 1


class Broken:
    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def reply(self, session: Session) -> Reply:
        if session.turns:
            raise RuntimeError("身份证丢了")
        return self._assistant.reply(session)


def test_a_fault_is_told_and_nothing_of_what_was_said_is_logged(
    shipped_assistant: Assistant, voice: Voice, caplog: pytest.LogCaptureFixture
) -> None:
    typist = Typist("身份证丢了", "q")
    assert Conversation(Broken(shipped_assistant), load("zh-CN"), typist, voice).hold()
    at = typist.printed.index("机器出了点问题")
    assert "您要办什么事？" in typist.printed[at:]
    assert caplog.messages == ["RuntimeError in a conversation"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1", "1"),
        (" ３ ", "3"),
        ("第二个", "2"),
        ("4.", "4"),
        ("五", "5"),
        ("12", "12"),
        ("110", ""),
        ("一个人", ""),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str) -> None:
    assert number_of(typed) == number


@pytest.mark.parametrize("language", ["zh-CN", "en", "nan-x-teochew"])
def test_keys_go_by_letter_and_by_name_in_every_language(language: str) -> None:
    catalogue = load(language)
    for key in Key:
        assert key_of(key.value, catalogue) is key
    assert key_of("Ｑ", catalogue) is Key.LEAVE
    assert key_of(catalogue.text("button.back"), catalogue) is Key.BACK
    assert key_of("sfz", catalogue) is None


def test_back_closes_page_by_page_what_was_opened() -> None:
    opened = State().open("materials").open(NEXT).open(NEXT)
    assert (opened.view, opened.page) == ("materials", 2)
    assert (opened.back().view, opened.back().page) == ("materials", 1)
    assert opened.back().back().back() == State()
    assert opened.open(FINISH).page == 0
