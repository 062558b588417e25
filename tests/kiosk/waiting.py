"""Waiting for a kiosk: until its assistant is there, and what was typed has been looked up and is shown."""

from __future__ import annotations

from time import monotonic

from textual.pilot import Pilot

WITHIN_S = 20.0


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is being loaded or looked up, and all that follows from it is done."""
    until = monotonic() + WITHIN_S
    while pilot.app._latest.busy:
        assert monotonic() < until, "still looking it up"
        await pilot.pause(0.001)
    await pilot.pause()
