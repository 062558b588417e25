"""The number that lets staff out: kept as a salted scrypt hash, in the form `$scrypt$ln=…,r=…,p=…$salt$hash`.

Six digits are soon guessed by a machine that has the hash, so the settings file
that holds it is for the kiosk's own user alone; scrypt makes even that slow.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from itertools import pairwise

LEAST, MOST = 6, 12
"""Digits of a PIN."""

_LN, _R, _P = 14, 8, 1
"""Work factors of scrypt: 16 MB and some 50 ms, which an old PC bears."""
_SALT_BYTES, _HASH_BYTES = 16, 32
_FORM = re.compile(r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)")


def weakness(pin: str) -> str:
    """Return the message key of what is wrong with `pin`, a new one; empty where it will do."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        return "command.pin.digits"
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return "command.pin.easy" if steps in ({0}, {1}, {-1}) else ""


def hashed(pin: str) -> str:
    """Return the hash of `pin` under a new random salt."""
    import secrets  # noqa: PLC0415  the kiosk starts without it

    salt = secrets.token_bytes(_SALT_BYTES)
    digest = _scrypt(pin, salt, (_LN, _R, _P), _HASH_BYTES)
    return f"$scrypt$ln={_LN},r={_R},p={_P}${_text(salt)}${_text(digest)}"


def is_hash(text: str) -> bool:
    """Whether `text` has the form of a hash that `matches` can read."""
    return _FORM.fullmatch(text) is not None


def matches(pin: str, stored: str) -> bool:
    """Whether `pin` is the one that `stored` is the hash of; False for what is no hash."""
    import hmac  # noqa: PLC0415  the kiosk starts without it

    form = _FORM.fullmatch(stored)
    if form is None:
        return False
    work = (int(form[1]), int(form[2]), int(form[3]))
    wanted = _bytes(form[5])
    return hmac.compare_digest(_scrypt(pin, _bytes(form[4]), work, len(wanted)), wanted)


def _scrypt(pin: str, salt: bytes, work: tuple[int, int, int], length: int) -> bytes:
    import hashlib  # noqa: PLC0415  the kiosk starts without it

    ln, r, p = work
    room = 256 * (r << ln) + (1 << 20)
    return hashlib.scrypt(pin.encode(), salt=salt, n=1 << ln, r=r, p=p, maxmem=room, dklen=length)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4))
