"""The plan of an event of life on the screen: trips first, every stop and every thing, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from assistant.pipeline import Assistant
from assistant.reply import Answer, Plan
from assistant.session import Chose, Session
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.finish import FinishView
from kiosk.screens.need import NeedView
from kiosk.screens.plan import PlanView
from kiosk.screens.start import StartView
from kiosk.widgets.button import BigButton
from kiosk.wording_routes import route_headline, route_name
from locales.catalogue import load

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
BIRTH = Session((Chose("theme", "birth"),))
MOST_PAGES = 40
ZH = load("zh-CN")


@pytest.fixture
def assistant(shipped_assistant: Assistant) -> Assistant:
    return shipped_assistant


def plan_of(assistant: Assistant, theme: str) -> Plan:
    reply = assistant.reply(Session((Chose("theme", theme),)))
    assert isinstance(reply, Plan)
    assert reply.journey is not None
    return reply


def plans(assistant: Assistant) -> Iterator[tuple[str, Plan]]:
    for theme in assistant.library.knowledge.themes:
        yield theme.id, plan_of(assistant, theme.id)


def longest(assistant: Assistant) -> str:
    """The theme with the most to tell."""

    def length(theme_and_plan: tuple[str, Plan]) -> int:
        journey = theme_and_plan[1].journey
        return len(journey.checklist) + len(journey.stops) if journey else 0

    return max(plans(assistant), key=length)[0]


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def show(pilot: Pilot[int], theme: str = "birth") -> None:
    await press(pilot, "enter")
    pilot.app.take(Chose("theme", theme))
    await pilot.pause()
    assert isinstance(pilot.app.view, PlanView)


def shown(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def page(pilot: Pilot[int]) -> str:
    """What stands between header, notes and bar, without blanks and line ends."""
    region = pilot.app.screen.query_one("#page").region
    strips = pilot.app.screen._compositor.render_strips()[region.y : region.bottom]
    return closed("".join(strip.crop(region.x, region.right).text for strip in strips))


def closed(text: str) -> str:
    """`text` without blanks, as it may have been broken into lines."""
    return "".join(text.split())


def numbered(plan: Plan) -> list[str]:
    """Its services as the cover lists them."""
    labels = enumerate((str(option.label.data["text"]) for option in plan.options), start=1)
    return [ZH.text("option.numbered", {"number": number, "label": label}) for number, label in labels]


def trips(plan: Plan) -> str:
    assert plan.journey is not None
    return ZH.text("journey.trips", {"trips": plan.journey.trips, "apart": plan.journey.trips_apart})


def count(plan: Plan) -> str:
    return ZH.text("journey.count", {"count": len(plan.options)})


@pytest.mark.parametrize("size", SIZES)
async def test_the_cover_tells_the_trips_and_all_services_or_how_many(kiosk, assistant, size) -> None:
    async with kiosk(size) as pilot:
        for theme, plan in sorted(plans(assistant), key=lambda pair: len(pair[1].options))[::6]:
            await show(pilot, theme)
            cover = page(pilot)
            assert closed(trips(plan)) in cover, theme
            assert closed(plan.summary) in cover.replace("…", ""), theme
            named = [name for name in numbered(plan) if closed(name) in cover]
            counted = closed(count(plan)) in cover
            assert named == ([] if counted else numbered(plan)), theme
            assert all("…" not in drawn(button) for button in pilot.app.screen.query(BigButton)), theme
            pilot.app.reset()
            await pilot.pause()


def drawn(button: BigButton) -> str:
    return "".join(button.render_line(y).text for y in range(button.size.height))


async def test_the_trips_that_a_phone_saves_are_on_the_cover(kiosk, assistant) -> None:
    theme, plan = next(
        (theme, plan)
        for theme, plan in plans(assistant)
        if plan.journey and 0 < plan.journey.trips_least < plan.journey.trips
    )
    assert plan.journey is not None
    saved = {"count": len(plan.journey.from_home), "trips": plan.journey.trips_least}
    async with kiosk((40, 20)) as pilot:
        await show(pilot, theme)
        assert closed(ZH.text("journey.from_home", saved)) in page(pilot)


async def test_all_services_are_said_where_there_is_only_room_for_their_number(
    kiosk, assistant, voice
) -> None:
    plan = plan_of(assistant, "birth")
    async with kiosk((40, 20)) as pilot:
        await show(pilot)
        assert closed(count(plan)) in page(pilot)
        assert not any(closed(name) in page(pilot) for name in numbered(plan))
        said = voice.last.splitlines()
        assert said[:2] == ["出生一件事", trips(plan)]
        for number, option in enumerate(plan.options, start=1):
            assert f"第{number}个，{option.label.data['text']}" in said
        assert said[-3:] == ["按9，下一页：到这些地方办。", "按8，一件一件看。", "按1，看完了。"]


@pytest.mark.parametrize("size", SIZES)
async def test_nine_turns_the_pages_and_eight_turns_them_back(kiosk, size, voice) -> None:
    async with kiosk(size) as pilot:
        await show(pilot)
        seen, said = [shown(pilot)], [voice.last]
        while pilot.app.screen.query("#next"):
            await press(pilot, "9")
            assert shown(pilot) not in seen
            seen.append(shown(pilot))
            said.append(voice.last)
            assert len(seen) < MOST_PAGES
        assert len(seen) > 1
        await press(pilot, "9")
        assert shown(pilot) == seen[-1]
        while len(seen) > 1:
            seen.pop()
            said.pop()
            await press(pilot, "8")
            assert (shown(pilot), voice.last) == (seen[-1], said[-1])
        assert isinstance(pilot.app.view, PlanView)


@pytest.mark.parametrize("size", SIZES)
async def test_every_stop_and_every_thing_stands_whole_on_some_page(kiosk, assistant, size) -> None:
    for theme in (longest(assistant), "birth"):
        plan = plan_of(assistant, theme)
        assert plan.journey is not None
        async with kiosk(size) as pilot:
            await show(pilot, theme)
            pages = []
            while pilot.app.screen.query("#next"):
                await press(pilot, "9")
                pages.append(page(pilot))
                assert "示例数据，以窗口答复为准" in shown(pilot)
            whole = "".join(pages)
            for stop in plan.journey.stops:
                where = route_name(stop.route, ZH).text, route_headline(stop.route, ZH).text
                assert all(closed(text) in whole for text in (*where, *stop.services, *stop.in_person))
            for needed in plan.journey.checklist:
                assert any(closed(needed.material.name) in page for page in pages), needed.material.name
            assert "…" not in whole


@pytest.mark.parametrize("size", SIZES)
async def test_a_service_of_the_list_leads_to_its_answer(kiosk, assistant, size, voice) -> None:
    plan = plan_of(assistant, "birth")
    async with kiosk(size) as pilot:
        await show(pilot)
        await press(pilot, "8")
        assert isinstance(pilot.app.view, ChoicesView)
        assert pilot.app.view.reply.options == plan.options
        assert f"第1个，{plan.options[0].label.data['text']}" in voice.last
        await press(pilot, "1")
        while isinstance(pilot.app.view, ChoicesView):
            await press(pilot, "1")
        assert isinstance(pilot.app.view, AnswerView)
        assert pilot.app.view.reply.guide.id == plan.options[0].turn.id


async def test_back_from_the_list_and_from_a_service_shows_the_plan_exactly(kiosk, assistant, voice) -> None:
    async with kiosk() as pilot:
        await show(pilot)
        cover, said = shown(pilot), voice.last
        await press(pilot, "8", "0")
        assert (shown(pilot), voice.last) == (cover, said)
        for service in range(1, 4):
            await press(pilot, "8", str(service))
            reply = assistant.reply(BIRTH.after(plan_of(assistant, "birth").options[service - 1].turn))
            assert isinstance(reply, Answer)
            assert pilot.app.view.reply == (reply.ask or reply)
            await press(pilot, "0")
            assert (shown(pilot), voice.last) == (cover, said)
        await press(pilot, "0")
        assert isinstance(pilot.app.view, NeedView)


async def test_back_turns_to_the_page_before_first(kiosk) -> None:
    async with kiosk() as pilot:
        await show(pilot)
        cover = shown(pilot)
        await press(pilot, "9")
        first = shown(pilot)
        await press(pilot, "9", "0")
        assert shown(pilot) == first
        await press(pilot, "0")
        assert shown(pilot) == cover


@pytest.mark.parametrize("size", SIZES[:2])
async def test_touch_alone_leads_through_a_plan(kiosk, size) -> None:
    async with kiosk(size) as pilot:
        await show(pilot)
        cover = shown(pilot)
        for target in ("#next", "#previous", "#one_by_one", "#bar-back"):
            assert shown(pilot) == cover or target in ("#previous", "#bar-back")
            assert await pilot.click(target)
            await pilot.pause()
        assert shown(pilot) == cover
        assert await pilot.click("#finish")
        await pilot.pause()
        assert isinstance(pilot.app.view, FinishView)


@pytest.mark.parametrize("keys", ["1", "91", "991"])
async def test_finishing_from_a_plan_says_goodbye_and_forgets_it(kiosk, voice, keys) -> None:
    async with kiosk() as pilot:
        await show(pilot)
        await press(pilot, *keys)
        assert isinstance(pilot.app.view, FinishView)
        assert "祝您办事顺利" in shown(pilot)
        assert "祝您办事顺利" in voice.last
        await press(pilot, "9")
        assert isinstance(pilot.app.view, StartView)
        assert not any("出生一件事" in text for text in voice.said)
        assert "出生一件事" not in shown(pilot)


async def test_where_am_i_says_that_this_is_the_plan(kiosk, voice) -> None:
    async with kiosk() as pilot:
        await show(pilot)
        before = shown(pilot)
        assert await pilot.click("#bar-where")
        await pilot.pause()
        assert "看这份计划" in voice.last
        await press(pilot, "1")
        assert shown(pilot) == before
