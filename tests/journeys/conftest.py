"""A person in front of the assistant, who can only say something or pick what was offered."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from assistant.reply import Answer, Choices, Option, Plan, Reply
from assistant.session import Said, Session

MOST_TURNS = 5


class Visit:
    """One person's way; fails where it gets longer than anybody should need."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.session = Session()

    @property
    def reply(self) -> Reply:
        return self.assistant.reply(self.session)

    @property
    def offered(self) -> list[Option]:
        match self.reply:
            case Answer(others=options) | Choices(options=options) | Plan(options=options):
                return list(options)
            case refusal:
                return list(refusal.options)

    def says(self, text: str) -> Visit:
        return self._after(Session((*self.session.turns, Said(text))))

    def picks(self, wanted: str) -> Visit:
        """Pick the option that leads to that id."""
        offered = {option.turn.id: option.turn for option in self.offered}
        assert wanted in offered, f"{wanted} is not among {list(offered)}"
        return self._after(self.session.after(offered[wanted]))

    def reaches(self, guide_id: str) -> Answer:
        """The answer for that guide, picked from what is offered where it is not shown already."""
        if not (isinstance(self.reply, Answer) and self.reply.guide.id == guide_id):
            self.picks(guide_id)
        reply = self.reply
        assert isinstance(reply, Answer)
        assert reply.guide.id == guide_id
        return reply

    def _after(self, session: Session) -> Visit:
        assert len(session.turns) <= MOST_TURNS
        self.session = session
        return self


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant.load()


@pytest.fixture
def visit(assistant: Assistant) -> Visit:
    return Visit(assistant)
