"""One spelling for everything that is compared: questions, names, lexicons."""

from __future__ import annotations

import re
import unicodedata

from assistant import traditional
from knowledge.text import clean_line

HANZI = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
LATIN_WORD = re.compile(r"[a-z]+")
"""Pinyin, initials or English in normalised text."""
_NOT_SEARCHED = re.compile(rf"[^{HANZI}0-9a-z]+")


def normalise(text: str) -> str:
    """Return `text` cleaned, in half width, lower case and simplified characters.

    Everything that is neither Hanzi, Latin letter nor digit becomes one blank.
    """
    return _NOT_SEARCHED.sub(" ", simplified(folded_letters(clean_line(text)))).strip()


def folded_letters(text: str) -> str:
    """Return `text` in half width, lower case, and letters without their marks (``shēn`` → ``shen``)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in apart if not unicodedata.combining(char))


def simplified(text: str) -> str:
    """Return `text` in simplified characters."""
    return text if text.isascii() else traditional.stored().simplified(text)
