"""How the desk looks, at two sizes: pictures to compare with, drawn from fixed data."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN, Circumstances
from assistant.flow import shipped_flow
from assistant.message import Message
from assistant.reply import Answer, Choices, Option, Reply, quote
from assistant.routing import route
from assistant.session import Chose, Session
from kiosk.desk.app import DeskApp
from knowledge.model import Guide, Knowledge, Site
from knowledge.model import convert as typed
from locales.catalogue import load

SIZES = [(80, 24), (160, 45)]
WAYS = {
    "welcome": (),
    "answer": (*"身份证",),
    "bring": (*"身份证", "down", "f3"),
    "fact": (*"身份证", "tab", "2"),
    "keys": (*"身份证", "enter", "f1"),
}
NAMES = (
    "居民身份证补领",
    "居民身份证到期换领",
    "临时居民身份证",
    "特殊群体居民身份证上门办理（老年人、残疾人）",
)
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
    "conditions": ["身份证丢了的本地人、外地人"],
    "materials": [
        {"name": "居民户口簿", "e_licence": True},
        {"name": "监护人的身份证", "when": "未满 16 周岁时", "copies": 1},
    ],
    "channels": [{"kind": "window"}, {"kind": "online", "platform": "粤省事", "steps": ["登录", "选补领"]}],
}


class FixedAssistant:
    """The same replies for ever, whatever the shipped content becomes."""

    def __init__(self) -> None:
        self.guide = typed(GUIDE, Guide)
        self.knowledge = Knowledge(guides=(self.guide,), sites=(typed(HALL, Site),))

    def suggest(self, text: str) -> tuple[Option, ...]:
        options = (Option(Chose("guide", name), quote(name), "丢了、坏了、到期了。") for name in NAMES)
        return tuple(options) if text else ()

    def known(self, session: Session) -> Circumstances:
        answers = [turn.id for turn in session.turns if isinstance(turn, Chose) and turn.kind == "tell"]
        return Circumstances(behalf=True) if "who=other" in answers else NOTHING_KNOWN

    def reply(self, session: Session) -> Reply:
        match session.turns[-1:]:
            case (Chose(kind="guide"),):
                question = shipped_flow().named("who")
                assert question is not None
                ids = [answer.id for answer in question.answer]
                options = (Option(Chose("tell", f"who={one}"), Message(f"flow.who.{one}")) for one in ids)
                return Answer(
                    self.guide,
                    route(self.guide, self.knowledge).routes,
                    (Message("notice.sample"),),
                    checklist=checklist(self.guide, NOTHING_KNOWN),
                    ask=Choices(Message("flow.who.prompt"), tuple(options)),
                )
            case _ if session.turns:
                first = Option(Chose("guide", NAMES[0]), quote(NAMES[0]), "丢了，要补一张", ((2, 5),))
                return Choices(Message("clarify.situation", {"object": "居民身份证"}), (first,))
        areas = ("pension", "medical", "identity")
        return Choices(
            Message("need.prompt"),
            tuple(Option(Chose("area", area), Message(f"area.{area}")) for area in areas),
        )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
def test_looks_as_it_did(snap_compare, name, size) -> None:
    app = DeskApp(FixedAssistant, load("zh-CN"))

    async def go(pilot) -> None:
        await pilot.press(*WAYS[name])
        while app.looked is None or app.looked.question != app.question:
            await pilot.pause(0.01)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=go)
