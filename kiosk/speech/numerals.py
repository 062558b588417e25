"""How numbers are said in Chinese."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_TOO_LARGE = 10**16


def cardinal(digits: str) -> str:
    """Return the quantity that `digits` write: ``1747`` → 一千七百四十七.

    Numbers that everyday words have no name for are spelled.
    """
    number = int(digits)
    if number >= _TOO_LARGE:
        return spelled(digits)
    said = _quantity(number)
    return said[1:] if said.startswith("一十") else said


def decimal(number: str) -> str:
    """Return the quantity of `number`, which may hold thousands separators and a fraction: ``1,200.5``."""
    whole, _, fraction = number.replace(",", "").partition(".")
    return f"{cardinal(whole)}点{spelled(fraction)}" if fraction else cardinal(whole)


def money(number: str) -> str:
    """Return an amount of yuan in the words of a till: ``1200.50`` → 一千二百元五角."""
    whole, _, fraction = number.replace(",", "").partition(".")
    if len(fraction) > 2:
        return f"{decimal(number)}元"
    jiao, fen = fraction[:1] or "0", fraction[1:] or "0"
    yuan = f"{cardinal(whole)}元" if int(whole) or fraction.strip("0") == "" else ""
    tenths = f"{cardinal(jiao)}角" if jiao != "0" else "零" if yuan and fen != "0" else ""
    return yuan + tenths + (f"{cardinal(fen)}分" if fen != "0" else "")


def spelled(digits: str) -> str:
    """Return `digits` one by one, as years are read: ``2026`` → 二零二六."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def dictated(code: str) -> str:
    """Return a code as it is read over the telephone: 幺 for 1, letters as they are."""
    return "".join(_DIGITS[int(char)] if char.isdecimal() else char for char in code).replace("一", "幺")


def _quantity(number: int) -> str:
    for unit, name in _UNITS:
        if number >= unit:
            high, low = divmod(number, unit)
            said = ("两" if high == 2 and unit >= 1000 else _quantity(high)) + name
            if not low:
                return said
            return said + ("零" if low < unit // 10 else "") + _quantity(low)
    return _DIGITS[number]
