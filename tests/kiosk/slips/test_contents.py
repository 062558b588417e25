"""What stands on a slip: the screens' own lines, in the order that somebody on the way needs them."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import structs

from kiosk.slips.contents import slip_of
from kiosk.slips.drawing import NARROW, draw_slip
from kiosk.slips.slip import Item, plain_lines
from kiosk.wording import reading
from locales.catalogue import languages, load

from assistant.reply import Answer  # isort: skip

NOW = dt.datetime(2026, 12, 1, 10)
EVENING = dt.datetime(2026, 12, 1, 20)


def texts(slip, style) -> list[str]:
    return [item.text for item in slip if item.style == style]


def test_the_window_comes_first_in_large_then_the_service_then_that_it_is_a_sample(answer, words) -> None:
    slip = slip_of(answer, words, NOW)
    number = answer.routes[0].counters[0].number
    assert slip[:3] == (
        Item("headline", f"{number} 号窗口"),
        Item("title", answer.guide.name),
        Item("small", "示例数据，以窗口答复为准。"),
    )


@pytest.mark.parametrize("language", languages())
def test_the_window_is_named_once(answer, language: str) -> None:
    catalogue = load(language)
    slip = slip_of(answer, catalogue, NOW)
    name = slip[0].text
    assert [item.text for item in slip if item.text.startswith(name)] == [name]
    assert slip[3].text == answer.routes[0].counters[0].name


def test_an_ordinary_slip_is_shorter_than_a_forearm(answer, words, font) -> None:
    drawn = draw_slip(slip_of(answer, words, NOW), NARROW, font)
    assert drawn.height <= 260 * 8  # dots a mm


def test_it_says_how_to_get_there_when_how_long_and_how_much(answer, words) -> None:
    text = "\n".join(plain_lines(slip_of(answer, words, NOW)))
    counter = answer.routes[0].counters[0]
    assert counter.zone in text
    assert f"{counter.floor} 楼" in text
    assert counter.landmark in text
    assert "开门时间：星期一到星期五" in text
    assert "10 个工作日内办好" in text
    assert "不收费" in text
    assert "到镇、街道办：" in text
    assert "12345" in text
    assert "示例数据，以窗口答复为准。" in text
    assert text.endswith("打印时间：2026 年 12 月 1 日 10:00")


def test_every_material_has_a_box_and_nothing_else_has(answer, words) -> None:
    boxes = texts(slip_of(answer, words, NOW), "box")
    assert len(boxes) == len(answer.checklist.all) > 1
    for material, box in zip(answer.checklist.all, boxes, strict=True):
        assert material.name in box


def test_what_must_be_known_first_has_no_box(ask, words) -> None:
    reply = ask("老人优待证怎么办")
    from assistant.message import Message

    told = structs.replace(reply.checklist, remarks=(Message("checklist.in_person"),))
    slip = slip_of(structs.replace(reply, checklist=told), words, NOW)
    assert "这件事要本人来办，别人不能代。" in texts(slip, "text")
    assert len(texts(slip, "box")) == len(told.all)


def test_without_stated_materials_it_sends_to_the_staff(answer, words) -> None:
    empty = structs.replace(answer, checklist=structs.replace(answer.checklist, bring=(), no_paper=()))
    slip = slip_of(empty, words, NOW)
    assert not texts(slip, "box")
    assert "没有写明要带的材料，请先问工作人员。" in texts(slip, "text")


def test_paper_does_not_say_now_or_tomorrow(ask, words) -> None:
    by_day = "\n".join(plain_lines(slip_of(ask("老人优待证怎么办", NOW), words, NOW)))
    by_night = "\n".join(plain_lines(slip_of(ask("老人优待证怎么办", EVENING), words, EVENING)))
    assert "现在开着" not in by_day
    assert "明天" not in by_night
    assert "12 月 2 日（星期三）" in by_night


def test_no_fact_stands_on_a_slip_that_the_answer_does_not_show(answer, plan, words) -> None:
    """All lines but the foot, which is the same on every slip, are lines of the reply."""
    for reply in (answer, plan):
        shown = {line.text for line in reading(reply, words)}
        head = f"{slip_of(reply, words, NOW)[0].text} "
        shown |= {line.removeprefix(head) for line in shown}
        shown |= {words.text("slip.other_way", {"way": line}) for line in shown}
        foot = {words.text("slip.ask"), words.text("page.cost")}
        for item in slip_of(reply, words, NOW)[:-1]:
            assert item.text in shown | foot, item


def test_a_plan_lists_its_stops_and_everything_to_bring_once(plan, words) -> None:
    slip = slip_of(plan, words, NOW)
    assert slip[0] == Item("headline", plan.name)
    headings = texts(slip, "heading")
    assert len(headings) == len(plan.journey.stops) + 2
    assert [
        needed.material.name in box
        for needed, box in zip(plan.journey.checklist, texts(slip, "box"), strict=True)
    ] == [True] * len(plan.journey.checklist)
    assert any("跑" in line for line in texts(slip, "text"))


def test_an_address_on_the_web_stands_there_as_a_code_too(ask, words) -> None:
    reply = ask("老人优待证怎么办")
    from assistant.routes import OnlineRoute

    online = OnlineRoute(platform="广东政务服务网", url="https://www.gdzwfw.gov.cn")
    slip = slip_of(structs.replace(reply, routes=(*reply.routes, online)), words, NOW)
    assert texts(slip, "code") == [online.url]


def test_every_language_has_the_same_slip(answer) -> None:
    assert isinstance(answer, Answer)
    slips = [slip_of(answer, load(language), NOW) for language in ("zh-CN", "en", "nan-x-teochew")]
    assert {tuple(item.style for item in slip) for slip in slips} == {tuple(item.style for item in slips[0])}
