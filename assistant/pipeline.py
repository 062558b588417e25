"""The way of a question, from a person's words to a reply.

    text → Query → candidates from every source → one Ranking
         → Found | Ambiguous | NotHandledHere | NotFound → Reply

`Assistant._asked` is that way, step by step; each step is a file of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path

from assistant import explaining
from assistant.answering import Answering
from assistant.asking import choices, possible
from assistant.cache import opened_or_built
from assistant.circumstances import Circumstances
from assistant.clarifying import narrowed, question
from assistant.completing import enough
from assistant.confidence import confidence
from assistant.dialogue import Told, tells, told_by
from assistant.flow import shipped_flow
from assistant.highlighting import Highlighter
from assistant.library import Library
from assistant.message import Message
from assistant.opening import Calendar, ChineseCalendar
from assistant.outcome import (
    FOREIGN,
    POSSIBLE,
    SHOWN,
    Ambiguous,
    Found,
    NotFound,
    NotHandledHere,
    decide,
    likely,
)
from assistant.places import place_named
from assistant.query import LONGEST, Query
from assistant.ranking import Candidate, Ranking
from assistant.refusals import not_found, not_handled, refusal
from assistant.reply import Option, Reply, quote
from assistant.session import Chose, Said, Session, Turn
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading import SHIPPED
from knowledge.text import clean_line


class Assistant:
    """Answers the turns of a session from one knowledge base.  Holds nothing of any person."""

    def __init__(
        self,
        library: Library,
        problems: tuple[Problem, ...] = (),
        *,
        clock: Callable[[], dt.datetime] = dt.datetime.now,
        calendar: Calendar | None = None,
        place: str = "",
    ) -> None:
        """Take a library, what was wrong with what it was read from, and what tells the hall's time.

        `place` is where the terminal stands, as `assistant.places.place_named` has it.
        """
        self.library = library
        self.problems = problems
        at = place_named(place, library.knowledge)
        self._answers = Answering(library, clock, calendar or ChineseCalendar(), at)
        self._ranker = library.ranker()

    @classmethod
    def load(
        cls,
        knowledge: Path = SHIPPED,
        model_folder: Path | None = None,
        *,
        clock: Callable[[], dt.datetime] = dt.datetime.now,
        place: str = "",
    ) -> Assistant:
        """Open a pack or a folder; a folder that changed is built first, in some seconds.

        Raises `KnowledgeError` where either, or the `place`, cannot be used.
        """
        opened = Library.open(knowledge) if knowledge.is_file() else opened_or_built(knowledge, model_folder)
        return cls(*opened, clock=clock, place=place)

    def ask(self, text: str) -> Reply:
        """Return the reply to one question: the answer itself where it is clear."""
        return self.reply(Session((Said(text),)))

    def reply(self, session: Session) -> Reply:
        """Return what to show after the last turn; the areas of life where there is none.

        What was told of oneself in between holds for what was asked before it.
        """
        turns = tuple(turn for turn in session.turns if not tells(turn))
        match turns[-1:]:
            case (Said(text),):
                return self._asked(clean_line(text), session)
            case (Chose(kind="narrow"),):
                return self._narrowed(turns)
            case (Chose() as choice,):
                return self._answers.chosen(choice, self._told(session))
        return self._answers.areas()

    def known(self, session: Session) -> Circumstances:
        """Return what the person has told of themselves, in words and in answers."""
        return self._told(session).circumstances

    def _told(self, session: Session, query: Query | None = None) -> Told:
        """What the person told; `query`: the words they last asked in, if understood already."""
        return told_by(session.turns, lambda text: (query or self._query(text)).circumstances, shipped_flow())

    def suggest(self, text: str) -> tuple[Option, ...]:
        """Return what `text` may become that is still being typed: the best five, or none."""
        query = self._query(text)
        if not enough(query.text):
            return ()
        understand = self.library.understanding.query
        rankings = [self._ranker.rank(understand(name)) for name in self.library.completions.of(query.core)]
        if not rankings:
            ranking = self._ranker.rank(query)
            if self._confidence(ranking) >= (FOREIGN if query.outside else POSSIBLE):
                rankings = [ranking]
        in_turn = chain(*zip_longest(*map(likely, rankings)))
        found = {candidate.row: candidate for candidate in in_turn if candidate}
        return self._options(query, islice(found.values(), SHOWN))

    def explain(self, text: str) -> str:
        """Return the arithmetic of the ranking that `text` gets, as a plain table."""
        ranking = self._ranking(text)
        return explaining.table(ranking, self._confidence(ranking), self.library.head)

    def ranked(self, text: str) -> tuple[str, ...]:
        """Return the ids of what `text` may mean, likeliest first, even where the reply is a refusal."""
        return tuple(self.library.head(candidate.row).turn.id for candidate in self._ranking(text).candidates)

    def confidence(self, text: str) -> float:
        """Return how likely `text` is a question for the hall, 0 to 1."""
        return self._confidence(self._ranking(text))

    def _confidence(self, ranking: Ranking) -> float:
        return confidence(ranking, self.library.weights.confidence)

    @property
    def _knowledge(self) -> Knowledge:
        return self.library.knowledge

    def _ranking(self, text: str) -> Ranking:
        return self._ranker.rank(self._query(text))

    def _query(self, text: str) -> Query:
        """`text` of any length understood, as far as a question may be long."""
        return self.library.understanding.query(clean_line(text)[:LONGEST])

    def _asked(self, text: str, session: Session) -> Reply:
        """The reply to `text`, the words that `session` asks in."""
        if not text:
            return refusal(Message("refusal.empty"), self._knowledge)
        if len(text) > LONGEST:
            return refusal(Message("refusal.too_long", {"limit": LONGEST}), self._knowledge)
        query = self.library.understanding.query(text)
        ranking = self._ranker.rank(query)
        match decide(ranking, self._confidence(ranking)):
            case Found(best, others):
                choice = self.library.head(best.row).turn
                told = self._told(session, query)
                return self._answers.chosen(choice, told, self._options(query, others))
            case Ambiguous(candidates):
                return self._clarified(query, candidates)
            case NotHandledHere(topic):
                return not_handled(topic, self._knowledge)
            case NotFound(candidates):
                meant = self._options(query, candidates)
                return not_found(self._knowledge, meant, self._answers.areas().options)

    def _narrowed(self, turns: Sequence[Turn], answers: tuple[str, ...] = ()) -> Reply:
        """Ask on about what the answers to the questions so far leave."""
        match turns:
            case (*before, Chose(kind="narrow", id=answer)):
                return self._narrowed(before, (answer, *answers))
            case (*_, Said(text)):
                ranking = self._ranking(text)
                return self._clarified(ranking.query, likely(ranking), answers)
        return self._answers.gone()

    def _clarified(self, query: Query, candidates: Sequence[Candidate], answers: Sequence[str] = ()) -> Reply:
        """The question that separates best what the answers leave of the candidates."""
        by_id = {self.library.head(one.row).turn.id: one for one in candidates}
        lexicon = self.library.understanding.lexicon
        items = [
            possible(item, one.probability, self.library.guide(item), lexicon) for item, one in by_id.items()
        ]
        left = narrowed(items, answers)
        if not left:
            return self._answers.gone()
        return choices(
            question(left, len(answers)), lambda ones: self._options(query, (by_id[one.id] for one in ones))
        )

    def _options(self, query: Query, candidates: Iterable[Candidate]) -> tuple[Option, ...]:
        found = [self.library.head(candidate.row) for candidate in candidates]
        names = Counter(item.name for item in found)
        highlighter = Highlighter.of(query, self.library.understanding.lexicon)
        return tuple(
            Option(
                item.turn,
                quote(item.name),
                item.owner if names[item.name] > 1 else item.summary,
                highlighter.spans(item.name),
            )
            for item in found
        )
