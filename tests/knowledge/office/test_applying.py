"""What staff edit arrives in the files, all of it or nothing, and nothing else is touched."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from knowledge.model import Fee, Hours, TimeLimit
from knowledge.office.diff import Difference, differences
from knowledge.reading import read
from knowledge.swapping import recover, replace_files


def guide(office: Any, guide_id: str = "police/id-card") -> Any:
    return next(one for one in read(office.folder).knowledge.guides if one.id == guide_id)


def told(office: Any) -> list[tuple[str, str, str]]:
    """What the diff of the only changed record says."""
    (change,) = office.plan().changes
    return [msgspec.structs.astuple(one) for one in differences(change.key[0], change.old, change.new)]


def test_applying_an_unchanged_workbook_changes_nothing(office: Any) -> None:
    before = office.files()
    assert office.apply().changes == ()
    assert office.files() == before


def test_edited_cells_arrive_and_other_files_stay_byte_for_byte(office: Any) -> None:
    before = office.files()
    today = dt.date.today()
    office.put(
        "事项",
        2,
        事项名称="身份证补领",
        核对日期=f"{today.year}年{today.month}月{today.day}日",
        日常问法="身份证不见了\n  证丢了去哪里  \n",
        承诺时限="20",
        状态="已核对",
        收费依据="发改价格〔2003〕2322号",
        **{"收费（元）": 12.5},
    )
    office.apply()
    edited = guide(office)
    assert edited.name == "身份证补领"
    assert edited.verified_on == today
    assert edited.questions == ("身份证不见了", "证丢了去哪里")
    assert edited.promised_time == TimeLimit(amount=20)
    assert edited.fee == Fee(yuan=Decimal("12.5"), basis="发改价格〔2003〕2322号")
    assert edited.status == "verified"
    after = office.files()
    assert {name for name in after if after[name] != before.get(name)} == {"guides/police/id-card.toml"}
    assert after.keys() == before.keys()


def test_applying_twice_changes_nothing_more(office: Any) -> None:
    office.put("事项", 2, 事项名称="身份证补领")
    office.apply()
    after = office.files()
    assert office.apply().changes == ()
    assert office.files() == after


def test_planning_writes_nothing(office: Any) -> None:
    before = office.files()
    office.put("事项", 2, 事项名称="身份证补领")
    assert len(office.plan().changes) == 1
    assert office.files() == before


def test_a_guide_with_its_rows_is_added(office: Any) -> None:
    office.put(
        "事项", 4, 事项编号="police/hukou", 事项名称="户口登记", 主管部门="公安", 状态="示例", 来源="法"
    )
    office.put("材料", 4, 事项编号="police/hukou", 材料名称="户口簿", 复印件份数=1)
    office.put("办理渠道", 4, 事项编号="police/hukou", 渠道="窗口")
    assert [change.key for change in office.apply().changes] == [("guides", "police/hukou")]
    added = guide(office, "police/hukou")
    assert (added.materials[0].name, added.materials[0].originals, added.materials[0].copies) == (
        "户口簿",
        1,
        1,
    )
    assert added.audience == ("person",)
    assert added.channels[0].levels == ("hall",)


def test_a_record_is_removed_when_asked_for_and_its_rows_with_it(office: Any) -> None:
    office.put("一件事", 2, 删除="是")
    office.put("通办协议", 2, 删除="是")
    assert all(change.new is None for change in office.apply().changes)
    assert "themes/moving.toml" not in office.files()
    assert read(office.folder).knowledge.agreements == ()
    assert office.apply().changes == ()


def test_hours_belong_to_the_site_or_to_a_counter(office: Any) -> None:
    office.put("开放时间", 3, 地点编号="hall", 窗口号=2, 星期="6", 开门=dt.time(9), 关门="11：30")
    office.apply()
    hall = read(office.folder).knowledge.sites[0]
    assert hall.hours == (Hours(days="12345", open=dt.time(8, 30), close=dt.time(12)),)
    assert hall.counters[1].hours == (Hours(days="6", open=dt.time(9), close=dt.time(11, 30)),)
    assert "[[counters.hours]]" in (office.folder / "sites/hall.toml").read_text(encoding="utf-8")


def test_hours_and_needs_of_video_calls_arrive(office: Any) -> None:
    office.put("视频办时间", 2, 地点编号="hall", 星期="135", 开门="9:00", 关门="11:30")
    office.put("办理渠道", 4, 事项编号="police/id-card", 渠道="视频", 视频前准备="身份证\n银行卡")
    office.apply()
    hall = read(office.folder).knowledge.sites[0]
    assert hall.video_hours == (Hours(days="135", open=dt.time(9), close=dt.time(11, 30)),)
    assert hall.hours == (Hours(days="12345", open=dt.time(8, 30), close=dt.time(12)),)
    assert guide(office).channels[1].needs == ("身份证", "银行卡")


def test_files_are_written_as_people_write_them(office: Any) -> None:
    office.put("事项", 2, 别名="补办身份证\n身份证补办")
    office.apply()
    assert (office.folder / "guides/police/id-card.toml").read_text(encoding="utf-8") == (
        'name = "居民身份证补领"\n'
        'aliases = [\n  "补办身份证",\n  "身份证补办",\n]\n'
        'questions = [\n  "身份证丢了怎么办",\n]\n'
        'audience = [\n  "person",\n]\n'
        'owner = "公安部门"\n'
        'status = "sample"\n'
        '\n[source]\ntitle = "居民身份证法"\n'
        '\n[[materials]]\nname = "户口簿"\n'
        '\n[[materials]]\nname = "照片"\n'
        '\n[[channels]]\nkind = "window"\nlevels = [\n  "hall",\n]\n'
    )


@pytest.fixture
def imported(office: Any, tmp_path: Path) -> Any:
    """The folder with three imported guides in rows 4 to 6 of its workbook."""
    plain = msgspec.structs.replace(guide(office), aliases=(), questions=(), status="imported")
    others = [msgspec.structs.replace(plain, id=f"item-{n}", name=f"事项 {n}") for n in range(3)]
    lines = [msgspec.json.encode(one) + b"\n" for one in others]
    (office.folder / "guides.jsonl").write_bytes(b"".join(lines))
    return type(office)(office.folder, tmp_path / "again.xlsx")


def test_an_imported_guide_that_was_edited_gets_a_file_and_keeps_its_line(imported: Any) -> None:
    before = (imported.folder / "guides.jsonl").read_bytes()
    imported.put("事项", 5, 事项名称="改过的")
    imported.apply()
    assert (imported.folder / "guides.jsonl").read_bytes() == before
    assert guide(imported, "item-1").name == "改过的"
    assert read(imported.folder).problems == ()


def test_an_imported_guide_that_is_removed_goes_with_line_and_file(imported: Any, tmp_path: Path) -> None:
    imported.put("事项", 5, 事项名称="改过的")
    imported.apply()
    again = type(imported)(imported.folder, tmp_path / "third.xlsx")
    row = 1 + [one.id for one in read(again.folder).knowledge.guides].index("item-1") + 1
    again.put("事项", row, 删除="是")
    again.apply()
    assert "item-1" not in {one.id for one in read(again.folder).knowledge.guides}
    assert (again.folder / "guides.jsonl").read_bytes().count(b"\n") == 2


def test_an_edited_guide_with_a_faulty_file_is_not_written_over(imported: Any) -> None:
    faulty = imported.folder / "guides/item-1.toml"
    imported.put("事项", 5, 事项名称="改过的")
    faulty.write_text("name = ", encoding="utf-8")
    planned = imported.plan()
    assert planned.changes == ()
    assert [problem.code for problem in planned.problems] == ["changed-since-export"]


def test_the_diff_names_field_and_both_values(office: Any) -> None:
    office.put("事项", 2, 事项名称="补身份证", 别名="补办身份证\n补证")
    assert told(office) == [("事项名称", "居民身份证补领", "补身份证"), ("别名", "", "补证")]


def test_the_diff_finds_items_by_their_names(office: Any) -> None:
    office.put("材料", 3, 材料名称="近期照片", 原件份数=2)
    office.put("材料", 2, 复印件份数=1)
    assert told(office) == [
        ("材料“户口簿” · 复印件份数", "0", "1"),
        ("材料", "照片；原件份数 1；复印件份数 0；可用电子证照 否；可以后补 否", ""),
        ("材料", "", "近期照片；原件份数 2；复印件份数 0；可用电子证照 否；可以后补 否"),
    ]


def test_the_diff_of_another_order_shows_both(office: Any) -> None:
    office.put("一件事", 2, 包含的事项="social-security/transfer\npolice/id-card")
    assert told(office) == [
        ("包含的事项", "police/id-card、social-security/transfer", "social-security/transfer、police/id-card")
    ]


def test_records_that_are_equal_do_not_differ(office: Any) -> None:
    assert differences("guides", guide(office), guide(office)) == ()
    assert Difference("甲", "", "乙").old == ""


FILES = {"guides/police/id-card.toml": b"new", "themes/moving.toml": None, "themes/another.toml": b"added"}


def test_an_apply_that_fails_midway_leaves_the_old_state(office: Any) -> None:
    (office.folder / "guides/blocked").write_text("a file where a folder is needed", encoding="utf-8")
    before = office.files()
    with pytest.raises(OSError, match="blocked"):
        replace_files(office.folder, {**FILES, "guides/blocked/x.toml": b"cannot be written"})
    assert office.files() == before


KILLED = """
import os, sys
from pathlib import Path
from knowledge.swapping import replace_files

def die(event, args):
    if event == "os.rename" and str(args[1]).endswith("another.toml"):
        os._exit(9)

sys.addaudithook(die)
replace_files(Path(sys.argv[1]), {files!r})
"""


def test_an_apply_that_is_killed_midway_is_undone_by_the_next(office: Any) -> None:
    before = office.files()
    script = KILLED.replace("{files!r}", repr(FILES))
    root = Path(__file__).resolve().parents[3]
    killed = subprocess.run([sys.executable, "-c", script, str(office.folder)], cwd=root, check=False)
    assert killed.returncode == 9
    assert not (office.folder / "themes/moving.toml").exists()
    assert office.plan().changes == ()
    assert office.files() == before
    assert not recover(office.folder)


def test_all_files_are_replaced_and_nothing_is_left_aside(office: Any) -> None:
    before = office.files()
    replace_files(office.folder, FILES)
    after = office.files()
    assert after.pop("guides/police/id-card.toml") == b"new"
    assert after.pop("themes/another.toml") == b"added"
    assert after == {name: content for name, content in before.items() if name not in FILES}
