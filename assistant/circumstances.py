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

_CITY = "(潮州|揭阳|汕头)"
_BELONGING = "(社保|医保|养老|户口|参保|交|缴|退休|上班|做工(?!程)|打工|工作|单位|工伤|失业)"
_INSURED = (re.compile(rf"{_BELONGING}(是|都)?在{_CITY}"), re.compile(rf"{_CITY}.{{0,8}}?{_BELONGING}"))
"""潮州 alone may be where somebody lives, shops or falls ill."""
_FAMILY = (
    r"(阿?(公|嬷|妈|爸|爷|奶|婆|姨|舅|叔|伯|姑|婶|姆)|老(爸|妈|公|婆|父|母|人|豆)|外(公|婆|嬷)"
    r"|爸|妈|父|母|爷爷|奶奶|岳父|岳母|家人)"
)
_OTHERS = rf"({_FAMILY}|亲戚|邻居|朋友|别人|人家|同事|老板)"
_MY = "(我|阮|俺|我们|我家|阮厝|俺厝)?(个|的)?"
_BEHALF = re.compile(
    rf"代办(?!费)|代领|代取|托人办|(帮|替|代)(.{{1,4}}的)?{_MY}{_OTHERS}"
    # 田租给别人 and 卖给阿叔 are no errands.
    rf"|(?<![租卖转借交付寄送打顶让分留])给{_MY}({_FAMILY}.{{0,4}}?(办|领|交|缴|报|换|补|申请|认证|查|开|激活)|{_OTHERS}(问|办))"
)
_COMPANY = re.compile(
    r"我司|(注册|开|(?<!代)办|注销)(一家|一间|个|间|家)?公司|公司(注册|登记|变更|注销|年报|改名|名称|章程|股权|股东|开户)"
    r"|(我们|俺|阮|咱)公司[要想爱](办|改|给|注册|开|变更|注销|交|报)|企业(怎么|如何|要)?(开户|注册|登记|参保)"
    r"|给(员工|职工|工人)|员工(参保|增员|减员)|单位(参保|开户|缴存登记)"
)
"""Who names an employer may well be employed there."""
_CANNOT_COME = re.compile(
    r"走不动|[来去到]不了|出不了|不能来|没法[来去]|没办法来|[来去][唔毋]|床|瘫|倒|动不|动[唔毋]|动弹|躺|起不|起[唔毋]"
    r"|徛[唔毋]|站不起|自理|植物人|插胃?管|鼻饲|褥疮"
)
"""Of the frail, too: whose memory fails may still walk."""
_WITH_DIFFICULTY = re.compile(
    r"[脚腿]不?[好便]|脚不|腿脚|走不远|拄拐|轮椅|楼|不便|不方便|困难|要人扶|行唔好|行路唔便|脚行毋"
)
_NO_SMARTPHONE = re.compile(
    r"(没有?|无|毋|袂|不会|不懂|唔会|勿会|毋识|唔识)(用|玩|撮)?(智能|大)?手机(?!号|卡|银行)"
    r"|(没有?|无)智能机|老人机"
)
_OLD, _FRAIL, _IMMOBILE, _DEATH = "老年人", "失能老人", "行动不便", "去世"


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
        business=True if _COMPANY.search(text) else None,
    )


def _walks(text: str, terms: Collection[str]) -> Walks | None:
    """What the words say of the person: 走不了 alone may be of a visa or a tree."""
    if _IMMOBILE not in terms and _FRAIL not in terms:
        return None
    if _CANNOT_COME.search(text):
        return "no"
    if _IMMOBILE not in terms:
        return None
    return "hard" if _WITH_DIFFICULTY.search(text) else "no" if _OLD in terms else None


def _belongs(text: str) -> Belongs | None:
    """The city that a question says somebody is insured, registered or works in."""
    for pattern in _INSURED:
        for city in ("潮州", "揭阳", "汕头"):  # Shantou goes without saying
            if any(city in found.groups() for found in pattern.finditer(text)):
                return city
    return None
