"""Walks through every screen, on fixed data: each step has a name, and is the keys after the step before."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from threading import Event

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.commands.running import KioskSpeaker
from kiosk.desk.app import DeskApp
from kiosk.screens.notice import IdleView
from kiosk.settings import Settings
from kiosk.slips.address import File, SlipPrinter
from kiosk.speech.voice import SilentVoice, VoiceStatus
from locales.catalogue import languages, load
from tests.kiosk.looks.fixed import BROKEN, OUTSIDE, UNKNOWN, UNSURE, FixedAssistant
from tests.kiosk.waiting import settled

SIZES = ((40, 20), (64, 18), (80, 24), (160, 45))
"""From the smallest: a page that is left for want of pages does not come back."""
LONG_S = 3600.0

KIOSK: tuple[dict[str, str], ...] = (
    {"start": "", "need": "5", "results": "1", "results-second-page": "9"},
    {"answer": "5 1 1", "bring": "9", "other-ways": "9", "finish": "1", "take-away": "8"},
    {"question": "5 1 2"},
    {"plan": "5 4", "stops": "9", "things": "9", "one-by-one": "0 0 8"},
    {"typed": "5 身"},
    {"letters": "5 9", "letters-of-a-group": "3", "letters-found": "2", "letters-choose": "9"},
    {"strokes": "5 9 8", "strokes-drawn": "4 5 1", "characters": "6", "strokes-found": "1"},
    {"outside": f"5 {' '.join(OUTSIDE)} enter"},
    {"not-found": f"5 {' '.join(UNKNOWN)} enter"},
    {"unsure": f"5 {' '.join(UNSURE)} enter"},
    {"staff": "5 +"},
    {"where": "5 /"},
    {"look": "5 -"},
    {"voice": "5 * *", "voice-resting": "2 4 5"},
    {"by-keys": "5 down"},
    {"door": "ctrl+q", "door-digits": "3 8 4"},
    {"trouble": f"5 {' '.join(BROKEN)} enter"},
)
"""From the start screen each; what goes before and after stands in `walk_kiosk`."""
NAMES = ("wait", *(name for steps in KIOSK for name in steps), "idle")

DESK: tuple[dict[str, str], ...] = (
    {"welcome": "", "list": "身 份 证", "bring": "down f3", "held": "enter", "help": "f1"},
    {"person": "身 份 证 tab", "person-told": "2", "wide": "f8"},
    {"recent": "身 份 证 enter escape ctrl+r"},
    {"forgotten": "身 份 证 f9"},
)
DESK_NAMES = tuple(name for steps in DESK for name in steps)


def kiosk_with(theme: str, language: str, loaded: Event) -> KioskApp:
    """A kiosk that never loses patience; its assistant is there once that is `loaded`."""

    def load_assistant() -> FixedAssistant:
        loaded.wait()
        return FixedAssistant()

    settings = Settings(
        repeat_s=0,
        settle_s=0,
        again_s=0,
        idle_s=LONG_S,
        stale_s=LONG_S,
        pause_s=LONG_S,
        theme=theme,
        pin="x",
        printer=SlipPrinter(File("unused")),
    )
    offered = [load(tag) for tag in languages()]
    return KioskApp(
        load_assistant,
        load(language),
        KioskSpeaker(SilentVoice(VoiceStatus.READY)),
        settings,
        languages=offered,
    )


async def walk_kiosk(pilot: Pilot[int], loaded: Event) -> AsyncIterator[str]:
    """Yield the name of each step once it is shown."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await pilot.press("5")
    await pilot.pause()
    yield "wait"
    loaded.set()
    for steps in KIOSK:
        await settled(pilot)
        app.reset()
        for name, keys in steps.items():
            await settled(pilot)
            await press(pilot, keys.split())
            yield name
    app.reset()
    app.begin()
    app._put(IdleView(20))
    await settled(pilot)
    yield "idle"


async def press(pilot: Pilot[int], keys: Iterable[str]) -> None:
    """Press keys on the kiosk, each once what follows from the one before is shown."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def walk_desk(pilot: Pilot[int]) -> AsyncIterator[str]:
    """Yield the name of each step once it is shown."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    for steps in DESK:
        app.action_forget()
        app.desk.note("")
        app.desk.remove_class("-wide")
        for name, keys in steps.items():
            await found(pilot)
            for key in keys.split():
                await pilot.press(key)
                await found(pilot)
            yield name
        if app.desk._all_keys:
            app.desk.toggle_help()


async def found(pilot: Pilot[int]) -> None:
    """Wait until what is asked at the desk has its answer."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    while app.looked is None or app.looked.question != app.question:
        await pilot.pause(0.005)
    await pilot.pause()
