"""Telephone numbers in the cells of an export.

A hall must never tell a number of another city.  So only numbers of the area
code of Shantou and hotlines are taken; a number without area code is taken for
one of Shantou only where the row itself is of Shantou.
"""

from __future__ import annotations

import re

from msgspec import Struct

from knowledge.model import AREA_CODE
from knowledge.text import clean

_EXTENSION = r"(?:\s*(?:转接?|分机|-)\s*(?P<{}>\d{{1,6}}))?"
_NUMBER = re.compile(
    r"(?<!\d)(?:"
    r"(?P<toll_free>[48]00[- ]?(?:\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3}))"
    r"|(?:\+?86[- ]?)?(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"|(?:\+?86[- ]?)?\(?(?P<area>010|02\d|0[3-9]\d\d)\)?[- ]*"
    r"(?P<line>\d{4}[- ]\d{3,4}|\d{3}[- ]\d{4}|\d{7,8})"
    + _EXTENSION.format("line_extension")
    + r"|(?P<bare>[2-9]\d{3}[- ]\d{4}|[2-9]\d{6,7})"
    + _EXTENSION.format("bare_extension")
    + r"|(?:\(?(?P<hotline_area>010|02\d|0[3-9]\d\d)\)?[- ]*)?(?P<hotline>[19]\d{4,5})(?!\d*[号年元])"
    r")(?!\d)",
    re.ASCII,
)
_PLAIN = str.maketrans("０１２３４５６７８９（）－‐‑‒–—―−", "0123456789()--------")
"""Each character for one other, so that places in the plain text are places in the text."""
_LABELLED = re.compile(r"[\s,，;；(（]*(?:咨询|联系|服务)?电话[:：]?\s*$")


class Phones(Struct, frozen=True):
    """What a cell gives."""

    taken: tuple[str, ...] = ()
    """In the form of `knowledge.model.Phone`."""
    left: tuple[str, ...] = ()
    """Numbers of other cities, of persons, or of nobody knows which city."""


def read_phones(text: str, *, local: bool) -> Phones:
    """Return the numbers in `text`; `local` says that the row is of Shantou.

    A number without area code behind one that has it is of the same city.
    """
    taken, left = [], []
    for found in _NUMBER.finditer(text.translate(_PLAIN)):
        if found["area"]:
            local = found["area"] == AREA_CODE
        number = _dialled(found, local=local)
        if number:
            taken.append(number)
        else:
            left.append(found[0].strip())
    return Phones(tuple(dict.fromkeys(taken)), tuple(dict.fromkeys(left)))


def without_foreign(text: str) -> str:
    """Return a line, such as an address, without the numbers a hall must not tell, and their labels."""
    kept, end = [], 0
    for found in _NUMBER.finditer(text.translate(_PLAIN)):
        if not found["bare"] and not _dialled(found, local=False):
            kept.append(_LABELLED.sub("", text[end : found.start()]))
            end = found.end()
    return clean("".join((*kept, text[end:])).strip(" ,，;；()（）")) if end else text


def is_local(region_code: str, *places: str) -> bool:
    """True where a row says that it is of Shantou: by its division code or by the name of a place."""
    return region_code.startswith("4405") or any(
        city in place for place in places for city in ("汕头", "澄海")
    )


def _dialled(found: re.Match[str], *, local: bool) -> str:
    """The number as it is dialled; "" for one that must not be told."""
    if whole := found["toll_free"] or found["hotline"]:
        return _digits(whole) if found["hotline_area"] in {None, AREA_CODE} else ""
    if found["bare"] and local:
        number, extension = found["bare"], found["bare_extension"]
    elif found["area"] == AREA_CODE:
        number, extension = found["line"], found["line_extension"]
    else:
        return ""
    return "-".join(filter(None, (AREA_CODE, _digits(number), extension)))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
