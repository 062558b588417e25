"""Every rule says what it is for, and the documents list them all."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import knowledge.checks
from kiosk.cli import app
from knowledge.checks import RULES, Rule

DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"
HANZI = re.compile(r"[\u4e00-\u9fff]")


def test_there_are_rules_enough() -> None:
    assert len(RULES) >= 26


def test_ids_are_unique_and_plain() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert [rule_id for rule_id in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule_id)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_in_chinese_why_and_what_it_rests_on(rule: Rule) -> None:
    assert HANZI.search(rule.reason)
    assert rule.reason.endswith("。")
    assert len(rule.reason) <= 60
    assert HANZI.search(rule.basis)
    assert rule.severity in {"error", "warning"}


def test_no_rule_that_was_written_is_left_out() -> None:
    modules = [
        importlib.import_module(f"knowledge.checks.{module.name}")
        for module in pkgutil.iter_modules(knowledge.checks.__path__)
    ]
    written = {value.id for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert written == {rule.id for rule in RULES}


def test_the_document_holds_the_table_that_the_command_prints() -> None:
    printed = CliRunner().invoke(app, ["check", "--rules"])
    assert printed.exit_code == 0
    assert printed.output.count("\n") == len(RULES) + 2
    text = DOCUMENT.read_text(encoding="utf-8")
    table = "".join(line for line in text.splitlines(keepends=True) if line.startswith("|"))
    assert table == printed.output
