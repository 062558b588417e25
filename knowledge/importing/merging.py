"""A guide that people edited, and a newer export of it: what it is to say.

Every field is seen three times: as the last export had it, as people left it and
as the new export has it.  A field that people left alone follows the export; one
that they edited stays as they wrote it, whatever the export says.

`Guide.status` and `Guide.verified_on` are people's alone.  But a guide that takes
over a fact nobody has looked at is no longer verified, and says so: an answer is
shown as verified only where its owner confirmed all of it.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from knowledge.model import Guide

_OF_PEOPLE = frozenset({"id", "status", "verified_on"})


class Merged(Struct, frozen=True):
    """What the guide is to say, and what people should know of it."""

    guide: Guide
    disputed: tuple[str, ...]
    """Fields that both people and the export changed, to different values."""
    verify_again: bool
    """True where people had verified it and the official facts are others since."""


def merge(base: Guide, edited: Guide, new: Guide) -> Merged:
    """Merge the states of one guide: at the last import, as edited, in the new export."""
    fields = [name for name in Guide.__struct_fields__ if name not in _OF_PEOPLE]
    news = [name for name in fields if _differ(name, base, new) and _differ(name, edited, new)]
    followed: dict[str, Any] = {name: getattr(new, name) for name in news if not _differ(name, base, edited)}
    disputed = tuple(name for name in news if name not in followed)
    was_verified = edited.status == "verified"
    if was_verified and followed.keys() - {"source"}:
        followed |= {"status": "imported", "verified_on": None}
    return Merged(
        guide=msgspec.structs.replace(edited, **followed),
        disputed=disputed,
        verify_again=was_verified and bool(set(news) - {"source"}),
    )


def _differ(name: str, one: Guide, other: Guide) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
