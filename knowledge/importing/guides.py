"""Making a guide from a row of an official export."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from knowledge.importing import parts, values
from knowledge.importing.fields import Fields
from knowledge.importing.phones import without_foreign
from knowledge.model import Channel, Guide, Online, Source, TimeLimit, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.importing.columns import Columns
    from knowledge.importing.fields import Complain
    from knowledge.importing.rows import Row

_NO_WINDOW = re.compile(r"(?:无|暂无)线下办理窗口[。.]?")
_ITEM_CODE = re.compile(r"[?&](?:itemCode|taskCode)=([\w.-]+)")
_NOT_ID = re.compile(r"[^a-z0-9._-]+")


class NoName(ValueError):  # noqa: N818
    """A row that names no item."""


def guide_from_row(row: Row, columns: Columns, origin: str, complain: Complain) -> Guide:
    """Return the guide a row describes; what it does not say stays empty.

    `origin` names the export.  A cell that cannot be read is left out and
    complained of with its column and what is wrong with it.  Raises `NoName` where the
    row names no item.
    """
    item = Fields(row.cells, columns, complain)
    name = item.line("name")
    if not name:
        raise NoName
    url = item.parsed("url", values.web_address) or ""
    code = item.line("code") or _code_in(url)
    item_id, owner, catalogue = item.line("item_id"), item.line("owner"), item.line("catalogue")
    return Guide(
        id=_guide_id(item_id, code, f"{owner}\n{name}"),
        code=item_id or code,
        name=name,
        aliases=_aliases(item, name),
        questions=parts.questions(item, row),
        audience=values.audience(item.entries("audience")),
        summary=catalogue if catalogue not in {name, "未分类"} else "",
        conditions=values.conditions(item.text("conditions")),
        materials=parts.materials(item, row),
        fee=parts.fee(item, row),
        statutory_time=item.parsed("statutory", values.time_limit, item.line("statutory_unit")),
        promised_time=_promised(item),
        instant=bool(item.parsed("instant", values.yes_or_no)),
        no_meeting=bool(item.parsed("no_meeting", values.yes_or_no)),
        visits=item.parsed("visits", values.visits),
        channels=tuple(_channels(item, row, url)),
        scopes=parts.reach(item, row),
        phones=parts.phones(item, row),
        legal_basis=parts.laws(item, row),
        source=Source(title=origin, url=url),
        owner=owner or "未注明",
        status="imported",
    )


def _guide_id(item_id: str, code: str, described: str) -> str:
    """The item's own id; else its code and a digest, since several items may share a code.

    That digest is always there, so that an id depends on its row alone, never on
    which other rows an export holds or in what order.
    """
    if item_id:
        slug = _slug(item_id)
        return slug if slug == item_id.lower() else f"{slug or 'item'}-{_digest(item_id, 4)}"
    return f"{_slug(code) or 'item'}-{_digest(described, 4 if code else 8)}"


def _slug(code: str) -> str:
    return _NOT_ID.sub("-", code.lower()).strip("-._")


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _code_in(url: str) -> str:
    found = _ITEM_CODE.search(url)
    return found[1] if found else ""


def _aliases(item: Fields, name: str) -> tuple[str, ...]:
    """Everyday terms that tell more than a piece of the name does: not ``变更`` for 某某证（变更）."""
    terms = (*item.entries("aliases"), *item.entries("short"))
    return tuple(term for term in dict.fromkeys(terms) if term not in name)


def _promised(item: Fields) -> TimeLimit | None:
    """The time promised; an 即办件 that says nothing of it is done on the spot."""
    if not item.text("promised") and item.line("case_kind") == "即办件":
        return TimeLimit(amount=0)
    return item.parsed("promised", values.time_limit, item.line("promised_unit"))


def _channels(item: Fields, row: Row, url: str) -> Iterator[Channel]:
    handling = item.line("handling")
    place = re.sub(r"^办理地点[:：]\s*", "", item.line("place"))
    if _NO_WINDOW.fullmatch(place) or place in values.BLANK:
        place = ""
    listed = parts.windows(item, row)
    yield from listed
    if not listed and (place or "窗口" in handling):
        yield Window(place=without_foreign(place))
    if item.parsed("online", values.yes_or_no) or "网上" in handling:
        yield Online(platform=item.line("platform") or "网上办理", url=url)
