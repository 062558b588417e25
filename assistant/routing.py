"""Which way to go: the right one for this person, here, now, with reasons, and why not the others.

What the guide leaves open (`ways`) is put in order and thinned out by a
decision table (``routing.toml``); facts are quoted, never made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
import tomli
from msgspec import Struct

from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.message import Message
from assistant.opening import Moment, opening
from assistant.places import HALL, Place
from assistant.routes import AtCounter, Kind, LeftOut, Route, Routing, WithHours, kind_of
from assistant.ways import beyond, ways
from knowledge.model import Guide, Knowledge, Level
from knowledge.problems import unusable

SHIPPED_TABLE = Path(__file__).with_name("routing.toml")

Known = Literal["yes", "no", "unknown"]
_PERSONAL = frozenset({"walks", "belongs", "smartphone", "elderly", "business"})
"""The facts that are of the person."""
_REMOTE: frozenset[Kind] = frozenset({"home_visit", "video", "online"})


class Facts(Struct, frozen=True, kw_only=True):
    """All that the table decides by, as its conditions name it."""

    place: Level
    counter: Literal["open", "closed", "unknown"]
    """Whether the counter of the hall is open."""
    walks: Literal["well", "hard", "no", "unknown"]
    belongs: Literal["汕头", "潮州", "揭阳", "elsewhere", "unknown"]
    smartphone: Known
    elderly: Known
    business: Known
    in_person: Literal["yes", "no"]
    scopes: Literal["counter", "online", "no"]
    """How it is handled for people of elsewhere."""
    remote: Literal["yes", "no"]
    """Some way needs nobody to leave home."""


Order = dict[Kind, tuple[Message, ...]]
"""Kinds of ways, the one to take first at the head → why they stand there."""
Conditions = dict[str, tuple[str, ...]]
"""Field of `Facts` → the values that fulfil the condition."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Lifts ways to the front for some people."""

    when: Conditions = {}
    first: tuple[Kind, ...]
    reason: str = ""
    """Message key that tells why, said of each way lifted; may be empty."""


class Exclusion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Leaves ways out for some people."""

    when: Conditions
    ways: tuple[Kind, ...]
    reason: str
    """The last part of a message key ``route.without.<reason>``."""


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The decision table."""

    rule: tuple[Rule, ...]
    without: tuple[Exclusion, ...] = ()

    @classmethod
    def read(cls, path: Path = SHIPPED_TABLE) -> Table:
        """Read a file.  Raises `KnowledgeError` naming the rule at fault."""
        try:
            table = msgspec.convert(tomli.loads(path.read_text(encoding="utf-8-sig")), cls)
        except OSError as error:
            raise unusable("unreadable", path, f"决策表读不出来：{error.strerror}") from error
        except (ValueError, msgspec.ValidationError) as error:  # not UTF-8, not TOML, not a table
            raise unusable("bad-table", path, f"决策表写法有误：{error}") from error
        for conditions in (*(one.when for one in table.rule), *(one.when for one in table.without)):
            for field, values in conditions.items():
                _check(field, values, path)
        missing = set(get_args(Kind)) - set(table.rule[0].first if table.rule else ())
        if missing or table.rule[0].when:
            message = f"决策表的第一条不写 when，first 要写齐所有的路，还缺：{'、'.join(sorted(missing))}"
            raise unusable("bad-table", path, message)
        return table

    def order(self, facts: Facts) -> Order:
        """Return every kind of way."""
        order: Order = {}
        for rule in self.rule:
            if _fulfilled(rule.when, facts):
                why = (Message(rule.reason),) if rule.reason else ()
                lifted = {kind: (*order.pop(kind, ()), *why) for kind in rule.first}
                order = lifted | order
        return order

    def excluded(self, facts: Facts) -> dict[Kind, str]:
        """Return the ways that are not for these facts, with the first reason of each."""
        found: dict[Kind, str] = {}
        for one in self.without:
            if _fulfilled(one.when, facts):
                found |= {kind: one.reason for kind in one.ways if kind not in found}
        return found


@cache
def shipped_table() -> Table:
    """Return the table that comes with the program, read once."""
    return Table.read()


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
            and _fulfilled({name: when[name] for name in when.keys() - _PERSONAL}, fixed)
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


def _fulfilled(conditions: Mapping[str, Sequence[str]], facts: Facts) -> bool:
    return all(getattr(facts, field) in values for field, values in conditions.items())


def _check(field: str, values: Sequence[str], path: Path) -> None:
    """Raise `KnowledgeError` where a condition could never be fulfilled."""
    hints = {known.name: get_args(known.type) for known in msgspec.structs.fields(Facts)}
    if field not in hints:
        raise unusable("bad-table", path, f"决策表里没有这个条件：{field}。可以写：{'、'.join(hints)}")
    if wrong := [value for value in values if value not in hints[field]]:
        message = f"{field} 不会是 {'、'.join(wrong)}。可以写：{'、'.join(hints[field])}"
        raise unusable("bad-table", path, message)
