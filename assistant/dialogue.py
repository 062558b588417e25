"""Which question comes next: only one whose answer may change where to go or what to bring.

Nothing is remembered but the answers: a session is replayed, so "back" is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

import msgspec
from msgspec import Struct

from assistant.circumstances import Circumstances
from assistant.flow import UNSURE, Flow, FlowQuestion
from assistant.message import Message
from assistant.reply import Choices, Option
from assistant.session import Chose

MOST = 3
"""Questions before an answer, those that find the service included."""

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


def next_question(flow: Flow, known: Told, outcome: Outcome) -> FlowQuestion | None:
    """Return the first question on the way whose answer may change the `outcome`, or None."""
    at = flow.named(flow.start)
    while at is not None:
        value = getattr(known.circumstances, at.asks)
        if value is None and at.id not in known.asked and _matters(at, flow, known, outcome):
            return at
        at = flow.named(at.edge(value))
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


def _matters(question: FlowQuestion, flow: Flow, known: Told, outcome: Outcome) -> bool:
    """True where, whatever else is still to be learnt, some answers differ in what comes of them."""
    rest = _unknown(flow, known, besides=question.asks)
    own = (None, *(answer.value for answer in question.answer))
    return any(
        len({outcome(one) for one in _each(question.asks, own, base)}) > 1 for base in _all(rest, known)
    )


def _unknown(flow: Flow, known: Told, *, besides: str) -> dict[str, tuple[object, ...]]:
    """Fields that further questions may make known → what they may be, unknown included."""
    found: dict[str, tuple[object, ...]] = {}
    for one in flow.question:
        open_still = one.asks != besides and one.id not in known.asked
        if open_still and getattr(known.circumstances, one.asks) is None:
            values = (None, *found.get(one.asks, ()), *(answer.value for answer in one.answer))
            found[one.asks] = tuple(dict.fromkeys(values))
    return found


def _all(fields: dict[str, tuple[object, ...]], known: Told) -> Iterator[Circumstances]:
    for values in product(*fields.values()):
        yield msgspec.structs.replace(known.circumstances, **dict(zip(fields, values, strict=True)))


def _each(field: str, values: Sequence[object], base: Circumstances) -> Iterator[Circumstances]:
    return (msgspec.structs.replace(base, **{field: value}) for value in values)


def may_ask(known: Told) -> bool:
    """True where one more question is not one too many."""
    return len(known.asked) + known.narrowed < MOST
