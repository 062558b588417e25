"""The name of an item where its page only says it in a heading or a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.importing.page_labels import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_SITE = re.compile(
    r"(?:政务服务网?|服务网|人民政府|政府网|门户|网站|官网|平台|政务服务(?:中心|大厅)|办事大厅|网上办事|首页|事项详情|办事指南"
    r"|服务指南|办事服务|详情页?|gov\.cn|个人中心|公共服务|一网通办)$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*[|｜_»>]\s*|\s+[-–—·]+\s+")
"""What parts a name from a department or a site; a mere ``-`` may belong to the name."""
_BETWEEN = re.compile(r"(\s*[|｜_»>]+\s*|\s+[-–—·]+\s+|\s*[–—]{1,2}\s*|-+)")
_GUIDE = re.compile(r"^(?:办事|服务)指南[:：]?\s*|[（(]?的?(?:办事|服务|办理)指南[)）]?$")
_HANZI = re.compile(r"[\u4e00-\u9fff]{2}")


def name_in(titles: Iterable[str]) -> str:
    """Return the item's name out of headings and title; empty where none of them gives one.

    >>> name_in(["居民身份证补领办事指南 - 某某省政务服务网"])
    '居民身份证补领'
    """
    return next(filter(None, map(_name, titles)), "")


def _name(title: str) -> str:
    pieces = _BETWEEN.split(title)  # texts at even places, what parts them at odd ones
    while pieces and (_SITE.search(pieces[-1].strip()) and not _named_guide(pieces[-1])):
        pieces = pieces[:-2]
    while pieces and (_SITE.search(pieces[0].strip()) and not _named_guide(pieces[0])):
        pieces = pieces[2:]
    name = _GUIDE.sub("", _APART.split("".join(pieces).strip())[0].strip()).strip()
    return name if _HANZI.search(name) and label_of(name) is None else ""


def _named_guide(text: str) -> bool:
    """True for 居民身份证补领办事指南, which ends like the name of a site."""
    return bool(_GUIDE.search(text.strip()) and _HANZI.search(_GUIDE.sub("", text.strip())))
