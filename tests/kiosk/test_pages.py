"""An answer in pages: few, none of them silent, nothing lost and nothing twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec import structs
from rich.cells import cell_len

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN
from assistant.message import Message
from assistant.pipeline import Assistant
from assistant.reply import Answer
from assistant.routes import CounterPlace, CounterRoute, NearbyRoute, OnlineRoute, VideoRoute
from assistant.session import Chose, Session
from kiosk.screens.answer import answer_parts, cover_lines, detail_parts, first_place, needed_parts
from kiosk.screens.pages import Page, text_pages
from kiosk.wording import answer_sections
from knowledge.model import Fee, Guide, LegalBasis, Material, Source, TimeLimit
from locales.catalogue import Catalogue, load

GUIDE = Guide(
    id="other/x",
    name="办一件事",
    source=Source(title="某办法"),
    owner="某部门",
    status="sample",
    materials=(Material(name="居民户口簿"),),
    promised_time=TimeLimit(amount=0),
    fee=Fee(yuan=Decimal(0)),
    legal_basis=(LegalBasis(title="某法"),),
    verified_on=dt.date(2026, 1, 2),
)
COUNTER = CounterPlace(7, "户政", "公安区", 2, "出电梯右转")
WINDOW = CounterRoute(site="大厅", counters=(COUNTER,), note="本人到场")
ONLINE = OnlineRoute(platform="某网", steps=("登录", "提交"), note="本人到场")


@pytest.fixture(scope="module")
def chinese() -> Catalogue:
    return load("zh-CN")


def answer(guide: Guide = GUIDE) -> Answer:
    needed = checklist(guide, NOTHING_KNOWN)
    return Answer(guide, (WINDOW, ONLINE), (Message("notice.sample"),), checklist=needed)


def shown(pages: tuple[Page, ...]) -> list[str]:
    return [line for page in pages for line in page.lines]


def test_parts_that_fit_share_a_page_and_name_it_together(chinese: Catalogue) -> None:
    (page,) = text_pages(answer_parts(answer(), chinese), 78, 12)
    assert [title.text for title in page.titles] == ["要带什么", "多久多少钱", "地点和别的办法", "依据和来源"]
    assert page.lines[:2] == ("● 居民户口簿（原件）", "【多久办好】当场办好  【多少钱】不收费")


def test_a_part_that_does_not_fit_begins_a_page(chinese: Catalogue) -> None:
    materials = tuple(Material(name=f"材料{number}") for number in range(6))
    first, second = text_pages(
        answer_parts(answer(structs.replace(GUIDE, materials=materials)), chinese), 78, 8
    )
    assert [title.text for title in first.titles] == ["要带什么", "多久多少钱"]
    assert second.lines[0].startswith("【去哪里办】大厅")


def test_a_remark_on_the_first_way_is_not_repeated_below_the_others(chinese: Catalogue) -> None:
    told = "\n".join(shown(text_pages(answer_parts(answer(), chinese), 62, 8)))
    assert told.count("本人到场") == 1
    assert "2. 提交" in told


@pytest.mark.parametrize("rows", [1, 3, 8])
def test_no_page_is_silent_and_everything_shown_is_said_on_its_page(chinese: Catalogue, rows: int) -> None:
    long = structs.replace(GUIDE, conditions=("很长的条件，" * 60,))
    for page in text_pages(answer_parts(answer(long), chinese), 40, rows):
        assert 1 <= len(page.lines) <= rows
        assert all(cell_len(line) <= 40 for line in page.lines)
        assert page.titles
        said = page.speech.replace("\n", "").replace(" ", "")
        for line in page.lines:
            piece = line.removeprefix("● ").rpartition("】")[2].split("（")[0].split("  ")[0].strip()
            if not piece[:1].isdigit():
                assert piece.replace(" ", "")[:6] in said, (piece, said)


def test_what_fee_and_note_say_alike_is_said_once(chinese: Catalogue) -> None:
    free = structs.replace(GUIDE, fee=Fee(yuan=Decimal(0), note="不收费"))
    assert "\n".join(shown(text_pages(answer_parts(answer(free), chinese), 62, 8))).count("不收费") == 1


def test_the_way_to_a_counter_begins_with_its_name(chinese: Catalogue) -> None:
    assert [line.text for line in first_place(answer(), chinese)] == ["户政", "2 楼 公安区", "出电梯右转"]


def test_headings_stand_apart_where_there_is_room_for_all(chinese: Catalogue) -> None:
    (page,) = text_pages(needed_parts(answer(), chinese), 62, 12)
    headings = [line for line in page.lines[1:] if line.startswith("【")]
    assert page.spaced(len(headings) - 1) == page.lines
    spaced = page.spaced(len(headings))
    assert [above for above, line in pairwise(spaced) if line.startswith("【")] == [""] * len(headings)
    assert [line for line in spaced if line] == list(page.lines)


def test_the_steps_of_a_first_way_stand_below_its_name(chinese: Catalogue) -> None:
    asked = structs.replace(answer(), routes=(ONLINE, WINDOW))
    told = shown(text_pages(needed_parts(asked, chinese), 62, 8))
    assert "【去哪里办】某网  1. 登录  2. 提交  本人到场" in told


def test_a_low_screen_loses_nothing(chinese: Catalogue) -> None:
    pages = text_pages(answer_parts(answer(), chinese), 40, 2)
    assert all(one.lines != other.lines for one, other in pairwise(pages))
    for fact in ("居民户口簿", "当场办好", "不收费", "大厅", "某网", "某法", "某办法", "某部门", "2026 年"):
        assert any(fact in line for line in shown(pages)), fact


def test_what_a_first_page_may_have_no_room_for_stands_on_another_too(chinese: Catalogue) -> None:
    call = VideoRoute(needs=("身份证", "出生医学证明", "父母的户口簿", "结婚证"), note="先预约")
    pages = text_pages(answer_parts(structs.replace(answer(), routes=(call, WINDOW)), chinese), 62, 8)
    told = "".join(shown(pages)).replace(" ", "")
    for fact in (*call.needs, call.note):
        assert fact in told, fact


def test_nobody_turns_a_page_for_one_line(chinese: Catalogue) -> None:
    materials = tuple(Material(name=f"材料{number}") for number in range(9))
    first, second = text_pages(
        needed_parts(answer(structs.replace(GUIDE, materials=materials)), chinese), 40, 8
    )[:2]
    assert len(first.lines) == 7
    assert second.lines[:2] == ("● 材料7（原件）", "● 材料8（原件）")


def test_what_everybody_needs_names_the_other_ways_and_the_details_tell_them(chinese: Catalogue) -> None:
    near = NearbyRoute(level="town", sites=("某镇便民服务中心",))
    asked = structs.replace(answer(), routes=(WINDOW, ONLINE, near))
    needed = "".join(shown(text_pages(needed_parts(asked, chinese), 62, 8)))
    details = "".join(shown(text_pages(detail_parts(asked, chinese), 62, 8)))
    for fact in ("居民户口簿", "当场办好", "不收费", "大厅", "本人到场", "某网", "到镇、街道办"):
        assert fact in needed, fact
    for fact in ("2. 提交", "某镇便民服务中心", "某法", "某办法", "某部门", "2026 年"):
        assert fact in details, fact
        assert fact not in needed, fact


def test_fee_and_time_tell_what_they_rest_on_among_the_details(chinese: Catalogue) -> None:
    fee = Fee(yuan=Decimal(40), basis="某号文")
    asked = answer(structs.replace(GUIDE, fee=fee, statutory_time=TimeLimit(amount=60, unit="day")))
    needed = "".join(shown(text_pages(needed_parts(asked, chinese), 62, 8)))
    details = "".join(shown(text_pages(detail_parts(asked, chinese), 62, 8)))
    assert "40 元" in needed
    assert "某号文" not in needed
    assert "40 元  收费依据：某号文" in details
    assert "当场办好  按规定最长 60 天" in details


def test_of_every_service_all_is_told_and_five_screens_mostly_tell_what_everybody_needs(
    shipped_assistant: Assistant, chinese: Catalogue
) -> None:
    screens = []
    for shelf in shipped_assistant.library.shelves:
        for guide in (heading.id for topic in shelf.topics for heading in topic.guides):
            reply = shipped_assistant.reply(Session((Chose("guide", guide),)))
            assert isinstance(reply, Answer)
            needed = text_pages(needed_parts(reply, chinese), 62, 8)
            pages = (*needed, *text_pages(detail_parts(reply, chinese), 62, 8))
            screens.append(1 + len(needed))
            told = "".join(shown(pages)).replace(" ", "")
            cover = [line.text for line in first_place(reply, chinese)]
            for section in answer_sections(reply, chinese):
                for text in (below.text for line in section.lines for below in line.flat()):
                    covered = any(place in text for place in cover)
                    elsewhere = covered or section.id in ("notices", "others")
                    assert elsewhere or text.replace(" ", "") in told, (guide, text)
    assert sorted(screens)[len(screens) * 9 // 10] <= 5


def test_that_a_counter_is_shut_stands_first_on_the_cover_and_is_said_there(
    shipped_assistant: Assistant, chinese: Catalogue
) -> None:
    chosen = Session((Chose("guide", "police/id-card-reissue"),))
    at_lunch = Assistant(shipped_assistant.library, clock=lambda: dt.datetime(2026, 12, 1, 13))
    told = (
        (at_lunch, "现在没开门，今天下午 2:30 开门。"),
        (shipped_assistant, "现在开着，中午 12:00 关门。"),
    )
    for asked, line in told:
        reply = asked.reply(chosen)
        assert isinstance(reply, Answer)
        lines = [shown.text for shown in cover_lines(reply, chinese)]
        assert lines.index(line) == (0 if asked is at_lunch else len(lines) - 1)
        assert {place.text for place in first_place(reply, chinese)} < set(lines)
