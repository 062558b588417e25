"""Reading how far a service is handled for people of elsewhere (通办)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from knowledge.importing.values import Unreadable

if TYPE_CHECKING:
    from knowledge.model import Reach, ReachForm

V = TypeVar("V")

_NOWHERE = frozenset({"否", "不通办", "无通办", "不支持", "不支持通办", "暂不支持"})
_REACHES: tuple[tuple[str, Reach], ...] = (
    ("全国", "national"),
    ("跨省", "cross_province"),
    ("省内", "province"),
    ("全省", "province"),
    ("跨市", "province"),
    ("市内", "city"),
    ("全市", "city"),
    ("跨县", "city"),
    ("跨区", "city"),
    ("区内", "district"),
    ("县内", "district"),
    ("全区", "district"),
    ("全县", "district"),
    ("跨镇", "district"),
    ("跨乡镇", "district"),
)
"""Words a reach is told by: ``跨市`` reaches the other cities of the province."""
_FORMS: tuple[tuple[str, ReachForm], ...] = (
    ("全程网办", "online"),
    ("代收代办", "collect"),
    ("多地联办", "joint"),
)


def reach(entry: str) -> Reach | None:
    """Return the reach an entry gives; None where it is nowhere.  Raises `Unreadable`."""
    return None if entry in _NOWHERE else _first(entry, _REACHES)


def form(entry: str) -> ReachForm | None:
    """Return the form an entry gives; None where there is none.  Raises `Unreadable`."""
    return None if entry in _NOWHERE else _first(entry, _FORMS)


def _first(entry: str, words: tuple[tuple[str, V], ...]) -> V:
    for word, value in words:
        if word in entry:
            return value
    raise Unreadable(entry)
