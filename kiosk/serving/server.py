"""The page, what it needs, and a socket for every browser.

Nothing is fetched from elsewhere, and nothing is logged.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
from aiohttp import WSCloseCode, web
from msgspec import Struct

from kiosk.serving.address import LOOPBACK, is_loopback
from kiosk.serving.terminal import script
from kiosk.serving.visit import LONGEST_MESSAGE, Visit

MOST_VISITS = 8
"""Kiosks at a time: each is a process of some 130 MB."""

_HERE = Path(__file__).parent
_FONT_PX = (8, 200)
_SHUTDOWN_S = 5.0
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws://{host} wss://{host}; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy: the browser itself refuses whatever is not ours.  xterm.js sets styles."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Look(Struct, frozen=True, kw_only=True):
    """What the page is told."""

    language: str
    title: str
    wait: str
    again: str
    """Shown while the page waits for a server that has gone."""
    no_script: str
    paper: str
    """Colour of what the cells leave of the window."""
    letter_px: int
    """Size of the letters in dots of the screen."""


class Server:
    """Serves `command`, a kiosk, on one socket."""

    def __init__(self, command: Sequence[str], look: Look, *, anywhere: bool) -> None:
        self._command = command
        self._look = look
        self._anywhere = anywhere
        self._open: set[web.WebSocketResponse] = set()

    def serve(self, listening: socket.socket, ready: Callable[[], None]) -> None:
        """Serve until Ctrl+C or SIGTERM; call `ready` once the page can be had."""
        app = self.application()

        async def tell(_: web.Application) -> None:
            ready()

        app.on_startup.append(tell)
        web.run_app(
            app,
            sock=listening,
            print=None,
            access_log=None,  # who asked when is nobody's business
            shutdown_timeout=_SHUTDOWN_S,
        )

    def application(self) -> web.Application:
        """Return the routes and what guards them."""
        app = web.Application(middlewares=[self._guard])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(_HERE / "templates"))
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/terminal.js", _terminal),
                web.get("/ws", self._socket),
                web.static("/kiosk", _HERE / "static"),
                web.static("/static", Path(str(files("textual_serve"))) / "static"),
            ]
        )
        app.on_response_prepare.append(_restrict)
        app.on_shutdown.append(self._close_all)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Refuse pages of other sites: their scripts can reach the ports of this machine, under any name."""
        if not (self._anywhere or _is_local(request.host)):
            raise web.HTTPForbidden
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden
        return await handler(request)

    @aiohttp_jinja2.template("app_index.html")
    async def _page(self, request: web.Request) -> dict[str, object]:
        """The page; ``?fontsize=`` is the size of the letters in CSS pixels."""
        asked = request.query.get("fontsize", "")
        fixed = asked.isascii() and asked.isdigit()
        size = int(asked[:4]) if fixed else self._look.letter_px
        return {"look": self._look, "font_px": min(max(size, _FONT_PX[0]), _FONT_PX[1]), "fixed": fixed}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """A kiosk for one page."""
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST_MESSAGE)
        await websocket.prepare(request)
        if len(self._open) >= MOST_VISITS:
            await websocket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return websocket
        self._open.add(websocket)
        try:
            columns, rows = (_number(request.query.get(name, "")) for name in ("width", "height"))
            await Visit(self._command, websocket).hold(columns or 80, rows or 24)
        finally:
            self._open.discard(websocket)
        return websocket

    async def _close_all(self, _: web.Application) -> None:
        for websocket in tuple(self._open):
            await websocket.close(code=WSCloseCode.GOING_AWAY)


async def _terminal(_: web.Request) -> web.Response:
    return web.Response(text=script(), content_type="text/javascript")


async def _restrict(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"


def _is_local(host: str) -> bool:
    """Whether a ``Host`` header names this machine by a name that nobody else can give it."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name in (LOOPBACK, "localhost") or is_loopback(name)
    except ValueError:
        return False


def _number(text: str) -> int:
    return int(text[:5]) if text.isascii() and text.isdigit() else 0
