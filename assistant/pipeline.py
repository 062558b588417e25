"""The way of a question, from a person's words to a reply.

    text → Query → candidates from every source → one Ranking
         → Found | Ambiguous | NotHandledHere | NotFound → Reply

`Assistant._asked` is that way, step by step; each step is a file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from assistant import explaining
from assistant.areas import Topic, areas, topics
from assistant.embedding import Embedder, load_embedder
from assistant.items import items
from assistant.lexicon import Lexicon
from assistant.message import Message
from assistant.normalise import normalise
from assistant.outcome import Ambiguous, Found, NotFound, NotHandledHere, decide
from assistant.query import LONGEST, Query, Understanding
from assistant.ranking import Candidate, Ranker, Ranking
from assistant.refusals import not_found, not_handled, refusal, unknown_choice
from assistant.reply import Answer, Choices, Option, Plan, Reply, quote
from assistant.routing import NOTHING_KNOWN, Circumstances, routes
from assistant.session import Chose, Said, Session
from assistant.sources import sources
from knowledge.model import Guide, Knowledge, Status
from knowledge.reading import SHIPPED, read
from knowledge.text import clean_line


class Assistant:
    """Answers the turns of a session from one knowledge base.  Holds nothing of any person."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, embedder: Embedder) -> None:
        """Build all indexes over `knowledge`: about half a second for 300 guides."""
        self.knowledge = knowledge
        self._items = items(knowledge)
        self._guides = {guide.id: guide for guide in knowledge.guides}
        self._understanding = Understanding(lexicon)
        self._ranker = Ranker(
            sources(self._items, lexicon, self._understanding, embedder),
            [[normalise(name) for name in (item.name, *item.aliases)] for item in self._items],
        )

    @classmethod
    def load(cls, knowledge_folder: Path = SHIPPED, model_folder: Path | None = None) -> Assistant:
        """Read a knowledge folder and a model.  Raises `KnowledgeError` where either cannot be used."""
        return cls(read(knowledge_folder).knowledge, Lexicon(), load_embedder(model_folder))

    def ask(self, text: str) -> Reply:
        """Return the reply to one question: the answer itself where it is clear."""
        return self.reply(Session((Said(text),)))

    def reply(self, session: Session) -> Reply:
        """Return what to show after the last turn; the areas of life where there is none."""
        match session.turns[-1:]:
            case (Said(text),):
                return self._asked(clean_line(text))
            case (Chose() as choice,):
                return self._chosen(choice, self._circumstances(session))
        return self._areas()

    def explain(self, text: str) -> str:
        """Return the arithmetic of the ranking that `text` gets, as a plain table."""
        return explaining.table(self._ranking(text), self._items)

    def ranked(self, text: str) -> tuple[str, ...]:
        """Return the ids of what `text` may mean, likeliest first, even where the reply is a refusal."""
        return tuple(self._items[candidate.row].turn.id for candidate in self._ranking(text).candidates)

    def _ranking(self, text: str) -> Ranking:
        return self._ranker.rank(self._query(text))

    def _query(self, text: str) -> Query:
        """`text` of any length understood, as far as a question may be long."""
        return self._understanding.query(clean_line(text)[:LONGEST])

    def _asked(self, text: str) -> Reply:
        if not text:
            return refusal(Message("refusal.empty"), self.knowledge)
        if len(text) > LONGEST:
            return refusal(Message("refusal.too_long", {"limit": LONGEST}), self.knowledge)
        query = self._understanding.query(text)
        ranking = self._ranker.rank(query)
        match decide(ranking):
            case Found(best, others):
                choice = self._items[best.row].turn
                return self._chosen(choice, query.circumstances, self._options(others))
            case Ambiguous(candidates):
                return Choices(Message("results.ambiguous"), self._options(candidates))
            case NotHandledHere(topic):
                return not_handled(topic, self.knowledge)
            case NotFound():
                return not_found(self.knowledge)

    def _chosen(self, choice: Chose, circumstances: Circumstances, others: tuple[Option, ...] = ()) -> Reply:
        match choice.kind:
            case "guide" if choice.id in self._guides:
                return self._answer(self._guides[choice.id], circumstances, others)
            case "theme":
                return self._plan(choice.id)
            case "area":
                return self._topics(choice.id)
            case "topic":
                return self._topic(choice.id)
        return unknown_choice(self.knowledge)

    def _areas(self) -> Choices:
        options = (
            Option(Chose("area", area.id), Message(f"area.{area.id}"))
            for area in areas(self.knowledge.guides)
        )
        return Choices(Message("need.prompt"), tuple(options))

    def _topics(self, area_id: str) -> Reply:
        found = topics(area_id, self.knowledge.guides)
        if not found:
            return unknown_choice(self.knowledge)
        return Choices(Message("topics.prompt"), tuple(map(_topic_option, found)))

    def _topic(self, topic_id: str) -> Reply:
        area_id = topic_id.partition("/")[0]
        for topic in topics(area_id, self.knowledge.guides):
            if topic.id == topic_id:
                options = tuple(map(_guide_option, topic.guides))
                return Choices(Message("guides.prompt", {"topic": topic.name}), options)
        return unknown_choice(self.knowledge)

    def _plan(self, theme_id: str) -> Reply:
        for theme in self.knowledge.themes:
            if theme.id == theme_id:
                steps = (_guide_option(self._guides[step]) for step in theme.guides if step in self._guides)
                return Plan(theme.name, theme.summary, tuple(steps), notices(theme.status))
        return unknown_choice(self.knowledge)

    def _answer(self, guide: Guide, circumstances: Circumstances, others: tuple[Option, ...]) -> Answer:
        return Answer(
            guide=guide,
            routes=routes(guide, self.knowledge, circumstances),
            notices=notices(guide.status, guide.source.title),
            others=others,
        )

    def _circumstances(self, session: Session) -> Circumstances:
        """What the person told of themselves when they last asked in their own words."""
        for turn in reversed(session.turns):
            if isinstance(turn, Said):
                return self._query(turn.text).circumstances
        return NOTHING_KNOWN

    def _options(self, candidates: Iterable[Candidate]) -> tuple[Option, ...]:
        found = [self._items[candidate.row] for candidate in candidates]
        names = Counter(item.name for item in found)
        return tuple(
            Option(item.turn, quote(item.name), item.owner if names[item.name] > 1 else item.summary)
            for item in found
        )


def notices(status: Status, source: str = "") -> tuple[Message, ...]:
    """What must be said with content of that status."""
    match status:
        case "sample":
            return (Message("notice.sample"),)
        case "imported":
            return (Message("notice.imported", {"source": source}),)
        case "verified":
            return ()


def _guide_option(guide: Guide) -> Option:
    return Option(Chose("guide", guide.id), quote(guide.name), guide.summary)


def _topic_option(topic: Topic) -> Option:
    """A topic of one guide leads straight to it: nobody should press twice for nothing."""
    if len(topic.guides) == 1:
        return _guide_option(topic.guides[0])
    return Option(Chose("topic", topic.id), quote(topic.name))
