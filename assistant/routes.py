"""The ways a matter can be handled, as data: a reply holds them, nothing here decides anything."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from assistant.message import Message
from assistant.opening import Opening
from knowledge.model import Hours, Phone, Reach

Kind = Literal[
    "window",
    "cross_city",
    "elsewhere",
    "village",
    "town",
    "online",
    "video",
    "home_visit",
    "carried",
    "phone",
]


class CounterPlace(Struct, frozen=True):
    """A counter and how to find it."""

    number: int
    name: str
    zone: str
    floor: int | None = None
    landmark: str = ""


class _Route(Struct, frozen=True, kw_only=True, tag_field="kind"):
    reasons: tuple[Message, ...] = ()
    """Why this way is open, and why it stands where it does."""
    note: str = ""


class CounterRoute(_Route, frozen=True, kw_only=True, tag="window"):
    """A window of the hall.  Imported guides may name a `place` and no counter."""

    site: str
    counters: tuple[CounterPlace, ...] = ()
    place: str = ""
    hours: tuple[Hours, ...] = ()
    """Of the first counter; the hall's where it has none of its own."""
    opening: Opening | None = None
    """Whether it is open when asked for; None where nobody asked when, or the hours are not known."""


class CrossCityRoute(_Route, frozen=True, kw_only=True, tag="cross_city"):
    """The 汕潮揭社保通 counter of the hall."""

    site: str
    counters: tuple[CounterPlace, ...]
    hours: tuple[Hours, ...] = ()
    opening: Opening | None = None


class ElsewhereRoute(_Route, frozen=True, kw_only=True, tag="elsewhere"):
    """跨域通办: a window of the hall, for people whose matter belongs to another place."""

    site: str
    counters: tuple[CounterPlace, ...]
    reach: Reach
    """How far away that place may be."""
    hours: tuple[Hours, ...] = ()
    opening: Opening | None = None


NearbyLevel = Literal["village", "town"]
NEARBY: tuple[NearbyLevel, ...] = ("village", "town")
"""The nearest first."""


class NearbyRoute(_Route, frozen=True, kw_only=True, tag="nearby"):
    """The service centre of one's town, or the station of one's village."""

    level: NearbyLevel
    sites: tuple[str, ...] = ()
    """The one that the terminal stands in, or all there are."""
    here: bool = False
    """It is the very place the terminal stands in."""
    hours: tuple[Hours, ...] = ()
    """Of the one that is meant, or of all where they keep the same."""
    opening: Opening | None = None


class OnlineRoute(_Route, frozen=True, kw_only=True, tag="online"):
    """On a phone or a computer."""

    platform: str
    steps: tuple[str, ...] = ()
    url: str = ""


class VideoRoute(_Route, frozen=True, kw_only=True, tag="video"):
    """By video call with a clerk (视频办)."""

    hours: tuple[Hours, ...] = ()
    """When clerks take calls: the hall's hours for video, or its opening hours where it has none."""
    opening: Opening | None = None
    needs: tuple[str, ...] = ()
    """What to have at hand for the call."""


class HomeVisitRoute(_Route, frozen=True, kw_only=True, tag="home_visit"):
    """Staff come to the house."""


class CarriedRoute(_Route, frozen=True, kw_only=True, tag="carried"):
    """代办: staff of a town or village take the papers to the hall."""

    sites: tuple[str, ...]


class PhoneRoute(_Route, frozen=True, kw_only=True, tag="phone"):
    """By telephone: questions, and where nobody can come, what can be done."""

    phones: tuple[Phone, ...]


AtCounter = CounterRoute | CrossCityRoute | ElsewhereRoute
"""The routes that lead to a counter of the hall."""
WithHours = AtCounter | NearbyRoute | VideoRoute
Route = AtCounter | NearbyRoute | OnlineRoute | VideoRoute | HomeVisitRoute | CarriedRoute | PhoneRoute


class LeftOut(Struct, frozen=True):
    """A way that is not offered, and why not."""

    kind: Kind
    reason: Message


class Routing(Struct, frozen=True):
    """What was decided: the ways in the order to try them, and those left out."""

    routes: tuple[Route, ...]
    """Never empty: a telephone is always among them."""
    left_out: tuple[LeftOut, ...] = ()


def kind_of(route: Route) -> Kind:
    """Return what kind of way a route is, the nearby ones told apart."""
    if isinstance(route, NearbyRoute):
        return route.level
    tag: Kind = route.__struct_config__.tag  # type: ignore[assignment]  # msgspec types it as a string
    return tag
