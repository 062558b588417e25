"""Everyday terms of an official export as questions: they are asked, never searched in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.evaluation.report import ALL, evaluate
from assistant.evaluation.terms import IN_NAME, OTHER_WORDS, read_terms
from assistant.pipeline import Assistant
from knowledge.model import Knowledge
from knowledge.problems import KnowledgeError


def export(path: Path, *items: tuple[str, str]) -> Path:
    rows = (
        {"matter_name": name, "matter_daily": terms, "matter_code": f"4405{number}", "DEPT_NAME": "公安局"}
        for number, (name, terms) in enumerate(items)
    )
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(lines, encoding="utf-8")
    return path


def test_terms_are_split_shared_and_told_apart(tmp_path: Path) -> None:
    path = export(
        tmp_path / "items.jsonl",
        ("居民身份证补领", "身份证不见,拍毋见证件、证件遗失，身份证"),
        ("护照补发", "证件遗失"),
        ("户口迁移", "无"),
        ("", "没有名称"),
    )
    found = read_terms(path)
    card, passport, _ = (guide.id for guide in found.knowledge.guides)
    assert {question.text: (question.kind, question.guides) for question in found.questions} == {
        "身份证不见": (OTHER_WORDS, (card,)),
        "拍毋见证件": (OTHER_WORDS, (card,)),
        "证件遗失": (OTHER_WORDS, (card, passport)),
        "身份证": (IN_NAME, (card,)),
    }


def test_terms_are_not_searched_in(assistant_for: Callable[[Knowledge], Assistant], tmp_path: Path) -> None:
    path = export(tmp_path / "items.jsonl", ("居民身份证补领", "龘靐齉"), ("护照补发", "无"))
    found = read_terms(path)
    assert all(not guide.aliases for guide in found.knowledge.guides)
    report = evaluate(assistant_for(found.knowledge), found.questions)
    assert report.row(ALL).estimates["hit@3"].mean == 0


def test_an_export_without_terms_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no-terms"):
        read_terms(export(tmp_path / "items.jsonl", ("居民身份证补领", "无")))


def test_terms_of_a_real_export_find_their_items(assistant_for: Callable[[Knowledge], Assistant]) -> None:
    """A floor well below what search reaches over 2,262 provincial items."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "real"
    policy = Path(os.environ.get("DAOBAN_REAL_DATA", beside)) / "guangdong-guides" / "policy.json"
    if not policy.is_file():
        pytest.skip(f"no real export at {policy}; set DAOBAN_REAL_DATA to the folder of real exports")
    found = read_terms(policy)
    assert len(found.knowledge.guides) == 2262
    assert len(found.questions) == 704
    estimates = evaluate(assistant_for(found.knowledge), found.questions).row(ALL).estimates
    assert estimates["hit@1"].mean >= 0.65
    assert estimates["hit@3"].mean >= 0.8
