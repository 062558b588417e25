"""Which question comes next: only one whose answer may change where to go or what to bring.

Nothing is remembered but the answers: a session is replayed, so "back" is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile

import msgspec
from msgspec import Struct

from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.flow import UNSURE, Flow, FlowQuestion
from assistant.message import Message
from assistant.reply import Choices, Option
from assistant.session import Chose, Said, Turn

MOST = 3
"""Questions before an answer, those that find the service included."""
_BROWSED = 2
"""Choices of who looks through the areas that cost no question: five lead to an answer at most."""

Outcome = Callable[[Circumstances], object]
"""What matters of the answer to a person of those circumstances."""


class Told(Struct, frozen=True):
    """What a person has told, in words and in answers."""

    circumstances: Circumstances
    asked: tuple[str, ...] = ()
    """Ids of the questions that were answered, "I don't know" included."""
    narrowed: int = 0
    """Questions that it took to find the service."""


def told(circumstances: Circumstances, answers: Iterable[str], flow: Flow, narrowed: int = 0) -> Told:
    """Return `circumstances` with what `answers` (``who=self``) make known; others count for nothing."""
    asked: list[str] = []
    for answer in answers:
        question_id, _, answer_id = answer.partition("=")
        question = flow.named(question_id)
        found = [one for one in question.answer if one.id == answer_id] if question else []
        if question and (found or answer_id == UNSURE):
            asked.append(question.id)
        if question and found:
            circumstances = msgspec.structs.replace(circumstances, **{question.asks: found[0].value})
    return Told(circumstances, tuple(asked), narrowed)


def told_by(turns: Sequence[Turn], understood: Callable[[str], Circumstances], flow: Flow) -> Told:
    """Return what a person told in the words they last asked in, which `understood` reads, and since."""
    since: list[Chose] = []
    circumstances, narrowed = NOTHING_KNOWN, 0
    for turn in reversed(turns):
        if isinstance(turn, Said):
            circumstances, narrowed = understood(turn.text), _finding(since[::-1])
            break
        since.append(turn)
    answers = (turn.id for turn in reversed(since) if tells(turn))
    return told(circumstances, answers, flow, max(narrowed, _looking(since)))


def tells(turn: Turn) -> bool:
    """Return whether a turn tells something of the person."""
    return isinstance(turn, Chose) and turn.kind == "tell"


def next_question(
    flow: Flow, known: Told, outcome: Outcome, unasked: Collection[str] = ()
) -> FlowQuestion | None:
    """Return the first question on the way whose answer may change the `outcome`, or None.

    Nothing is asked about the fields `unasked`, nor again about one that some question was about.
    """
    closed = {*unasked, *(one.asks for one in flow.question if one.id in known.asked)}
    at = flow.named(flow.start)
    while at is not None:
        if _open(at, known, closed) and _matters(at, flow, known, outcome, closed):
            return at
        at = flow.named(at.edge(getattr(known.circumstances, at.asks)))
    return None


def as_choices(question: FlowQuestion) -> Choices:
    """Return the question with its answers, "I don't know" last."""
    ids = (*(one.id for one in question.answer), UNSURE)
    return Choices(
        Message(f"flow.{question.id}.prompt"),
        tuple(
            Option(
                Chose("tell", f"{question.id}={answer}"),
                Message("flow.unsure" if answer == UNSURE else f"flow.{question.id}.{answer}"),
            )
            for answer in ids
        ),
    )


def _open(question: FlowQuestion, known: Told, unasked: Collection[str]) -> bool:
    """True where the question could still be put."""
    value = getattr(known.circumstances, question.asks)
    return value is None and question.id not in known.asked and question.asks not in unasked


def _matters(
    question: FlowQuestion, flow: Flow, known: Told, outcome: Outcome, unasked: Collection[str]
) -> bool:
    """True where two answers may end differently, now or by what can be learnt after them."""
    first, *others = (
        {_with(end, question.asks, None): outcome(end) for end in _ends(flow, target, after, unasked)}
        for target, after in _answered(question, known)
    )
    return any(
        set(first.values()) != set(other.values())
        or any(first[end] != other[end] for end in first.keys() & other.keys())
        for other in others
    )


def _ends(flow: Flow, at: str, known: Told, unasked: Collection[str]) -> Iterator[Circumstances]:
    """All that may be known in the end, from the question `at` on."""
    question = flow.named(at)
    if question is None:
        yield known.circumstances
    elif not _open(question, known, unasked):
        edge = question.edge(getattr(known.circumstances, question.asks))
        yield from _ends(flow, edge, known, unasked)
    else:
        for target, after in _answered(question, known):
            yield from _ends(flow, target, after, unasked)


def _answered(question: FlowQuestion, known: Told) -> Iterator[tuple[str, Told]]:
    """Yield the next question and what is then known, for every answer, "I don't know" first."""
    for value, target in ((None, question.unsure), *((one.value, one.next) for one in question.answer)):
        circumstances = _with(known.circumstances, question.asks, value)
        yield target, Told(circumstances, (*known.asked, question.id))


def _with(circumstances: Circumstances, field: str, value: object) -> Circumstances:
    return msgspec.structs.replace(circumstances, **{field: value})


def may_ask(known: Told) -> bool:
    """True where one more question is not one too many."""
    return len(known.asked) + known.narrowed < MOST


def _finding(choices: Iterable[Chose]) -> int:
    """How many questions led from the words to the service: the answer to the last is the service itself.

    Whoever looks through the areas instead was asked nothing.
    """
    chosen = [choice for choice in choices if not tells(choice)]
    answers = list(takewhile(lambda choice: choice.kind == "narrow", chosen))
    picked = any(choice.kind in {"guide", "theme"} for choice in chosen[len(answers) : len(answers) + 1])
    return len(answers) + picked


def _looking(choices: Iterable[Chose]) -> int:
    """How many questions fewer are put to who has pressed so often on the way to the service."""
    return max(sum(not tells(choice) for choice in choices) - _BROWSED, 0)
