"""From written Chinese to the words a reader would say.

The result holds Hanzi, single capital letters and the pauses ``，。！？`` only:
every digit and sign has become words.  Rules run from the most particular to
the most general, so that a date is not taken for a range, nor a telephone
number for a quantity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from assistant.normalise import HANZI
from kiosk.speech.numerals import cardinal, decimal, dictated, money, spelled

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_NUMBER = r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
_DASH = r"\s?[-–—~～－―]{1,2}\s?"
_COUNTED = "个人份张次种天年周位名件项本套户元页步条家类台笔小分岁"
"""Measure words that take 两 rather than 二; 小 and 分 begin 小时 and 分钟."""
_QUANTITIES = _COUNTED + "万亿亩吨平公千多余字"
"""What follows a long number that is a quantity, not a code."""
_CODE_BEFORE = "电话|热线|拨打|致电|邮编|尾号|编号|证号|账号|卡号|号码|代码|验证码|密码"


def normalise(text: str) -> str:
    """Return `text` as it is to be spoken; a fixed point, and no Hanzi is lost."""
    text = text.translate(_HALF_WIDTH)
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    text = "".join(_spoken_sign(char) for char in text)
    text = _LETTER_RUN.sub(lambda run: " ".join(run.group()), text.upper())
    return _PAUSES.sub(_one_pause, text).strip(" ，。！？") + _final_mark(text)


def _date(found: re.Match[str]) -> str:
    year, _, month, day = found.groups()
    return f"{spelled(year)}年{cardinal(month)}月{cardinal(day)}日"


def _time(found: re.Match[str]) -> str:
    hour, minute, second = found.groups()
    said = ("两" if int(hour) == 2 else cardinal(hour)) + "点"
    if int(minute) or second:
        said += _two_places(minute) + "分"
    return said + (_two_places(second) + "秒" if second else "")


def _two_places(digits: str) -> str:
    return ("零" if digits.startswith("0") and int(digits) else "") + cardinal(digits)


def _grouped(found: re.Match[str]) -> str:
    """A pause after each group: nobody writes down eighteen digits in one breath."""
    return "，".join(dictated(group.upper()) for group in found.groups())


def _code(found: re.Match[str]) -> str:
    digits = found.group()
    return spelled(digits) if digits == "12345" else dictated(digits)  # the hotline is known as 一二三四五


def _code_after_its_name(found: re.Match[str]) -> str:
    return found[1] + (spelled(found[2]) if found[2] == "12345" else dictated(found[2]))


def _fraction(found: re.Match[str]) -> str:
    return f"{cardinal(found[2])}分之{cardinal(found[1])}"


_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1B), *range(0xFF21, 0xFF3B))}
_HALF_WIDTH |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
_HALF_WIDTH |= {ord("％"): ord("%"), ord("．"): ord("."), ord("／"): ord("/"), ord("￥"): ord("¥")}
_HALF_WIDTH |= {ord("〇"): ord("零")}

_UNITS = {
    "㎡": "平方米",
    "m²": "平方米",
    "km": "公里",
    "kg": "公斤",
    "cm": "厘米",
    "mm": "毫米",
    "℃": "摄氏度",
}
_SIGNS = {
    "≥": "大于等于",
    "≤": "小于等于",
    "＞": "大于",
    "＜": "小于",
    "+": "加",
    "＋": "加",
    "&": "和",
    "×": "乘",
}

_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?:https?://|www\.)[\x21-\x7e]+"), "网址"),
    (re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+"), "邮箱"),
    (
        re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", re.ASCII),
        _date,
    ),
    (re.compile(r"(?<![\d-])(0\d{2,3})[- ](\d{3,4})(\d{4})(?!\d)", re.ASCII), _grouped),
    (re.compile(r"(?<![\d-])([48]00)-?(\d{3})-?(\d{4})(?!\d)", re.ASCII), _grouped),
    (re.compile(r"(?<!\d)(\d{6})(\d{8})(\d{3}[\dXx])(?![\dA-Za-z])", re.ASCII), _grouped),
    (re.compile(r"(?<!\d)(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)", re.ASCII), _grouped),
    (re.compile(rf"({_CODE_BEFORE})(?:[:：]?\s?)(\d{{3,}})(?!\d|[.,]\d)", re.ASCII), _code_after_its_name),
    (re.compile(r"(?<=\*)\d+|\d+(?=\*)", re.ASCII), _code),
    (
        re.compile(r"(?<![A-Za-z\d])(?=[A-Za-z\d]*[A-Za-z])(?=[A-Za-z\d]*\d)[A-Za-z\d]{6,}", re.ASCII),
        lambda found: dictated(found.group().upper()),
    ),
    (
        re.compile(rf"(?<!\d)([12]\d{{3}}){_DASH}(?=[12]\d{{3}}\s?年)", re.ASCII),
        lambda year: spelled(year[1]) + "到",
    ),
    (re.compile(r"(?<!\d)([12]\d{3})(?=\s?年)", re.ASCII), lambda year: spelled(year[1])),
    (re.compile(rf"(?<=[\d%元点时分日月号岁天年])(?<!\d-){_DASH}(?=\d)", re.ASCII), "到"),
    (re.compile(rf"(?<=周[一二三四五六日]){_DASH}(?=周)"), "到"),
    (
        re.compile(r"(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:])", re.ASCII),
        _time,
    ),
    (re.compile(rf"¥\s?{_NUMBER}(?:\s?元)?", re.ASCII), lambda found: money(found[1])),
    (re.compile(rf"{_NUMBER}\s?元", re.ASCII), lambda found: money(found[1])),
    (re.compile(r"(?<=[元件次人])/(?=[月年人次天日份本张件户平])"), "每"),
    (re.compile(r"(?<![\d/.])(\d{1,4})/(\d{1,4})(?![\d/.])", re.ASCII), _fraction),
    (re.compile(rf"{_NUMBER}\s?%", re.ASCII), lambda found: f"百分之{decimal(found[1])}"),
    (re.compile(rf"{_NUMBER}\s?‰", re.ASCII), lambda found: f"千分之{decimal(found[1])}"),
    (re.compile(r"(?<=\d)[:：](?=\d)", re.ASCII), "比"),
    (
        re.compile(rf"(?<=\d)\s?({'|'.join(_UNITS)})(?![A-Za-z])", re.ASCII),
        lambda found: _UNITS[found[1]],
    ),
    (re.compile(rf"(?<![{HANZI}A-Za-z\d)）])-(?=\d)", re.ASCII), "负"),
    (re.compile(r"(?<![\d.,])0\d+(?!\d|\.\d)", re.ASCII), _code),
    (re.compile(rf"(?<![\d.,])\d{{5,}}(?!\d|[.,]\d|\s?[{_QUANTITIES}])", re.ASCII), _code),
    (re.compile(rf"(?<![第\d.,])(?<!第 )2(?=\s?[{_COUNTED}])"), "两"),
    (re.compile(_NUMBER, re.ASCII), lambda found: decimal(found[1])),
    (re.compile(r"\d+", re.ASCII), lambda found: spelled(found.group())),
)

_LETTER_RUN = re.compile(r"[A-Z]{2,}")
_PAUSES = re.compile(r"[ ，。！？]*[，。！？][ ，。！？]*| {2,}")
_KEPT = re.compile(rf"[{HANZI}A-Za-z，。！？ ]")
_STOPS = dict.fromkeys("\n.;；。", "。") | {"!": "！", "?": "？"}
_SILENT = frozenset("\"'“”‘’《》〈〉「」『』")


def _spoken_sign(char: str) -> str:
    """One character that no rule has put into words: kept, a word, a pause or a blank."""
    if _KEPT.match(char):
        return char
    if char in _SIGNS:
        return _SIGNS[char]
    if char in _STOPS:
        return _STOPS[char]
    if char in _SILENT:
        return ""
    return "，" if unicodedata.category(char).startswith("P") else " "


def _one_pause(found: re.Match[str]) -> str:
    marks = found.group().replace(" ", "")
    if not marks:
        return " "
    return next((mark for mark in marks if mark in "。！？"), "，")


def _final_mark(text: str) -> str:
    found = re.search(r"[。！？][ ，。！？]*\Z", text)
    return found.group()[0] if found else ""
