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
    place: Place
    table: Table

    @classmethod
    def of(
        cls, guide: Guide, knowledge: Knowledge, moment: Moment | None = None, place: Place = HALL
    ) -> Matter:
        """Find the ways that are open; with a `moment`, those that keep hours tell whether they are then."""
        found = tuple(_at(one, moment) for one in ways(guide, knowledge, place))
        return cls(guide, found, place, shipped_table())

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
        missing = dict.fromkeys((kind for kind in order if kind not in self._kinds), "not_offered")
        return Routing(
            routes=tuple(_with_reasons(one, order[kind_of(one)]) for one in offered),
            left_out=tuple(
                LeftOut(kind, Message(f"route.without.{why}")) for kind, why in (excluded | missing).items()
            ),
        )

    def bearing(self) -> frozenset[str]:
        """Return the fields of `Circumstances` that may change what is decided, here and now."""
        fixed = self._facts(NOTHING_KNOWN)
        lines = (
            *((rule.when, rule.first) for rule in self.table.rule),
            *((one.when, one.ways) for one in self.table.without),
        )
        return frozenset(
            field
            for when, kinds in lines
            if not self._kinds.isdisjoint(kinds)
            and fulfilled({name: when[name] for name in when.keys() - _PERSONAL}, fixed)
            for field in when.keys() & _PERSONAL
        )

    def first(self, circumstances: Circumstances) -> Route:
        """Return the way to take first, without why it stands there."""
        order, excluded = self._decided(circumstances)
        kind = next(kind for kind in order if kind in self._kinds and kind not in excluded)
        return next(one for one in self.open_ways if kind_of(one) == kind)

    def _decided(self, circumstances: Circumstances) -> tuple[Order, dict[Kind, str]]:
        facts = self._facts(circumstances)
        excluded = {kind: why for kind, why in self.table.excluded(facts).items() if kind in self._kinds}
        if self._kinds - excluded.keys() == {"phone"}:
            excluded = {}
        return self.table.order(facts), excluded

    @property
    def _kinds(self) -> frozenset[Kind]:
        return frozenset(map(kind_of, self.open_ways))

    def _facts(self, circumstances: Circumstances) -> Facts:
        return Facts(
            place=self.place.level,
            counter=_counter(self.open_ways),
            walks=circumstances.walks or "unknown",
            belongs=circumstances.belongs or "unknown",
            smartphone=_known(circumstances.smartphone),
            elderly=_known(circumstances.elderly),
            business=_known(circumstances.business),
            in_person="yes" if self.guide.in_person else "no",
            scopes="counter" if "elsewhere" in self._kinds else "online" if beyond(self.guide) else "no",
            remote="no" if self._kinds.isdisjoint(_REMOTE) else "yes",
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
