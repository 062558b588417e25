"""The questions before an answer: the shipped ones are sound, and every fault of an edited file is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.circumstances import Belongs, Circumstances, Walks
from assistant.dialogue import as_choices
from assistant.flow import MOST_ANSWERS, SHIPPED_FLOW, UNSURE, Flow, FlowQuestion, shipped_flow
from assistant.message import Message
from knowledge.problems import KnowledgeError, Problem
from locales.catalogue import languages, load

Question = dict[str, Any]

VALUES: dict[str, tuple[object, ...]] = {
    "behalf": (True, False),
    "walks": get_args(Walks),
    "belongs": get_args(Belongs),
    "smartphone": (True, False),
    "elderly": (True, False),
    "business": (True, False),
}
CIRCUMSTANCES = st.builds(
    Circumstances, **{field: st.sampled_from((None, *values)) for field, values in VALUES.items()}
)


def question(
    question_id: str, asks: str = "behalf", unsure: str = "", answers: Sequence[str] = ("", "")
) -> Question:
    """A question; `answers` are where each leads."""
    values = VALUES[asks]
    return {
        "id": question_id,
        "asks": asks,
        "unsure": unsure,
        "answer": [
            {"id": f"answer-{at}", "value": values[at % len(values)], "next": target}
            for at, target in enumerate(answers)
        ],
    }


def written(path: Path, *questions: Question, start: str = "a") -> Path:
    path.write_text(tomli_w.dumps({"start": start, "question": list(questions)}), encoding="utf-8")
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(KnowledgeError) as caught:
        Flow.read(path)
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    return caught.value.problems


def values_of(one: FlowQuestion) -> list[object]:
    return [answer.value for answer in one.answer]


# The shipped questions


def test_the_shipped_flow_is_sound() -> None:
    flow = Flow.read(SHIPPED_FLOW)
    assert flow.named(flow.start) is not None
    assert flow == shipped_flow()


def test_every_question_and_answer_has_words_to_read_and_to_hear_in_every_language() -> None:
    for language in languages():
        words = load(language)
        for one in shipped_flow().question:
            asked = as_choices(one)
            for message in (asked.prompt, *(option.label for option in asked.options)):
                assert words.text(message.key, message.data)
                assert words.speech(message.key, message.data)


def test_the_words_of_one_question_differ() -> None:
    for language in languages():
        words = load(language)
        for one in shipped_flow().question:
            labels = [words.text(option.label.key) for option in as_choices(one).options]
            assert len(labels) == len(set(labels)), one.id


def test_nobody_chooses_among_many_answers() -> None:
    for one in shipped_flow().question:
        assert 2 <= len(one.answer) <= 4, one.id
        options = as_choices(one).options
        assert len(options) == len(one.answer) + 1 <= MOST_ANSWERS, one.id
        assert options[-1].label == Message("flow.unsure"), one.id


def test_a_question_leads_on_from_every_answer_and_from_none() -> None:
    for one in shipped_flow().question:
        assert one.edge(None) == one.unsure
        assert [one.edge(answer.value) for answer in one.answer] == [answer.next for answer in one.answer]


def test_what_is_known_but_is_no_answer_leads_on_like_not_knowing() -> None:
    (one,) = [one for one in shipped_flow().question if one.asks == "walks" and "no" not in values_of(one)]
    assert one.edge("no") == one.unsure


@given(CIRCUMSTANCES)
def test_whoever_walks_through_comes_to_the_end_and_is_asked_nothing_twice(known: Circumstances) -> None:
    flow = shipped_flow()
    at, asked = flow.named(flow.start), []
    while at is not None:
        asked.append(at.asks)
        at = flow.named(at.edge(getattr(known, at.asks)))
    assert len(asked) == len(set(asked))


def test_the_diagram_shows_every_question_and_every_edge() -> None:
    flow = shipped_flow()
    lines = [line.strip() for line in flow.mermaid().splitlines()]
    assert lines[0] == "flowchart TD"
    for one in flow.question:
        assert any(line.startswith(f"{one.id}{{") and one.asks in line for line in lines)
    edges = {line for line in lines if "-->" in line or "-.->" in line}
    assert edges == {
        *(
            f"{one.id} -->|{answer.id}| {answer.next or 'END'}"
            for one in flow.question
            for answer in one.answer
        ),
        *(f"{one.id} -.->|{UNSURE}| {one.unsure or 'END'}" for one in flow.question),
    }
    assert any(line.startswith("END(") for line in lines)


# Faults


def with_answers(asks: str, *answers: dict[str, Any]) -> Question:
    return {**question("a", asks), "answer": list(answers)}


YES = {"id": "yes", "value": True, "next": ""}
NO = {"id": "no", "value": False, "next": ""}


@pytest.mark.parametrize(
    ("code", "questions", "hints"),
    [
        ("flow-twice", [question("a", unsure="b"), question("b"), question("b", "walks")], ("b",)),
        (
            "flow-target",
            [question("a", unsure="c", answers=("b", "")), question("b", "walks")],
            ("c", "a、b"),
        ),
        ("flow-target", [question("a", answers=("c", ""))], ("a", "c")),
        ("flow-loop", [question("a", unsure="b"), question("b", "walks", answers=("a", ""))], ("圈",)),
        ("flow-loop", [question("a", answers=("a", ""))], ("圈",)),
        ("flow-unreachable", [question("a"), question("b", "walks")], ("b",)),
        ("flow-field", [{**question("a"), "asks": "age"}], ("age", "behalf、walks、belongs")),
        ("flow-value", [with_answers("walks", YES, {**NO, "value": "no"})], ("yes", "well、hard、no")),
        ("flow-value", [with_answers("behalf", {**YES, "value": "yes"}, NO)], ("yes", "true、false")),
        (
            "flow-value",
            [with_answers("belongs", {**YES, "value": "广州"}, {**NO, "value": "汕头"})],
            ("广州",),
        ),
        ("flow-answer", [with_answers("behalf", YES, {**NO, "id": "yes"})], ("a", "重复")),
        ("flow-answer", [with_answers("behalf", YES, {**NO, "id": "unsure"})], ("a", "unsure")),
        ("flow-answers", [question("a", answers=("",))], ("2 到 4",)),
        ("flow-answers", [question("a", "belongs", answers=("",) * 5)], ("2 到 4",)),
        ("flow-answers", [question("a", answers=())], ("2 到 4",)),
    ],
)
def test_a_fault_is_told_with_a_hint(
    tmp_path: Path, code: str, questions: list[Question], hints: tuple[str, ...]
) -> None:
    (problem,) = problems(written(tmp_path / "flow.toml", *questions))
    assert problem.code == code
    assert [hint for hint in hints if hint not in problem.message] == []


def test_a_start_that_is_no_question_is_told(tmp_path: Path) -> None:
    found = problems(written(tmp_path / "flow.toml", question("a"), start="z"))
    assert [one.code for one in found] == ["flow-target", "flow-unreachable"]
    assert "start" in found[0].message
    assert "z" in found[0].message


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = problems(
        written(
            tmp_path / "flow.toml",
            question("a", unsure="nowhere"),
            {**question("lost", answers=("",)), "asks": "age"},
            {**question("twice", "walks"), "answer": [{"id": "unsure", "value": "flies", "next": ""}]},
            question("twice", "walks"),
        )
    )
    assert sorted(one.code for one in found) == [
        "flow-answer",
        "flow-answers",
        "flow-answers",
        "flow-field",
        "flow-target",
        "flow-twice",
        "flow-unreachable",
        "flow-unreachable",
        "flow-value",
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[[question", "写法有误"),
        ("", "`start`"),
        ('start = "a"\n', "`question`"),
        ('start = "a"\nquestion = 3\n', "array"),
        ('start = "a"\nquestion = []\nend = "b"\n', "`end`"),
        ('start = "a"\n[[question]]\nid = "a"\nasks = "walks"\nanswer = []\n', "`unsure`"),
        (
            'start = "a"\n[[question]]\nid = "a"\nasks = "walks"\nunsure = ""\n'
            '[[question.answer]]\nid = "x"\nvalue = 3\nnext = ""\n',
            "value",
        ),
    ],
    ids=["no TOML", "empty", "no questions", "no list", "an unknown key", "no unsure", "a number"],
)
def test_a_file_that_is_no_flow_is_told(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "flow.toml"
    path.write_text(text, encoding="utf-8")
    (problem,) = problems(path)
    assert problem.code == ("toml-syntax" if hint == "写法有误" else "bad-flow")
    assert hint in problem.message


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "flow.toml"
    path.write_bytes(SHIPPED_FLOW.read_text(encoding="utf-8").encode("gb18030"))
    assert [one.code for one in problems(path)] == ["not-utf8"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [one.code for one in problems(tmp_path / "none.toml")] == ["unreadable"]
    assert [one.code for one in problems(tmp_path)] == ["unreadable"]


def test_an_edited_flow_is_used_byte_order_mark_and_all(tmp_path: Path) -> None:
    path = written(tmp_path / "flow.toml", question("a", unsure="b"), question("b", "walks"))
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [one.id for one in Flow.read(path).question] == ["a", "b"]


IDS = "abcde"


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Question → where "I don't know" and two answers lead; empty: the end."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    targets = st.sampled_from(("", *ids))
    return {one: [draw(targets) for _ in range(3)] for one in ids}


def later(edges: dict[str, list[str]], start: str) -> set[str]:
    """The questions that can come after `start`."""
    found: set[str] = set()
    new = set(edges[start]) - {""}
    while new:
        found |= new
        new = {target for one in new for target in edges[one]} - found - {""}
    return found


@settings(max_examples=200)
@given(edges=graphs())
def test_a_flow_is_taken_where_everybody_comes_to_the_end_and_every_question_may_come(
    tmp_path_factory: pytest.TempPathFactory, edges: dict[str, list[str]]
) -> None:
    path = written(
        tmp_path_factory.getbasetemp() / "graph.toml",
        *(question(one, unsure=targets[0], answers=targets[1:]) for one, targets in edges.items()),
    )
    reached = {"a"} | later(edges, "a")
    if any(one in later(edges, one) for one in reached):
        assert [one.code for one in problems(path)] == ["flow-loop"]
    elif lost := set(edges) - reached:
        assert {one.code for one in problems(path)} == {"flow-unreachable"}
        assert len(problems(path)) == len(lost)
    else:
        assert {one.id for one in Flow.read(path).question} == set(edges)
