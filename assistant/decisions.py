"""The decision table: which ways stand first for whom, which are left out, and why (``routing.toml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from assistant.message import Message
from assistant.routes import Kind
from knowledge.model import Level
from knowledge.problems import unusable
from knowledge.tables import typed

SHIPPED_TABLE = Path(__file__).with_name("routing.toml")

Known = Literal["yes", "no", "unknown"]


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
        table = typed(path, cls, "bad-table", "决策表")
        for conditions in (*(one.when for one in table.rule), *(one.when for one in table.without)):
            for field, values in conditions.items():
                _check(field, values, path)
        missing = set(get_args(Kind)) - set(table.rule[0].first if table.rule else ())
        if missing:
            message = f"决策表的第一条 first 要写齐所有的路，还缺：{'、'.join(sorted(missing))}"
            raise unusable("bad-table", path, message)
        if table.rule[0].when:
            raise unusable("bad-table", path, "决策表的第一条不写 when，那是大家都用的次序；请删掉")
        return table

    def order(self, facts: Facts) -> Order:
        """Return every kind of way."""
        order: Order = {}
        for rule in self.rule:
            if fulfilled(rule.when, facts):
                why = (Message(rule.reason),) if rule.reason else ()
                lifted = {kind: (*order.pop(kind, ()), *why) for kind in rule.first}
                order = lifted | order
        return order

    def excluded(self, facts: Facts) -> dict[Kind, str]:
        """Return the ways that are not for these facts, with the first reason of each."""
        found: dict[Kind, str] = {}
        for one in self.without:
            if fulfilled(one.when, facts):
                found |= {kind: one.reason for kind in one.ways if kind not in found}
        return found


@cache
def shipped_table() -> Table:
    """Return the table that comes with the program, read once."""
    return Table.read()


def fulfilled(conditions: Mapping[str, Sequence[str]], facts: Facts) -> bool:
    """Return whether `facts` fulfil all of the conditions."""
    return all(getattr(facts, field) in values for field, values in conditions.items())


def _check(field: str, values: Sequence[str], path: Path) -> None:
    """Raise `KnowledgeError` where a condition could never be fulfilled."""
    hints = {known.name: get_args(known.type) for known in msgspec.structs.fields(Facts)}
    if field not in hints:
        raise unusable("bad-table", path, f"决策表里没有这个条件：{field}。可以写：{'、'.join(hints)}")
    if not values:
        raise unusable("bad-table", path, f"{field} 没有写值，这一条永远用不上；请写上或删掉")
    if wrong := [value for value in values if value not in hints[field]]:
        message = f"{field} 不会是 {'、'.join(wrong)}。可以写：{'、'.join(hints[field])}"
        raise unusable("bad-table", path, message)
