"""The questions search is measured on: three parts that have nothing in common.

Failures tell figures, never the words of a question: those for measuring are not to be read.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.evaluation.questions import OUTSIDE, Question, read_questions
from assistant.pipeline import Assistant

FOLDER = Path(__file__).parents[1] / "questions"
PARTS = ("train", "dev", "test")
KINDS = {
    "plain",
    "colloquial",
    "teochew",
    "typo",
    "homophone",
    "accent",
    "pinyin",
    "initials",
    "long",
    "english",
    "traditional",
    OUTSIDE,
}


@pytest.fixture(scope="module")
def parts() -> dict[str, tuple[Question, ...]]:
    return {part: read_questions(FOLDER / f"{part}.jsonl") for part in PARTS}


def spoken(question: Question) -> str:
    """The words alone: a question mark makes no other question."""
    return "".join(filter(str.isalnum, question.text.casefold())) or question.text


def test_there_are_enough(parts: dict[str, tuple[Question, ...]]) -> None:
    assert sum(map(len, parts.values())) >= 1200
    assert min(map(len, parts.values())) >= 500


@pytest.mark.parametrize("part", PARTS)
def test_every_kind_is_asked_in_every_part(parts: dict[str, tuple[Question, ...]], part: str) -> None:
    counts = Counter(question.kind for question in parts[part])
    assert counts.keys() == KINDS
    assert min(counts.values()) >= 15
    assert counts[OUTSIDE] / len(parts[part]) >= 0.1


def test_nothing_is_asked_twice(parts: dict[str, tuple[Question, ...]]) -> None:
    counts = Counter(spoken(question) for asked in parts.values() for question in asked)
    assert sum(count > 1 for count in counts.values()) == 0


def test_no_service_is_asked_for_in_two_parts(parts: dict[str, tuple[Question, ...]]) -> None:
    """What was tuned on one service's questions is measured on others."""
    firsts = [{question.guides[0] for question in asked if question.guides} for asked in parts.values()]
    assert sum(map(len, firsts)) == len(set().union(*firsts))


def test_all_answers_are_there(parts: dict[str, tuple[Question, ...]], assistant: Assistant) -> None:
    library = assistant.library
    known = {item.id for item in (*library.all_guides(), *library.knowledge.themes)}
    unknown = Counter(
        part
        for part, asked in parts.items()
        for question in asked
        for guide in question.guides
        if guide not in known
    )
    assert unknown == {}


@pytest.mark.parametrize("part", PARTS)
def test_a_group_asks_one_thing(parts: dict[str, tuple[Question, ...]], part: str) -> None:
    groups: dict[str, list[frozenset[str]]] = {}
    for question in parts[part]:
        if question.group:
            groups.setdefault(question.group, []).append(frozenset(question.guides))
    assert len(groups) >= 10
    assert sum(len(members) < 2 for members in groups.values()) == 0
    assert sum(len(set(members)) > 1 for members in groups.values()) == 0
