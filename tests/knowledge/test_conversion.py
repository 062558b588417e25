from __future__ import annotations

from typing import Any

import msgspec
import pytest

from knowledge.conversion import convert_reporting
from knowledge.model import Counter, Fee, Guide, Hours, Record, Site, Theme, convert
from knowledge.problems import Problem


def guide(**more: Any) -> dict[str, Any]:
    sound = {"id": "police/x", "name": "甲", "owner": "乙", "status": "sample", "source": {"title": "丙"}}
    return {key: value for key, value in {**sound, **more}.items() if value is not None}


def faults(raw: dict[str, Any], kind: type[Record] = Guide) -> list[Problem]:
    problems: list[Problem] = []
    assert convert_reporting(raw, kind, "x.toml", problems.append) is None
    return problems


def places(raw: dict[str, Any], kind: type[Record] = Guide) -> set[tuple[str, str]]:
    found = [(problem.code, problem.key) for problem in faults(raw, kind)]
    assert len(found) == len(set(found)), "each fault is told once"
    return set(found)


def test_a_sound_table_becomes_a_record_without_a_word() -> None:
    problems: list[Problem] = []
    record = convert_reporting(guide(fee={"yuan": "12.50"}), Guide, "x.toml", problems.append)
    assert record is not None
    assert (str(record.fee and record.fee.yuan), record.field, problems) == ("12.50", "police", [])


def test_the_table_given_is_not_changed() -> None:
    raw = guide(aliases=["", "好"], nmae="x")
    before = msgspec.json.encode(raw)
    faults(raw)
    assert msgspec.json.encode(raw) == before


def test_an_unknown_key_suggests_what_was_meant() -> None:
    (problem,) = faults(guide(alises=["x"]))
    assert (problem.code, problem.key) == ("unknown-key", "alises")
    assert "aliases" in problem.message


def test_the_suggestion_knows_the_table_the_key_stands_in() -> None:
    (problem,) = faults(guide(materials=[{"name": "甲", "orignals": 2}]))
    assert problem.key == "materials[1].orignals"
    assert "originals" in problem.message
    (problem,) = faults(guide(channels=[{"kind": "online", "platform": "粤省事", "stpes": []}]))
    assert problem.key == "channels[1].stpes"
    assert "steps" in problem.message


def test_an_unknown_key_like_no_other_is_to_be_removed() -> None:
    (problem,) = faults(guide(zzz=1))
    assert "删掉" in problem.message


