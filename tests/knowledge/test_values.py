from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing import values
from knowledge.model import TimeLimit


@pytest.mark.parametrize(
    ("text", "unit", "amount", "unit_read"),
    [
        ("30(工作日)", "", 30, "working_day"),
        ("90（自然日）", "", 90, "day"),
        ("5个工作日", "", 5, "working_day"),
        ("5 个工作日内", "", 5, "working_day"),
        ("3个月", "", 3, "month"),
        ("1年", "", 12, "month"),
        ("20", "", 20, "working_day"),
        ("20", "工作日", 20, "working_day"),
        ("20", "自然日", 20, "day"),
        ("20", "(自然日)", 20, "day"),
        ("20", "2", 20, "day"),
        ("20(工作日)", "自然日", 20, "working_day"),
        ("即办", "", 0, "working_day"),
        ("即办件", "工作日", 0, "working_day"),
        ("当场办结", "", 0, "working_day"),
        ("0", "工作日", 0, "working_day"),
    ],
)
def test_a_time_is_read_in_every_form(text: str, unit: str, amount: int, unit_read: str) -> None:
    limit = values.time_limit(text, unit)
    assert limit is not None
    assert (limit.amount, limit.unit) == (amount, unit_read)


@pytest.mark.parametrize("text", sorted(values.BLANK))
def test_a_blank_is_no_time(text: str) -> None:
    assert values.time_limit(text, "工作日") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("尽快", ""),
        ("不能当场办结的，20个工作日", ""),
        ("非即办件", ""),
        ("2小时", ""),
        ("99999", ""),
        ("999年", ""),
        ("20", "星期"),
        ("-3", ""),
        ("3-5个工作日", ""),
        ("1至3个工作日", ""),
    ],
)
def test_a_time_in_no_known_form_is_not_guessed(text: str, unit: str) -> None:
    with pytest.raises(values.Unreadable):
        values.time_limit(text, unit)


@given(
    st.integers(0, 3650),
    st.sampled_from(["工作日", "自然日", "天", "月"]),
    st.sampled_from(["{}({})", "{}个{}", "{}{}内"]),
)
def test_any_span_is_read_as_written(amount: int, unit: str, form: str) -> None:
    limit = values.time_limit(form.format(amount, unit))
    assert limit is not None
    assert limit.amount == amount
    assert limit == values.time_limit(str(amount), unit)


@given(st.text(), st.text(max_size=5))
def test_any_text_is_a_sound_time_or_a_blank_or_unreadable(text: str, unit: str) -> None:
    try:
        limit = values.time_limit(text, unit)
    except values.Unreadable:
        return
    assert limit is None or (isinstance(limit, TimeLimit) and 0 <= limit.amount <= 3650)


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("补办，挂失、换证;丢了", ("补办", "挂失", "换证", "丢了")),
        (["补办", "无", " 补办 ", "<b>换证</b>"], ("补办", "换证")),
        ("无", ()),
        (None, ()),
        ([], ()),
        ("火灾 复核", ("火灾复核",)),
        (["申请函；", "申请函"], ("申请函",)),
        ("ETC 办理", ("ETC 办理",)),
    ],
)
def test_a_list_is_split_at_every_separator(cell: object, entries: tuple[str, ...]) -> None:
    assert values.cell_list(cell) == entries


def test_materials_keep_their_commas_and_lose_their_numbers() -> None:
    cell = "1.身份证（原件、复印件）；2、申请表，一式两份\n（3）2寸照片；④1.5寸照片"
    assert values.cell_list(cell, by_comma=False) == (
        "身份证（原件、复印件）",
        "申请表，一式两份",
        "2寸照片",
        "1.5寸照片",
    )


@given(st.one_of(st.text(), st.lists(st.one_of(st.text(), st.none(), st.integers())), st.none(), st.floats()))
def test_the_entries_of_any_cell_are_sound_and_differ(cell: object) -> None:
    entries = values.cell_list(cell)
    assert len(set(entries)) == len(entries)
    assert all(
        entry not in values.BLANK and "\n" not in entry and entry == entry.strip() for entry in entries
    )


def test_an_object_in_a_cell_is_not_taken_for_text() -> None:
    with pytest.raises(values.Unreadable):
        values.cell_list([{"MATERIAL_NAME": "身份证"}])


@pytest.mark.parametrize(
    "text", ["无条件受理", "无受理条件", "无。", "无特定条件。", "不限", "无特殊受理条件。"]
)
def test_a_condition_that_is_none_says_nothing(text: str) -> None:
    assert values.conditions(text) == ()


def test_conditions_are_lines() -> None:
    assert values.conditions("（一）年满18周岁\n2.无犯罪记录\n无") == ("年满18周岁", "无犯罪记录")


@pytest.mark.parametrize(("text", "count"), [("0", 0), ("1", 1), ("2次", 2), ("无", None)])
def test_visits(text: str, count: int | None) -> None:
    assert values.visits(text) == count


@pytest.mark.parametrize("text", ["10", "一次", "最多1次", "-1"])
def test_visits_in_no_known_form_are_not_guessed(text: str) -> None:
    with pytest.raises(values.Unreadable):
        values.visits(text)


@pytest.mark.parametrize(
    ("text", "answer"), [("是", True), ("1", True), ("否", False), ("不收费", False), ("无", None)]
)
def test_yes_and_no(text: str, answer: bool | None) -> None:
    assert values.yes_or_no(text) is answer


def test_neither_yes_nor_no_is_not_guessed() -> None:
    with pytest.raises(values.Unreadable):
        values.yes_or_no("视情况而定")


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "www.gdzwfw.gov.cn", "http://a b"]
)
def test_only_web_addresses_are_addresses(text: str) -> None:
    with pytest.raises(values.Unreadable):
        values.web_address(text)


@pytest.mark.parametrize(
    ("names", "audience"),
    [
        ((), ("person",)),
        (("自然人",), ("person",)),
        (("企业法人", "其他组织"), ("business",)),
        (("自然人", "企业法人"), ("person", "business")),
    ],
)
def test_audience(names: tuple[str, ...], audience: tuple[str, ...]) -> None:
    assert values.audience(names) == audience


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("2份", 2), ("0", 0), ("无", None), ("/", None)])
def test_counts_of_a_material(text: str, number: int | None) -> None:
    assert values.count(text) == number


@pytest.mark.parametrize("text", ["一份", "若干", "99", "1-2", "-1", "１"])
def test_a_count_in_no_known_form_is_not_guessed(text: str) -> None:
    with pytest.raises(values.Unreadable):
        values.count(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("1、身份证丢了怎么办？", "身份证丢了怎么办？"),
        ("问：要带什么?答：身份证。", "要带什么?"),
        ("Q1：在哪里办", "在哪里办"),
        ("无", ""),
    ],
)
def test_a_question_is_told_alone(text: str, question: str) -> None:
    assert values.question(text) == question


def test_only_questions_are_taken_of_a_text() -> None:
    text = "1.要带什么？答：身份证。2.多久办好？当场。\n没有问题。"
    assert values.questions(text) == ("要带什么？", "多久办好？")
