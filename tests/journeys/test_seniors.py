"""The commonest tasks of old people: from their own words to the first way, in five steps at most."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import tomli

from assistant.flow import shipped_flow
from assistant.pipeline import Assistant
from assistant.planning import where
from assistant.reply import Answer, Choices, Plan, Refusal, Reply
from assistant.routes import kind_of
from assistant.session import Chose, Said, Session, Turn

JOURNEYS: list[dict[str, Any]] = tomli.loads(
    Path(__file__).with_name("seniors.toml").read_text(encoding="utf-8")
)["journey"]
MOST_STEPS = 5
TUESDAY = dt.datetime(2026, 12, 1, 10)


@pytest.fixture(scope="module")
def at_ten(assistant: Assistant) -> Assistant:
    return Assistant(assistant.library, clock=lambda: TUESDAY)


def tells(turn_id: str, journey: dict[str, Any]) -> bool:
    """Whether that is what the person would answer: by the answer's id, or by what it makes known."""
    question_id, _, answer_id = turn_id.partition("=")
    truth = journey.get("tells", {}).get(question_id)
    question = shipped_flow().named(question_id)
    values = [one.value for one in question.answer if one.id == answer_id] if question else []
    return truth is not None and truth in (answer_id, *values)


def next_turn(reply: Reply, journey: dict[str, Any]) -> Turn | None:
    """What the person chooses, who knows what they want; None where they have arrived, or find nothing."""
    wanted = journey.get("guide") or journey.get("theme")
    match reply:
        case Answer(ask=Choices(options=options)):
            return next((one.turn for one in options if tells(one.turn.id, journey)), options[-1].turn)
        case Choices(options=options) | Refusal(options=options) | Plan(options=options):
            found = (one.turn for one in options if one.turn.id == wanted)
            return next(found, None) or next((one.turn for one in options if one.turn.kind == "narrow"), None)
        case Answer(guide=guide, others=others) if guide.id != wanted:
            return next((one.turn for one in others if one.turn.id == wanted), None)
    return None


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey["says"])
def test_old_people_reach_the_right_way_in_five_steps(at_ten: Assistant, journey: dict[str, Any]) -> None:
    session = Session((Said(journey["says"]),))
    steps = 1  # the words themselves
    while (turn := next_turn(at_ten.reply(session), journey)) is not None:
        session, steps = session.after(turn), steps + 1
        assert steps < 20
    reply = at_ten.reply(session)
    assert steps <= MOST_STEPS
    if "theme" in journey:
        assert isinstance(reply, Plan)
        assert Chose("theme", journey["theme"]) in session.turns or reply.journey is not None
        return
    assert isinstance(reply, Answer)
    assert reply.guide.id == journey["guide"]
    assert kind_of(reply.routes[0]) == journey["first"]
    if "counter" in journey:
        assert where(reply.routes[0]) == journey["counter"]


def test_there_are_thirty_of_them() -> None:
    assert len(JOURNEYS) >= 30
