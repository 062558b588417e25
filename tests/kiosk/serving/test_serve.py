"""`daoban serve` as a browser meets it: over HTTP and its socket, the real kiosk behind it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import aiohttp
import aiohttp.web
import pytest

from kiosk.launcher import Step
from kiosk.palette import SENIOR
from locales.catalogue import load
from tests.kiosk.serving.program import PATIENCE_S, ROOT, Served, words

START = load("zh-CN").text("start.press")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    program = Served()
    yield program
    assert program.end() == (0, "")


class Browser:
    """What textual.js does with its socket, and the text that comes."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self._websocket = websocket
        self._shown = b""

    async def type(self, keys: str) -> None:
        await self._websocket.send_json(["stdin", keys])

    async def tap(self, column: int, row: int) -> None:
        await self.type(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")

    async def send(self, message: str) -> None:
        await self._websocket.send_str(message)

    async def wait_for(self, *texts: str) -> str:
        """Wait until one of `texts` has been drawn since the last time; return all that was."""
        async with asyncio.timeout(PATIENCE_S):
            while not any(text in words(self._shown) for text in texts):
                message = await self._websocket.receive()
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), words(self._shown)[
                    -300:
                ]
                if message.type is aiohttp.WSMsgType.BINARY:
                    self._shown += message.data
        shown, self._shown = words(self._shown), b""
        return shown

    async def closed(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not self._websocket.closed:
                await self._websocket.receive()


@asynccontextmanager
async def browser(served: Served, query: str = "width=64&height=20") -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{served.url}ws?{query}") as websocket:
        yield Browser(websocket)


async def test_the_page_and_all_it_names_come_from_here(served: Served) -> None:
    async with aiohttp.ClientSession() as session:
        pages: dict[str, str] = {}
        for path in ("", "kiosk/kiosk.css", "static/css/xterm.css"):
            async with session.get(served.url + path) as response:
                assert response.status == 200
                pages[path] = await response.text()
        named = re.findall(r'(?:src|href)="([^"]+)"', pages[""])
        assert len(named) == 6
        for path in (one for one in named if one != "data:,"):
            async with session.get(served.url + path) as response:
                assert response.status == 200, path
                pages[path] = (await response.read()).decode(errors="ignore")
    for path, text in pages.items():
        if path.endswith(".ttf"):
            continue  # a name table is fetched by nobody
        found = set(
            re.findall(r"(?:https?:|url\(\W?)//[\w.-]+", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
        )
        assert not found, path
    assert "xterm" in pages["terminal.js"]
    assert ".xterm .xterm-viewport {\n  overflow: hidden !important;" in pages["kiosk/kiosk.css"]


def test_the_terminal_draws_its_cells_itself_and_hanzi_as_they_are_written_here() -> None:
    from kiosk.serving.terminal import script

    original = (files("textual_serve") / "static" / "js" / "textual.js").read_text(encoding="utf-8")
    assert "loadAddon(this.webglAddon)" in original
    assert "this.webglAddon" not in script()
    assert "loadAddon(this.canvasAddon)" in script()
    assert "Courier" not in re.findall(r'fontFamily:"([^"]+)"', script())[-1]
    assert "Noto Sans CJK SC" in script()


async def test_the_browser_is_told_to_fetch_nothing_from_elsewhere(served: Served) -> None:
    async with aiohttp.ClientSession() as session, session.get(served.url) as response:
        policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    host = served.url.removeprefix("http://").rstrip("/")
    assert set(re.findall(r"[\w.]+:\d+", policy)) == {host}


@pytest.mark.parametrize(
    ("query", "size", "fixed"),
    [("?fontsize=36", "36", "yes"), ("?fontsize=9999999", "200", "yes"), ("?fontsize=1", "8", "yes")],
)
async def test_the_page_takes_a_size_of_letters(served: Served, query: str, size: str, fixed: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(served.url + query) as response:
        page = await response.text()
    assert f'data-font-size="{size}"' in page
    assert f'data-fixed="{fixed}"' in page


async def test_the_page_has_the_language_the_colour_and_the_usual_size(served: Served) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{served.url}?fontsize=<b>") as response:
        page = await response.text()
    assert '<html lang="zh-CN">' in page
    assert f"--paper: {SENIOR.paper}" in page
    assert 'data-fixed="no"' in page
    assert "<b>" not in page


def test_letters_of_each_size_are_as_high_as_they_should_be() -> None:
    from kiosk.commands.serve import letter_px

    sizes = [letter_px(step, 50, here=False) for step in Step]
    assert sizes == [22, 29, 39]  # 4.8, 6.4 and 8.5 mm of Hanzi at 102 dots an inch
    assert letter_px(Step.SMALL, 100, here=False) == 43


async def test_from_the_start_screen_to_a_counter_by_keys_and_touch(served: Served) -> None:
    async with browser(served) as page:
        await page.wait_for(START)
        await page.type(" ")
        await page.wait_for("您要办什么事？")
        await asyncio.sleep(0.5)  # a press so soon would be meant for the screen before
        await page.type("墓穴续期")  # nothing is asked back of it, whatever the hour
        await page.type("\r")
        await page.wait_for("17号窗口")
        await asyncio.sleep(0.5)
        await page.tap(55, 13)
        await page.wait_for("要带什么")


async def test_messages_that_no_page_sends_and_windows_of_any_size_do_no_harm(served: Served) -> None:
    async with browser(served, "width=99999999999999999999&height=-3") as page:
        for message in (
            "",
            "{",
            "[]",
            "[5]",
            '["stdin"]',
            '["stdin", 5]',
            '["resize", {"width": "x"}]',
            '["?"]',
        ):
            await page.send(message)
        await page.send(json.dumps(["resize", {"width": 10**12, "height": -1}]))
        await page.send(json.dumps(["resize", {"width": 64, "height": 20}]))
        await page.wait_for(START)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads children from /proc")
async def test_a_kiosk_goes_with_its_page_and_a_page_is_told_when_its_kiosk_goes(served: Served) -> None:
    async with browser(served) as page:
        await page.wait_for(START)
        (child,) = served.children()
        os.kill(child, signal.SIGKILL)
        await page.closed()
    async with browser(served) as page:
        await page.wait_for(START)
        assert len(served.children()) == 1
    async with asyncio.timeout(PATIENCE_S):
        while served.children():
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}, {"Host": "127.0.0.1.example"}],
)
async def test_pages_of_other_sites_are_refused(served: Served, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("", "ws"):
            async with session.get(served.url + path, headers=headers) as response:
                assert response.status == 403


async def test_only_so_many_kiosks_are_opened() -> None:
    from kiosk.serving.server import MOST_VISITS, Look, Server

    look = Look(language="", title="", wait="", again="", no_script="", paper="", letter_px=20)
    idle = [sys.executable, "-c", "import sys; print('__GANGLION__', flush=True); sys.stdin.buffer.read(1)"]
    runner = aiohttp.web.AppRunner(Server(idle, look, anywhere=False).application())
    await runner.setup()
    site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/ws"
    async with aiohttp.ClientSession() as session:
        pages = [await session.ws_connect(url) for _ in range(MOST_VISITS)]
        refused = await session.ws_connect(url)
        assert (await refused.receive()).data == aiohttp.WSCloseCode.TRY_AGAIN_LATER
        for page in pages:
            await page.close()
    await runner.cleanup()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads children from /proc")
async def test_no_kiosk_outlives_a_server_that_was_killed() -> None:
    program = Served()
    async with browser(program) as page:
        await page.wait_for(START)
        (child,) = program.children()
        assert program.end(signal.SIGKILL)[0] == -signal.SIGKILL
        async with asyncio.timeout(PATIENCE_S):
            while Path(f"/proc/{child}").exists():
                await asyncio.sleep(0.05)


async def test_ctrl_c_ends_the_server_and_its_kiosks() -> None:
    program = Served()
    async with browser(program) as page:
        await page.wait_for(START)
        assert program.end(signal.SIGINT) == (0, "")
        await page.closed()


def refused(*options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "serve", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, errors = refused("--port", str(port))
    assert status == 1
    assert f"端口 {port} 用不了" in errors
    assert "--port 8100" in errors
    assert "Traceback" not in errors


def test_a_port_that_is_none_and_a_host_that_is_none_are_told() -> None:
    assert refused("--port", "70000")[0] == 2
    status, errors = refused("--host", "no.such.host.invalid")
    assert (status, "请检查 --host" in errors, "Traceback" in errors) == (1, True, False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_an_address_that_others_reach_is_refused_unless_it_is_meant(host: str) -> None:
    status, errors = refused("--host", host, "--port", "0")
    assert status == 2
    assert "--anywhere" in errors


def test_anywhere_is_opened_with_a_warning_and_without_a_voice() -> None:
    program = Served("--anywhere", "--aloud")
    status, errors = program.end()
    assert status == 0
    assert "不用密码" in errors
    assert program.url.startswith("http://127.0.0.1:")
