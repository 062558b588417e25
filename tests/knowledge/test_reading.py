from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from knowledge.model import Guide, Source
from knowledge.problems import KnowledgeError, Problem
from knowledge.reading import read


def imported(guide_id: str, name: str = "导入的事项") -> bytes:
    guide = Guide(id=guide_id, name=name, source=Source(title="x"), owner="y", status="imported")
    return msgspec.json.encode(guide) + b"\n"


def only_problem(folder: Path) -> Problem:
    (problem,) = read(folder).problems
    return problem


def test_a_sound_folder_is_read_whole(folder: Path) -> None:
    reading = read(folder)
    assert reading.problems == ()
    assert {guide.id for guide in reading.knowledge.guides} == {"police/id-card", "social-security/transfer"}
    assert reading.knowledge.hall is not None
    assert [theme.id for theme in reading.knowledge.themes] == ["moving"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as refused:
        read(tmp_path / "nowhere")
    assert refused.value.problems[0].code == "no-folder"


def test_a_folder_without_a_guide_is_refused_with_all_its_problems(folder: Path) -> None:
    for path in (folder / "guides").rglob("*.toml"):
        path.write_text("name = ", encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        read(folder)
    assert [problem.code for problem in refused.value.problems] == ["toml-syntax", "toml-syntax", "no-guides"]


def test_bad_toml_is_told_with_its_line_and_hides_no_other_file(folder: Path) -> None:
    (folder / "guides/police/broken.toml").write_text('name = "甲"\nowner = \n', encoding="utf-8")
    problem = only_problem(folder)
    assert (problem.code, problem.row) == ("toml-syntax", 2)
    assert problem.file.endswith("broken.toml")
    assert len(read(folder).knowledge.guides) == 2


def test_a_file_that_is_not_utf8_says_how_to_mend_it(folder: Path) -> None:
    (folder / "guides/police/gbk.toml").write_bytes('name = "甲"'.encode("gb18030"))
    problem = only_problem(folder)
    assert problem.code == "not-utf8"
    assert "UTF-8" in problem.message


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    path = folder / "guides/police/id-card.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(folder).problems == ()


def test_an_id_in_a_file_is_a_fault_since_the_path_is_the_id(folder: Path) -> None:
    path = folder / "guides/police/id-card.toml"
    path.write_text('id = "police/other"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    reading = read(folder)
    assert [(problem.code, problem.key) for problem in reading.problems] == [("id-in-file", "id")]
    assert "police/id-card" in {guide.id for guide in reading.knowledge.guides}


def test_a_file_nobody_can_read_is_told(folder: Path) -> None:
    (folder / "guides/police/odd.toml").mkdir()
    assert only_problem(folder).code == "unreadable"


def test_text_is_cleaned_at_the_door(folder: Path) -> None:
    path = folder / "guides/police/id-card.toml"
    text = path.read_text(encoding="utf-8").replace("居民身份证补领", r"居民\u001b[31m身份证\u202e补领")
    path.write_text(text, encoding="utf-8")
    assert "居民 身份证补领" in {guide.name for guide in read(folder).knowledge.guides}


def test_imported_text_is_cleaned_at_the_door_too(folder: Path) -> None:
    """Whoever carries the file over on a stick may have edited it."""
    (folder / "guides.jsonl").write_bytes(imported("x", "导入\x1b[31m的\u202e事项"))
    assert "导入 的事项" in {guide.name for guide in read(folder).knowledge.guides}


def test_an_imported_file_nobody_can_read_hides_no_other(folder: Path) -> None:
    (folder / "guides.jsonl").mkdir()
    assert only_problem(folder).code == "unreadable"
    assert len(read(folder).knowledge.guides) == 2


def test_of_an_imported_guide_that_was_edited_the_file_holds(folder: Path) -> None:
    (folder / "guides.jsonl").write_bytes(imported("police/id-card"))
    reading = read(folder)
    assert reading.problems == ()
    assert "导入的事项" not in {guide.name for guide in reading.knowledge.guides}


def test_an_edited_guide_whose_file_is_faulty_is_not_shown_as_it_was_before(folder: Path) -> None:
    (folder / "guides.jsonl").write_bytes(imported("police/id-card"))
    (folder / "guides/police/id-card.toml").write_text("name = ", encoding="utf-8")
    assert only_problem(folder).code == "toml-syntax"
    assert "导入的事项" not in {guide.name for guide in read(folder).knowledge.guides}


def test_of_two_imported_lines_with_one_id_the_first_is_kept(folder: Path) -> None:
    (folder / "guides.jsonl").write_bytes(imported("a", "前") + imported("a", "后"))
    assert (only_problem(folder).code, only_problem(folder).row) == ("duplicate-id", 2)
    names = {guide.name for guide in read(folder).knowledge.guides}
    assert "前" in names and "后" not in names


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "x"',
        b"\n",
        b"\xff\xfe\n",
        b'{"id": "\xff"}',
        b'{"id": "Bad Id", "name": "x"}\n',
        imported("b")[:-30],
        b"[1]\n",
        b"[" * 100_000,
    ],
)
def test_a_broken_line_of_an_import_is_told_and_the_others_taken(folder: Path, line: bytes) -> None:
    (folder / "guides.jsonl").write_bytes(imported("a") + line.rstrip(b"\n") + b"\n" + imported("c"))
    reading = read(folder)
    assert [(problem.code, problem.row) for problem in reading.problems] == [("bad-imported-line", 2)]
    assert {"a", "c"} < {guide.id for guide in reading.knowledge.guides}


def test_a_problem_reads_as_place_and_advice() -> None:
    problem = Problem(code="no-name", message="没有名称", file="a.xlsx", sheet="清单", row=3, key="事项名称")
    assert str(problem) == "a.xlsx · 工作表 清单 · 第 3 行 · 事项名称：没有名称 [no-name]"


def test_a_place_that_is_not_known_is_not_invented() -> None:
    assert str(Problem(code="x", message="坏了", file="a.toml")) == "a.toml：坏了 [x]"
