"""The facts a service hall works with, as frozen typed values.

Every class is what one TOML table may hold: msgspec refuses unknown keys and
wrong types, so a misspelt key can never silently lose a fact.  Times are whole
units, money is `Decimal` yuan, hours are wall-clock times of the hall.

Ids are paths: the guide in ``guides/police/id-card-reissue.toml`` is
``police/id-card-reissue``, and its field of life is ``police``.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
"""A text that must say something."""

GuideId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]*(/[A-Za-z0-9._-]+)?$")]

Field = Literal[
    "social-security",
    "medical-insurance",
    "police",
    "civil-affairs",
    "disability",
    "veterans",
    "property",
    "housing-fund",
    "tax",
    "business",
    "health",
    "education",
    "labour",
    "transport",
    "agriculture",
    "utilities",
    "justice",
    "other",
]
"""The part of life a guide belongs to; also its folder under ``guides/``."""

Audience = Literal["person", "business", "elderly", "disabled", "veteran", "child", "farmer"]
Level = Literal["hall", "town", "village"]
"""The three levels of service sites: 区政务服务中心, 镇（街道）便民服务中心, 村（社区）便民服务站."""

Status = Literal["sample", "verified", "imported"]
"""sample: facts of law, everything local is an example; verified: confirmed by
its owner; imported: taken from an official export as it stood."""


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all content: immutable, no unknown keys, defaults left out when written."""


Case = Literal["agent", "self", "business", "person"]
"""Circumstances a list of things to bring may depend on: 代办, 本人办, 单位办, 个人办."""


class Material(Record, frozen=True, kw_only=True):
    """One thing to bring, in the words of someone at the desk."""

    name: Text
    originals: Annotated[int, Meta(ge=0, le=20)] = 1
    copies: Annotated[int, Meta(ge=0, le=20)] = 0
    when: str = ""
    """In which case it is needed, such as ``代别人办时``; empty: always."""
    case: Case | None = None
    """The same where the assistant can tell: it is left out for whom it does not concern."""
    e_licence: bool = False
    """True where showing the electronic licence (电子证照) replaces the paper."""
    later: bool = False
    """容缺后补: the matter is taken in without it, and it may follow."""
    note: str = ""


class TimeLimit(Record, frozen=True, kw_only=True):
    """A span for handling a matter; ``amount`` 0 means done on the spot (即办)."""

    amount: Annotated[int, Meta(ge=0, le=3650)]
    unit: Literal["working_day", "day", "month"] = "working_day"
    note: str = ""
    """What is said instead, where the span alone misleads: one has to wait before it begins."""


class Fee(Record, frozen=True, kw_only=True):
    """What the person pays: ``yuan`` 0 is free of charge, ``None`` says only the note knows."""

    yuan: Decimal | None = None
    note: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        if self.yuan is not None and not (self.yuan.is_finite() and self.yuan >= 0):
            raise ValueError("金额要写 0 或更大的数字")


class LegalBasis(Record, frozen=True, kw_only=True):
    """A law or a published policy, so that anybody can look the fact up."""

    title: Text
    number: str = ""
    """Document number (文号), such as ``国发〔2014〕47号``."""
    article: str = ""


class Window(Record, frozen=True, kw_only=True, tag="window", tag_field="kind"):
    """Handled by a person across a counter, at each of ``levels``."""

    levels: tuple[Level, ...] = ("hall",)
    place: str = ""
    """Where the source itself names a place; empty where the counters tell."""
    note: str = ""


class Online(Record, frozen=True, kw_only=True, tag="online", tag_field="kind"):
    """Handled by the person on a phone or a computer."""

    platform: Text
    steps: tuple[Text, ...] = ()
    url: str = ""


class Video(Record, frozen=True, kw_only=True, tag="video", tag_field="kind"):
    """视频办: a clerk handles it over a video call, in the hours for video of the hall."""

    needs: tuple[Text, ...] = ()
    """What to have at hand for the call, such as the identity card."""
    note: str = ""


class CrossCity(Record, frozen=True, kw_only=True, tag="cross_city", tag_field="kind"):
    """汕潮揭社保通: one counter for people insured in Shantou, Chaozhou or Jieyang."""

    note: str = ""


