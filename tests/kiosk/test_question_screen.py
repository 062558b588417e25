"""A question before an answer: about which service, answered by one key or touch, undone exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator

import pytest
from textual.pilot import Pilot

from assistant.flow import FlowQuestion, shipped_flow
from assistant.pipeline import Assistant
from assistant.reply import Answer, Choices, Option
from assistant.session import Chose, Session
from kiosk.app import KioskApp
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
CARD = "social-security/social-card-apply"
UNSURE = "不知道，先看看"

Means = Callable[[Pilot[int], BigButton], Awaitable[None]]


@pytest.fixture
def assistant(shipped_assistant: Assistant) -> Assistant:
    return shipped_assistant


@pytest.fixture
def in_town(assistant: Assistant) -> Assistant:
    """The same in the centre of a town, where other things are asked."""
    town = next(site.id for site in assistant.library.knowledge.sites if site.level == "town")
    return Assistant(assistant.library, clock=lambda: dt.datetime(2026, 12, 1, 10), place=town)


def services(assistant: Assistant) -> Iterator[str]:
    for shelf in assistant.library.shelves:
        for topic in shelf.topics:
            yield from (heading.id for heading in topic.guides)


def asking(question: FlowQuestion, *assistants: Assistant) -> tuple[Assistant, Session]:
    """Who puts that question, and after what."""
    for service in services(assistants[0]):
        for assistant in assistants:
            sessions = [Session((Chose("guide", service),))]
            while sessions:
                session = sessions.pop()
                asked = question_of(assistant, session)
                if asked is None:
                    continue
                if asked.prompt.key == f"flow.{question.id}.prompt":
                    return assistant, session
                sessions += (session.after(option.turn) for option in asked.options)
    raise AssertionError(f"nobody is ever asked {question.id}")


def question_of(assistant: Assistant, session: Session) -> Choices | None:
    reply = assistant.reply(session)
    assert isinstance(reply, Answer)
    return reply.ask


def label_of(option: Option) -> str:
    return load("zh-CN").text(option.label.key)


async def after(pilot: Pilot[int], session: Session) -> None:
    """Show what follows from `session`."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await pilot.press("enter")
    await pilot.pause()
    for turn in session.turns:
        app.take(turn)
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def page(pilot: Pilot[int]) -> str:
    """What stands between header, notes and bar, without blanks and line ends."""
    region = pilot.app.screen.query_one("#page").region
    strips = pilot.app.screen._compositor.render_strips()[region.y : region.bottom]
    return "".join("".join(strip.crop(region.x, region.right).text.split()) for strip in strips)


def buttons(pilot: Pilot[int]) -> list[BigButton]:
    return list(pilot.app.screen.query("#page BigButton").results(BigButton))


def whole(button: BigButton) -> str:
    """What is drawn of a button but its key, without blanks and line ends."""
    drawn = "".join(button.render_line(y).text for y in range(button.size.height))
    return "".join(drawn.replace(button.key, "").split())


async def by_touch(pilot: Pilot[int], button: BigButton) -> None:
    assert await pilot.click(f"#{button.id}")
    await pilot.pause()


async def by_number(pilot: Pilot[int], button: BigButton) -> None:
    await press(pilot, button.key)


async def by_arrows(pilot: Pilot[int], button: BigButton) -> None:
    for _ in range(40):
        focused = pilot.app.focused
        if pilot.app.screen.has_class("-keys") and focused is button:
            break
        start = focused.region if focused else button.region
        ahead = "down" if button.region.y >= start.bottom else "up" if button.region.bottom <= start.y else ""
        await press(pilot, ahead or ("right" if button.region.x > start.x else "left"))
    await press(pilot, "enter")


START: dict[Means, Callable[[Pilot[int]], Awaitable[None]]] = {
    by_touch: lambda pilot: by_touch(pilot, pilot.app.screen.query_one("#start", BigButton)),
    by_number: lambda pilot: press(pilot, "5"),
    by_arrows: lambda pilot: press(pilot, "enter"),
}


async def choose(pilot: Pilot[int], label: str, means: Means) -> None:
    """Choose what is called `label`, page by page, by one means of input alone."""
    for _ in range(20):
        found = {button.label: button for button in buttons(pilot)}
        if label in found:
            await means(pilot, found[label])
            return
        await means(pilot, next(button for button in buttons(pilot) if button.id == "next"))
    raise AssertionError(f"{label} is on no page")


def way_to(assistant: Assistant, service: str) -> list[str]:
    """What has to be chosen, from the areas on, to come to that service."""
    for shelf in assistant.library.shelves:
        for topic in shelf.topics:
            for heading in topic.guides:
                if heading.id == service:
                    names = [load("zh-CN").text(f"area.{shelf.area}"), topic.name, heading.name]
                    return names if len(topic.guides) > 1 else [names[0], heading.name]
    raise AssertionError(f"{service} is in no area")


