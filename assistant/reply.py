"""What to tell the person, as data: message keys and quotes, no sentences of its own.

A kiosk turns a reply into a screen, speech and a slip; `daoban ask --json`
prints it as it is.  The classes below are that documented form.
"""

from __future__ import annotations

from msgspec import Struct

from assistant.checklist import Checklist
from assistant.message import Message
from assistant.planning import Journey
from assistant.routes import LeftOut, Route
from assistant.session import Chose
from knowledge.model import Guide, Hours


class Option(Struct, frozen=True):
    """Something to choose: what it is called, and the turn that choosing it makes."""

    turn: Chose
    label: Message
    """``quote`` with a ``text`` where the knowledge base names it; else a UI word."""
    detail: str = ""
    """A summary to tell it from its neighbours; may be empty."""
    spans: tuple[tuple[int, int], ...] = ()
    """Parts of a quoted name that the question asked for: start and end in its characters, in order."""


class Choices(Struct, frozen=True, tag="choices", tag_field="reply"):
    """Several things it may be; the person chooses.  The likeliest is first."""

    prompt: Message
    options: tuple[Option, ...]


class Answer(Struct, frozen=True, tag="answer", tag_field="reply"):
    """One service, with all that is known of it and the ways to have it handled."""

    guide: Guide
    routes: tuple[Route, ...]
    """The one to take first at the head."""
    notices: tuple[Message, ...]
    """What must be said with it, such as that the content is an example."""
    others: tuple[Option, ...] = ()
    """What else the question may have meant."""
    left_out: tuple[LeftOut, ...] = ()
    """The ways that are not offered, and why not."""
    checklist: Checklist = Checklist()
    """What to bring, for this person."""
    ask: Choices | None = None
    """What to ask before this is shown, since it may change; None: nothing would."""


class Plan(Struct, frozen=True, tag="plan", tag_field="reply"):
    """一件事: the services that an event of life asks for, in their order."""

    name: str
    summary: str
    options: tuple[Option, ...]
    notices: tuple[Message, ...]
    journey: Journey | None = None
    """All of it done together: where to go, what to bring once for all."""


class Refusal(Struct, frozen=True, tag="refusal", tag_field="reply"):
    """No service is named: why, and what the person can do now."""

    reason: Message
    advice: tuple[Message, ...]
    """Always a way to a person: the guidance desk, 12345."""
    options: tuple[Option, ...] = ()
    hours: tuple[Hours, ...] = ()
    """The hall's opening hours, where they were asked for."""


Reply = Choices | Answer | Plan | Refusal


def quote(text: str) -> Message:
    """A label taken from the knowledge base word for word."""
    return Message("quote", {"text": text})
