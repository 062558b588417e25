"""Clarifying questions put as replies: what to ask as message keys, services by their official names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from assistant.clarifying import AUDIENCES, REST, Facet, Group, Possible, Question
from assistant.lexicon import Lexicon
from assistant.message import Message
from assistant.reply import Choices, Option, quote
from assistant.session import Chose
from knowledge.model import Guide

_PROMPTS: dict[Facet, str] = {
    "situation": "clarify.situation",
    "object": "clarify.object",
    "audience": "clarify.audience",
    "none": "results.ambiguous",
}

Offer = Callable[[Iterable[Possible]], tuple[Option, ...]]
"""Gives the options of candidates, in their order."""


def possible(item: str, probability: float, guide: Guide | None, lexicon: Lexicon) -> Possible:
    """Return what tells the item of that id from others; an event of life has no guide."""
    if guide is None:
        return Possible(id=item, probability=probability)
    business = "business" in guide.audience
    return Possible(
        id=item,
        probability=probability,
        object=guide.object,
        situation=guide.situation or lexicon.situation(guide.object, guide.action),
        audiences=("business",) if guide.audience == ("business",) else AUDIENCES[: 1 + business],
    )


def choices(asked: Question, offer: Offer) -> Choices:
    """Return the question as a reply."""
    alone = [group.members[0] for group in asked.groups if len(group.members) == 1]
    offered = dict(zip((one.id for one in alone), offer(alone), strict=True))
    situations = Counter(one.situation for one in alone)
    if asked.facet == "situation":
        for one in alone:
            if asked.object in one.object and one.situation and situations[one.situation] == 1:
                offered[one.id] = replace(offered[one.id], detail=one.situation)
    options = (
        offered[group.members[0].id] if len(group.members) == 1 else _narrowing(asked.facet, group, offer)
        for group in asked.groups
    )
    filled: dict[str, str | int] = {"object": asked.object} if asked.object else {}
    return Choices(Message(_PROMPTS[asked.facet], filled), tuple(options))


def _narrowing(facet: Facet, group: Group, offer: Offer) -> Option:
    """The option of an answer that fits several, with their names."""
    label = quote(group.id)
    if group.id == REST or facet == "audience":
        label = Message(f"clarify.{group.id}")
    names = (str(option.label.data["text"]) for option in offer(group.members))
    return Option(Chose("narrow", group.id), label, "、".join(names))
