"""Where the browser finds the kiosk: a port that is bound before anything else is started."""

from __future__ import annotations

import ipaddress
import socket

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"


class AddressError(Exception):
    """An address that cannot be used; `key` is the message that says why and what to do."""

    def __init__(self, key: str, reason: str = "") -> None:
        super().__init__(reason or key)
        self.key = key
        self.reason = reason


def bound(host: str, port: int, *, anywhere: bool) -> socket.socket:
    """Return a socket that listens on `host` and `port`; port 0 is any that is free.

    Raises `AddressError` where that fails, and for an address that other
    machines can reach unless `anywhere` is allowed: nobody has to say who they are.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise AddressError("command.serve.no_host", str(error)) from error
    if not (anywhere or is_loopback(str(address[0]))):
        raise AddressError("command.serve.outside")
    try:
        return socket.create_server(address, family=family)
    except OSError as error:
        raise AddressError("command.serve.taken", error.strerror or str(error)) from error


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the numeric `address`."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def url(listening: socket.socket) -> str:
    """Return what to open in the browser on this machine."""
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = LOOPBACK
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