@pytest.mark.parametrize("key", ["a.b", "a`b", "a[0]", "多\n行", "", "$"])
def test_any_key_however_odd_is_reported(key: str) -> None:
    (problem,) = faults(guide(**{key: 1}))
    assert problem.code == "unknown-key"
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("more", "code", "key", "words"),
    [
        ({"name": 5}, "wrong-type", "name", "文字"),
        ({"visits": "一次"}, "wrong-type", "visits", "整数"),
        ({"aliases": "一个"}, "wrong-type", "aliases", "列表"),
        ({"fee": {"yuan": True}}, "wrong-type", "fee.yuan", "数字"),
        ({"fee": {"yuan": "二十"}}, "wrong-type", "fee.yuan", "金额"),
        ({"fee": {"yuan": -1}}, "invalid", "fee", "金额"),
        ({"fee": {"yuan": "NaN"}}, "invalid", "fee", "金额"),
        ({"name": ""}, "empty-text", "name", "空"),
        ({"status": "samples"}, "unknown-value", "status", "samples"),
        ({"visits": 10}, "out-of-range", "visits", "9"),
        ({"verified_on": "昨天"}, "wrong-type", "verified_on", "日期"),
        ({"id": "Police/X"}, "bad-pattern", "id", "格式"),
        ({"channels": [{"kind": "windows"}]}, "unknown-value", "channels[1].kind", "windows"),
        ({"promised_time": {"amount": 1, "unit": "week"}}, "unknown-value", "promised_time.unit", "week"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(more: dict[str, Any], code: str, key: str, words: str) -> None:
    (problem,) = faults(guide(**more))
    assert (problem.code, problem.key) == (code, key)
    assert words in problem.message
    assert "`" not in problem.message, "the words of the library are not the editor's"


def test_every_missing_key_is_told_at_once() -> None:
    assert places(guide(name=None, owner=None, source=None)) == {
        ("missing-key", "name"),
        ("missing-key", "owner"),
        ("missing-key", "source"),
    }


def test_a_key_that_is_wrong_is_not_also_missing() -> None:
    assert places(guide(name=5, owner=None)) == {("wrong-type", "name"), ("missing-key", "owner")}


def test_several_faults_of_one_table_are_all_told() -> None:
    raw = guide(
        nmae="x",
        visits="many",
        materials=[{"name": "甲"}, {"copies": -1}, {"name": ""}],
        channels=[{"kind": "window", "levels": ["hall", "moon"]}, {"kind": "online"}],
        source={},
    )
    assert places(raw) == {
        ("unknown-key", "nmae"),
        ("wrong-type", "visits"),
        ("out-of-range", "materials[2].copies"),
        ("missing-key", "materials[2].name"),
        ("empty-text", "materials[3].name"),
        ("unknown-value", "channels[1].levels[2]"),
        ("missing-key", "channels[2].platform"),
        ("missing-key", "source.title"),
    }


def test_list_places_are_counted_as_the_editor_sees_them() -> None:
    raw = guide(aliases=["", "好", "", 4, "好"], materials=[{}, {"name": "好"}, {"name": 3}])
    assert places(raw) == {
        ("empty-text", "aliases[1]"),
        ("empty-text", "aliases[3]"),
        ("wrong-type", "aliases[4]"),
        ("missing-key", "materials[1].name"),
        ("wrong-type", "materials[3].name"),
    }


def test_lists_inside_lists_are_counted_apart() -> None:
    hours = {"days": "12345", "open": "08:30:00", "close": "12:00:00"}
    counters = [
        {"number": 1, "name": "甲", "zone": "z", "services": ["", "police/*", ""]},
        {"number": 0, "name": "乙", "zone": "z", "services": ["", "", "police/*"]},
        {"number": 3, "name": "丙", "zone": "z", "services": ["police/*", ""], "hours": [hours, {}]},
    ]
    raw = {"id": "hall", "name": "厅", "level": "hall", "status": "sample", "source": {"title": "x"}}
    assert places({**raw, "counters": counters}, Site) == {
        ("empty-text", "counters[1].services[1]"),
        ("empty-text", "counters[1].services[3]"),
        ("out-of-range", "counters[2].number"),
        ("empty-text", "counters[2].services[1]"),
        ("empty-text", "counters[2].services[2]"),
        ("empty-text", "counters[3].services[2]"),
        ("missing-key", "counters[3].hours[2].days"),
        ("missing-key", "counters[3].hours[2].open"),
        ("missing-key", "counters[3].hours[2].close"),
    }


def test_a_list_short_only_for_its_faulty_items_is_no_second_fault() -> None:
    raw = {"id": "t", "name": "甲", "status": "sample", "guides": ["police/a", "Bad Id"]}
    assert places(raw, Theme) == {("bad-pattern", "guides[2]")}
    assert places({**raw, "guides": ["police/a"]}, Theme) == {("out-of-range", "guides")}


def test_convert_raises_where_nobody_listens() -> None:
    with pytest.raises(msgspec.ValidationError, match="days"):
        convert({"days": "8", "open": "08:00:00", "close": "09:00:00"}, Hours)


def test_money_is_kept_exact() -> None:
    assert str(convert({"yuan": 0.1}, Fee).yuan) == "0.1"


def test_the_narrowest_pattern_of_a_counter_counts() -> None:
    counter = Counter(number=1, name="甲", zone="z", services=("police/*", "police/id-card-*"))
    assert counter.accepts("police/id-card-first")
    assert counter.closeness("police/id-card-first") > counter.closeness("police/hukou-birth") > 0
    assert not counter.accepts("tax/refund")
    assert counter.closeness("tax/refund") == 0
