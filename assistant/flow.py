"""The questions that may stand before an answer: a graph in data (``flow.toml``), checked when read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from msgspec import Struct

from assistant.circumstances import Circumstances
from knowledge.problems import KnowledgeError, Problem
from knowledge.tables import typed

SHIPPED_FLOW = Path(__file__).with_name("flow.toml")
UNSURE = "unsure"
"""The answer that every question takes: "I don't know"."""
MOST_ANSWERS = 5
"""Nobody is asked to choose among more, "I don't know" included."""


class FlowAnswer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What may be answered."""

    id: str
    value: bool | str
    """What it makes known."""
    next: str
    """The question to go on with; empty: there is no more to ask."""


class FlowQuestion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question; its words are the messages ``flow.<id>.…``."""

    id: str
    asks: str
    """The field of `Circumstances` it is about."""
    unsure: str
    """The question to go on with where the answer is not known."""
    answer: tuple[FlowAnswer, ...]

    def edge(self, known: object) -> str:
        """Return the question to go on with where `known` is known already, or None is."""
        return next((one.next for one in self.answer if one.value == known), self.unsure)


class Flow(Struct, frozen=True, forbid_unknown_fields=True):
    """The questions, in the order of the file."""

    start: str
    question: tuple[FlowQuestion, ...]

    @classmethod
    def read(cls, path: Path = SHIPPED_FLOW) -> Flow:
        """Read a file.  Raises `KnowledgeError` with everything that is wrong with it."""
        flow = typed(path, cls, "bad-flow", "流程")
        if faults := tuple(Problem(code=code, file=str(path), message=text) for code, text in _faults(flow)):
            raise KnowledgeError(faults)
        return flow

    def named(self, question_id: str) -> FlowQuestion | None:
        """Return the question of that id, or None."""
        return next((one for one in self.question if one.id == question_id), None)

    def tells(self) -> tuple[str, ...]:
        """Return everything that can be told: ``who=self``, and of every question that one is unsure."""
        return tuple(
            f"{one.id}={answer}"
            for one in self.question
            for answer in (*(answer.id for answer in one.answer), UNSURE)
        )

    def mermaid(self) -> str:
        """Return the flow as a Mermaid diagram, for people to review."""
        lines = ["flowchart TD"]
        for one in self.question:
            lines.append(f'    {one.id}{{"{one.id}: {one.asks}"}}')
            lines += (f"    {one.id} -->|{answer.id}| {answer.next or 'END'}" for answer in one.answer)
            lines.append(f"    {one.id} -.->|{UNSURE}| {one.unsure or 'END'}")
        return "\n".join((*lines, '    END(["答案"])'))


@cache
def shipped_flow() -> Flow:
    """Return the flow that comes with the program, read once."""
    return Flow.read()


def _targets(question: FlowQuestion) -> tuple[str, ...]:
    return tuple(filter(None, (question.unsure, *(answer.next for answer in question.answer))))


def _faults(flow: Flow) -> Iterator[tuple[str, str]]:
    """Yield code and message of each fault."""
    ids = [one.id for one in flow.question]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield "flow-twice", f"问题 {twice} 写了两次，请改名或删掉一个"
    for name, targets in (("start", (flow.start,)), *((one.id, _targets(one)) for one in flow.question)):
        for target in targets:
            if target not in ids:
                yield "flow-target", f"{name} 接着问 {target}，没有这个问题；可以写：{'、'.join(ids)}"
    reached = _reached(flow, flow.start, ())
    if reached is None:
        yield "flow-loop", "问题绕成了圈，人会一直被问下去；请改 next 或 unsure"
    else:
        for lost in sorted(set(ids) - reached):
            yield "flow-unreachable", f"问题 {lost} 永远问不到；请让别的问题接到它，或删掉"
    for one in flow.question:
        yield from _answer_faults(one)


def _answer_faults(question: FlowQuestion) -> Iterator[tuple[str, str]]:
    hints = _allowed()
    if question.asks not in hints:
        yield "flow-field", f"{question.id} 问的 {question.asks} 没有这一项；可以写：{'、'.join(hints)}"
    for one in question.answer:
        allowed = hints.get(question.asks)
        if allowed and one.value not in allowed:
            hint = "、".join(map(_as_toml, allowed))
            yield "flow-value", f"{question.id} 的答案 {one.id} 记下 {_as_toml(one.value)}，只能是：{hint}"
    ids = [one.id for one in question.answer]
    if len(set(ids)) < len(ids) or UNSURE in ids:
        yield "flow-answer", f"{question.id} 的答案代号重复，或用了 {UNSURE}；请改名"
    if not 2 <= len(ids) < MOST_ANSWERS:
        yield "flow-answers", f"{question.id} 要有 2 到 {MOST_ANSWERS - 1} 个答案，“不知道”不用写"


def _as_toml(value: bool | str) -> str:
    return str(value).lower() if isinstance(value, bool) else value


@cache
def _allowed() -> dict[str, tuple[Any, ...]]:
    """Field of `Circumstances` → the values it may have."""
    found: dict[str, tuple[Any, ...]] = {}
    for name, hint in get_type_hints(Circumstances).items():
        literal = next((one for one in get_args(hint) if get_args(one)), None)
        found[name] = get_args(literal) if literal else (True, False)
    return found


def _reached(flow: Flow, at: str, way: tuple[str, ...]) -> set[str] | None:
    """The questions that can come from `at` on; None where one comes again on its own way."""
    if at in way:
        return None
    found, question = {at}, flow.named(at)
    for target in dict.fromkeys(_targets(question) if question else ()):
        further = _reached(flow, target, (*way, at))
        if further is None:
            return None
        found |= further
    return found
