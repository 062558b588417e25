"""How the pads look, at the sizes that matter and in every part; every key can be hit and read there."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.geometry import Region

from assistant.message import Message
from assistant.reply import Choices, Option, Reply, quote
from assistant.session import Chose, Session
from kiosk.app import KioskApp
from kiosk.settings import Settings
from kiosk.widgets.button import BigButton
from locales.catalogue import load
from tests.kiosk.waiting import settled

SIZES = [(40, 20), (64, 18), (80, 24), (160, 45)]
WAYS = {"letters": "595323", "strokes": "598613", "characters": "5986136", "found": "5986139"}
"""What is shown, and the keys that lead there."""
AREAS = ("pension", "medical", "identity", "family", "home", "work", "business", "other")
FOUND = {
    "居民身份证补领": "丢了、坏了，补一张新的。",
    "居民身份证到期换领": "到期前后三个月来换。",
    "临时居民身份证申领": "正在办身份证又急着用的人，领一张三个月有效的临时证。",
    "特殊群体居民身份证上门办理": "行动不便的人。",
    "户口迁移": "",
}


class FixedAssistant:
    """The same for ever, whatever the shipped content becomes."""

    def suggest(self, text: str) -> tuple[Option, ...]:
        found = [Option(Chose("guide", name), quote(name), detail) for name, detail in FOUND.items()]
        return tuple(found) if text else ()

    def reply(self, session: Session) -> Reply:
        del session
        options = [Option(Chose("area", area), Message(f"area.{area}")) for area in AREAS]
        return Choices(Message("need.prompt"), tuple(options))


@pytest.mark.parametrize(
    ("size", "density"),
    [*((size, 0) for size in (*SIZES, (60, 24), (47, 30))), ((40, 20), 2), ((64, 18), 1), ((80, 24), 2)],
)
async def test_every_key_can_be_hit_and_read(kiosk, size, density) -> None:
    async with kiosk(size) as pilot:
        pilot.app._density = density
        for keys in ("59", "5", "323", "1", "0833", "6", "161"):
            await pilot.press(*keys)
            await settled(pilot)
            _check(pilot, size)


def _check(pilot, size) -> None:
    targets = [widget for widget in pilot.app.screen.query("BigButton, SearchBox") if widget.visible]
    for widget in targets:
        assert widget.region.width >= 8, widget
        assert widget.region.height >= 3, widget
        assert Region(0, 0, *size).contains_region(widget.region), widget
    for one, other in combinations(targets, 2):
        assert not one.region.grow((0, 1, 1, 0)).overlaps(other.region), (one, other)
    for button in pilot.app.screen.query(BigButton):
        drawn = "".join(button.render_line(y).text for y in range(button.size.height))
        assert "…" not in drawn, button.label


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
def test_looks_as_it_did(snap_compare, voice, name, size) -> None:
    app = KioskApp(FixedAssistant, load("zh-CN"), voice, Settings(repeat_s=0, settle_s=0))

    async def go(pilot) -> None:
        await settled(pilot)
        for key in WAYS[name]:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=go)
