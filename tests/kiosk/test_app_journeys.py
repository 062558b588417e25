"""Whole ways from the start screen to a window, by one means of input alone."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from textual.pilot import Pilot

from assistant.session import Chose, Said, Session
from kiosk.app import KioskApp
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.finish import FinishView
from kiosk.screens.look import SizeView
from kiosk.screens.need import NeedView
from kiosk.screens.notice import NoticeView
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from kiosk.widgets.search import SearchBox
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18)]
BAR = ("back", "where", "again", "size", "staff")


def app_of(pilot: Pilot[int]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


def shown(pilot: Pilot[int]) -> str:
    """All text on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def touch(pilot: Pilot[int], *targets: str) -> None:
    for target in targets:
        assert await pilot.click(target)
        await pilot.pause()


async def go_to(pilot: Pilot[int], label: str) -> None:
    """Move with arrow keys alone until the button of that name has the focus, and press it."""
    for _ in range(40):
        focused = pilot.app.focused
        if pilot.app.screen.has_class("-keys") and isinstance(focused, BigButton) and focused.label == label:
            break
        target = next(button for button in pilot.app.screen.query(BigButton) if button.label == label)
        start = focused.region if focused else target.region
        ahead = "down" if target.region.y >= start.bottom else "up" if target.region.bottom <= start.y else ""
        aside = "right" if target.region.x > start.x else "left"
        await press(pilot, ahead or aside)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_touch_alone_leads_to_a_window(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await touch(pilot, "#start", "#choice-3", "#choice-2", "#choice-1")
        assert isinstance(pilot.app.view, AnswerView)
        assert "号窗口" in shown(pilot)
        await touch(pilot, "#next")
        assert "要带什么" in shown(pilot)
        await touch(pilot, "#finish")
        assert isinstance(pilot.app.view, FinishView)
        await touch(pilot, "#leave")
        assert isinstance(pilot.app.view, StartView)


@pytest.mark.parametrize("size", SIZES)
async def test_number_keys_alone_lead_to_a_window(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await press(pilot, "5", "3", "2", "1")
        assert isinstance(pilot.app.view, AnswerView)
        await press(pilot, "9", "9", "8", "1")
        assert isinstance(pilot.app.view, FinishView)
        await press(pilot, "1")
        assert isinstance(pilot.app.view, NeedView)
        await press(pilot, "0")
        assert isinstance(pilot.app.view, StartView)


@pytest.mark.parametrize("size", SIZES)
async def test_arrows_and_enter_alone_lead_to_a_window(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await press(pilot, "enter")
        await go_to(pilot, "证件户口")
        await go_to(pilot, "居民身份证")
        assert isinstance(pilot.app.view, ChoicesView)
        await press(pilot, "enter")
        assert isinstance(pilot.app.view, AnswerView)
        await go_to(pilot, "看完了")
        await go_to(pilot, "结束")
        assert isinstance(pilot.app.view, StartView)


async def test_typing_searches_from_wherever_the_focus_is(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "up", "up")
        assert not isinstance(pilot.app.focused, SearchBox)
        await press(pilot, *"残疾人证新办", "enter")
        assert isinstance(pilot.app.view, AnswerView)
        assert pilot.app.view.reply.guide.name == "残疾人证新办"


async def test_somebody_in_a_hurry_types_from_the_start_screen_on(kiosk) -> None:
    async with kiosk() as pilot:
        await pilot.press(*"sfzxb")
        await pilot.pause()
        assert pilot.app.screen.query_one(SearchBox).value == "sfzxb"
        assert pilot.app.view.text == "sfzxb"


async def test_nothing_to_search_for_is_answered_too(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter")
        await touch(pilot, "#do-search")
        assert "您问的事" in shown(pilot)
        assert "按1，再问一次" in voice.last
        await press(pilot, "1")
        assert isinstance(pilot.app.view, NeedView)


async def test_opening_hours_asked_for_are_on_the_screen(kiosk, assistant) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"上班", "enter")
        assert isinstance(pilot.app.view, ChoicesView)
        assert "上班时间：" in shown(pilot)
        await touch(pilot, "#ask_again")
        assert isinstance(pilot.app.view, NeedView)


async def test_digits_are_text_once_something_is_typed(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "a", "3", "0")
        assert isinstance(pilot.app.view, NeedView)
        assert pilot.app.view.text == "a30"


async def test_typed_text_survives_a_new_size(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"医保")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert pilot.app.screen.query_one(SearchBox).value == "医保"
        await press(pilot, "卡")
        assert pilot.app.screen.query_one(SearchBox).value == "医保卡"


async def test_back_undoes_exactly_one_step(kiosk) -> None:
    async with kiosk() as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "3", "2")
        before = app._session
        await press(pilot, "1", "9")
        await press(pilot, "0")
        assert isinstance(app.view, AnswerView)
        assert app.view.number == 0
        await press(pilot, "0")
        assert app._session == before
        await press(pilot, "0")
        assert app._session == Session((Chose("area", "identity"),))
        await press(pilot, "0")
        assert app._session == Session()
        await press(pilot, "0")
        assert isinstance(app.view, StartView)


async def test_back_turns_to_the_earlier_page_of_choices_first(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "2")
        first = shown(pilot)
        await press(pilot, "9")
        assert shown(pilot) != first
        await press(pilot, "0")
        assert shown(pilot) == first


async def test_every_topic_of_an_area_is_on_some_page(kiosk, assistant) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "4")
        screen, view = pilot.app.screen, pilot.app.view
        assert isinstance(view, ChoicesView)
        seen = []
        for _ in range(30):
            buttons = [
                button for button in screen.query("#choices BigButton") if button.id.startswith("choice-")
            ]
            assert 1 <= len(buttons) <= 5
            seen += [button.label for button in buttons]
            if not screen.query("#next"):
                break
            await press(pilot, "9")
        assert seen == [option.label.data["text"] for option in view.reply.options]


async def test_nothing_found_still_leads_to_people_and_to_areas(kiosk) -> None:
    async with kiosk((80, 24)) as pilot:
        await press(pilot, "enter", *"乱七八糟", "enter")
        assert "没有找到" in shown(pilot)
        assert "12345" in shown(pilot)
        await press(pilot, "1")
        assert isinstance(pilot.app.view, ChoicesView)


async def test_a_plan_lists_its_steps_and_says_that_it_is_an_example(kiosk) -> None:
    async with kiosk((80, 24)) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter")
        app.take(Chose("theme", "retirement"))
        await pilot.pause()
        assert "退休一件事" in shown(pilot)
        assert "示例数据，以窗口答复为准" in shown(pilot)


async def test_the_sample_notice_is_on_every_page_of_an_answer(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "3", "2", "1")
        view = pilot.app.view
        assert isinstance(view, AnswerView)
        for page in range(1, len(view._texts) + 1):
            assert "示例数据，以窗口答复为准" in shown(pilot)
            await press(pilot, "9")
            assert view.number == page
        assert "示例数据，以窗口答复为准" in shown(pilot)


async def test_where_am_i_names_the_step_and_leads_back(kiosk, voice) -> None:
    async with kiosk() as pilot:
        for keys, words in (
            (["enter"], "第 1 步"),
            (["3"], "第 2 步"),
            (["2", "1"], "第 3 步"),
            (["1"], "第 4 步"),
        ):
            await press(pilot, *keys)
            before = type(pilot.app.view)
            await touch(pilot, "#bar-where")
            assert words in shown(pilot)
            assert words in voice.last
            await press(pilot, "1")
            assert type(pilot.app.view) is before


async def test_calling_staff_tells_where_they_are_and_the_hotline(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await touch(pilot, "#bar-staff")
        assert isinstance(pilot.app.view, NoticeView)
        assert "咨询导办区" in shown(pilot)
        assert "12345" in shown(pilot)
        assert "一二三四五" in voice.last
        await touch(pilot, "#bar-back")
        assert isinstance(pilot.app.view, StartView)


async def test_larger_letters_mean_fewer_and_taller_choices(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", "2")
        before = len(pilot.app.screen.query("#choices BigButton"))
        await touch(pilot, "#bar-size")
        assert isinstance(pilot.app.view, SizeView)
        await press(pilot, "3")
        buttons = pilot.app.screen.query("#choices BigButton")
        assert len(buttons) < before
        assert min(button.region.height for button in buttons) >= 5


async def test_under_the_launcher_a_size_is_an_exit_status(make_kiosk) -> None:
    app = make_kiosk(Settings(letters=0, settle_s=0, repeat_s=0))
    async with app.run_test(size=(64, 18)) as pilot:
        await press(pilot, "-", "3")
    assert app.return_value == 23


async def test_the_bar_is_in_the_same_place_on_every_screen(kiosk) -> None:
    async with kiosk() as pilot:
        places = set()
        for key in ("enter", "3", "2", "1", "1", "/"):
            places.add(tuple(pilot.app.screen.query_one(f"#bar-{name}").region for name in BAR))
            await press(pilot, key)
        assert len(places) == 1


async def test_pressing_while_the_assistant_loads_waits_and_goes_on(make_kiosk, assistant) -> None:
    from threading import Event

    from kiosk.screens.notice import WaitView

    app = make_kiosk()
    ready = Event()

    def load() -> object:
        ready.wait(10)
        return assistant

    app._load_assistant = load
    async with app.run_test(size=(64, 18)) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.view, WaitView)
        ready.set()
        await settled(pilot)
        assert isinstance(app.view, NeedView)


async def test_a_held_key_and_a_trembling_finger_press_once(kiosk) -> None:
    careful = Settings(repeat_s=0.7, settle_s=1.2)
    async with kiosk(settings=careful) as pilot:
        await press(pilot, *["1"] * 8)
        assert isinstance(pilot.app.view, NeedView)
        await pilot.pause(1.3)
        await touch(pilot, "#choice-3")
        await touch(pilot, "#choice-2")
        assert app_of(pilot)._session == Session((Chose("area", "identity"),))


async def test_a_press_that_leaves_the_button_is_no_press(kiosk) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter")
        await pilot.mouse_down("#choice-3")
        await pilot.mouse_up("#choice-5")
        await pilot.pause()
        assert isinstance(pilot.app.view, NeedView)


async def test_a_fault_in_a_handler_shows_the_trouble_screen_and_starts_anew(kiosk, voice) -> None:
    async with kiosk(troubles=1) as pilot:
        await press(pilot, "enter", *"故障", "enter")
        assert "机器出了点问题" in shown(pilot)
        assert "故障" not in shown(pilot).replace("机器", "")
        assert app_of(pilot)._session is None
        await press(pilot, "1")
        assert isinstance(pilot.app.view, StartView)
        await press(pilot, "enter")
        assert isinstance(pilot.app.view, NeedView)


async def test_a_fault_while_a_screen_is_laid_out_is_caught_too(kiosk, monkeypatch) -> None:
    def broken(self, frame):
        raise ValueError("身份证号")

    monkeypatch.setattr(AnswerView, "page", broken)
    async with kiosk(troubles=1) as pilot:
        await press(pilot, "enter", "3", "2", "1")
        assert "机器出了点问题" in shown(pilot)


async def test_what_is_said_is_what_was_typed(kiosk, monkeypatch) -> None:
    async with kiosk() as pilot:
        await press(pilot, "enter", *"身份证", "enter")
        assert app_of(pilot)._session == Session((Said("身份证"),))


async def test_the_real_assistant_leads_from_everyday_words_to_a_window(voice) -> None:
    from assistant.pipeline import Assistant

    at_ten = partial(Assistant.load, clock=lambda: dt.datetime(2026, 12, 1, 10))
    app = KioskApp(at_ten, load("zh-CN"), voice, Settings(repeat_s=0, settle_s=0))
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", *"身份证丢了怎么办", "enter")
        for _ in range(3):  # which of two services, for whom, and whether one can come
            if isinstance(app.view, ChoicesView):
                await press(pilot, "1")
        assert isinstance(app.view, AnswerView)
        assert "居民身份证" in app.view.reply.guide.name
        assert "号窗口" in shown(pilot)
    assert app.troubles == 0
