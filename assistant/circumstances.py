"""What is known of a person that bears on where to go and what to bring."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from msgspec import Struct

Walks = Literal["well", "hard", "no"]
"""Walks well; with difficulty; cannot come at all, such as somebody bedridden."""
Belongs = Literal["汕头", "潮州", "揭阳", "elsewhere"]
"""Where somebody is insured or registered."""

_INSURED = re.compile(
    r"(潮州|揭阳|汕头).{0,8}?(交|缴|参保|社保|养老|退休|上班|做工|打工|工作|单位|工伤|失业)"
)
"""潮州 alone may be where somebody lives, shops or falls ill."""
_ELDERS = (
    r"(阿?(公|嬷|妈|爸|爷|奶|婆|姨|舅|叔|伯|姑|婶|姆)|老(爸|妈|公|婆|父|母|人|豆)|外(公|婆|嬷)"
    r"|爸|妈|父|母|爷爷|奶奶|岳父|岳母|家人|亲戚|邻居|朋友|别人|人家|同事|老板)"
)
_BEHALF = re.compile(rf"代办|代领|代取|托人办|(帮|替|代|给)(我|阮|俺|我们|我家|阮厝|俺厝)?(个|的)?{_ELDERS}")
_WITH_DIFFICULTY = re.compile(
    r"[脚腿]不?[好便]|脚不|腿脚|走不远|拄拐|轮椅|楼|不便|不方便|困难|要人扶|行唔好|行路唔便|脚行毋"
)
_NO_SMARTPHONE = re.compile(
    r"(没有?|无|毋|袂|不会|不懂|唔会|勿会|毋识|唔识)(用|玩|撮)?(智能|大)?手机|(没有?|无)智能机|老人机"
)
_OLD, _FRAIL, _IMMOBILE, _COMPANY, _DEATH = "老年人", "失能老人", "行动不便", "企业", "去世"


class Circumstances(Struct, frozen=True):
    """Every field may be None: not known, and never guessed."""

    behalf: bool | None = None
    """Somebody handles it for another."""
    walks: Walks | None = None
    """How the person whose matter it is gets about."""
    belongs: Belongs | None = None
    smartphone: bool | None = None
    """Has one and can use it."""
    elderly: bool | None = None
    business: bool | None = None
    """The matter is a company's or another organisation's."""


NOTHING_KNOWN = Circumstances()


def told(text: str, terms: Collection[str]) -> Circumstances:
    """Return what normalised `text` tells of a person; `terms` are those of the lexicons in it."""
    behalf = True if _BEHALF.search(text) else None
    return Circumstances(
        behalf=behalf,
        walks=_walks(text, terms),
        belongs=_belongs(text),
        smartphone=False if _NO_SMARTPHONE.search(text) else None,
        elderly=True if _OLD in terms and _DEATH not in terms and not behalf else None,
        business=True if _COMPANY in terms else None,
    )


def _walks(text: str, terms: Collection[str]) -> Walks | None:
    if _FRAIL in terms:
        return "no"
    if _IMMOBILE not in terms:
        return None
    return "hard" if _WITH_DIFFICULTY.search(text) else "no"


def _belongs(text: str) -> Belongs | None:
    """The city that a question names; one of the agreement before Shantou, which goes without saying."""
    cities = {found[1] for found in _INSURED.finditer(text)}
    return next((city for city in ("潮州", "揭阳", "汕头") if city in cities), None)
