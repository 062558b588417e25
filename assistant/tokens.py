"""Splitting normalised text into what the indexes count: characters and bigrams.

Every Hanzi is a token and so is every pair of neighbours; a run of letters or
digits is one.  No dictionary, so no word is ever missed for want of an entry.
"""

from __future__ import annotations

import re

from assistant.normalise import HANZI

_RUN = re.compile(rf"[{HANZI}]+|[0-9a-z]+")


def tokens(text: str) -> list[str]:
    """Return the tokens of normalised `text`, in order: ``身份`` → ``身 份 身份``."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if run[0].isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found
