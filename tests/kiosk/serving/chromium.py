"""A Chromium without a window, led as its own tools lead it: through its debugging socket."""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import cv2
import numpy as np

from tests.kiosk.serving.program import PATIENCE_S, words

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_BINARY = 2

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def chromium() -> str | None:
    """The program, where there is one."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


class Page:
    """One page, and what the kiosk has sent to it."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self._websocket = websocket
        self._calls = 0
        self._shown = b""
        self.columns = self.rows = 0

    async def call(self, method: str, **given: object) -> dict[str, Any]:
        self._calls += 1
        await self._websocket.send_json({"id": self._calls, "method": method, "params": given})
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = await self._websocket.receive_json()
                if message.get("id") == self._calls:
                    assert "error" not in message, (method, message)
                    return message["result"]  # type: ignore[no-any-return]
                self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"method": "Network.webSocketCreated", "params": {"url": url}}:
                size = parse_qs(urlsplit(url).query)
                self.columns, self.rows = int(size["width"][0]), int(size["height"][0])
            case {"method": "Network.webSocketFrameReceived", "params": {"response": frame}}:
                if frame["opcode"] == _BINARY:
                    self._shown += base64.b64decode(frame["payloadData"])

    async def wait_for(self, text: str) -> None:
        """Wait until `text` has been drawn since the last time."""
        async with asyncio.timeout(PATIENCE_S):
            while text not in words(self._shown):
                self._take(await self._websocket.receive_json())
        self._shown = b""

    async def press(self, key: str) -> None:
        """Press a digit or Enter."""
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" else {}
            await self.call("Input.dispatchKeyEvent", type=kind, windowsVirtualKeyCode=ord(key), **text)

    async def touch(self, x: int, y: int) -> None:
        """Put a finger there, in dots, and take it away."""
        await self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        await self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    async def type(self, text: str) -> None:
        await self.call("Input.insertText", text=text)

    async def cell(self) -> tuple[float, float]:
        """Width and height of a cell in dots."""
        screen = "document.querySelector('.xterm-screen')"
        asked = f"[{screen}.offsetWidth, {screen}.offsetHeight]"
        answer = await self.call("Runtime.evaluate", expression=asked, returnByValue=True)
        width, height = answer["result"]["value"]
        return width / self.columns, height / self.rows

    async def picture(self) -> Picture:
        """What is seen, once it stands still."""
        async with asyncio.timeout(PATIENCE_S):
            before, now = b"", await self._png()
            while now != before:
                await asyncio.sleep(0.3)
                before, now = now, await self._png()
        picture = cv2.imdecode(np.frombuffer(now, np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        return picture  # type: ignore[return-value]

    async def _png(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def page(program: str, url: str, width: int, height: int, profile: Path) -> AsyncIterator[Page]:
    """Open `url` in a window of that size on a machine that draws without a graphics card."""
    options = ["--headless=new", "--no-first-run", "--disable-3d-apis", "--remote-debugging-port=0"]
    if hasattr(os, "getuid") and os.getuid() == 0:
        options.append("--no-sandbox")
    command = [program, *options, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as browser:
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(await _debugger(session, profile), max_msg_size=0) as websocket,
            ):
                opened = Page(websocket)
                size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                await opened.call("Emulation.setDeviceMetricsOverride", **size)
                await opened.call("Network.enable")
                await opened.call("Page.navigate", url=url)
                yield opened
        finally:
            browser.terminate()


async def _debugger(session: aiohttp.ClientSession, profile: Path) -> str:
    """The address of the page's socket: Chromium writes its port into its profile."""
    told = profile / "DevToolsActivePort"
    async with asyncio.timeout(PATIENCE_S):
        while not (told.exists() and told.read_text()):
            await asyncio.sleep(0.1)
    port = told.read_text().split()[0]
    async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
        pages = await response.json(content_type=None)
    return next(str(one["webSocketDebuggerUrl"]) for one in pages if one["type"] == "page")
