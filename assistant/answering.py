"""What a person chose, answered: a service, an event of life, a part of life and what lies in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import msgspec

from assistant.areas import Heading, Topic
from assistant.checklist import checklist, concerns
from assistant.circumstances import Circumstances
from assistant.dialogue import Told, as_choices, may_ask, next_question
from assistant.flow import shipped_flow
from assistant.library import Library
from assistant.message import Message
from assistant.opening import Calendar, Moment
from assistant.places import Place
from assistant.planning import Step, journey, where
from assistant.refusals import unknown_choice
from assistant.reply import Answer, Choices, Option, Plan, Reply, quote
from assistant.routing import Matter
from assistant.session import Chose
from knowledge.model import Guide, Status


class Answering:
    """The replies to choices, from one library, at the hall's time."""

    def __init__(
        self, library: Library, clock: Callable[[], dt.datetime], calendar: Calendar, place: Place
    ) -> None:
        """Take what is quoted, what tells whether a counter is open, and where the terminal stands."""
        self._library = library
        self._clock = clock
        self._calendar = calendar
        self._place = place

    def chosen(self, choice: Chose, told: Told, others: tuple[Option, ...] = ()) -> Reply:
        """Return the reply to a choice; `others` are what else a question may have meant."""
        match choice.kind:
            case "guide":
                guide = self._library.guide(choice.id)
                return self._answer(guide, told, others) if guide else self.gone()
            case "theme":
                return self._plan(choice.id, told.circumstances)
            case "area":
                return self._topics(choice.id)
            case "topic":
                return self._topic(choice.id)
            case "narrow" | "tell":
                return self.gone()

    def gone(self) -> Reply:
        """Return that what was chosen is not there, or no longer."""
        return unknown_choice(self._library.knowledge)

    def areas(self) -> Choices:
        """Return the parts of life, to begin with."""
        areas = (shelf.area for shelf in self._library.shelves)
        return Choices(
            Message("need.prompt"),
            tuple(Option(Chose("area", area), Message(f"area.{area}")) for area in areas),
        )

    def _topics(self, area: str) -> Reply:
        for shelf in self._library.shelves:
            if shelf.area == area:
                return Choices(Message("topics.prompt"), tuple(map(_topic_option, shelf.topics)))
        return self.gone()

    def _topic(self, topic_id: str) -> Reply:
        for topic in (topic for shelf in self._library.shelves for topic in shelf.topics):
            if topic.id == topic_id:
                options = tuple(map(_guide_option, topic.guides))
                return Choices(Message("guides.prompt", {"topic": topic.name}), options)
        return self.gone()

    def _plan(self, theme_id: str, circumstances: Circumstances) -> Reply:
        for theme in self._library.knowledge.themes:
            if theme.id == theme_id:
                guides = [guide for step in theme.guides if (guide := self._library.guide(step))]
                options = tuple(map(_guide_option, guides))
                together = journey([self._step(guide, circumstances) for guide in guides])
                return Plan(theme.name, theme.summary, options, notices(theme.status), together)
        return self.gone()

    def _step(self, guide: Guide, circumstances: Circumstances) -> Step:
        return Step(guide, self._matter(guide).routing(circumstances).routes, checklist(guide, circumstances))

    def _answer(self, guide: Guide, told: Told, others: tuple[Option, ...]) -> Answer:
        matter = self._matter(guide)
        routing = matter.routing(told.circumstances)
        return Answer(
            guide=guide,
            routes=routing.routes,
            notices=notices(guide.status, guide.source.title),
            others=others,
            left_out=routing.left_out,
            checklist=checklist(guide, told.circumstances),
            ask=_question(matter, told),
        )

    def _matter(self, guide: Guide) -> Matter:
        return Matter.of(guide, self._library.knowledge, Moment(self._clock(), self._calendar), self._place)


def _question(matter: Matter, told: Told) -> Choices | None:
    """What to ask next: only what may change where to go first, or what to bring."""
    if not may_ask(told):
        return None
    replace = msgspec.structs.replace

    @cache
    def place(circumstances: Circumstances) -> object:
        return where(matter.first(circumstances))

    @cache
    def things(circumstances: Circumstances) -> frozenset[str]:
        return frozenset(one.name for one in checklist(matter.guide, circumstances).all)

    def outcome(circumstances: Circumstances) -> object:
        # Where to go is the same for whom it may concern, and what to bring wherever one goes.
        of_whom = Circumstances(behalf=circumstances.behalf, business=circumstances.business)
        return place(replace(circumstances, behalf=None)), things(of_whom)

    question = next_question(shipped_flow(), told, outcome, _unasked(matter))
    return as_choices(question) if question else None


def _unasked(matter: Matter) -> frozenset[str]:
    """What is not asked about: what changes nothing, and what it would be wrong to ask.

    Nobody who has just lost somebody is asked for whom it is; a company neither walks, nor lies
    in bed, nor is insured; that one has to come to a counter oneself is told, whoever asks.
    """
    guide = matter.guide
    asked = set(matter.bearing() | concerns(guide))
    if guide.after_death:
        asked -= {"behalf", "walks"}
    if set(guide.audience) == {"business"}:
        asked -= {"walks", "belongs"}
    if guide.in_person and matter.facts.remote == "no":
        asked -= {"walks"}
    if "walks" in asked:  # who stands here can come: it is asked of others alone
        asked |= {"behalf"}
    return frozenset(Circumstances.__struct_fields__) - asked


def notices(status: Status, source: str = "") -> tuple[Message, ...]:
    """What must be said with content of that status."""
    match status:
        case "sample":
            return (Message("notice.sample"),)
        case "imported":
            return (Message("notice.imported", {"source": source}),)
        case "verified":
            return ()


def _guide_option(guide: Guide | Heading) -> Option:
    return Option(Chose("guide", guide.id), quote(guide.name), guide.summary)


def _topic_option(topic: Topic) -> Option:
    """A topic of one guide leads straight to it: nobody should press twice for nothing."""
    if len(topic.guides) == 1:
        return _guide_option(topic.guides[0])
    return Option(Chose("topic", topic.id), quote(topic.name))
