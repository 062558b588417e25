"""Both pads: whole ways to a window, by one means of input alone; what they say and keep."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assistant.pipeline import Assistant
from kiosk.app import KioskApp
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.letters import GROUPS, LettersView
from kiosk.screens.need import NeedView
from kiosk.screens.start import StartView
from kiosk.screens.strokes import SIGNS, StrokesView
from kiosk.settings import Settings
from kiosk.strokes.table import STROKES, stored
from kiosk.widgets.button import BigButton
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18)]
SETTINGS = Settings(repeat_s=0, settle_s=0, pause_s=0.05)
STILL = Settings(repeat_s=0, settle_s=0, pause_s=60)
"""Nothing is said by itself."""
CHOOSE, ERASE, SWITCH, DONE = "6789"


@pytest.fixture
def real_kiosk(shipped_assistant: Assistant, voice):
    """A kiosk with the real search."""
    return lambda: KioskApp(lambda: shipped_assistant, load("zh-CN"), voice, STILL)


def shown(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def touch(pilot: Pilot[int], *targets: str) -> None:
    for target in targets:
        assert await pilot.click(target), target
        await settled(pilot)


async def walk(pilot: Pilot[int], target: str) -> None:
    """Move by arrow keys alone to the button `target`, and press it."""
    goal = pilot.app.screen.query_one(target, BigButton)
    if not pilot.app.screen.has_class("-keys"):
        await press(pilot, "right")
    for _ in range(30):
        focused = pilot.app.focused
        assert focused is not None
        if focused is goal:
            break
        down = goal.region.y >= focused.region.bottom
        up = goal.region.bottom <= focused.region.y
        right = goal.region.x > focused.region.x
        await pilot.press("down" if down else "up" if up else "right" if right else "left")
    await press(pilot, "enter")


def letter_steps(text: str) -> list[str]:
    """The digits that write `text`: a group, then a letter of it."""
    found = [
        (at, group.index(letter)) for letter in text for at, group in enumerate(GROUPS) if letter in group
    ]
    return [str(number + 1) for pair in found for number in pair]


def stroke_steps(text: str) -> list[list[str]]:
    """For each character of `text`, its strokes as digits until it is shown, and then its number."""
    steps = []
    for at, character in enumerate(text):
        code = next(found.codes[0] for found in stored().characters if found.character == character)
        for length in range(len(code) + 1):
            if character in (nine := stored().candidates(code[:length], text[:at])):
                strokes = [str(STROKES.index(stroke) + 1) for stroke in code[:length]]
                steps.append([*strokes, str(nine.index(character) + 1)])
                break
    assert len(steps) == len(text)
    return steps


async def answer_it(pilot: Pilot[int], choose) -> None:
    """Choose the first of whatever is asked, until there is an answer."""
    for _ in range(4):
        if isinstance(pilot.app.view, AnswerView):
            break
        assert isinstance(pilot.app.view, ChoicesView)
        await choose("1")
    assert isinstance(pilot.app.view, AnswerView)
    assert "身份证" in pilot.app.view.reply.guide.name
    assert "号窗口" in shown(pilot)


# ---- whole ways ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_letters_by_touch_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await touch(pilot, "#start", "#spell-letters")
        await touch(pilot, *(f"#keys-{digit}" for digit in letter_steps("SFZ")))
        assert app.view.text == "SFZ"
        await touch(pilot, "#choice-1")
        await answer_it(pilot, lambda digit: touch(pilot, f"#choice-{digit}"))
    assert app.troubles == 0


@pytest.mark.parametrize("size", SIZES)
async def test_letters_by_number_keys_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "5", "9")
        await pilot.press(*letter_steps("SFZ"))
        await settled(pilot)
        await press(pilot, DONE)
        await answer_it(pilot, lambda digit: press(pilot, digit))
    assert app.troubles == 0


@pytest.mark.parametrize("size", SIZES)
async def test_letters_by_arrows_and_enter_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await walk(pilot, "#spell-letters")
        for digit in letter_steps("SFZ"):
            await walk(pilot, f"#keys-{digit}")
        assert app.view.text == "SFZ"
        await walk(pilot, "#choice-1")
        await answer_it(pilot, lambda digit: walk(pilot, f"#choice-{digit}"))
    assert app.troubles == 0


@pytest.mark.parametrize("size", SIZES)
async def test_strokes_by_touch_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await touch(pilot, "#start", *_to_strokes(pilot, size))
        for *strokes, number in stroke_steps("身份证"):
            await touch(pilot, *(f"#keys-{digit}" for digit in strokes))
            if not pilot.app.screen.query(f"#characters-{number}"):
                await touch(pilot, f"#keys-{CHOOSE}")
            await touch(pilot, f"#characters-{number}")
        assert app.view.text == "身份证"
        await touch(pilot, f"#keys-{DONE}", "#choice-1")
        await answer_it(pilot, lambda digit: touch(pilot, f"#choice-{digit}"))
    assert app.troubles == 0


def _to_strokes(pilot: Pilot[int], size: tuple[int, int]) -> tuple[str, ...]:
    """The buttons that lead to the strokes: where there is little room, by way of the letters."""
    return ("#spell-letters", f"#keys-{SWITCH}") if size == (40, 20) else ("#spell-strokes",)


@pytest.mark.parametrize("size", SIZES)
async def test_strokes_by_number_keys_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "5", "9", SWITCH)
        for *strokes, number in stroke_steps("身份证"):
            await pilot.press(*strokes, CHOOSE, number)
        await settled(pilot)
        assert app.view.text == "身份证"
        await press(pilot, DONE)
        await answer_it(pilot, lambda digit: press(pilot, digit))
    assert app.troubles == 0


@pytest.mark.parametrize("size", SIZES)
async def test_strokes_by_arrows_and_enter_alone_lead_to_a_window(real_kiosk, size) -> None:
    app = real_kiosk()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        for target in _to_strokes(pilot, size):
            await walk(pilot, target)
        for *strokes, number in stroke_steps("身份"):
            for digit in strokes:
                await walk(pilot, f"#keys-{digit}")
            if not pilot.app.screen.query(f"#characters-{number}"):
                await walk(pilot, f"#keys-{CHOOSE}")
            await walk(pilot, f"#characters-{number}")
        assert app.view.text == "身份"
        await walk(pilot, f"#keys-{DONE}")
        await answer_it(pilot, lambda digit: walk(pilot, f"#choice-{digit}"))
    assert app.troubles == 0


async def test_what_nothing_was_found_for_is_asked_as_it_stands(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "9", *letter_steps("XYZ"), DONE)
        assert isinstance(pilot.app.view, ChoicesView)
        assert "没有找到" in shown(pilot)


# ---- writing ---------------------------------------------------------------------------------------


async def test_digits_pressed_faster_than_screens_follow_are_all_written(kiosk) -> None:
    """A finger that knows its way; no pause between the keys."""
    async with kiosk((40, 20)) as pilot:
        await press(pilot, "enter", "9")
        await pilot.press(*letter_steps("SFZHK"))
        await settled(pilot)
        assert pilot.app.view.text == "SFZHK"
        await press(pilot, SWITCH)
        text = "身份证"
        await pilot.press(
            *(key for *strokes, number in stroke_steps(text) for key in (*strokes, CHOOSE, number))
        )
        await settled(pilot)
        assert pilot.app.view.text == text


async def test_the_same_stroke_twice_counts_twice_and_a_held_key_once(kiosk) -> None:
    careful = Settings(repeat_s=0.7, again_s=0.15, settle_s=0)
    async with kiosk(settings=careful) as pilot:
        await press(pilot, "enter", "9", SWITCH)
        await pilot.press("1")
        await pilot.pause(0.2)
        await pilot.press("1")
        assert pilot.app.view.strokes == "hh"
        await pilot.pause(0.2)
        await pilot.press(*"11111111")
        assert pilot.app.view.strokes == "hhh"


async def test_deleting_takes_back_strokes_first_then_characters(kiosk, voice) -> None:
    async with kiosk(settings=STILL) as pilot:
        await press(pilot, "enter", "9", SWITCH)
        (first, *_) = stored().candidates("")
        await press(pilot, CHOOSE, "1", "1", "2")
        view = pilot.app.view
        assert (view.text, view.strokes) == (first, "hs")
        await press(pilot, ERASE)
        assert voice.last == "删掉了竖。"
        await press(pilot, "backspace")
        assert (view.text, view.strokes) == (first, "")
        await touch(pilot, f"#keys-{ERASE}")
        assert voice.last == f"删掉了{first}。"
        assert view.text == ""
        await press(pilot, ERASE)
        assert "还没有写" in voice.last
        await press(pilot, "backspace")
        assert isinstance(pilot.app.view, NeedView)


async def test_a_stroke_no_character_goes_on_with_is_refused_aloud(kiosk, voice) -> None:
    async with kiosk(settings=STILL) as pilot:
        await press(pilot, "enter", "9", SWITCH, *"555")
        before = pilot.app.view.strokes
        dead = next(str(STROKES.index(s) + 1) for s in STROKES if not stored().candidates(before + s))
        await press(pilot, dead)
        assert voice.last.startswith("没有这样写的字")
        assert pilot.app.view.strokes == before


async def test_a_keyboard_writes_letters_too(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "9", *"sfz")
        assert pilot.app.view.text == "SFZ"


async def test_what_is_written_has_an_end_and_its_end_is_seen(kiosk, voice) -> None:
    async with kiosk((40, 20), STILL) as pilot:
        await press(pilot, "enter", "9")
        pilot.app.view.write("ABCDEFGHIJ" * 6, "J")
        await settled(pilot)
        assert len(pilot.app.view.text) == 60
        line = shown(pilot).splitlines()[1]
        assert "…" in line
        assert "HIJ" in line
        await press(pilot, "z")
        assert len(pilot.app.view.text) == 60
        assert "太长" in voice.last


# ---- what is said and shown ------------------------------------------------------------------------


async def test_every_key_is_told_on_entering_and_said_when_it_is_pressed(kiosk, voice) -> None:
    async with kiosk(settings=STILL) as pilot:
        await press(pilot, "enter")
        assert "按9，不会打字，用拼音或者笔画" in voice.last
        await press(pilot, "9")
        assert all(f"按{number}，" in voice.last for number in range(1, 10))
        await press(pilot, "5")
        assert voice.last == "Q R S T"
        await press(pilot, "3")
        assert voice.last == "S"
        await press(pilot, SWITCH)
        assert all(f"按{number}，" in voice.last for number in range(1, 10))
        for digit, name in zip("12345", ("横", "竖", "撇", "捺或者点", "折"), strict=True):
            await press(pilot, digit, ERASE, digit)
            assert voice.last == name
            await press(pilot, ERASE)


async def test_after_a_pause_characters_or_services_are_said(kiosk, voice) -> None:
    async with kiosk(settings=SETTINGS) as pilot:
        await press(pilot, "enter", "9", SWITCH, "3")
        await pilot.pause(0.2)
        nine = stored().candidates("p")
        assert all(f"第{number}个，{char}。" in voice.last for number, char in enumerate(nine, 1))
        assert "按6，选字" in voice.last
        await press(pilot, ERASE)
        pilot.app.view.add("残")
        await settled(pilot)
        await pilot.pause(0.2)
        assert voice.last.startswith("找到")
        assert "按9，选一件" in voice.last


async def test_the_numbers_stand_where_the_digits_press(kiosk) -> None:
    async with kiosk((64, 18)) as pilot:
        await press(pilot, "enter", "9", SWITCH)

        def numbered(name: str) -> bool:
            return all(
                button.key for button in pilot.app.screen.query(f"#{name} BigButton").results(BigButton)
            )

        assert numbered("keys")
        assert not numbered("characters")
        await press(pilot, CHOOSE)
        assert numbered("characters")
        assert not numbered("keys")
        await press(pilot, "0")
        assert numbered("keys")
        assert isinstance(pilot.app.view, StrokesView)


async def test_both_pads_keep_what_is_written_until_the_person_goes(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "9", *letter_steps("SF"), SWITCH, CHOOSE, "1")
        written = pilot.app.view.text
        await press(pilot, SWITCH)
        assert pilot.app.view.text == "SF"
        await press(pilot, "0")
        assert isinstance(pilot.app.view, NeedView)
        await touch(pilot, "#spell-strokes")
        assert pilot.app.view.text == written
        pilot.app.reset()
        await settled(pilot)
        assert isinstance(pilot.app.view, StartView)
        assert not voice.said[:-1]
        await press(pilot, "enter", "9")
        assert pilot.app.view.text == ""
        await press(pilot, SWITCH)
        assert pilot.app.view.text == ""


async def test_back_leaves_the_letters_of_a_group_before_the_pad(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "9", "1", "0")
        assert isinstance(pilot.app.view, LettersView)
        assert "ABCD" in shown(pilot)
        await press(pilot, "0")
        assert isinstance(pilot.app.view, NeedView)


async def test_from_what_was_found_back_leads_on_with_writing(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "9", SWITCH)
        pilot.app.view.add("残")
        await settled(pilot)
        await press(pilot, DONE)
        assert isinstance(pilot.app.view, ChoicesView)
        await press(pilot, "0")
        assert isinstance(pilot.app.view, StrokesView)
        assert pilot.app.view.text == "残"


async def test_a_new_size_keeps_text_strokes_and_what_was_found(kiosk) -> None:
    async with kiosk((160, 45)) as pilot:
        await press(pilot, "enter", "9", SWITCH)
        pilot.app.view.add("残")
        await press(pilot, "3", "5")
        for size in ((40, 20), (12, 5), (64, 18)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        line = shown(pilot).splitlines()[1]
        assert "残 " + SIGNS["p"] + SIGNS["z"] in line
        assert pilot.app.view.found


async def test_once_something_is_typed_the_pads_have_no_key(kiosk) -> None:
    async with kiosk((80, 24)) as pilot:
        await press(pilot, "enter", *"残疾", "9", "backspace", "up", "9")
        assert isinstance(pilot.app.view, NeedView)
        await touch(pilot, "#spell-letters")
        assert isinstance(pilot.app.view, LettersView)
