"""Making a guide from a row of an official export."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.importing import values
from knowledge.model import Channel, Fee, Guide, LegalBasis, Material, Online, Source, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import Row

V = TypeVar("V")

_NO_WINDOW = re.compile(r"(?:无|暂无)线下办理窗口[。.]?")
_ITEM_CODE = re.compile(r"[?&](?:itemCode|taskCode)=([\w.-]+)")
_NOT_ID = re.compile(r"[^a-z0-9._-]+")


class NoName(ValueError):  # noqa: N818
    """A row that names no item."""


def guide_from_row(row: Row, columns: Columns, origin: str, complain: Callable[[str, str], None]) -> Guide:
    """Return the guide a row describes; what it does not say stays empty.

    `origin` names the export.  A cell that cannot be read is left out and
    complained of with its column and what it holds.  Raises `NoName` where the
    row names no item.
    """
    cell = _Cells(row.cells, columns, complain)
    name = cell.line("name")
    if not name:
        raise NoName
    url = cell.parsed("url", values.web_address) or ""
    code = cell.line("code") or _code_in(url)
    item_id, owner, catalogue = cell.line("item_id"), cell.line("owner"), cell.line("catalogue")
    return Guide(
        id=_guide_id(item_id, code, f"{owner}\n{name}"),
        code=item_id or code,
        name=name,
        aliases=_aliases(cell, name),
        audience=values.audience(cell.entries("audience")),
        summary=catalogue if catalogue not in {name, "未分类"} else "",
        conditions=values.conditions(cell.text("conditions")),
        materials=tuple(Material(name=entry) for entry in cell.entries("materials", by_comma=False)),
        fee=_fee(cell),
        statutory_time=cell.parsed("statutory", values.time_limit, cell.line("statutory_unit")),
        promised_time=cell.parsed("promised", values.time_limit, cell.line("promised_unit")),
        visits=cell.parsed("visits", values.visits),
        channels=tuple(_channels(cell, url)),
        legal_basis=(LegalBasis(title=law),) if (law := cell.line("law")) else (),
        source=Source(title=origin, url=url),
        owner=owner or "未注明",
        status="imported",
    )


class _Cells:
    """A row seen by field instead of by column."""

    def __init__(self, cells: dict[str, Any], columns: Columns, complain: Callable[[str, str], None]) -> None:
        self._cells = cells
        self._columns = columns
        self._complain = complain

    def _find(self, field: str) -> tuple[str, Any, str]:
        """The first column of `field` that holds something, its value and its text."""
        for column in self._columns[field]:
            value = self._cells.get(column)
            if value in (None, ""):
                continue
            try:
                text = values.cell_text(value)
            except values.Unreadable as error:
                self._complain(column, str(error))
                continue
            if text:
                return column, value, text
        return "", "", ""

    def text(self, field: str) -> str:
        return self._find(field)[2]

    def line(self, field: str) -> str:
        return self.text(field).replace("\n", " ")

    def entries(self, field: str, *, by_comma: bool = True) -> tuple[str, ...]:
        return values.cell_list(self._find(field)[1], by_comma=by_comma)

    def parsed(self, field: str, parse: Callable[..., V | None], *more: str) -> V | None:
        column, _, text = self._find(field)
        try:
            return parse(text, *more)
        except values.Unreadable as error:
            self._complain(column, str(error))
            return None


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


def _aliases(cell: _Cells, name: str) -> tuple[str, ...]:
    """Everyday terms that tell more than a piece of the name does: not ``变更`` for 某某证（变更）."""
    terms = (*cell.entries("aliases"), *cell.entries("short"))
    return tuple(term for term in dict.fromkeys(terms) if term not in name)


def _fee(cell: _Cells) -> Fee | None:
    charged, standard = cell.parsed("is_fee", values.yes_or_no), cell.text("fee_standard")
    if charged is False or standard in {"免费", "不收费"}:
        return Fee(yuan=Decimal(0))
    if standard:
        return Fee(note=standard, basis=cell.line("fee_basis"))
    return Fee(note="收费，标准请问窗口") if charged else None


def _channels(cell: _Cells, url: str) -> Iterator[Channel]:
    handling = cell.line("handling")
    place = re.sub(r"^办理地点[:：]\s*", "", cell.line("place"))
    if _NO_WINDOW.fullmatch(place) or place in values.BLANK:
        place = ""
    if place or "窗口" in handling:
        yield Window(place=place)
    if cell.parsed("online", values.yes_or_no) or "网上" in handling:
        yield Online(platform=cell.line("platform") or "网上办理", url=url)
