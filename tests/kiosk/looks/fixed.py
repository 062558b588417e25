"""Replies that stay the same whatever the shipped content becomes: for pictures of the screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.flow import shipped_flow
from assistant.message import Message
from assistant.planning import Step, journey
from assistant.refusals import not_found, not_handled
from assistant.reply import Answer, Choices, Option, Plan, Reply, quote
from assistant.routing import route
from assistant.session import Chose, Said, Session
from knowledge.model import Guide, Knowledge, Site
from knowledge.model import convert as typed

NAMES = ("居民身份证补领", "居民身份证到期换领", "临时居民身份证", "户口迁移", "出生登记", "驾驶证补证")
AT_DESK = (*NAMES[:3], "特殊群体居民身份证上门办理（老年人、残疾人）")
PLACES = ("shantou", "chaozhou", "jieyang", "elsewhere")
AREAS = ("pension", "medical", "identity", "family", "home", "work", "business", "other")
DETAIL = "丢了、坏了、到期了。"
OUTSIDE, UNKNOWN, UNSURE, BROKEN = "天气", "没有", "什么", "故障"
"""What is said to get a refusal: of another matter, of none, of two that may be meant; and a fault."""

HALL = {
    "id": "hall",
    "name": "政务服务中心",
    "level": "hall",
    "status": "sample",
    "source": {"title": "示例"},
    "hours": [{"days": "12345", "open": dt.time(8, 30), "close": dt.time(12)}],
    "zones": [{"id": "police", "name": "公安户政区", "floor": 2, "landmark": "坐电梯上二楼，出来右转"}],
    "counters": [{"number": 23, "name": "居民身份证", "zone": "police", "services": ["police/*"]}],
}
GUIDE = {
    "id": "police/id-card",
    "name": "居民身份证补领",
    "summary": "身份证丢了，补一张新的。",
    "status": "sample",
    "owner": "公安部门",
    "source": {"title": "《居民身份证法》"},
    "visits": 1,
    "fee": {"yuan": 40},
    "promised_time": {"amount": 20},
    "materials": [
        {"name": "居民户口簿", "e_licence": True},
        {"name": "监护人的身份证", "when": "未满 16 周岁时", "copies": 1},
    ],
    "channels": [{"kind": "window"}, {"kind": "online", "platform": "粤省事", "steps": ["登录", "选补领"]}],
}
ONLINE = {
    **GUIDE,
    "id": "police/hukou",
    "name": "户口迁移",
    "summary": "搬了家，户口跟着迁。",
    "visits": 0,
    "in_person": True,
    "materials": [{"name": "居民户口簿", "copies": 1}],
    "channels": [{"kind": "online", "platform": "粤省事"}],
}


class FixedAssistant:
    """Answers the kiosk: by what is chosen, and by the first words that are said."""

    def __init__(self) -> None:
        self.guide, self.online = typed(GUIDE, Guide), typed(ONLINE, Guide)
        self.knowledge = Knowledge(guides=(self.guide, self.online), sites=(typed(HALL, Site),))

    def suggest(self, text: str) -> tuple[Option, ...]:
        """By what a name contains; letters of pinyin may stand for anything."""
        return _named(name for name in NAMES if text in name or text.isascii()) if text else ()

    def reply(self, session: Session) -> Reply:
        match session.turns[-1:]:
            case (Said(text=text),):
                return self._searched(text)
            case (Chose(kind="area", id="family"),):
                return self._plan()
            case (Chose(kind="area"),):
                return Choices(Message("results.ambiguous"), _named(NAMES))
            case (Chose(kind="guide", id="居民身份证到期换领"),):
                return Answer(self.guide, (), (), ask=_where_it_belongs())
            case (Chose(kind="guide"),):
                return answer_of(self.guide, self.knowledge)
        return Choices(Message("need.prompt"), _areas(AREAS))

    def _searched(self, text: str) -> Reply:
        match text:
            case _ if text == OUTSIDE:
                return not_handled(text, self.knowledge)
            case _ if text == UNKNOWN:
                return not_found(self.knowledge, (), _areas(AREAS))
            case _ if text == UNSURE:
                return not_found(self.knowledge, _named(NAMES[:2]), _areas(AREAS))
            case _ if text == BROKEN:
                raise RuntimeError(text)
        return answer_of(self.guide, self.knowledge)

    def _plan(self) -> Plan:
        guides = (self.guide, self.online)
        options = (Option(Chose("guide", guide.id), quote(guide.name), guide.summary) for guide in guides)
        steps = [
            Step(guide, route(guide, self.knowledge).routes, checklist(guide, NOTHING_KNOWN))
            for guide in guides
        ]
        summary = "搬了家，身份证也丢了，一起办。"
        notices = (Message("notice.sample"),)
        return Plan("搬家一件事", summary, tuple(options), notices, journey(steps))


class FixedAtDesk:
    """Answers the desk, and knows for whom it is once that was told."""

    def __init__(self) -> None:
        self.guide = typed({**GUIDE, "conditions": ["身份证丢了的本地人、外地人"]}, Guide)
        self.knowledge = Knowledge(guides=(self.guide,), sites=(typed(HALL, Site),))

    def suggest(self, text: str) -> tuple[Option, ...]:
        return _named(AT_DESK) if text else ()

    def known(self, session: Session) -> Circumstances:
        answers = [turn.id for turn in session.turns if isinstance(turn, Chose) and turn.kind == "tell"]
        return Circumstances(behalf=True) if "who=other" in answers else NOTHING_KNOWN

    def reply(self, session: Session) -> Reply:
        match session.turns[-1:]:
            case (Chose(kind="guide"),):
                return answer_of(self.guide, self.knowledge, ask=_for_whom())
            case _ if session.turns:
                first = Option(Chose("guide", NAMES[0]), quote(NAMES[0]), "丢了，要补一张", ((2, 5),))
                return Choices(Message("clarify.situation", {"object": "居民身份证"}), (first,))
        return Choices(Message("need.prompt"), _areas(AREAS[:3]))


def answer_of(guide: Guide, knowledge: Knowledge, ask: Choices | None = None) -> Answer:
    """Where to go with `guide`, and what to bring, of somebody of whom nothing is known."""
    return Answer(
        guide,
        route(guide, knowledge).routes,
        (Message("notice.sample"),),
        checklist=checklist(guide, NOTHING_KNOWN),
        ask=ask,
    )


def _named(names: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(Chose("guide", name), quote(name), DETAIL) for name in names)


def _areas(areas: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(Chose("area", area), Message(f"area.{area}")) for area in areas)


def _where_it_belongs() -> Choices:
    answers = {f"belongs={place}": f"flow.belongs.{place}" for place in PLACES}
    labels = {**answers, "belongs=unsure": "flow.unsure"}
    options = (Option(Chose("tell", answer), Message(key)) for answer, key in labels.items())
    return Choices(Message("flow.belongs.prompt"), tuple(options))


def _for_whom() -> Choices:
    question = shipped_flow().named("who")
    assert question is not None
    ids = [answer.id for answer in question.answer]
    options = (Option(Chose("tell", f"who={one}"), Message(f"flow.who.{one}")) for one in ids)
    return Choices(Message("flow.who.prompt"), tuple(options))
