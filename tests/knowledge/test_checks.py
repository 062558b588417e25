"""What the rules let pass, and how they treat what was imported; faults are in test_checks_faults.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from knowledge.checks import check
from knowledge.model import Channel, Guide, Online, Source, Window

Edit = Callable[[str, str, str], Path]

ID_CARD = "guides/police/id-card.toml"
TRANSFER = "guides/social-security/transfer.toml"
HALL = "sites/hall.toml"
LIMITS = '[statutory_time]\namount = {}\nunit = "{}"\n[promised_time]\namount = {}\n\n[source]'


def test_a_sound_folder_has_no_problem(folder: Path) -> None:
    assert check(folder) == ()


def test_the_cross_city_counter_is_no_window_for_others(folder: Path, edit: Edit) -> None:
    edit(TRANSFER, 'kind = "cross_city"', 'kind = "window"')
    assert [(problem.code, problem.file) for problem in check(folder)] == [("no-counter", TRANSFER)]


def test_what_reading_finds_is_part_of_the_check(folder: Path, edit: Edit) -> None:
    edit(ID_CARD, "owner", "ownr")
    assert {"unknown-key", "missing-key", "dangling-guide"} <= {problem.code for problem in check(folder)}


@pytest.mark.parametrize(
    ("law", "unit", "promise"), [(20, "working_day", 20), (14, "day", 10), (1, "month", 21)]
)
def test_a_promise_within_the_law_is_sound(
    folder: Path, edit: Edit, law: int, unit: str, promise: int
) -> None:
    edit(ID_CARD, "[source]", LIMITS.format(law, unit, promise))
    assert check(folder) == ()


@pytest.mark.parametrize(
    "words",
    ["075488888888", "13800138000", "400-820-8820", "拨打 12333", "电话：12348", "热线12329", "拨 95598"],
)
def test_every_kind_of_telephone_number_is_found_in_a_sample(folder: Path, edit: Edit, words: str) -> None:
    edit(HALL, "示例", f"示例，{words}")
    assert {problem.code for problem in check(folder)} == {"telephone-in-sample"}


@pytest.mark.parametrize(
    "words", ["拨打 12345", "12345 热线", "44051500000000000X", "满 16 周岁", "国发〔2014〕47号", "120 天"]
)
def test_other_numbers_are_no_telephone(folder: Path, edit: Edit, words: str) -> None:
    edit(HALL, "示例", f"示例，{words}")
    assert check(folder) == ()


@pytest.mark.parametrize(
    ("channels", "codes"),
    [
        ((Window(),), {("no-counter", "warning")}),
        ((Window(place="二楼"),), set()),
        ((Online(platform="粤省事"),), set()),
        ((), set()),
    ],
)
def test_an_import_is_no_error_for_what_the_export_left_out(
    folder: Path, channels: tuple[Channel, ...], codes: set[tuple[str, str]]
) -> None:
    guide = Guide(
        id="44", name="某事", source=Source(title="x"), owner="y", status="imported", channels=channels
    )
    (folder / "guides.jsonl").write_bytes(msgspec.json.encode(guide) + b"\n")
    problems = check(folder)
    assert {(problem.code, problem.severity) for problem in problems} == codes
    assert all(problem.file == "guides.jsonl" and "44" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("户口簿", "其他继承人同意的材料"),
        ("户口簿", "和纠纷有关的材料"),
        ("身份证丢了怎么办", "I lost my ID card, where can I get a new one"),
        ("户口簿", "购车发票或其他来历证明"),
        ("户口簿", "盖章的档案复印件（原件）"),
        ("[source]", 'fee = { yuan = 0, note = "每孩每年补 3600 元，领取不收费" }\n[source]'),
        ("[source]", 'fee = { yuan = 0, note = "补贴 3600 元/年，不用交钱" }\n[source]'),
        ("[source]", 'fee = { yuan = 0, note = "以前收 10 元，现在免费" }\n[source]'),
        ("[source]", 'conditions = ["没有残疾人证的也能办", "户口在本省"]\n[source]'),
        ("[source]", 'conditions = ["其他优惠按当地公布的"]\n[source]'),
        ("[source]", "promised_time = { amount = 365, unit = 'day' }\n[source]"),
        ('kind = "window"', 'kind = "window"\nlevels = ["town", "hall"]'),
        ("[source]", 'phones = [{ number = "12345" }]\n[source]'),
        ("[[channels]]", '[[legal_basis]]\ntitle = "教育部关于印发《某办法》的通知"\n[[channels]]'),
        ("[[channels]]", '[[legal_basis]]\ntitle = "甲"\nnumber = "农业农村部令2022年第5号"\n[[channels]]'),
        (
            "[[channels]]",
            '[[legal_basis]]\ntitle = "甲"\nnumber = "财政部 税务总局公告2023年第12号"\n[[channels]]',
        ),
        (
            "[[channels]]",
            '[[legal_basis]]\ntitle = "甲"\nnumber = "中国人民银行令〔2024〕第3号"\n[[channels]]',
        ),
        ("[[channels]]", '[[legal_basis]]\ntitle = "甲"\nnumber = "GB/T 26341—2010"\n[[channels]]'),
    ],
)
def test_what_only_looks_like_a_fault_is_sound(folder: Path, edit: Edit, old: str, new: str) -> None:
    edit(ID_CARD, old, new)
    assert check(folder) == ()


@pytest.mark.parametrize("note", ["银行网点也能办，多数当场拿卡", "当场领号，随即办理", "材料齐了立即办理"])
def test_not_all_that_is_quick_is_done_on_the_spot(folder: Path, edit: Edit, note: str) -> None:
    edit(ID_CARD, "[source]", "promised_time = { amount = 20 }\n\n[source]")
    edit(ID_CARD, 'kind = "window"', f'kind = "window"\nnote = "{note}"')
    assert check(folder) == ()


@pytest.mark.parametrize("note", ["即办件", "带齐材料，当天就能办好", "驾驶证窗口，当场可取"])
def test_what_is_done_on_the_spot_promises_no_days(folder: Path, edit: Edit, note: str) -> None:
    edit(ID_CARD, "[source]", "promised_time = { amount = 20 }\n\n[source]")
    edit(ID_CARD, 'kind = "window"', f'kind = "window"\nnote = "{note}"')
    assert [problem.code for problem in check(folder)] == ["at-once-with-waiting"]


def test_a_pattern_of_a_counter_may_cover_what_is_done_from_home(folder: Path, edit: Edit) -> None:
    edit(ID_CARD, 'kind = "window"', 'kind = "online"\nplatform = "示例平台"\nsteps = ["刷脸登录"]')
    assert check(folder) == ()


def test_a_counter_that_hands_out_results_lists_no_service(folder: Path, edit: Edit) -> None:
    edit(HALL, "[[counters]]", '[[counters]]\nnumber = 9\nname = "出件"\nzone = "police"\n\n[[counters]]')
    assert check(folder) == ()


def test_facts_become_stale_after_a_year(folder: Path, edit: Edit) -> None:
    edit(ID_CARD, "[source]", "verified_on = 2026-01-31\n\n[source]")
    day = dt.date(2026, 1, 31)
    assert check(folder, day) == check(folder, day + dt.timedelta(days=365)) == ()
    (problem,) = check(folder, day + dt.timedelta(days=366))
    assert (problem.code, problem.severity) == ("stale", "warning")


def test_one_service_many_times_in_an_export_is_no_fault_of_the_hall(folder: Path) -> None:
    guides = (
        Guide(id=code, name="某项许可", source=Source(title="x"), owner="y", status="imported")
        for code in ("441", "442")
    )
    (folder / "guides.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, guides)))
    assert check(folder) == ()
