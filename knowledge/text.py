"""Cleaning of text from outside, done once, at the door.

Whatever enters — content files, official exports, a citizen's question — goes
through `clean`, so no later place has to fear a control character.
"""

from __future__ import annotations

import html
import re
from typing import Any

_ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]?",  # all shorter ones
    re.DOTALL,
)
_LINE_BREAK = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|tr)>|\r\n?|[\u0085\u2028\u2029\v\f]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--.*?-->", re.DOTALL)
# C0 and C1 without the line feed, bidi controls, zero-width and other invisible
# format characters, variation selectors, tags, noncharacters, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile(r"[0-9A-Za-z\u3400-\u9fff，。、；：？！（）《》“”]*")
"""What nearly all content is made of; nothing has to be cleaned from it."""
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AMPERSANDS = re.compile(r"&(?:amp;)+")
"""Exports carry entities encoded twice and more often (``&amp;amp;lt;``)."""


def clean(text: str) -> str:
    """Return `text` without markup, controls or invisible characters.

    Entities are decoded, however often they were encoded; ``<br>`` and the ends
    of blocks become line feeds; runs of blanks become one space; square
    brackets become full-width ones.  The result is a fixed point:
    ``clean(clean(x)) == clean(x)``.
    """
    if _PLAIN.fullmatch(text):
        return text
    while (cleaned := _clean_once(text)) != text:
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    text = html.unescape(_AMPERSANDS.sub("&", text))
    text = _ESCAPE_SEQUENCE.sub(" ", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _TAG.sub(" ", text)
    text = text.replace("\t", " ")
    text = _INVISIBLE.sub("", text)
    # ``[bold]``, ``[/]``, ``[@click=…]``: markup to terminal frameworks; in full width it reads the same.
    text = text.replace("[", "［").replace("]", "］")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, as names and questions are."""
    return clean(text).replace("\n", " ")


def clean_tree(value: Any) -> Any:
    """Return parsed TOML or JSON with every string in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    if isinstance(value, dict):
        return {key: clean_tree(item) for key, item in value.items()}
    return value