class HomeVisit(Record, frozen=True, kw_only=True, tag="home_visit", tag_field="kind"):
    """上门办: staff come to people who cannot leave home."""

    note: str = ""


Channel = Window | Online | Video | CrossCity | HomeVisit
ChannelKind = TypeVar("ChannelKind", Window, Online, Video, CrossCity, HomeVisit)
Content = TypeVar("Content", bound=Record)


AREA_CODE = "0754"
"""Of Shantou, which the district belongs to."""


class Phone(Record, frozen=True, kw_only=True):
    """A telephone for questions about the matter."""

    number: Annotated[str, Meta(pattern=r"^\d{3,4}-\d{7,8}(-\d{1,6})?$|^1\d{10}$|^\d{5,6}$|^[48]00\d{7}$")]
    """With the area code where it has one: ``0754-12345678``; hotlines as they are: ``12345``."""
    note: str = ""


Reach = Literal["national", "cross_province", "province", "city", "district"]
"""How far a service is handled for people of elsewhere (通办范围): 全国, 跨省, 省内, 全市, 区内."""
ReachForm = Literal["online", "collect", "joint"]
"""How (通办形式): 全程网办, 异地代收代办, 多地联办."""


class Scope(Record, frozen=True, kw_only=True):
    """通办: the matter is handled here for people of elsewhere, or elsewhere for people from here."""

    reach: Reach
    forms: tuple[ReachForm, ...] = ()
    areas: tuple[Text, ...] = ()
    """The places covered, where the source lists them."""


class Source(Record, frozen=True, kw_only=True):
    """Where the facts were taken from."""

    title: Text
    url: str = ""


