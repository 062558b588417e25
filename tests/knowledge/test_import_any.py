"""Whatever stands in an export: every row ends taken, repeated or rejected, and all text is clean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledge.importing.columns import Columns
from knowledge.importing.records import PARTS
from knowledge.importing.run import import_file
from knowledge.problems import KnowledgeError
from knowledge.reading import read
from knowledge.text import clean_tree

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
KEYS = st.sampled_from(
    sorted(
        {name for names in Columns.official().names.values() for name in names}
        | set(PARTS)
        | {"AUDIT_ITEM", "AUDIT_ITEM_EXTEND", "errCode", "msg", "data", "list", "items", "sub_items"}
    )
)
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "甲",
            "无",
            "是",
            "2",
            "30(工作日)",
            "即办件",
            "全省",
            "全程网办",
            "0754-85881234转8",
            "020-12345678",
            "<b",
            "x>",
            "&amp;amp;lt;",
            "\x1b[31m",
            "\u202e",
            "http://x.cn/?itemCode=1",
        ]
    ),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(KEYS, TEXTS), inner, max_size=4)
    ),
    max_leaves=25,
)
NAMED = st.dictionaries(KEYS, VALUES, max_size=8).map(lambda cells: {"TASK_NAME": "甲", **cells})
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)


def import_fresh(folder: Path, name: str, content: str) -> None:
    for old in folder.glob("*"):
        if old.is_file():
            old.unlink()
    target = folder / "imported"
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    path = folder / name
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        report = import_file(path, target)
    except KnowledgeError as error:
        assert {problem.code for problem in error.problems} <= {"no-rows", "bad-json"}
        return
    assert report.rows == report.taken + report.repeated + report.rejected
    if report.taken:
        reading = read(target)
        assert reading.problems == ()
        assert len(reading.knowledge.guides) == report.taken
        for line in (target / "guides.jsonl").read_bytes().splitlines():
            guide = msgspec.json.decode(line)
            assert clean_tree(guide) == guide
    if report.problems_file:
        told = report.problems_file.read_text(encoding="utf-8")
        assert not _CONTROLS.search(told)


@quiet
@given(value=VALUES)
@example(value={"data": {"data": [[], {}]}})
@example(value={"AUDIT_ITEM": [{"TASK_NAME": "甲", "LAW": [{}]}], "LAW": {"LAWNAME": [["x"]]}})
def test_any_json_value_is_taken_told_or_refused(tmp_path: Path, value: Any) -> None:
    import_fresh(tmp_path, "any.json", json.dumps(value))
    import_fresh(tmp_path, "any.jsonl", json.dumps(value) + "\n" + json.dumps(value))


@quiet
@given(records=st.lists(NAMED, min_size=1, max_size=3))
@example(records=[{"TASK_NAME": "甲", "charges": [{"FEE_NAME": "<b", "FEE_STAND": "x>", "BY_LAW": "&am"}]}])
@example(
    records=[{"TASK_NAME": "甲", "windows": [{"name": "<b", "address": "x>", "hours": "&lt", "tel": "<"}]}]
)
@example(records=[{"TASK_NAME": "甲", "materials": [{"name": "<b", "need": "3", "note": "x>"}]}])
@example(records=[{"TASK_NAME": "甲", "windows": [{"address": "<a，电话020-12345678 b>"}]}])
@example(records=[{"TASK_NAME": "甲", "charges": [{"name": "n", "fee_stand": "<b"}, {"fee_stand": "x>"}]}])
def test_any_lists_of_an_item_leave_clean_text(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    import_fresh(tmp_path, "any.json", json.dumps(records))
    import_fresh(tmp_path, "any.jsonl", "\n".join(json.dumps(record) for record in records))


@settings(deadline=None, max_examples=80)
@given(
    prefix=st.sampled_from(["", '{"name": "甲"}\n', "[1,", '{"data": [']),
    text=st.text('[]{}",:1a\n ', max_size=30),
)
def test_any_brackets_are_read_or_refused(tmp_path_factory: Any, prefix: str, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    import_fresh(folder, "any.json", prefix + text or " ")
