"""Questions live in memory alone, and end by a key or by nobody being there."""

from __future__ import annotations

from time import monotonic

import pytest


async def test_escape_clears_the_line_and_then_the_citizen(desk) -> None:
    async with desk() as clerk:
        await clerk.type("老人优待证")
        await clerk.press("tab", "2", "escape", "enter")
        await clerk.press("escape")
        assert clerk.app.desk.line.value == ""
        assert clerk.app.question.tells == ("who=other",)
        assert "优待证" in clerk.pane
        await clerk.press("escape")
        assert clerk.app.question.tells == ()
        assert "优待证" not in clerk.screen


async def test_the_last_ten_questions_can_be_asked_again(desk) -> None:
    questions = [
        f"{word}怎么办"
        for word in "身份证 户口 社保卡 护照 驾驶证 结婚证 公积金 低保 残疾证 优待证 居住证".split()
    ]
    async with desk() as clerk:
        await clerk.press("ctrl+r")
        assert "还没有问过" in clerk.screen
        for question in questions:
            await clerk.type(question)
            await clerk.press("escape")
        await clerk.press("ctrl+r")
        names = [entry.name for entry in clerk.app.desk.listing.entries]
        assert names == questions[:0:-1]
        await clerk.press("down", "enter")
        assert clerk.app.desk.line.value == questions[-2]
        assert "优待证" in clerk.pane


async def test_leaving_the_list_of_questions_brings_back_the_other(desk) -> None:
    async with desk() as clerk:
        await clerk.type("社保卡")
        await clerk.press("escape")
        await clerk.type("护照")
        before = clerk.list
        for leave in ("escape", "ctrl+r"):
            await clerk.press("ctrl+r")
            assert clerk.list != before
            await clerk.press(leave)
            assert clerk.list == before


async def test_f9_forgets_everything(desk) -> None:
    async with desk() as clerk:
        await clerk.type("阿婆要办优待证")
        await clerk.press("tab", "2", "enter", "ctrl+y", "f9")
        await clerk.settle()
        assert "阿婆" not in clerk.screen
        assert "优待证" not in clerk.screen
        await clerk.press("ctrl+r")
        assert "还没有问过" in clerk.screen
        assert "阿婆" not in repr(
            [vars(clerk.app), vars(clerk.app.desk), clerk.app.question, clerk.app.looked]
        )


async def test_all_is_forgotten_when_nobody_is_there(desk) -> None:
    async with desk(forget_s=1) as clerk:
        await clerk.type("优待证")
        await clerk.press("enter")
        until = monotonic() + 30
        while clerk.app.desk.line.value:
            assert monotonic() < until
            await clerk.pilot.pause(0.05)
        await clerk.settle()
        assert not clerk.app.recent
        assert "优待证" not in clerk.screen
        assert "都忘掉了" in clerk.screen
        await clerk.type("护照")  # and again the next time
        while clerk.app.desk.line.value:
            assert monotonic() < until
            await clerk.pilot.pause(0.05)


@pytest.mark.parametrize("key", ["ctrl+y", "ctrl+p"])
async def test_there_is_nothing_to_take_along_before_a_question(desk, key) -> None:
    async with desk(print_slip=lambda _: "打好了") as clerk:
        await clerk.press(key)
        assert "还没有答案" in clerk.screen
