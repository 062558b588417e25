"""One browser and the kiosk that runs for it: a process that lives as long as the page is open."""

from __future__ import annotations

import asyncio
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

import msgspec
from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

LONGEST_MESSAGE = 1 << 16
"""Bytes.  Nobody types or pastes more than this at once."""
_LARGEST = 500
"""Columns and rows: more would only take memory."""
_PATIENCE_S = 3.0


class Visit(AppService):
    """The kiosk of one page.  Where the kiosk ends, however it does, the page is told."""

    def __init__(self, command: Sequence[str], websocket: web.WebSocketResponse) -> None:
        super().__init__(
            shell_command(command),
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,  # type: ignore[arg-type]  # what it returns is of no use to anybody
            download_manager=DownloadManager(),
        )
        self._websocket = websocket

    async def run(self) -> None:
        """Pass on what the kiosk shows, to its end."""
        try:
            await super().run()
        finally:
            await self._websocket.close()

    async def hold(self, columns: int, rows: int) -> None:
        """Run the kiosk for as long as both it and the page are there."""
        try:
            await self.start(_cells(columns), _cells(rows))
            async for message in self._websocket:
                if message.type == WSMsgType.TEXT:
                    await self._heed(message.data)
        finally:
            await self._end()

    async def _heed(self, message: str) -> None:
        """Do what the page says; what it should never say is passed over."""
        try:
            kind, *data = msgspec.json.decode(message, type=list[msgspec.Raw])
            match msgspec.json.decode(kind, type=str):
                case "stdin":
                    await self.send_bytes(msgspec.json.decode(data[0], type=str).encode())
                case "resize":
                    size = msgspec.json.decode(data[0], type=dict[str, int])
                    await self.set_terminal_size(_cells(size["width"]), _cells(size["height"]))
                case "ping":
                    await self._websocket.send_json(["pong", msgspec.json.decode(data[0], type=str)])
                case "focus":
                    await self.focus()
        except (msgspec.DecodeError, ValueError, IndexError, KeyError):
            return

    async def _end(self) -> None:
        """End the kiosk's process, kindly at first."""
        process = self._process
        with suppress(TimeoutError):
            await asyncio.wait_for(self.stop(), _PATIENCE_S)
        if process is None:
            return
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE_S)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def shell_command(command: Sequence[str]) -> str:
    """Return `command` for the shell, which makes way for it: the kiosk is a child of the server itself."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(command)
    return f"exec {shlex.join(command)}"


def _cells(number: int) -> int:
    return min(max(number, 1), _LARGEST)
