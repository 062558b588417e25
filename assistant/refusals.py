"""What to say where no service is named: why, and always a way to a person."""

from __future__ import annotations

from assistant.message import Message
from assistant.reply import Option, Refusal
from knowledge.model import Knowledge

_GUIDANCE_ZONE = "guidance"
"""Zone of the hall with the desk of the guides (咨询导办)."""
_URGENT = "紧急求助"
_FACILITY = "大厅设施"
_STAFF = "找工作人员"
_HOURS = "上班时间"
"""Topics of ``lexicon/outside.toml`` that get words of their own."""


def not_found(knowledge: Knowledge, possible: tuple[Option, ...], areas: tuple[Option, ...]) -> Refusal:
    """Nothing fits: ask whether one of `possible` was meant, or lead to the parts of life; never an end."""
    reason = Message("refusal.unsure") if possible else Message("refusal.not_found")
    advice = () if possible else (Message("advice.rephrase"),)
    return Refusal(reason, (*advice, *_to_a_person(knowledge)), possible or areas)


def not_handled(topic: str, knowledge: Knowledge) -> Refusal:
    """A known topic that is none of the hall's, or that a person in the hall answers at once."""
    hall = knowledge.hall
    if topic == _URGENT:
        return Refusal(Message("refusal.emergency"), (Message("advice.any_staff"),))
    if topic == _STAFF:
        return refusal(Message("refusal.staff"), knowledge)
    if topic == _FACILITY:
        return refusal(Message("refusal.facility"), knowledge)
    if topic == _HOURS and hall is not None and hall.hours:
        return Refusal(Message("refusal.hours"), _to_a_person(knowledge), hours=hall.hours)
    return refusal(Message("refusal.outside", {"topic": topic}), knowledge)


def unknown_choice(knowledge: Knowledge) -> Refusal:
    """What was chosen is not there, or no longer: the content was replaced meanwhile."""
    return refusal(Message("refusal.unknown_choice"), knowledge)


def refusal(reason: Message, knowledge: Knowledge, *advice: Message) -> Refusal:
    """Return a refusal with `advice` before the ways to a person."""
    return Refusal(reason, (*advice, *_to_a_person(knowledge)))


def _to_a_person(knowledge: Knowledge) -> tuple[Message, ...]:
    zone = knowledge.hall.zone(_GUIDANCE_ZONE) if knowledge.hall else None
    if zone is None:
        return Message("advice.any_staff"), Message("advice.hotline")
    desk = Message("advice.guidance_desk", {"zone": zone.name, "landmark": zone.landmark})
    return desk, Message("advice.hotline")
