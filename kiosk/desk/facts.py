"""What is known of the citizen: one row of facts that Tab leads through and a digit sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import events
from textual.message import Message

from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.flow import Flow, FlowQuestion, shipped_flow
from kiosk.desk.keys import CAPS
from kiosk.desk.rows import Drawn, Row, Run, in_rows
from locales.catalogue import Catalogue


def facts_of(flow: Flow) -> tuple[FlowQuestion, ...]:
    """The questions of the flow, one for each thing they ask: of two, that with more answers."""
    found: dict[str, FlowQuestion] = {}
    for question in flow.question:
        known = found.get(question.asks)
        if known is None or len(known.answer) < len(question.answer):
            found[question.asks] = question
    return tuple(found.values())


def answer_known(fact: FlowQuestion, known: Circumstances) -> str:
    """The id of the answer that `known` holds; empty where it holds none."""
    value = getattr(known, fact.asks)
    return next((one.id for one in fact.answer if value is not None and one.value == value), "")


def told_anew(tells: Iterable[str], fact: FlowQuestion, answer: str) -> tuple[str, ...]:
    """`tells` with what `fact` is answered now; an empty answer takes it back."""
    others = (tell for tell in tells if tell.partition("=")[0] != fact.id)
    return (*others, f"{fact.id}={answer}") if answer else tuple(others)


class Facts(Drawn, can_focus=True, inherit_bindings=False):
    """All facts in a row; where one of them is chosen, its answers with their digits in its place."""

    class Told(Message):
        """The clerk has set a fact, or taken it back where `answer` is empty."""

        def __init__(self, fact: FlowQuestion, answer: str) -> None:
            super().__init__()
            self.fact = fact
            self.answer = answer

    def __init__(self, facts: tuple[FlowQuestion, ...], catalogue: Catalogue) -> None:
        super().__init__("facts", self._rows)
        self.facts = facts
        self.known = NOTHING_KNOWN
        self.at: int | None = None
        """The fact that keys set; None while they write into the line."""
        self._catalogue = catalogue

    def tell(self, known: Circumstances) -> None:
        """Show what is known."""
        if known != self.known:
            self.known = known
            self.show(self._rows)

    def choose(self, at: int | None) -> None:
        """Lead the keys to fact `at`, or to none of them."""
        self.at = at
        self.show(self._rows)

    def place_of(self, question: str) -> int:
        """The place of the fact that the question of the flow is about; 0 where none is."""
        asked = shipped_flow().named(question)
        return next((at for at, fact in enumerate(self.facts) if asked and fact.asks == asked.asks), 0)

    def takes(self, event: events.Key) -> bool:
        """Whether the key sets a fact, rather than being typed."""
        return self.at is not None and self._answer_by(event) is not None

    def on_key(self, event: events.Key) -> None:
        """Digits answer, left and right go through the answers, 0 and Backspace take it back."""
        answer = self._answer_by(event)
        if self.at is not None and answer is not None:
            event.stop()
            self.post_message(self.Told(self.facts[self.at], answer))

    def _answer_by(self, event: events.Key) -> str | None:
        """The answer that a key gives, empty for "not known"; None where it gives none."""
        if self.at is None:
            return None
        fact = self.facts[self.at]
        ids = ["", *(one.id for one in fact.answer)]
        if event.key in ("left", "right", "space"):
            step = -1 if event.key == "left" else 1
            return ids[(ids.index(answer_known(fact, self.known)) + step) % len(ids)]
        if event.key in ("backspace", "delete"):
            return ""
        digit = event.character or ""
        return ids[int(digit)] if digit.isdecimal() and digit.isascii() and int(digit) < len(ids) else None

    def _rows(self, columns: int) -> tuple[Row, ...]:
        runs = self._chips() if self.at is None else self._answers(self.facts[self.at])
        return in_rows(runs, columns)

    def _chips(self) -> Iterator[Run]:
        yield CAPS["known"], "desk--strong"
        for fact in self.facts:
            answer = answer_known(fact, self.known)
            if answer:
                yield f" {self._words(fact, answer)} ", "desk--chosen"
            else:
                yield self._catalogue.text("desk.unknown", {"fact": self._name_of(fact)}), ""

    def _answers(self, fact: FlowQuestion) -> Iterator[Run]:
        yield f" {self._name_of(fact)} ", "desk--heading"
        known = answer_known(fact, self.known)
        for number, answer in enumerate(fact.answer, start=1):
            part = "desk--chosen" if answer.id == known else ""
            yield f" {number} {self._words(fact, answer.id)} ", part
        yield f" 0 {self._catalogue.text('desk.not_known')} ", "" if known else "desk--chosen"

    def _name_of(self, fact: FlowQuestion) -> str:
        return self._catalogue.text(f"desk.fact.{fact.id}.name")

    def _words(self, fact: FlowQuestion, answer: str) -> str:
        return self._catalogue.text(f"desk.fact.{fact.id}.{answer}")
