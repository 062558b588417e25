"""Which screen shows which reply."""

from __future__ import annotations

from assistant.planning import Journey
from assistant.reply import Answer, Choices, Plan, Refusal, Reply
from kiosk.screens.answer import AnswerView
from kiosk.screens.choices import ChoicesView
from kiosk.screens.need import NeedView
from kiosk.screens.plan import PlanView
from kiosk.screens.refusal import RefusalView
from kiosk.screens.view import View


def screen_for(reply: Reply, *, first: bool) -> View:
    """Return the screen for `reply`; the first choices of all come with a box to type into.

    What may still change an answer is asked before it is shown.
    """
    match reply:
        case Answer(ask=Choices() as question):
            return ChoicesView(question, about=reply.guide.name)
        case Answer():
            return AnswerView(reply)
        case Plan(journey=Journey() as journey):
            return PlanView(reply, journey)
        case Choices() if first:
            return NeedView(reply)
        case Refusal():
            return RefusalView(reply)
        case _:
            return ChoicesView(reply)
