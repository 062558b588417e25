"""A clerk at the desk: real keys, the real assistant over the shipped content, what stands on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.desk.app import DeskApp
from kiosk.desk.slips import SlipPrinter
from locales.catalogue import load

WITHIN_S = 20.0


class Clerk:
    """Presses keys and reads."""

    def __init__(self, pilot: Pilot[int], app: DeskApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what follows from them."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text as fast as an input method commits it."""
        wanted = self.app.desk.line.value + text
        for letter in text:
            self.app.post_message(events.Key(letter, letter))
        until = monotonic() + WITHIN_S
        while self.app.desk.line.value != wanted or self.app.question.text != wanted:
            assert monotonic() < until, self.app.desk.line.value
            await self.pilot.pause()
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause()
        until = monotonic() + WITHIN_S
        while self.app.looked is None or self.app.looked.question != self.app.question:
            assert monotonic() < until, "no answer"
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    @property
    def screen(self) -> str:
        """All that stands on the terminal."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def pane(self) -> str:
        """What of the answer is in sight."""
        desk = self.app.desk
        top = desk.body.scroll_offset.y
        rows = [*desk.head.rows, *desk.body.rows[top : top + desk.body.page]]
        return "\n".join(row.text for row in rows)

    @property
    def list(self) -> str:
        return "\n".join(row.text for row in self.app.desk.listing.rows)

    @property
    def chosen(self) -> str:
        """The name of the entry that is chosen."""
        listing = self.app.desk.listing
        return "" if listing.chosen is None else listing.entries[listing.chosen].name


@pytest.fixture
def desk(shipped_assistant):
    """Open the desk at a size; at the end, no handler may have failed but as often as was foreseen."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24),
        *,
        language: str = "zh-CN",
        assistant: object = shipped_assistant,
        print_slip: SlipPrinter | None = None,
        forget_s: float = 600,
        troubles: int = 0,
    ) -> AsyncIterator[Clerk]:
        app = DeskApp(lambda: assistant, load(language), print_slip, forget_s)
        async with app.run_test(size=size) as pilot:
            clerk = Clerk(pilot, app)
            await clerk.settle()
            yield clerk
        assert app.troubles == troubles

    return run
