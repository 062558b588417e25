"""How every screen looks at the sizes that matter: pictures to compare with, drawn from fixed data."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN
from assistant.message import Message
from assistant.planning import Step, journey
from assistant.reply import Answer, Choices, Option, Plan, Reply, quote
from assistant.routing import route
from assistant.session import Chose, Said, Session
from kiosk.app import KioskApp
from kiosk.settings import Settings
from knowledge.model import Guide, Knowledge, Site
from knowledge.model import convert as typed
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
WAYS = {
    "start": "",
    "need": "5",
    "typed": "5身",
    "results": "51",
    "answer": "511",
    "bring": "5119",
    "finish": "5111",
    "question": "512",
    "plan": "54",
    "stops": "549",
}
"""Screens, and the keys that lead to them."""
NAMES = ("居民身份证补领", "居民身份证到期换领", "临时居民身份证", "户口迁移", "出生登记", "驾驶证补证")
PLACES = ("shantou", "chaozhou", "jieyang", "elsewhere")
AREAS = ("pension", "medical", "identity", "family", "home", "work", "business", "other")

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
    """The same replies for ever, whatever the shipped content becomes."""

    def __init__(self) -> None:
        self.guide, self.online = typed(GUIDE, Guide), typed(ONLINE, Guide)
        self.knowledge = Knowledge(guides=(self.guide, self.online), sites=(typed(HALL, Site),))

    def suggest(self, text: str) -> tuple[Option, ...]:
        if not text:
            return ()
        return tuple(
            Option(Chose("guide", name), quote(name), "丢了、坏了、到期了。")
            for name in NAMES
            if text in name
        )

    def reply(self, session: Session) -> Reply:
        match session.turns[-1:]:
            case (Chose(kind="area", id="family"),):
                return self._plan()
            case (Chose(kind="guide", id="居民身份证到期换领"),):
                return Answer(self.guide, (), (), ask=_question())
            case (Chose(kind="guide"),) | (Said(),):
                found = route(self.guide, self.knowledge).routes
                needed = checklist(self.guide, NOTHING_KNOWN)
                return Answer(self.guide, found, (Message("notice.sample"),), checklist=needed)
            case (Chose(kind="area"),):
                names = (
                    "居民身份证补领",
                    "居民身份证到期换领",
                    "临时居民身份证",
                    "户口迁移",
                    "出生登记",
                    "驾驶证补证",
                )
                options = (
                    Option(Chose("guide", name), quote(name), "丢了、坏了、到期了。") for name in names
                )
                return Choices(Message("results.ambiguous"), tuple(options))
        options = (Option(Chose("area", area), Message(f"area.{area}")) for area in AREAS)
        return Choices(Message("need.prompt"), tuple(options))

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


def _question() -> Choices:
    answers = {f"belongs={place}": f"flow.belongs.{place}" for place in PLACES}
    labels = {**answers, "belongs=unsure": "flow.unsure"}
    options = (Option(Chose("tell", answer), Message(key)) for answer, key in labels.items())
    return Choices(Message("flow.belongs.prompt"), tuple(options))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
def test_looks_as_it_did(snap_compare, voice, name, size) -> None:
    settings = Settings(repeat_s=0, settle_s=0)
    app = KioskApp(FixedAssistant, load("zh-CN"), voice, settings)

    async def go(pilot) -> None:
        await settled(pilot)
        for key in WAYS[name]:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go)
