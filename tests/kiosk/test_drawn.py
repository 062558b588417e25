"""What was on the screen is not kept behind it."""

from __future__ import annotations

import gc

from textual.strip import Strip


def drawn(text: str) -> int:
    """How many lines with `text` in them are in memory."""
    gc.collect()
    return sum(
        text in "".join(segment.text for segment in kept) for kept in gc.get_objects() if type(kept) is Strip
    )


async def test_no_line_that_shows_what_somebody_typed_is_kept(kiosk) -> None:
    async with kiosk() as pilot:
        await pilot.press("enter", "残", "疾")
        await pilot.pause()
        assert drawn("残疾") > 0
        pilot.app.reset()
        for _ in range(40):
            await pilot.pause(0.1)
            if not drawn("残疾"):
                break
        assert drawn("残疾") == 0
