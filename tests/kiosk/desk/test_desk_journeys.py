"""Whole journeys at the desk, by keyboard alone, over the shipped content."""

from __future__ import annotations

import pytest

from assistant.session import Chose, Session
from kiosk.desk.answer import body_rows, start_of
from kiosk.desk.keys import KEYS
from kiosk.desk.question import Finder, Question
from kiosk.wording import answer_sections
from locales.catalogue import load

ELDERLY = "老人优待证怎么办"
PARTS = {
    "f2": "1 楼 综合受理区",
    "f3": "1 寸近期免冠彩色照片",
    "f4": "不收费",
    "f5": "满 60 周岁",
    "f6": "便民服务中心",
}


async def test_one_types_and_has_the_list_and_the_whole_answer(desk) -> None:
    async with desk() as clerk:
        await clerk.type("身份证丢了")
        assert "居民身份证补领" in clerk.list
        assert "丢了，怕别人用，先停用" in clerk.list
        assert clerk.chosen == "居民身份证补领"
        assert "号窗口" in clerk.pane
        assert "示例数据" in clerk.screen
        await clerk.press("down")
        assert clerk.chosen == "居民身份证挂失申报"
        assert "居民身份证挂失申报" in clerk.pane
        await clerk.press("down", "down", "up", "up", "up")
        assert clerk.chosen == "居民身份证补领"


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 20)])
async def test_one_key_leads_to_each_part(desk, size) -> None:
    async with desk(size) as clerk:
        await clerk.type(ELDERLY)
        for key, fact in PARTS.items():
            await clerk.press(key)
            assert fact in clerk.pane, key
            assert fact in clerk.screen, key


async def test_the_clerk_at_the_guidance_desk_is_not_sent_there(desk) -> None:
    async with desk() as clerk:
        await clerk.type("停车在哪里")
        assert "12345" in clerk.pane
        assert "咨询导办区" not in clerk.screen


async def test_alt_and_a_digit_leads_to_the_same_parts(desk) -> None:
    async with desk() as clerk:
        await clerk.type(ELDERLY)
        for number, (key, fact) in enumerate(PARTS.items(), start=1):
            await clerk.press(f"alt+{number}")
            assert fact in clerk.pane, key
        assert clerk.app.desk.line.value == ELDERLY


async def test_every_fact_of_a_service_is_three_keys_away(desk, shipped_assistant) -> None:
    """A key for the part and then two pages at most: all guides, at 80 by 24."""
    catalogue = load("zh-CN")
    async with desk((80, 24)) as clerk:
        await clerk.type(ELDERLY)
        columns, page = clerk.app.desk.body.columns, clerk.app.desk.body.page - 1
    jumps = [key.action[6:-2] for key in KEYS if key.action.startswith("jump")]
    guides = list(shipped_assistant.library.guide_rows)
    assert len(guides) > 600
    for guide in guides:
        reply = shipped_assistant.reply(Session((Chose("guide", guide),)))
        rows = body_rows(reply, catalogue, columns)
        seen: set[int] = set()
        for jump in jumps:
            start = start_of(jump, rows)
            if start is not None:
                start = min(start, max(len(rows) - page, 0))
                seen |= set(range(start - 2 * (page - 1), start + 2 * (page - 1) + page))
        missed = [rows[number].text for number in range(len(rows)) if number not in seen]
        assert not missed, guide
        told = {section.id for section in answer_sections(reply, catalogue)} - {"notices"}
        assert told == {row.id for row in rows if row.id}, guide


async def test_a_part_that_nothing_is_written_of_is_told(desk) -> None:
    async with desk() as clerk:
        await clerk.type("今天天气")
        assert "帮不上忙" in clerk.pane
        assert "12345" in clerk.pane
        await clerk.press("f3")
        assert "没有写“带什么”" in clerk.screen


async def test_page_keys_go_through_the_answer(desk) -> None:
    async with desk() as clerk:
        await clerk.type(ELDERLY)
        first = clerk.pane
        await clerk.press("pagedown")
        second = clerk.pane
        assert second != first
        await clerk.press("pageup")
        assert clerk.pane == first
        for _ in range(9):
            await clerk.press("pagedown")
        assert "更新日期" in clerk.pane


async def test_what_is_told_of_the_citizen_changes_the_answer(desk) -> None:
    """An old person who cannot come: for another, cannot come, by video."""
    async with desk() as clerk:
        await clerk.type(ELDERLY)
        assert clerk.pane.startswith("1 号窗口")
        assert "Tab 先问：您是给自己办" in clerk.pane
        await clerk.press("tab", "2")
        assert "2 帮别人办" in clerk.screen
        await clerk.press("tab", "3")
        assert not clerk.pane.startswith("1 号窗口")
        await clerk.press("escape")
        assert "帮别人办" in clerk.screen
        assert "来不了" in clerk.screen
        assert clerk.app.desk.line.value == ELDERLY
        await clerk.press("tab", "tab", "0")
        assert clerk.app.question.tells == ("who=other",)


