"""A saved web page as a small tree of boxes: text only, without scripts, menus and footers."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

_DEPTH = 120
"""Boxes deeper than this are read as plain text; browsers themselves stop at some hundred."""
_BRIEF = 60
"""Characters of a box that may still be a label or a heading."""

_LEFT_OUT = frozenset(
    "script style noscript template svg iframe object head nav footer select option button "
    "input canvas audio video map link meta".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure form h1 h2 h3 "
    "h4 h5 h6 header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_NOISE_NAME = re.compile(
    r"footer|copyright|bread-?crumb|crumbs?\b|side-?bar|tool-?bar|back-?top", re.IGNORECASE
)
_NOISE_NAMES = frozenset(
    {"nav", "navbar", "foot", "header", "topbar", "login", "position", "location", "share"}
)
_NOISE_WORDS = frozenset(
    "展开 收起 展开全部 更多 查看 查看更多 查看详情 详情 复制 打印 下载 收藏 分享 返回 返回顶部 "
    "关闭 点击查看 点击下载 打印本页 关闭窗口 我要收藏 我要评价 我要纠错".split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"\s+")
_KEEPS_LINES = re.compile(r"white-space:\s*(?:pre|break-spaces)", re.IGNORECASE)


class Box(Struct, frozen=True, eq=False):
    """An element of the page with what it holds, in order."""

    tag: str
    children: tuple[Box | str, ...] = ()
    names: str = ""
    """Its classes."""
    id: str = ""
    link: str = ""
    """Where a link leads, or which tab it opens (``#id``)."""
    span: tuple[int, int] = (1, 1)
    """Columns and rows that a cell of a table covers."""
    brief: str = ""
    """Its text without blanks where that is short enough for a label, else empty."""
    blank: bool = True
    """True where it holds no text at all."""

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The elements directly within."""
        return tuple(child for child in self.children if isinstance(child, Box))


Piece = Box | str
"""What a box may hold: a box, or text outside any."""


def decoded(raw: bytes) -> str:
    """Return a page's text: UTF-8 where it is that, else what the page says, else GB18030.

    The bytes win over the page's own word, since saving again may change one and not the other.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(_said_encoding(raw), errors="replace")


def _said_encoding(raw: bytes) -> str:
    said = _CHARSET.search(raw, 0, 4096)
    return "utf-8" if said and said[1].lower() in {b"utf-8", b"utf8"} else "gb18030"  # gbk is part of it


def parsed(html: str) -> tuple[Box, tuple[str, ...]]:
    """Return the body of a page and what may be its name: the main headings, then the title."""
    page = LexborHTMLParser(html)
    headings = [node.text(deep=True) for tag in ("h1", "title") for node in page.css(tag)[:3]]
    titles = tuple(filter(None, map(clean_line, headings)))
    return (_box(page.body, 0) if page.body else None) or Box("body"), titles


def _box(node: LexborNode, depth: int) -> Box | None:
    """The node as a box; None for what is no content."""
    tag = node.tag or ""
    attributes = node.attributes
    names, node_id = attributes.get("class") or "", attributes.get("id") or ""
    if tag in _LEFT_OUT or _is_noise(f"{names} {node_id}".split()):
        return None
    if depth >= _DEPTH:
        children: list[Piece] = [clean_line(node.text(deep=True))]
    else:
        keeps_lines = tag in {"pre", "textarea"} or bool(_KEEPS_LINES.search(attributes.get("style") or ""))
        children = list(_children(node, depth, keeps_lines=keeps_lines))
    brief = "".join(child if isinstance(child, str) else child.brief for child in children)
    brief = _BLANKS.sub("", brief)
    blank = all(isinstance(child, Box) and child.blank for child in children)
    too_long = any(isinstance(child, Box) and not child.blank and not child.brief for child in children)
    if brief in _NOISE_WORDS and tag in {"a", "span", "i", "em", "div"}:
        return None
    return Box(
        tag=tag,
        children=tuple(children),
        names=names,
        id=node_id,
        link=attributes.get("href") or attributes.get("data-target") or "",
        span=(_count(attributes.get("colspan")), _count(attributes.get("rowspan"))),
        brief="" if too_long or len(brief) > _BRIEF else brief,
        blank=blank,
    )


def _children(node: LexborNode, depth: int, *, keeps_lines: bool) -> Iterator[Piece]:
    child = node.child
    while child is not None:
        if child.is_text_node:
            text = child.text_content or ""
            for line in text.splitlines() if keeps_lines else [text]:
                if shown := clean_line(_WHITE.sub(" ", line)):
                    yield shown
                    if keeps_lines:
                        yield Box("br")
        elif child.is_element_node and (box := _box(child, depth + 1)):
            yield box
        child = child.next


def _is_noise(names: list[str]) -> bool:
    """True for menus, footers and the like; a list of tabs is often called ``nav nav-tabs``."""
    if any("tab" in name.lower() for name in names):
        return False
    return any(_NOISE_NAME.search(name) or name.lower() in _NOISE_NAMES for name in names)


def _count(text: str | None) -> int:
    """A number of cells; what is no sensible number counts as one."""
    return int(text) if text and re.fullmatch("[1-9][0-9]?", text.strip(), re.ASCII) else 1


def lines(pieces: Iterable[Piece]) -> list[str]:
    """Return the text of `pieces` line by line, as a browser breaks it."""
    found = [""]
    for piece in pieces:
        _add_lines(piece, found)
    return [line for line in map(clean_line, found) if line]


def _add_lines(piece: Piece, found: list[str]) -> None:
    if isinstance(piece, str):
        found[-1] += piece
        return
    if piece.tag in {"td", "th"} and found[-1]:
        found[-1] += " "
    breaks = piece.tag in _BLOCKS or piece.tag == "br"
    if breaks and found[-1]:
        found.append("")
    for child in piece.children:
        _add_lines(child, found)
    if breaks and found[-1]:
        found.append("")


def first_link(pieces: Iterable[Piece]) -> str:
    """Return the first web address that `pieces` link to, or the empty string."""
    for piece in pieces:
        if isinstance(piece, Box):
            if re.match(r"https?://\S+$", piece.link, re.IGNORECASE):
                return piece.link
            if link := first_link(piece.children):
                return link
    return ""
