"""The clarifying question: which one tells most about what a person may have meant.

Candidates differ in what they are about, in the situation they are for, and in
whom they serve.  Up to five are all shown at once: no question tells more.  Of
more, the facet is asked for that takes most of the doubt away (mutual
information of the answer and what was meant, in bits); an answer that fits
several leads to a question about those alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from math import log2
from typing import Literal

from msgspec import Struct

from assistant.outcome import SHOWN

Facet = Literal["situation", "object", "audience", "none"]

QUESTIONS = 3
"""Nobody is asked more often."""
AUDIENCES = ("person", "business")
"""Whom a service is for, as far as it is asked."""
REST = "rest"
"""The answer that it is none of the others."""
_SHARED = 0.75
"""Probability from which candidates with one object are taken to be what the question is about."""
_WORTH_ASKING = 0.25
"""Bits; a question that tells less is no question."""


class Possible(Struct, frozen=True, kw_only=True):
    """A candidate, as far as a question can tell it from others."""

    id: str
    probability: float
    object: str = ""
    situation: str = ""
    """Of a person who wants it, in plain words; empty: not known."""
    audiences: tuple[str, ...] = AUDIENCES


class Group(Struct, frozen=True):
    """An answer, and the candidates that it fits."""

    id: str
    """What the answer says of them; `REST` for what is left."""
    members: tuple[Possible, ...]

    @property
    def probability(self) -> float:
        """That this is the answer."""
        return sum(member.probability for member in self.members)


class Question(Struct, frozen=True):
    """What to ask, and the answers, likeliest first."""

    facet: Facet
    groups: tuple[Group, ...]
    object: str = ""
    """For the situation: what the candidates are about."""


def question(possible: Sequence[Possible], asked: int = 0) -> Question:
    """Return what to ask about up to `ASKABLE` candidates, `asked` questions having been asked."""
    largest = SHOWN ** (QUESTIONS - 1 - asked)
    shared = _object_of_several_situations(possible)
    if len(possible) <= SHOWN:
        return _each(possible, shared)
    if shared and _worth_asking(by_situation := _few(_by_situation(possible, shared)), largest):
        return Question("situation", by_situation, shared)
    facets: tuple[tuple[Facet, list[Group]], ...] = (
        ("object", _grouped(possible, lambda one: one.object or one.id)),
        ("audience", _by_audience(possible)),
    )
    questions = [
        Question(facet, few) for facet, groups in facets if _worth_asking(few := _few(groups), largest)
    ]
    if questions:
        return max(questions, key=lambda one: gain(one.groups))
    return Question("none", _few([Group(one.id, (one,)) for one in possible]))


def narrowed(possible: Sequence[Possible], answers: Sequence[str]) -> tuple[Possible, ...]:
    """Return the candidates that the ids of `answers` leave; () where a question has no such answer."""
    left = tuple(possible)
    for asked, answer in enumerate(answers):
        groups = question(left, asked).groups if left else ()
        left = next((group.members for group in groups if group.id == answer), ())
    return left


def gain(groups: Sequence[Group]) -> float:
    """Return the bits that an answer is expected to take from the doubt.

    Whoever wants what stands in several groups gives any of those answers, and it tells less.
    """
    standing = Counter(member.id for group in groups for member in group.members)
    shares = [sum(member.probability / standing[member.id] for member in group.members) for group in groups]
    members = {member.id: member.probability for group in groups for member in group.members}
    whole = sum(shares)
    undecided = sum(share * log2(standing[member]) for member, share in members.items())
    return -(sum(share * log2(share / whole) for share in shares if share > 0) + undecided) / whole


def _each(possible: Sequence[Possible], shared: str) -> Question:
    """A button for each; the facet that tells them all apart is what is asked for."""
    groups = tuple(Group(one.id, (one,)) for one in possible)
    if shared:
        return Question("situation", groups, shared)
    if len({one.object for one in possible}) == len(possible):
        return Question("object", groups)
    return Question("none", groups)


def _object_of_several_situations(possible: Sequence[Possible]) -> str:
    """The object that the likely candidates share, each in its situation; empty where there is none."""
    whole = sum(one.probability for one in possible)
    for group in _grouped(possible, lambda one: one.object):
        situations = {one.situation for one in group.members if one.situation}
        if group.id and group.probability >= _SHARED * whole and len(situations) > 1:
            return group.id
    return ""


def _by_situation(possible: Sequence[Possible], shared: str) -> list[Group]:
    """Groups of one situation; what is about something else, or for nobody knows whom, stands alone."""
    return _grouped(possible, lambda one: one.situation if one.object == shared and one.situation else one.id)


def _grouped(possible: Iterable[Possible], value: Callable[[Possible], str]) -> list[Group]:
    """Groups of one value, likeliest first; of equal ones, the one whose value comes first."""
    members = groupby(sorted(possible, key=lambda one: (value(one), -one.probability)), value)
    groups = [Group(found, tuple(of_it)) for found, of_it in members]
    return sorted(groups, key=lambda group: -group.probability)


def _few(groups: Sequence[Group]) -> tuple[Group, ...]:
    """No more groups than may be shown: the likeliest, and one of all others."""
    if len(groups) <= SHOWN:
        return tuple(groups)
    rest = (member for group in groups[SHOWN - 1 :] for member in group.members)
    members = tuple(sorted(rest, key=lambda one: -one.probability))
    return (*groups[: SHOWN - 1], Group(REST, members))


def _by_audience(possible: Sequence[Possible]) -> list[Group]:
    """One group for each audience; what serves both stands in both."""
    groups = (
        Group(audience, tuple(one for one in possible if audience in one.audiences)) for audience in AUDIENCES
    )
    return sorted((group for group in groups if group.members), key=lambda group: -group.probability)


def _worth_asking(groups: Sequence[Group], largest: int) -> bool:
    """Whether the answer tells something, and the questions that are left can do the rest."""
    return gain(groups) >= _WORTH_ASKING and all(len(group.members) <= largest for group in groups)
