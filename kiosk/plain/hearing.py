"""What a typed line means before it is a question: a number, or one of the keys that always work."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from locales.catalogue import Catalogue

_NUMBER = re.compile(r"第?([0-9]{1,2}|[一二三四五六七八九])[个项件]?[.。、,，]?")
_HANZI_DIGITS = "零一二三四五六七八九"


class Key(Enum):
    """A key that works at every step; its value is what one types."""

    BACK = "0"
    AGAIN = "r"
    WHERE = "h"
    STAFF = "s"
    LEAVE = "q"


_LABELS = {
    Key.BACK: "button.back",
    Key.AGAIN: "plain.again",
    Key.WHERE: "button.where",
    Key.STAFF: "button.staff",
    Key.LEAVE: "button.leave",
}
_OF_THE_KIOSK = {"*": Key.AGAIN, "/": Key.WHERE, "+": Key.STAFF}
"""The number pad, as on the screens of the kiosk."""


def label(key: Key) -> str:
    """Return the message that names `key`; its words typed out do the same."""
    return _LABELS[key]


def key_of(text: str, catalogue: Catalogue) -> Key | None:
    """Return the key that `text` is or names; None where it is something else."""
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    if typed in _OF_THE_KIOSK:
        return _OF_THE_KIOSK[typed]
    for key, name in _LABELS.items():
        if typed in (key.value, catalogue.text(name).lower()):
            return key
    return None


def number_of(text: str) -> str:
    """Return the number that `text` is, as plain digits: ``２``, ``第2个`` and ``二`` are ``2``; else ""."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return ""
    digits = found[1]
    return str(_HANZI_DIGITS.index(digits)) if digits in _HANZI_DIGITS else str(int(digits))
