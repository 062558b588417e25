"""Whether one thing asked in other words gets the same answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import comb

from msgspec import Struct

from assistant.evaluation.estimates import Estimate, bootstrap, wilson


class Consistency(Struct, frozen=True):
    """How far the members of groups agree on what was found first, right or wrong."""

    groups: int
    same: Estimate
    """Share of groups whose members all got the same."""
    pairs: Estimate
    """Share of the pairs in a group that got the same, mean over the groups."""


def consistency(firsts: Iterable[tuple[str, str]]) -> Consistency | None:
    """Return it for `firsts`: the group of a question and the id found first.

    Finding nothing agrees with nothing.  None where no group has two members.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for group, first in firsts:
        if group:
            groups[group].append(first)
    shares = [_agreeing(members) for members in groups.values() if len(members) > 1]
    if not shares:
        return None
    return Consistency(len(shares), same=wilson([share == 1 for share in shares]), pairs=bootstrap(shares))


def _agreeing(members: list[str]) -> float:
    """Share of the pairs of two or more members that are the same."""
    same = sum(comb(count, 2) for first, count in Counter(members).items() if first)
    return same / comb(len(members), 2)
