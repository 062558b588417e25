"""A kiosk to test: real guides, a voice that remembers what it was told, no waiting."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import struct
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

import pytest
from textual.pilot import Pilot

from assistant.areas import shelves
from assistant.checklist import checklist
from assistant.circumstances import NOTHING_KNOWN
from assistant.message import Message
from assistant.pipeline import Assistant
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply, quote
from assistant.routing import route
from assistant.session import Chose, Said, Session
from kiosk.app import KioskApp
from kiosk.settings import Settings
from knowledge.model import Guide, Knowledge
from knowledge.reading import SHIPPED, read
from locales.catalogue import load
from tests.kiosk.waiting import settled

ROOT = Path(__file__).parents[2]
QUICK = Settings(repeat_s=0, settle_s=0)


class RecordingVoice:
    """Says nothing aloud, remembers everything, and counts how often it was stopped."""

    def __init__(self) -> None:
        self.silent = ""
        self.audible = True
        self.said: list[str] = []
        self.stops = 0
        self.rate, self.volume = 100, 65
        self.language = ""
        """What was chosen; empty where nothing was."""

    @property
    def last(self) -> str:
        return self.said[-1] if self.said else ""

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stops += 1

    @property
    def speaking(self) -> bool:
        return False

    def remark(self, text: str) -> None:
        self.said.append(text)

    def resume(self) -> None:
        """Nothing was broken off."""

    def set_rate(self, percent: int) -> None:
        self.rate = percent

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def repeat(self) -> None:
        self.said.append(self.last)

    def forget(self) -> None:
        self.said.clear()
        self.language = ""
        self.rate, self.volume = 100, 65

    def set_language(self, language: str) -> None:
        self.language = language

    def close(self) -> None:
        self.stop()


class PlainAssistant:
    """Answers by area, topic and guide, and by what a name contains: exact replies without a search."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.guides = {guide.id: guide for guide in knowledge.guides}
        self.topics = {shelf.area: shelf.topics for shelf in shelves(knowledge.guides)}

    def reply(self, session: Session) -> Reply:
        if not session.turns:
            return self._areas()
        match session.turns[-1]:
            case Said(text=text):
                return self._search(text)
            case Chose(kind="area", id=area):
                options = [Option(Chose("topic", topic.id), quote(topic.name)) for topic in self.topics[area]]
                return Choices(Message("topics.prompt", {"area": area}), tuple(options))
            case Chose(kind="topic", id=topic_id):
                return self._topic(topic_id)
            case Chose(kind="guide", id=guide_id):
                return self._answer(self.guides[guide_id])
            case Chose(kind="theme", id=theme_id):
                return self._plan(theme_id)

    def suggest(self, text: str) -> tuple[Option, ...]:
        """What begins like `text`, and then what contains it."""
        if not text:
            return ()
        found = [guide for guide in self.guides.values() if text in guide.name]
        found.sort(key=lambda guide: not guide.name.startswith(text))
        return tuple(map(_option, found[:5]))

    def _areas(self) -> Choices:
        options = (Option(Chose("area", area), Message(f"area.{area}")) for area in self.topics)
        return Choices(Message("need.prompt"), tuple(options))

    def _topic(self, topic_id: str) -> Reply:
        topic = next(found for found in self.topics[topic_id.partition("/")[0]] if found.id == topic_id)
        guides = [self.guides[heading.id] for heading in topic.guides]
        if len(guides) == 1:
            return self._answer(guides[0])
        return Choices(Message("guides.prompt", {"topic": topic.name}), tuple(map(_option, guides)))

    def _search(self, text: str) -> Reply:
        if text == "故障":
            raise RuntimeError(text)
        if text == "上班" and self.knowledge.hall:
            return Refusal(Message("refusal.hours"), (), hours=self.knowledge.hall.hours)
        if not text:
            return Refusal(Message("refusal.empty"), (Message("advice.hotline"),))
        found = [guide for guide in self.guides.values() if text in guide.name]
        if not found:
            advice = (Message("advice.any_staff"), Message("advice.hotline"))
            return Refusal(Message("refusal.not_found"), advice, self._areas().options)
        if len(found) == 1:
            return self._answer(found[0])
        return Choices(Message("results.ambiguous"), tuple(map(_option, found)))

    def reply_for(self, guide: Guide) -> Answer:
        return self._answer(guide)

    def _answer(self, guide: Guide) -> Answer:
        return Answer(
            guide,
            route(guide, self.knowledge).routes,
            (Message("notice.sample"),),
            checklist=checklist(guide, NOTHING_KNOWN),
        )

    def _plan(self, theme_id: str) -> Plan:
        theme = next(theme for theme in self.knowledge.themes if theme.id == theme_id)
        options = tuple(_option(self.guides[guide_id]) for guide_id in theme.guides)
        return Plan(theme.name, theme.summary, options, (Message("notice.sample"),))