async def test_facts_are_gone_through_forth_and_back(desk) -> None:
    async with desk() as clerk:
        await clerk.press("shift+tab")
        assert "1 会用手机" in clerk.screen
        await clerk.press("right")
        assert clerk.app.question.tells == ("phone=yes",)
        await clerk.press("right", "right")
        assert clerk.app.question.tells == ()
        await clerk.press("left")
        assert clerk.app.question.tells == ("phone=no",)
        await clerk.press("tab")
        assert clerk.app.focused is clerk.app.desk.line
        assert "不会用手机" in clerk.screen


async def test_what_words_tell_of_the_citizen_is_shown(desk) -> None:
    async with desk() as clerk:
        await clerk.type("帮阿嬷办老人优待证")
        assert "帮别人办" in clerk.screen.splitlines()[1]


async def test_letters_typed_at_a_fact_go_into_the_line(desk) -> None:
    async with desk() as clerk:
        await clerk.press("tab")
        await clerk.type("sfz")
        assert clerk.app.desk.line.value == "sfz"
        assert "居民身份证补领" in clerk.list


async def test_a_held_answer_stays_while_one_types_on(desk) -> None:
    async with desk() as clerk:
        await clerk.type("身份证丢了")
        await clerk.press("enter")
        assert "留住" in clerk.pane
        await clerk.press("escape")
        await clerk.type("社保卡")
        assert "居民身份证补领" in clerk.pane
        assert "社会保障卡" in clerk.list
        await clerk.press("enter")
        assert "社会保障卡" in clerk.pane.splitlines()[0]
        assert "留住" in clerk.pane
        await clerk.press("enter")
        assert "留住" not in clerk.pane


async def test_what_holds_others_is_opened_and_left(desk) -> None:
    async with desk() as clerk:
        await clerk.type("sfz")
        while clerk.chosen != "都不是，是别的":
            before = clerk.chosen
            await clerk.press("down")
            assert clerk.chosen != before
        await clerk.press("enter")
        assert clerk.app.question.opened
        assert "身份证" in clerk.list
        await clerk.press("escape")
        assert not clerk.app.question.opened
        assert clerk.chosen == "都不是，是别的"


async def test_parts_of_life_lead_to_a_service_without_a_word(desk) -> None:
    async with desk() as clerk:
        assert "身份证户口车辆" in clerk.list
        await clerk.press("down", "enter")
        await clerk.press("down", "enter")
        assert len(clerk.app.question.opened) >= 1
        await clerk.press("escape", "escape", "escape")
        assert not clerk.app.question.opened


async def test_an_event_of_life_is_a_plan_and_its_services(desk) -> None:
    async with desk() as clerk:
        await clerk.type("家里添了孩子")
        assert clerk.pane.startswith("出生一件事")
        assert "出生登记" in clerk.list
        await clerk.press("f3")
        assert "出生医学证明" in clerk.pane
        await clerk.press("down")
        assert "出生医学证明首次签发" in clerk.pane.splitlines()[0]


async def test_a_key_pressed_before_the_answer_waits_for_it(desk) -> None:
    async with desk() as clerk:
        await clerk.press(*ELDERLY, "f3")
        assert PARTS["f3"] in clerk.pane
        assert clerk.pane.splitlines()[0].endswith("老年人优待证办理")


async def test_all_keys_are_listed_on_request(desk) -> None:
    async with desk() as clerk:
        assert "全部忘掉" not in clerk.screen
        await clerk.press("f1")
        for key in KEYS:
            assert f"{key.cap} " in clerk.screen, key
        await clerk.press("f1")
        assert "全部忘掉" not in clerk.screen


async def test_the_answer_may_take_the_whole_width(desk) -> None:
    async with desk() as clerk:
        await clerk.type(ELDERLY)
        narrow = clerk.app.desk.body.columns
        await clerk.press("f8")
        assert clerk.app.desk.body.columns >= 75 > narrow
        assert "1 号窗口" in clerk.screen
        await clerk.press("f8")
        assert clerk.app.desk.body.columns == narrow


async def test_it_speaks_english(desk) -> None:
    async with desk(language="en") as clerk:
        await clerk.type("lost id card")
        assert "居民身份证" in clerk.list
        assert "Sample data" in clerk.screen
        await clerk.press("f3")
        assert "What to bring" in clerk.screen


async def test_it_survives_every_size(desk) -> None:
    async with desk() as clerk:
        await clerk.type(ELDERLY)
        await clerk.press("f3")
        for size in [(40, 20), (160, 45), (64, 18), (20, 6), (3, 2), (1, 1), (80, 24)]:
            await clerk.pilot.resize_terminal(*size)
            await clerk.settle()
            await clerk.press("down", "tab", "shift+tab")
        assert PARTS["f3"] in clerk.screen
        assert clerk.app.desk.line.value == ELDERLY


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("sf", "身份证"),
        ("SB", "社会保险"),
        ("gj", "公积金"),
        ("js", "驾驶证"),
        ("yb", "医疗保险"),
        ("hz", "护照"),
    ],
)
def test_two_letters_begin_what_most_people_come_for(shipped_assistant, typed: str, begun: str) -> None:
    looked = Finder(shipped_assistant).look(Question(typed))
    assert begun in looked.found.options[0].label.data["text"]
    assert looked.chosen == 0


def test_what_two_letters_spell_stands_right_below(shipped_assistant) -> None:
    found = Finder(shipped_assistant).look(Question("sf")).found
    assert "水费" in found.options[1].label.data["text"]
    assert found.prompt is None
