"""Making a guide from a row of an official export."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from knowledge.importing import values
from knowledge.importing.columns import COLUMNS
from knowledge.model import Channel, Fee, Guide, LegalBasis, Material, Online, Source, Window

V = TypeVar("V")
Complain = Callable[[str, str, str], None]
"""Called with column, code and message for a cell that cannot be read."""

_NO_WINDOW = re.compile(r"^(办理地点[:：])?(无|暂无|无线下办理窗口|/)?$")
_ITEM_CODE = re.compile(r"[?&](?:itemCode|taskCode)=([\w.-]+)")
_NOT_ID = re.compile(r"[^a-z0-9._-]+")


class NoName(ValueError):  # noqa: N818
    """A row that names no item."""


def guide_from_row(cells: dict[str, Any], origin: str, complain: Complain) -> Guide:
    """Return the guide a row describes; what it does not say stays empty.

    `origin` names the export.  A cell that cannot be read is left out and
    complained of.  Raises `NoName` where the row names no item.
    """
    cell = _Cells(cells, complain)
    name = cell.line("name")
    if not name:
        raise NoName
    catalogue = cell.line("catalogue")
    code = cell.line("code") or _code_in(cell.line("url"))
    aliases = (*cell.entries("aliases"), *cell.entries("short"))
    return Guide(
        id=_guide_id(code, cell.line("owner"), name),
        code=code,
        name=name,
        aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias != name),
        audience=values.audience(cell.entries("audience")),
        summary=catalogue if catalogue not in {name, "未分类"} else "",
        conditions=tuple(cell.text("conditions").split("\n")) if cell.text("conditions") else (),
        materials=tuple(Material(name=entry) for entry in cell.entries("materials", by_comma=False)),
        fee=_fee(cell),
        statutory_time=cell.parsed("statutory", values.time_limit) or cell.timed("statutory"),
        promised_time=cell.parsed("promised", values.time_limit) or cell.timed("promised"),
        visits=cell.parsed("visits", values.visits),
        channels=tuple(_channels(cell)),
        legal_basis=(LegalBasis(title=law),) if (law := cell.line("law")) else (),
        source=Source(title=origin, url=cell.line("url")),
        owner=cell.line("owner") or "未注明",
        status="imported",
    )


class _Cells:
    """A row seen by field instead of by column."""

    def __init__(self, cells: dict[str, Any], complain: Complain) -> None:
        self._cells = cells
        self._complain = complain

    def _find(self, field: str) -> tuple[str, Any]:
        """The first column of `field` that holds something, with its raw value."""
        for column in COLUMNS[field]:
            value = self._cells.get(column)
            if value not in (None, [], {}) and (isinstance(value, list) or values.cell_text(value)):
                return column, value
        return "", ""

    def text(self, field: str) -> str:
        return values.cell_text(self._find(field)[1])

    def line(self, field: str) -> str:
        return self.text(field).replace("\n", " ")

    def entries(self, field: str, *, by_comma: bool = True) -> tuple[str, ...]:
        return values.cell_list(self._find(field)[1], by_comma=by_comma)

    def parsed(self, field: str, parse: Callable[[str], V | None]) -> V | None:
        column, value = self._find(field)
        try:
            return parse(values.cell_text(value))
        except values.Unreadable as error:
            self._complain(column, "unreadable-value", f"看不懂“{error}”，这一格没有采用")
            return None

    def timed(self, prefix: str) -> Any:
        """A time limit that is split over two columns, amount and unit."""
        unit = self.line(f"{prefix}_unit")
        return self.parsed(f"{prefix}_amount", lambda amount: values.time_limit(amount, unit))


def _guide_id(code: str, owner: str, name: str) -> str:
    """The official code, or where there is none a digest of who offers what."""
    slug = _NOT_ID.sub("-", code.lower()).strip("-._")
    return slug or "item-" + hashlib.blake2b(f"{owner}\n{name}".encode(), digest_size=8).hexdigest()


def _code_in(url: str) -> str:
    found = _ITEM_CODE.search(url)
    return found[1] if found else ""


def _fee(cell: _Cells) -> Fee | None:
    charged, standard = cell.line("is_fee"), cell.text("fee_standard")
    if standard:
        return Fee(note=standard, basis=cell.line("fee_basis"))
    if charged:
        return Fee(note="收费，标准请问窗口") if values.is_yes(charged) else Fee(yuan=Decimal(0))
    return None


def _channels(cell: _Cells) -> list[Channel]:
    channels: list[Channel] = []
    place = cell.line("place").removeprefix("办理地点：").removeprefix("办理地点:").strip()
    if not _NO_WINDOW.match(place):
        channels.append(Window(place=place))
    if values.is_yes(cell.line("online")):
        channels.append(Online(platform=cell.line("platform") or "网上办理", url=cell.line("url")))
    return channels
