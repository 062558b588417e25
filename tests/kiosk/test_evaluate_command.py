"""`daoban evaluate`: tables for people, JSON to keep, and what to say where it is asked wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.evaluation.report import read_report
from kiosk.cli import app

GUIDE = """
name = "居民身份证补领"
owner = "公安部门"
status = "sample"
source = { title = "示例" }
channels = [{ kind = "window" }]
"""
LOST = {"text": "身份证丢了", "kind": "plain", "guides": ["police/id-card"], "group": "lost"}
GONE = {"text": "身份证不见了", "kind": "colloquial", "guides": ["police/id-card"], "group": "lost"}
WEATHER = {"text": "今天天气怎么样", "kind": "outside", "guides": []}


def daoban(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines_of(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    guide = tmp_path / "knowledge" / "guides" / "police" / "id-card.toml"
    guide.parent.mkdir(parents=True)
    guide.write_text(GUIDE, encoding="utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return lines_of(tmp_path / "questions.jsonl", LOST, GONE, WEATHER)


def test_tables_come_with_what_they_mean(folder: Path, questions: Path) -> None:
    shown = daoban("--knowledge", folder, "evaluate", questions)
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()[:5]] == [
        "kind",
        "plain",
        "colloquial",
        "all",
        "outside",
    ]
    for words in ("led：", "共 1 组：排第一的全一样占 100%", "confidence"):
        assert words in shown.stdout


def test_nothing_is_said_of_what_was_not_asked(folder: Path, tmp_path: Path) -> None:
    alone = lines_of(tmp_path / "alone.jsonl", LOST)
    shown = daoban("--knowledge", folder, "evaluate", alone).stdout
    assert "组" not in shown
    assert "confidence" not in shown


def test_a_kept_report_is_compared_with(folder: Path, questions: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(
        daoban("--knowledge", folder, "evaluate", lines_of(tmp_path / "q.jsonl", LOST), "--json").stdout,
        encoding="utf-8",
    )
    assert len(read_report(kept).outcomes) == 1
    shown = daoban("--knowledge", folder, "evaluate", questions, "--against", kept)
    assert shown.exit_code == 0
    assert "同样的题 1 道，另有 2 道" in shown.stdout
    assert "+0.000" in shown.stdout


def test_json_stays_json_where_it_is_compared(folder: Path, questions: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    command = ("--knowledge", folder, "evaluate", questions, "--json")
    kept.write_text(daoban(*command).stdout, encoding="utf-8")
    again = daoban(*command, "--against", kept)
    assert again.stdout == kept.read_text(encoding="utf-8")
    assert "同样的题 3 道" in again.stderr


def test_terms_of_an_export_are_asked_of_that_export(folder: Path, tmp_path: Path) -> None:
    items = lines_of(
        tmp_path / "items.jsonl",
        {
            "matter_name": "护照补发",
            "matter_code": "1",
            "DEPT_NAME": "公安局",
            "matter_daily": "护照、丢护照",
        },
    )
    shown = daoban("--knowledge", folder, "evaluate", "--terms", items)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("1 个事项，2 个日常用语")
    kept = daoban("--knowledge", folder, "evaluate", "--terms", items, "--json")
    assert {outcome["kind"] for outcome in json.loads(kept.stdout)["outcomes"]} == {"in-name", "other-words"}


def test_questions_or_terms_but_not_both(questions: Path) -> None:
    for arguments in ((), (questions, "--terms", questions)):
        refused = daoban("evaluate", *arguments)
        assert refused.exit_code == 2
        assert "--terms" in refused.stderr


def test_a_file_that_is_no_report_stops_at_once(questions: Path) -> None:
    refused = daoban("evaluate", questions, "--against", questions)
    assert refused.exit_code == 1
    assert "daoban evaluate --json" in refused.stderr
