"""Content of any size: the shipped guides, real ones where they are at hand, and made-up ones.

The made-up ones recombine the objects, actions and towns of the shipped content — never an object
with an action that it has there, so that the right answers of labelled questions stay the only ones.
They are as bare as an export: one in five has another name, one in ten an everyday question.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

import msgspec

from knowledge.importing.run import import_file
from knowledge.model import Guide, Knowledge, Source
from knowledge.reading import SHIPPED, read

_SEED = 20260101
_LONGEST_OBJECT = 12
_BESIDE = Path(__file__).parents[3] / "shared" / "real"
_BARE = ("materials", "conditions", "channels", "legal_basis", "phones", "scopes")
"""What no peer is given; left out, so that all search the same text."""


def content(size: int) -> Knowledge:
    """Return content of `size` guides, or more: all the shipped ones, then real, then made-up ones.

    Raises `ValueError` where so many cannot be made.
    """
    shipped = read(SHIPPED).knowledge
    real = real_guides()[: max(0, size - len(shipped.guides))]
    made = tuple(islice(_made_up(shipped), max(0, size - len(shipped.guides) - len(real))))
    guides = (*shipped.guides, *real, *made)
    if len(guides) < size:
        raise ValueError(f"only {len(guides)} guides can be made, not {size}")
    return msgspec.structs.replace(shipped, guides=tuple(map(_bare, guides)))


def real_guides() -> tuple[Guide, ...]:
    """Return the guides of a real provincial export; none where it is not at hand."""
    export = Path(os.environ.get("DAOBAN_REAL_DATA", _BESIDE)) / "guangdong-guides" / "policy.json"
    if not export.exists():
        return ()
    with tempfile.TemporaryDirectory() as scratch:
        import_file(export, Path(scratch) / "content")
        return read(Path(scratch) / "content").knowledge.guides


def _bare(guide: Guide) -> Guide:
    return msgspec.structs.replace(guide, **dict.fromkeys(_BARE, ()))


def _made_up(shipped: Knowledge) -> Iterator[Guide]:
    """Yield all that can be made, in an order that looks random and is always the same."""
    taken = {(guide.object, guide.action) for guide in shipped.guides}
    objects = sorted({guide.object for guide in shipped.guides if 1 < len(guide.object) <= _LONGEST_OBJECT})
    counted = Counter(guide.action for guide in shipped.guides if guide.action)
    actions = sorted(action for action, count in counted.items() if count > 1)
    towns = sorted(site.town for site in shipped.sites if site.level == "town")
    pairs = [pair for pair in product(objects, actions) if pair not in taken]
    rows = list(product(pairs, towns))
    random.Random(_SEED).shuffle(rows)
    return (_guide(number, *pair, town) for number, (pair, town) in enumerate(rows))


def _guide(number: int, thing: str, action: str, town: str) -> Guide:
    return Guide(
        id=f"made-up/{number}",
        name=f"澄海区{town}{thing}{action}",
        object=thing,
        action=action,
        aliases=(f"{town}{action}{thing}",) if number % 5 == 0 else (),
        questions=(f"在{town}怎么{action}{thing}",) if number % 10 == 0 else (),
        summary=f"{town}居民的{thing}{action}，由{town}便民服务中心受理。",
        owner=f"{town}便民服务中心",
        status="sample",
        source=Source(title="示例"),
    )
