"""Slips of real replies, printers that listen on the loopback, and bytes turned back into pixels."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from PIL import Image

from assistant.pipeline import Assistant
from assistant.reply import Answer, Plan
from assistant.session import Chose, Said, Session
from kiosk.slips.address import Network
from kiosk.slips.fonts import FontFile, find_font
from locales.catalogue import Catalogue, load

NOW = dt.datetime(2026, 12, 1, 10)
"""A Tuesday; the hall is open."""
EVENING = dt.datetime(2026, 12, 1, 20)


@pytest.fixture(scope="session")
def ask() -> Callable[..., Answer | Plan]:
    assistants = {now: Assistant.load(clock=lambda now=now: now) for now in (NOW, EVENING)}

    def reply(text: str, now: dt.datetime = NOW, theme: str = "") -> Answer | Plan:
        turns = (Said(text), Chose("theme", theme)) if theme else (Said(text),)
        found = assistants[now].reply(Session(turns))
        assert isinstance(found, Answer | Plan)
        return found

    return reply


@pytest.fixture
def answer(ask) -> Answer:
    """At counter 1 of the hall; the next way leads to a town centre."""
    return ask("老人优待证怎么办")


@pytest.fixture
def plan(ask) -> Plan:
    return ask("家里添了孩子")


@pytest.fixture
def words() -> Catalogue:
    return load("zh-CN")


@pytest.fixture(scope="session")
def font() -> FontFile:
    found = find_font()
    assert found is not None, "these tests need a font with Hanzi: apt install fonts-noto-cjk"
    return found


@pytest.fixture
def pixels() -> Callable[[bytes], Image.Image]:
    """What a printer would put on paper: every GS v 0 of some bytes, one below the other."""
    return _pixels


def _pixels(data: bytes) -> Image.Image:
    fragments = []
    at = 0
    while (at := data.find(b"\x1dv0", at)) >= 0:
        mode, *size = data[at + 3 : at + 8]
        assert mode == 0, "neither width nor height is doubled"
        columns, rows = size[0] + 256 * size[1], size[2] + 256 * size[3]
        body = data[at + 8 : at + 8 + columns * rows]
        assert len(body) == columns * rows, "the fragment is whole"
        fragments.append(Image.frombytes("1", (columns * 8, rows), body))
        at += 8 + len(body)
    paper = Image.new("1", (fragments[0].width, sum(part.height for part in fragments)))
    top = 0
    for part in fragments:
        paper.paste(part, (0, top))
        top += part.height
    return paper.point(lambda dot: not dot)


class StandIn:
    """A printer's network socket.  `status` answers DLE EOT, n by n; without it, the printer is dumb."""

    def __init__(self, status: dict[int, int] | None = None, cut_after: int | None = None) -> None:
        self.status = status
        self.cut_after = cut_after
        self.received = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = Network("127.0.0.1", self._listener.getsockname()[1])
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        if self._thread.is_alive() and not self.received:
            socket.create_connection((self.address.host, self.address.port)).close()
        self._thread.join(10)
        self._listener.close()
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        try:
            line, _ = self._listener.accept()
        except OSError:
            return
        with line:
            while data := line.recv(4096):
                self.received += data
                if self.cut_after is not None and len(self.received) >= self.cut_after:
                    # Reset: what a cable that is pulled, or a printer that is switched off, looks like.
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                    return
                if self.status and data[-3:-1] == b"\x10\x04":
                    line.sendall(bytes([self.status[data[-1]]]))


@pytest.fixture
def stand_in() -> Iterator[Callable[..., StandIn]]:
    made: list[StandIn] = []

    def make(*arguments: object, **named: object) -> StandIn:
        made.append(StandIn(*arguments, **named))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def nobody() -> Iterator[Network]:
    """An address that refuses."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield Network("127.0.0.1", held.getsockname()[1])


@pytest.fixture
def now() -> dt.datetime:
    return NOW
