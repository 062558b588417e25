"""The first frame comes at once: nothing is imported that it does not need."""

from __future__ import annotations

import subprocess
import sys

from tests.kiosk.waiting import settled

HEAVY = (
    "numpy rapidfuzz pypinyin zhconv pyttsx3 miniaudio torch sentence_transformers safetensors typer "
    "rich.progress rich.markdown pygments textual.widgets._data_table "
    "assistant.pipeline assistant.session knowledge.reading kiosk.wording kiosk.screens.answer"
).split()


def test_importing_the_kiosk_loads_only_what_its_first_screen_needs() -> None:
    code = f"import sys, kiosk.app\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


async def test_the_first_screen_does_not_wait_for_the_assistant(make_kiosk) -> None:
    from threading import Event

    from kiosk.screens.start import StartView

    app = make_kiosk()
    asked, go_on = Event(), Event()

    def load() -> object:
        asked.set()
        go_on.wait(10)
        raise OSError("no knowledge base")

    app._load_assistant = load
    async with app.run_test(size=(64, 18)) as pilot:
        await pilot.pause()
        assert asked.wait(5)
        assert isinstance(app.view, StartView)
        go_on.set()
        await settled(pilot)
        assert "机器出了点问题" in "".join(strip.text for strip in app.screen._compositor.render_strips())
