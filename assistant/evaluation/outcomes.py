"""Asking a question, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from assistant.evaluation.estimates import Estimate, bootstrap, wilson
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.pipeline import Assistant
from assistant.reply import Answer, Plan, Refusal, Reply


class Outcome(Struct, frozen=True):
    """What became of one question."""

    question: str
    """Its digest."""
    kind: str
    place: int | None
    """Of the first right guide, from 1, whether the reply names it or refuses; None: not found."""
    shown: bool
    """The reply holds a right guide: leads to it, offers it, or has it as a step."""
    straight: bool
    """The reply is one guide, right or wrong: nothing is left to choose."""
    led: bool
    """That guide is a right one."""
    refused: bool
    confidence: float
    """That the question is one for the hall, 0 to 1."""

    @property
    def answerable(self) -> bool:
        """True where some guide answers it."""
        return self.kind != OUTSIDE


class Measure(Struct, frozen=True):
    """A figure that is a mean over questions."""

    name: str
    of: Callable[[Outcome], float]
    estimate: Callable[[Sequence[float]], Estimate]


REFUSED = Measure("refused", lambda outcome: outcome.refused, wilson)
"""Right for `OUTSIDE`, wrong for all others."""
MEASURES = (
    Measure("hit@1", lambda outcome: outcome.place == 1, wilson),
    Measure("hit@3", lambda outcome: outcome.place is not None and outcome.place <= 3, wilson),
    Measure("MRR", lambda outcome: 1 / outcome.place if outcome.place else 0.0, bootstrap),
    Measure("shown", lambda outcome: outcome.shown, wilson),
    Measure("led", lambda outcome: outcome.led, wilson),
    REFUSED,
)
"""All that can be measured where a guide answers the question."""


def ask(assistant: Assistant, question: Question) -> tuple[Outcome, str]:
    """Return the outcome, and the id of what was found first; "" for nothing."""
    ranked, reply = assistant.ranked(question.text), assistant.ask(question.text)
    right, lead = set(question.guides), set(_leads_to(assistant, reply))
    outcome = Outcome(
        question=question.digest,
        kind=question.kind,
        place=next((at for at, found in enumerate(ranked, start=1) if found in right), None),
        shown=not right.isdisjoint(_held(assistant, reply)),
        straight=bool(lead),
        led=not right.isdisjoint(lead),
        refused=isinstance(reply, Refusal),
        confidence=assistant.confidence(question.text),
    )
    return outcome, next(iter(ranked), "")


def _held(assistant: Assistant, reply: Reply) -> Iterator[str]:
    """Ids of all the person sees."""
    yield from _leads_to(assistant, reply)
    options = reply.others if isinstance(reply, Answer) else reply.options
    yield from (option.turn.id for option in options)


def _leads_to(assistant: Assistant, reply: Reply) -> Iterator[str]:
    """The id of the service or event of life that the reply is; none where it is several or a refusal."""
    match reply:
        case Answer(guide=guide):
            yield guide.id
        case Plan(name=name):
            yield from (theme.id for theme in assistant.library.knowledge.themes if theme.name == name)