class Guide(Record, frozen=True, kw_only=True):
    """One service item (事项) as a citizen needs to know it."""

    id: GuideId
    name: Text
    """Official name, as in the national or provincial catalogue."""
    object: str = ""
    """What it is about, such as ``居民身份证``."""
    action: str = ""
    """What is done to it, such as ``补领``."""
    aliases: tuple[Text, ...] = ()
    """Other names people give it."""
    questions: tuple[Text, ...] = ()
    """Everyday questions it answers, each as somebody would say it."""
    situation: str = ""
    """Of a person who wants it, in plain words, to tell it from others of its object: ``坏了，或者资料变了``.
    Empty: what the lexicon says of its action."""
    audience: tuple[Audience, ...] = ("person",)
    summary: str = ""
    conditions: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    fee: Fee | None = None
    statutory_time: TimeLimit | None = None
    promised_time: TimeLimit | None = None
    instant: bool = False
    """秒批秒报: decided by the system at once, without a clerk."""
    no_meeting: bool = False
    """不见面审批: nobody has to be met, from handing in to taking the result home."""
    visits: Annotated[int, Meta(ge=0, le=9)] | None = None
    """How often one has to come (到办事现场次数)."""
    in_person: bool = False
    """True where the law wants the person themselves, so that nobody can stand in for them."""
    after_death: bool = False
    """Somebody has died, and the family handles it: nobody is asked for whom it is, or who can come."""
    channels: tuple[Channel, ...] = ()
    scopes: tuple[Scope, ...] = ()
    phones: tuple[Phone, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    source: Source
    owner: Text
    """The department answering for these facts."""
    verified_on: dt.date | None = None
    status: Status
    code: str = ""
    """Official code (实施编码), for imported guides."""

    @property
    def field(self) -> str:
        """The part of life it belongs to: the folder of its id."""
        return self.id.partition("/")[0] if "/" in self.id else "other"

    def channels_of(self, kind: type[ChannelKind]) -> tuple[ChannelKind, ...]:
        """Return the guide's channels of that kind; often one, for some services two websites."""
        return tuple(found for found in self.channels if isinstance(found, kind))


class Hours(Record, frozen=True, kw_only=True):
    """Opening hours of a weekday; a lunch break lies between two spans."""

    days: Annotated[str, Meta(pattern=r"^[1-7]+$")]
    """ISO weekdays as digits: ``12345`` is Monday to Friday."""
    open: dt.time
    close: dt.time


class Zone(Record, frozen=True, kw_only=True):
    """A part of the hall with counters or services of its own."""

    id: Text
    name: Text
    floor: Annotated[int, Meta(ge=1, le=9)]
    landmark: str = ""
    """How to find it from the entrance, in plain words."""


class Counter(Record, frozen=True, kw_only=True):
    """One window (窗口) of the hall."""

    number: Annotated[int, Meta(ge=1, le=999)]
    name: Text
    zone: Text
    services: tuple[Text, ...] = ()
    """Guide ids it accepts; ``*`` stands for any characters: ``police/id-card-*``."""
    cross_city: bool = False
    """True for the 汕潮揭社保通 counter."""
    hours: tuple[Hours, ...] = ()
    """Empty: the hours of the site."""

    def accepts(self, guide_id: str) -> bool:
        """True where one of its patterns fits the guide."""
        return any(fnmatchcase(guide_id, pattern) for pattern in self.services)

    def closeness(self, guide_id: str) -> int:
        """How closely it is made for a guide: letters of its narrowest pattern that fits; 0: none fits."""
        fitting = (pattern for pattern in self.services if fnmatchcase(guide_id, pattern))
        return max((len(pattern.replace("*", "")) for pattern in fitting), default=0)


class Site(Record, frozen=True, kw_only=True):
    """A place people go to: the hall, a town centre or a village station."""

    id: Text
    name: Text
    level: Level
    town: str = ""
    hours: tuple[Hours, ...] = ()
    video_hours: tuple[Hours, ...] = ()
    """When clerks take video calls (视频办); empty: the hours of the site."""
    carries: bool = False
    """代办: staff take the papers to the right counter for people who cannot go there."""
    zones: tuple[Zone, ...] = ()
    counters: tuple[Counter, ...] = ()
    stations: tuple[Text, ...] = ()
    """For a town: names of the service stations (便民服务站) of its villages and communities."""
    status: Status
    source: Source

    def zone(self, zone_id: str) -> Zone | None:
        """The zone of that id, or None."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def counters_for(self, guide_id: str) -> tuple[Counter, ...]:
        """The counters that accept the guide, in the order of the file."""
        return tuple(counter for counter in self.counters if counter.accepts(guide_id))


class Theme(Record, frozen=True, kw_only=True):
    """一件事: several services one event of life asks for, in their order."""

    id: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    questions: tuple[Text, ...] = ()
    summary: str = ""
    guides: Annotated[tuple[GuideId, ...], Meta(min_length=2)]
    status: Status


class Topic(Record, frozen=True, kw_only=True):
    """What several services are about, as somebody would call it who comes for one."""

    name: Text
    guides: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """Guide ids, what most people come for first; ``*`` stands for any characters: ``police/id-card-*``."""


class Contents(Record, frozen=True, kw_only=True):
    """In which order services are offered to who would rather choose than type."""

    id: Text
    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]
    """What most people come for first."""


class AgreementItem(Record, frozen=True, kw_only=True):
    """A matter that the cities of an agreement handle for each other's people."""

    name: Text
    group: Text
    """Its heading in the list, such as ``转移接续`` or ``工伤``."""
    guide: GuideId | None = None
    """The guide that tells how, where there is one."""


class Agreement(Record, frozen=True, kw_only=True):
    """Cities that handle matters for each other, such as 汕潮揭社保通."""

    id: Text
    name: Text
    cities: Annotated[tuple[Text, ...], Meta(min_length=2)]
    items: Annotated[tuple[AgreementItem, ...], Meta(min_length=1)]
    status: Status
    source: Source


class Knowledge(Record, frozen=True, kw_only=True):
    """Everything the assistant may quote, and nothing else."""

    guides: tuple[Guide, ...] = ()
    sites: tuple[Site, ...] = ()
    themes: tuple[Theme, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    contents: tuple[Contents, ...] = ()

    @property
    def hall(self) -> Site | None:
        """The service hall, or None where there are only town centres and village stations."""
        return next((site for site in self.sites if site.level == "hall"), None)


def convert(raw: object, kind: type[Content]) -> Content:
    """Parsed TOML → typed content; raises `msgspec.ValidationError` naming the key."""
    return msgspec.convert(raw, kind)
