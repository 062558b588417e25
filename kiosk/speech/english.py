"""From written English to what the engine's English voice reads well."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_ADDRESS = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_YUAN = re.compile(r"[¥￥]\s?(\d[\d,]*(?:\.\d+)?)", re.ASCII)
_RANGE = re.compile(r"(?<=\d)\s?[–—~～-]\s?(?=\d)")
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{5,}[Xx]?(?!\d|\.\d)", re.ASCII)
_AREA_CODE = re.compile(r"(?<!\d)(0\d{2,3})-(\d{7,8})(?!\d)", re.ASCII)


def normalise_english(text: str) -> str:
    """Return `text` as it is to be spoken: codes digit by digit, dates in words, no controls."""
    text = "".join(
        " " if unicodedata.category(char).startswith("C") and char != "\n" else char for char in text
    )
    text = _ADDRESS.sub("web address", text)
    text = _DATE.sub(lambda date: f"{int(date[3])} {_MONTHS[int(date[2]) - 1]} {date[1]}", text)
    text = _YUAN.sub(r"\1 yuan", text)
    text = _AREA_CODE.sub(lambda call: f"{' '.join(call[1])}, {' '.join(call[2])}", text)
    text = _RANGE.sub(" to ", text)
    return _LONG_NUMBER.sub(lambda code: " ".join(code.group().upper()), text)
