"""Importing again and again: nothing lost, nothing half-written."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importing.run import import_file
from knowledge.reading import read

if TYPE_CHECKING:
    from conftest import Imports


def rows(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"ITEM_ID": f"id-{name}", "name": name, **more} for name in names]


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_importing_twice_changes_nothing(imports: Imports) -> None:
    path = imports.json_lines([*rows("甲", "乙"), {"name": ""}])
    imports.run(path)
    before = state(imports.target)
    report = imports.run(path)
    assert (report.taken, report.kept) == (2, 0)
    assert state(imports.target) == before


def test_an_item_replaces_its_former_self_and_others_stay(imports: Imports) -> None:
    imports.run(imports.json_lines(rows("甲", "乙")))
    report = imports.run(imports.json_lines(rows("乙", "丙", DEPT_NAME="新局")))
    assert (report.taken, report.kept) == (2, 1)
    assert {guide.name: guide.owner for guide in imports.guides()} == {
        "甲": "未注明",
        "乙": "新局",
        "丙": "新局",
    }


def test_equal_rows_are_counted_and_differing_ones_rejected(imports: Imports) -> None:
    path = imports.json_lines([*rows("甲"), *rows("甲"), *rows("甲", DEPT_NAME="别的局")])
    report = imports.run(path)
    assert (report.taken, report.repeated, report.rejected) == (1, 1, 1)
    assert "duplicate-id" in imports.problems(report)
    assert imports.guides()[0].owner == "未注明"


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_rejects_can_be_mended_and_fed_in_again(imports: Imports, suffix: str) -> None:
    if suffix == "csv":
        path = imports.file("a.csv", "ITEM_ID,事项名称,备注\n1,甲,x\n2,,补上\n")
    else:
        path = imports.json_lines(
            [{"ITEM_ID": "1", "name": "甲"}, {"ITEM_ID": "2", "name": "", "备注": "补上"}], "a.jsonl"
        )
    report = imports.run(path)
    rejects = report.rejects_file
    assert rejects == imports.target / f"rejects-a.{suffix}"
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(
        text.replace("2,,补上", "2,乙,补上").replace('"name":""', '"name":"乙"'), encoding="utf-8"
    )
    again = imports.run(rejects)
    assert (again.taken, again.rejected, again.kept) == (1, 0, 1)
    assert imports.names() == ["乙", "甲"]
    assert (again.rejects_file, again.problems_file) == (None, None)
    assert {place.name for place in imports.target.iterdir()} == {"guides.jsonl", "changes-a.txt"}
    assert "rejects" not in imports.guides()[0].source.title


def test_the_rejects_of_one_export_outlive_the_import_of_another(imports: Imports) -> None:
    first = imports.run(imports.json_lines([*rows("甲"), {}], "a.jsonl"))
    imports.run(imports.json_lines(rows("乙"), "b.jsonl"))
    assert first.rejects_file is not None and first.rejects_file.exists()
    assert first.problems_file is not None and first.problems_file.exists()


def test_a_dry_run_counts_the_same_and_leaves_nothing(imports: Imports) -> None:
    path = imports.json_lines([*rows("甲", "乙"), {}])
    dry = imports.run(path, dry_run=True)
    assert not imports.target.exists()
    real = imports.run(path)
    assert (dry.rows, dry.taken, dry.rejected, dry.warnings) == (
        real.rows,
        real.taken,
        real.rejected,
        real.warnings,
    )
    assert dry.rejects_file is None
    before = state(imports.target)
    assert imports.run(imports.json_lines(rows("丙")), dry_run=True).kept == 2
    assert state(imports.target) == before


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_an_interrupted_import_leaves_the_old_state(
    imports: Imports, interruption: type[BaseException]
) -> None:
    imports.run(imports.json_lines(rows("甲"), "a.jsonl"))
    before = state(imports.target)

    def interrupt(done: int) -> None:
        if done == 3:
            raise interruption

    with pytest.raises(interruption):
        imports.run(imports.json_lines(rows("乙", "丙", "丁", "戊"), "b.jsonl"), progress=interrupt)
    assert state(imports.target) == before


def test_a_damaged_former_import_is_told_and_the_rest_kept(imports: Imports) -> None:
    imports.run(imports.json_lines(rows("甲")))
    guides = imports.target / "guides.jsonl"
    guides.write_bytes(guides.read_bytes() + b'{"id": "cut\n\xff\n')
    report = imports.run(imports.json_lines(rows("乙"), "b.jsonl"))
    assert report.kept == 1
    assert imports.names() == ["乙", "甲"]
    assert imports.problems(report).count("bad-imported-line") == 2


def test_progress_is_told_row_by_row(imports: Imports) -> None:
    done: list[int] = []
    imports.run(imports.json_lines(rows("甲", "乙", "丙")), progress=done.append)
    assert done == [1, 2, 3]


def peak_memory(imports: Imports, rows: int) -> int:
    """Bytes that importing that many rows, twice, takes at most."""
    path = imports.tmp / f"{rows}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("ITEM_ID,事项名称,受理条件\n")
        file.writelines(f"{number},事项{number},{'条件' * 20}\n" for number in range(rows))
    tracemalloc.start()
    assert imports.run(path).added == rows
    assert imports.run(path).same == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_rows(imports: Imports) -> None:
    few = peak_memory(imports, 500)
    imports.target = imports.tmp / "another"
    assert peak_memory(imports, 5_000) - few < 100_000, "one number kept for each row would take more"


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["甲", "乙", "无", "", "30(工作日)", "<b>", "&amp;", "\x1b[0m", "\u202e", '"', ",", "\n", "是"]
    ),
    st.none(),
    st.integers(-5, 5),
    st.floats(),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)
COLUMNS = st.sampled_from(
    ["name", "TASK_NAME", "TASK_CODE", "ITEM_ID", "handle_time", "material_intro", "URL", "备注"]
)
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def import_fresh(tmp_path: Path, name: str, content: bytes) -> None:
    """Whatever `content` is: every row is accounted for, and what was taken can be read."""
    folder = tmp_path / "fresh"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    path = tmp_path / name
    path.write_bytes(content)
    report = import_file(path, folder)
    assert report.rows == report.taken + report.repeated + report.rejected
    if report.taken:
        reading = read(folder)
        assert reading.problems == ()
        assert len(reading.knowledge.guides) == report.taken
    if report.rejects_file:
        again = import_file(report.rejects_file, tmp_path / "again", dry_run=True)
        assert again.rows >= 1


@quiet
@given(table=st.lists(st.dictionaries(COLUMNS, CELLS, max_size=5), min_size=1, max_size=8))
def test_any_json_rows_are_all_accounted_for(tmp_path: Path, table: list[dict[str, Any]]) -> None:
    import json

    lines = [json.dumps(row).encode() for row in table]
    import_fresh(tmp_path, "any.jsonl", b"\n".join(lines))


@quiet
@given(table=st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), min_size=1, max_size=8))
def test_any_csv_rows_are_all_accounted_for(tmp_path: Path, table: list[list[str]]) -> None:
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["事项名称", "实施编码", "服务对象"])
    writer.writerow(["甲", "1", "自然人"])
    writer.writerows(table)
    import_fresh(tmp_path, "any.csv", text.getvalue().encode("utf-8", errors="replace"))


@quiet
@given(rubbish=st.binary(max_size=60))
def test_any_bytes_after_a_good_row_do_it_no_harm(tmp_path: Path, rubbish: bytes) -> None:
    import_fresh(tmp_path, "any.jsonl", '{"name": "甲"}\n'.encode() + rubbish)
    import_fresh(tmp_path, "any.csv", "事项名称\n甲\n".encode() + rubbish)
