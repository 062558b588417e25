"""Saved web pages: one guide a page, as a browser saves it.

A folder is read page by page, so a record of any length fits in memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from knowledge.importing.page_labels import EXACT_NAME, NAME
from knowledge.importing.page_names import name_in
from knowledge.importing.page_sections import Sections
from knowledge.importing.page_tree import decoded, lines, parsed
from knowledge.importing.rows import BadRow, Row
from knowledge.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.page_tables import Entries
    from knowledge.importing.rows import PartName

ENDINGS = frozenset({".html", ".htm"})
ADDRESS = "网页地址"
"""The cell for where the page was saved from, which the browser notes at its top."""

_TOP = 4096
"""Characters at the top of a page, where a browser notes its address."""
_MOST_BYTES = 8_000_000
_MOST_TAGS = 60_000
"""No guide is as large, and the parser takes square time for elements that are never closed."""
_UNDECODABLE = "\ufffd"
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-9])\b|bad gateway|not found|forbidden|unavailable|time-?out|登录已?(?:失效|超时|过期)"
    r"|请(?:重新|先)登录|会话已?(?:失效|超时|过期)|页面不存在|找不到(?:页面|网页)|无权访问|访问(?:被拒绝|受限|过于频繁)"
    r"|系统(?:繁忙|异常|维护)|服务(?:异常|不可用)"
    r"|网络(?:错误|异常)|验证码|未找到匹配的信息",
    re.IGNORECASE,
)
_BEGINNING = 20
"""Lines in which an error page says so."""
_FEW = 4
"""Facts fewer than this beside a table of items do not make a guide."""
_SHOWN = 40
"""Characters of an error page that are quoted."""

_MESSAGES: Mapping[str, str] = {
    "unreadable-page": "这个网页文件打不开，请检查文件的权限，或重新保存",
    "empty-page": "网页是空的，请用浏览器重新打开这个事项，等内容显示完再保存",
    "page-too-large": "网页太大，不像一个事项的办事指南；请打开这个事项自己的网页，重新保存",
    "page-as-mail": "保存成了单个文件（MHTML）；请在浏览器里“另存为”，类型选“网页，仅 HTML”",
    "error-page": "保存到的是出错或登录的页面；请重新登录，打开这个事项，等内容显示完再保存",
    "no-guide": "网页里没有办事指南的内容；多半没等内容显示完就保存了，请打开这个事项，等内容显示完再保存",
    "list-page": "网页列出了几个事项，不是一个事项的办事指南；请打开每个事项，分别保存",
    "bad-encoding": "网页里有乱码，请用浏览器重新打开，再保存一次",
    "no-name": "网页里找不到事项名称；请打开这个事项的办事指南重新保存，或在退回的文件里补上“事项名称”再导入",
}


class Pages:
    """A saved page, or a folder of them with its subfolders; each page is one row."""

    headings: tuple[str, ...] = ()

    def __init__(self, path: Path, _columns: Columns) -> None:
        self._paths = sorted(_pages_of(path)) if path.is_dir() else [path]
        self.skipped: tuple[Problem, ...] = tuple(_skipped(path)) if path.is_dir() else ()

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every page."""
        return map(page_row, self._paths)


def holds_pages(folder: Path) -> bool:
    """True for a folder with a saved page in it."""
    return next(_pages_of(folder), None) is not None


def page_row(path: Path) -> Row | BadRow:
    """Return what the page at `path` says, or what is wrong with it."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except OSError:
        return _bad(path, "unreadable-page")
    if raw is None or raw.count(b"<") > _MOST_TAGS:
        return _bad(path, "page-too-large")
    html = decoded(raw)
    if not html.strip("\ufeff\x00 \t\r\n"):
        return _bad(path, "empty-page")
    if re.match(r"(?:From: <Saved by|MIME-Version:|Content-Type: multipart)", html, re.IGNORECASE):
        return _bad(path, "page-as-mail")
    body, titles = parsed(html)
    sections = Sections(body)
    cells: dict[str, Any] = dict(sections.cells)
    if saved_from := _SAVED_FROM.search(html, 0, _TOP):
        cells[ADDRESS] = saved_from[1]
    name = next(iter(sections.names), "") or sections.cells.get(EXACT_NAME) or name_in(titles)
    row = Row(
        "", 1, {NAME: name} | _implied(cells) | cells, parts=_with_hours(sections, cells), file=str(path)
    )
    code, quoted = _fault(row, sections, (*titles, *lines([body])[:_BEGINNING]))
    return _bad(path, code, row.record, quoted) if code else row


def _implied(cells: dict[str, Any]) -> dict[str, Any]:
    """A page that gives an address to apply at says so that it can be done online."""
    return {"是否网办": "是"} if str(cells.get("网上申办地址", "")).startswith("http") else {}


def _with_hours(sections: Sections, cells: dict[str, Any]) -> dict[PartName, Entries]:
    """The lists of a page; place and hours told as labels are a window."""
    place, hours = cells.get("办理地点"), cells.get("办理时间")
    if "windows" in sections.parts or not (place and hours):
        return sections.parts
    return sections.parts | {"windows": [{"办理地点": place, "办公时间": hours}]}


def _fault(row: Row, sections: Sections, beginning: tuple[str, ...]) -> tuple[str, str]:
    """The code of what is wrong with a page and what on it says so; empty for a guide."""
    facts = len(sections.cells) + 2 * len(sections.parts)
    if len(set(sections.names)) > 1 or (facts < _FEW and len(sections.listed) > 1):
        return "list-page", ""
    if facts < 2:
        if not beginning:
            return "empty-page", ""
        error = next(filter(_ERROR.search, beginning), "")
        return ("error-page", error) if error else ("no-guide", beginning[0])
    if _UNDECODABLE in msgspec.json.encode(row.record).decode():
        return "bad-encoding", ""
    return ("", "") if row.cells[NAME] else ("no-name", "")


def _bad(path: Path, code: str, record: dict[str, Any] | None = None, quoted: str = "") -> BadRow:
    """The page in a row's place, as an object that can be completed and imported again."""
    original = msgspec.json.encode({"网页": path.name, NAME: ""} | (record or {})).decode()
    message = _MESSAGES[code] + (f"（网页上写着：{quoted[:_SHOWN]}）" if quoted else "")
    return BadRow(original, Problem(code=code, file=str(path), message=message))


def _pages_of(folder: Path) -> Iterator[Path]:
    return (path for path in _files_of(folder) if path.suffix.lower() in ENDINGS)


def _files_of(folder: Path) -> Iterator[Path]:
    """Files of the folder, without those a browser saves beside a page for its looks."""
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.endswith(("_files", ".files", "_文件")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files_of(path)
        elif path.is_file():
            yield path


def _skipped(folder: Path) -> Iterator[Problem]:
    for path in sorted(_files_of(folder)):
        if path.suffix.lower() not in ENDINGS:
            yield Problem(
                code="no-page",
                file=str(path),
                message="这个文件不是保存的网页（.html），没有导入",
                severity="warning",
            )
