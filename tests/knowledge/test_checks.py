"""What the rules let pass, and how they treat what was imported; faults are in test_checks_faults.py."""

from __future__ import annotations

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