def _option(guide: Guide) -> Option:
    return Option(Chose("guide", guide.id), quote(guide.name), guide.summary)


@cache
def shipped_knowledge() -> Knowledge:
    return read(SHIPPED).knowledge


@pytest.fixture(scope="session")
def shipped_assistant() -> Assistant:
    """The real assistant in the hall, on a Tuesday at ten."""
    return Assistant.load(clock=lambda: dt.datetime(2026, 12, 1, 10))


@pytest.fixture
def voice() -> RecordingVoice:
    return RecordingVoice()


@pytest.fixture
def assistant() -> PlainAssistant:
    return PlainAssistant(shipped_knowledge())


@pytest.fixture
def make_kiosk(voice: RecordingVoice, assistant: PlainAssistant) -> Callable[..., KioskApp]:
    def make(settings: Settings = QUICK) -> KioskApp:
        return KioskApp(lambda: assistant, load("zh-CN"), voice, settings)

    return make


@pytest.fixture
def kiosk(make_kiosk: Callable[..., KioskApp]) -> Callable[..., AbstractAsyncContextManager[Pilot[int]]]:
    """Run a kiosk at a size; at the end no handler may have failed."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (64, 18), settings: Settings = QUICK, troubles: int = 0
    ) -> AsyncIterator[Pilot[int]]:
        app = make_kiosk(settings)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot
        assert app.troubles == troubles

    return run


def words(output: bytes) -> str:
    """What a terminal is given to print, without its colours: they may change from letter to letter."""
    return re.sub(rb"\x1b\[[\d;]*m", b"", output).decode(errors="replace")


class Terminal:
    """A program in a pseudo-terminal of 64 × 18 cells: `daoban` with these arguments, or any other."""

    def __init__(self, arguments: Sequence[str], program: Sequence[str] = ("-m", "kiosk")) -> None:
        import pty

        self.output = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.execv(sys.executable, [sys.executable, *program, *arguments])
        self.resize(64, 18)
        self.selector = DefaultSelector()
        self.selector.register(self.terminal, EVENT_READ)

    def resize(self, width: int, height: int) -> None:
        import fcntl
        import termios

        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def send(self, keys: bytes | str) -> None:
        os.write(self.terminal, keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float) -> bytes:
        """Drain the output for `seconds`, or as long as more comes at once."""
        end = time.monotonic() + seconds
        taken = b""
        while (left := end - time.monotonic()) > 0 and self.selector.select(left):
            try:
                taken += os.read(self.terminal, 1 << 16)
            except OSError:  # the other end is closed
                break
        self.output += taken
        return taken

    def settle(self, limit_s: float, quiet_s: float = 0.03) -> None:
        """Drain the output until nothing comes for `quiet_s`, or `limit_s` have passed."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end and self.read(quiet_s):
            pass

    def wait_for(self, text: str, seconds: float) -> bool:
        """Whether `text` is printed within `seconds`, from now on."""
        end = time.monotonic() + seconds
        seen = b""
        while time.monotonic() < end:
            seen += self.read(0.05)
            if text in words(seen):
                return True
        return False

    @property
    def children(self) -> list[int]:
        """The processes that the program has started and that are still there."""
        found = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(child) for path in found for child in path.read_text().split()]

    def state(self) -> str:
        """Letter of the process state: S sleeping, R running, T stopped, Z ended."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def ends(self, seconds: float) -> int | None:
        """The exit status; None where the program goes on for `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        return None

    def end(self, number: int, seconds: float) -> int | None:
        """Send a signal and return the exit status; None where the program goes on."""
        os.kill(self.pid, number)
        return self.ends(seconds)

    def close(self) -> None:
        """End it and what it started, whatever state they are in."""
        for pid in (self.pid, *(self.children if self.pid else ())):
            with suppress(ProcessLookupError):
                if pid:
                    os.kill(pid, signal.SIGKILL)
        if self.pid:
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture
def open_terminal() -> Iterator[Callable[..., Terminal]]:
    """Start programs in pseudo-terminals; at the end none is left."""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs pseudo-terminals, and process states from /proc: Linux has both")
    opened: list[Terminal] = []

    def start(*arguments: str, program: Sequence[str] = ("-m", "kiosk")) -> Terminal:
        opened.append(Terminal(arguments, program))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


PIN = "384756"


@pytest.fixture(scope="session")
def settings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An operator's settings with `PIN` in them."""
    from kiosk.commands.pin import store_pin
    from kiosk.pin import hashed

    file = tmp_path_factory.mktemp("settings") / "kiosk.toml"
    store_pin(file, hashed(PIN))
    return file
