"""What a clerk asks and what stands on the desk for it: two values, and the way between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import Protocol

from msgspec import Struct

from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.message import Message
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply, quote
from assistant.session import Chose, Said, Session, Turn

_FEW_LETTERS = 2
"""So few are rather a beginning than a question."""


class Answers(Protocol):
    """Whoever answers: `assistant.pipeline.Assistant`."""

    def reply(self, session: Session) -> Reply:
        """Return what to show for what has been said so far."""

    def suggest(self, text: str) -> tuple[Option, ...]:
        """Return what a text that is still being typed may become."""

    def known(self, session: Session) -> Circumstances:
        """Return what is known of the person."""


class Question(Struct, frozen=True):
    """What has been typed, what is known of the citizen, what was opened, what is chosen in the list."""

    text: str = ""
    tells: tuple[str, ...] = ()
    """Answers to the questions of the flow: ``who=other``."""
    opened: tuple[Chose, ...] = ()
    """Options that hold others, the outermost first."""
    picked: Chose | None = None
    """None: the first of the list."""

    @property
    def session(self) -> Session:
        """The session of a citizen who said and answered all that, nothing chosen yet."""
        text = self.text.strip()
        said: tuple[Turn, ...] = (Said(text),) if text else ()
        return Session((*said, *(Chose("tell", tell) for tell in self.tells), *self.opened))


class Found(Struct, frozen=True):
    """What there is to choose from for a text."""

    reply: Reply
    options: tuple[Option, ...]
    likely: bool
    """Whether the first is likely enough to be shown without being chosen."""

    @property
    def prompt(self) -> Message | None:
        """What to ask the citizen to choose rightly, where what the reply offers comes first."""
        if isinstance(self.reply, Choices) and self.reply.options[:1] == self.options[:1]:
            return self.reply.prompt
        return None


class Looked(Struct, frozen=True):
    """The desk for a question."""

    question: Question
    found: Found
    chosen: int | None
    """Place in the list of what is shown; None: nothing of it is."""
    shown: Reply
    known: Circumstances = NOTHING_KNOWN

    @property
    def turn(self) -> Chose | None:
        """What is chosen."""
        return None if self.chosen is None else self.found.options[self.chosen].turn


class Finder:
    """Looks up questions, one after the other: moving in a list does not search again."""

    def __init__(self, assistant: Answers) -> None:
        self._assistant = assistant
        self._last: tuple[Question, Found] | None = None

    def look(self, question: Question) -> Looked:
        """Return what to show for `question`."""
        found = self._found(Question(question.text, question.tells, question.opened))
        turns = [option.turn for option in found.options]
        if question.picked in turns:
            chosen: int | None = turns.index(question.picked)
        else:
            chosen = 0 if found.likely else None
        session = question.session
        turn = None if chosen is None else turns[chosen]
        shown = found.reply if turn in (None, _about(found.reply)) else self._after(session, turn)
        return Looked(question, found, chosen, shown, self._assistant.known(session))

    def _after(self, session: Session, turn: Chose | None) -> Reply:
        return self._assistant.reply(session.after(turn) if turn else session)

    def _found(self, question: Question) -> Found:
        if self._last is None or self._last[0] != question:
            self._last = question, self._search(question)
        return self._last[1]

    def _search(self, question: Question) -> Found:
        reply = self._assistant.reply(question.session)
        if question.opened:
            return Found(reply, _options(reply), likely=isinstance(reply, Choices))
        suggested = self._assistant.suggest(question.text)
        if isinstance(reply, Refusal):  # of a text that is half typed as well
            return Found(reply, suggested or reply.options, likely=bool(suggested))
        unique: dict[Chose, Option] = {}
        for option in _ordered(question.text, _options(reply), suggested):
            unique.setdefault(option.turn, option)
        likely = bool(question.text.strip()) and not isinstance(reply, Plan)
        return Found(reply, tuple(unique.values()), likely)


def _ordered(text: str, meant: Iterable[Option], suggested: Iterable[Option]) -> Iterable[Option]:
    """What `text` means, and then what it may become; of a letter or two, both in turn.

    ``sf`` spells 水费 and begins 身份证, which far more people come for.
    """
    typed = text.strip()
    if typed.isascii() and typed.isalpha() and len(typed) <= _FEW_LETTERS:
        in_turn = chain.from_iterable(zip_longest(suggested, meant))
        return (option for option in in_turn if option)
    return (*meant, *suggested)


def _options(reply: Reply) -> tuple[Option, ...]:
    """What a reply gives to choose from; the service it is about itself stands first."""
    match reply:
        case Answer(guide=guide):
            return (Option(Chose("guide", guide.id), quote(guide.name), guide.summary), *reply.others)
        case Plan() | Choices() | Refusal():
            return reply.options


def _about(reply: Reply) -> Chose | None:
    """The choice that leads to the very reply."""
    return Chose("guide", reply.guide.id) if isinstance(reply, Answer) else None
