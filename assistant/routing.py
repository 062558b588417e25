"""Which way to go: the right one for this person, here, now, with reasons, and why not the others.

What the guide leaves open (`ways`) is put in order and thinned out by the
decision table (`decisions`); facts are quoted, never made here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.decisions import Facts, Known, Order, Table, fulfilled, shipped_table
from assistant.message import Message
from assistant.opening import Moment, opening
from assistant.places import HALL, Place
from assistant.routes import AtCounter, Kind, LeftOut, Route, Routing, WithHours, kind_of
from assistant.ways import beyond, ways
from knowledge.model import Guide, Knowledge

_PERSONAL = frozenset({"walks", "belongs", "smartphone", "elderly", "business"})
"""The facts that are of the person."""
_REMOTE: frozenset[Kind] = frozenset({"home_visit", "video", "online"})


class Matter(Struct, frozen=True, eq=False):
    """A service here and now: all is settled but who asks."""

    guide: Guide
    open_ways: tuple[Route, ...]
    table: Table
    kinds: frozenset[Kind]
    """Of the ways that are open."""
    facts: Facts
    """Those of somebody of whom nothing is known."""

    @classmethod
    def of(
        cls, guide: Guide, knowledge: Knowledge, moment: Moment | None = None, place: Place = HALL
    ) -> Matter:
        """Find the ways that are open; with a `moment`, those that keep hours tell whether they are then."""
        found = tuple(_at(one, moment) for one in ways(guide, knowledge, place))
        kinds = frozenset(map(kind_of, found))
        return cls(guide, found, shipped_table(), kinds, _facts(guide, found, kinds, place))

    def routing(self, circumstances: Circumstances) -> Routing:
        """Return the ways for these circumstances, the best first, and what was left out.

        What the guide has is all offered where the table would leave nothing but the telephone.
        """
        order, excluded = self._decided(circumstances)
        places = {kind: number for number, kind in enumerate(order)}
        offered = sorted(
            (one for one in self.open_ways if kind_of(one) not in excluded),
            key=lambda one: places[kind_of(one)],
        )
        missing = dict.fromkeys((kind for kind in order if kind not in self.kinds), "not_offered")
        return Routing(
            routes=tuple(_with_reasons(one, order[kind_of(one)]) for one in offered),
            left_out=tuple(
                LeftOut(kind, Message(f"route.without.{why}")) for kind, why in (excluded | missing).items()
            ),
        )

    def bearing(self) -> frozenset[str]:
        """Return the fields of `Circumstances` that may change what is decided, here and now."""
        lines = (
            *((rule.when, rule.first) for rule in self.table.rule),
            *((one.when, one.ways) for one in self.table.without),
        )
        return frozenset(
            field
            for when, kinds in lines
            if not self.kinds.isdisjoint(kinds)
            and fulfilled({name: when[name] for name in when.keys() - _PERSONAL}, self.facts)
            for field in when.keys() & _PERSONAL
        )

    def first(self, circumstances: Circumstances) -> Route:
        """Return the way to take first, without why it stands there."""
        order, excluded = self._decided(circumstances)
        kind = next(kind for kind in order if kind in self.kinds and kind not in excluded)
        return next(one for one in self.open_ways if kind_of(one) == kind)

    def _decided(self, circumstances: Circumstances) -> tuple[Order, dict[Kind, str]]:
        facts = self._facts_of(circumstances)
        excluded = {kind: why for kind, why in self.table.excluded(facts).items() if kind in self.kinds}
        if self.kinds - excluded.keys() == {"phone"}:
            excluded = {}
        return self.table.order(facts), excluded

    def _facts_of(self, circumstances: Circumstances) -> Facts:
        return msgspec.structs.replace(
            self.facts,
            walks=circumstances.walks or "unknown",
            belongs=circumstances.belongs or "unknown",
            smartphone=_known(circumstances.smartphone),
            elderly=_known(circumstances.elderly),
            business=_known(circumstances.business),
        )


def route(
    guide: Guide,
    knowledge: Knowledge,
    circumstances: Circumstances = NOTHING_KNOWN,
    moment: Moment | None = None,
    place: Place = HALL,
) -> Routing:
    """Return the ways to have `guide` handled by that person, then and there."""
    return Matter.of(guide, knowledge, moment, place).routing(circumstances)


def _facts(guide: Guide, open_ways: Iterable[Route], kinds: frozenset[Kind], place: Place) -> Facts:
    """What is settled of a service here and now, whoever asks."""
    return Facts(
        place=place.level,
        counter=_counter(open_ways),
        walks="unknown",
        belongs="unknown",
        smartphone="unknown",
        elderly="unknown",
        business="unknown",
        in_person="yes" if guide.in_person else "no",
        scopes="counter" if "elsewhere" in kinds else "online" if beyond(guide) else "no",
        remote="no" if kinds.isdisjoint(_REMOTE) else "yes",
    )


def _known(value: bool | None) -> Known:
    return "unknown" if value is None else "yes" if value else "no"


def _counter(open_ways: Iterable[Route]) -> Literal["open", "closed", "unknown"]:
    for one in open_ways:
        if isinstance(one, AtCounter) and one.opening is not None:
            return "open" if one.opening.is_open else "closed"
    return "unknown"


def _at(one: Route, moment: Moment | None) -> Route:
    if moment is None or not isinstance(one, WithHours):
        return one
    return msgspec.structs.replace(one, opening=opening(one.hours, moment))


def _with_reasons(one: Route, more: tuple[Message, ...]) -> Route:
    return msgspec.structs.replace(one, reasons=(*one.reasons, *more)) if more else one