async def test_the_service_is_named_and_said_with_the_question(kiosk, assistant, voice) -> None:
    async with kiosk() as pilot:
        await after(pilot, Session((Chose("guide", CARD),)))
        name = assistant.library.guide(CARD).name
        assert pilot.app.view.heading() == "您是给自己办，还是帮别人办？"
        assert page(pilot).startswith(name)
        assert voice.last.splitlines() == [
            "您是给自己办，还是帮别人办？",
            name,
            "第1个，给自己办",
            "第2个，帮家里人、帮别人办",
            f"第3个，{UNSURE}",
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_the_longest_name_and_all_answers_stand_whole_on_one_page_where_there_is_room(
    kiosk, assistant, size
) -> None:
    starts = [Session((Chose("guide", service),)) for service in services(assistant)]
    asked = [session for session in starts if question_of(assistant, session)]
    longest = sorted(asked, key=lambda session: -len(assistant.reply(session).guide.name))[:5]
    async with kiosk(size) as pilot:
        for session in (*longest, Session((Chose("guide", CARD), Chose("tell", "who=self")))):
            await after(pilot, session)
            name = assistant.reply(session).guide.name
            labels = [label_of(option) for option in question_of(assistant, session).options]
            seen, turned = [], 0
            while True:
                assert page(pilot).startswith("".join(name.split()))
                drawn = {button.label: whole(button) for button in buttons(pilot)}
                seen += [label for label in labels if "".join(label.split()) in drawn.get(label, "")]
                if not pilot.app.screen.query("#next"):
                    break
                await press(pilot, "9")
                turned += 1
            assert seen == labels
            assert not turned
            pilot.app.reset()


@pytest.mark.parametrize("question", shipped_flow().question, ids=lambda question: question.id)
async def test_every_answer_is_one_key_and_one_back(question, assistant, in_town, voice) -> None:
    answering, session = asking(question, assistant, in_town)
    app = KioskApp(lambda: answering, load("zh-CN"), voice, Settings(repeat_s=0, settle_s=0))
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await after(pilot, session)
        asked = question_of(answering, session)
        assert asked is not None
        assert len(asked.options) == len(question.answer) + 1
        for number, option in enumerate(asked.options, start=1):
            assert app.view.reply == asked
            await press(pilot, str(number))
            reply = answering.reply(session.after(option.turn))
            assert app.view.reply == (reply.ask or reply)
            await press(pilot, "0")
    assert app.troubles == 0


@pytest.mark.parametrize("question", shipped_flow().question, ids=lambda question: question.id)
async def test_not_to_know_is_the_last_answer_of_every_question(question, assistant, in_town, voice) -> None:
    answering, session = asking(question, assistant, in_town)
    app = KioskApp(lambda: answering, load("zh-CN"), voice, Settings(repeat_s=0, settle_s=0))
    async with app.run_test(size=(64, 18)) as pilot:
        await settled(pilot)
        await after(pilot, session)
        assert buttons(pilot)[-1].label == UNSURE
        assert voice.last.endswith(f"第{len(question.answer) + 1}个，{UNSURE}")


async def test_back_undoes_one_answer_and_says_its_question_again(kiosk, assistant, voice) -> None:
    async with kiosk() as pilot:
        app = pilot.app
        await after(pilot, Session((Chose("guide", CARD),)))
        said, asked = [], []
        while isinstance(app.view, ChoicesView):
            said.append(voice.last)
            asked.append(app.view.reply)
            await press(pilot, str(len(app.view.reply.options)))
        assert [choices.prompt.key.split(".")[1] for choices in asked] == ["who", "come", "belongs"]
        assert isinstance(app.view, AnswerView)
        assert app.view.reply.guide.id == CARD
        assert voice.last.startswith(assistant.library.guide(CARD).name)
        while asked:
            await press(pilot, "0")
            assert app.view.reply == asked.pop()
            assert voice.last == said.pop()
        await press(pilot, "0")
        assert app.view.reply == assistant.reply(Session())


async def test_an_answer_changed_after_going_back_is_the_one_that_counts(kiosk, assistant) -> None:
    async with kiosk() as pilot:
        start = Session((Chose("guide", CARD), Chose("tell", "who=other")))
        await after(pilot, start)
        await press(pilot, "1", "0", "3")
        reply = assistant.reply(start.after(Chose("tell", "come=no")))
        assert pilot.app.view.reply == (reply.ask or reply)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("means", START, ids=lambda means: means.__name__)
async def test_one_means_of_input_alone_leads_through_the_questions(kiosk, assistant, means, size) -> None:
    async with kiosk(size) as pilot:
        await START[means](pilot)
        for label in way_to(assistant, CARD):
            await choose(pilot, label, means)
        for label in ("帮家里人、帮别人办", "来不了，卧床或出不了门"):
            assert isinstance(pilot.app.view, ChoicesView)
            await choose(pilot, label, means)
        while isinstance(pilot.app.view, ChoicesView):
            await choose(pilot, UNSURE, means)
        assert isinstance(pilot.app.view, AnswerView)
        told = (Chose("tell", "who=other"), Chose("tell", "come=no"))
        routes = assistant.reply(Session((Chose("guide", CARD), *told))).routes
        assert pilot.app.view.reply.routes[0] == routes[0]
