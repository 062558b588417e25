"""Turning a parsed table into a typed record, reporting every fault in it.

msgspec stops at the first fault.  An editor wants them all: so a faulty value
is reported, cut out of a copy of the raw table, and the conversion is tried
again.  The record itself is refused all the same.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from knowledge.model import Record, convert
from knowledge.problems import Problem

T = TypeVar("T", bound=Record)
Path = tuple[str | int, ...]
"""Keys and list indexes from the root of a record to a value."""

_AT = re.compile(r" - at `\$\.?(.*)`$")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LACKS = re.compile(r"Object missing required field `(.+?)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")
_MESSAGES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "wrong-type", "类型不对：应当是 {0}，现在是 {1}"),
    (re.compile(r"Invalid enum value '?(.+?)'?$"), "unknown-value", "不认识的值“{0}”，请用说明里列出的值"),
    (re.compile(r"Invalid value '?(.+?)'?$"), "unknown-value", "不认识的值“{0}”，请用说明里列出的值"),
    (re.compile(r"Expected `str` of length >= 1"), "empty-text", "不能是空的"),
    (re.compile(r"Expected `str` matching regex '(.+)'"), "bad-pattern", "格式不对，应当符合 {0}"),
    (re.compile(r"Expected `(\w+)` (<=|>=) (-?\d+)"), "out-of-range", "超出范围：应当 {1} {2}"),
    (re.compile(r"Expected `array` of length (<=|>=) (\d+)"), "out-of-range", "项数不对：应当 {0} {1}"),
    (re.compile(r"Invalid decimal string"), "wrong-type", "不是有效的金额，请写数字，例如 40 或 \"12.50\""),
    (re.compile(r"Invalid RFC3339 encoded (date|time)"), "wrong-type", "日期或时间写法不对，例如 2026-01-31、08:30:00"),
)


def convert_reporting(
    raw: dict[str, Any], kind: type[T], file: str, report: Callable[[Problem], None]
) -> T | None:
    """Return `raw` as a `kind`; or None, after reporting each fault once."""
    rest = copy.deepcopy(raw)
    cut: set[Path] = set()
    shifts: Counter[Path] = Counter()
    """How many items were cut from each list, so that indexes can be told as the editor sees them."""
    while True:
        try:
            record = convert(rest, kind)
        except msgspec.ValidationError as error:
            container, key, code, message = _explain(str(error), rest, kind)
            fault = (*container, key) if key else container
            written = _as_written(fault, shifts)
            if written not in cut:
                report(Problem(code=code, file=file, key=_dotted(written), message=message))
            cut.add(written)
            removed = container if code == "missing-key" else fault
            if not removed:  # the record as a whole lacks something: nothing left to try
                return None
            _cut(rest, removed, shifts)
        else:
            return None if cut else record


def _explain(text: str, raw: dict[str, Any], kind: type[Record]) -> tuple[Path, str, str, str]:
    """msgspec's words → (path, key below it or "", code, message for the editor)."""
    at = _AT.search(text)
    what = text[: at.start()] if at else text
    path = tuple(int(i) if i else name for i, name in _STEP.findall(at[1])) if at else ()
    if unknown := _UNKNOWN.match(what):
        return path, unknown[1], "unknown-key", f"不认识的键“{unknown[1]}”{_suggestion(unknown[1], kind)}"
    if lacks := _LACKS.match(what):
        return path, lacks[1], "missing-key", f"缺少必填的“{lacks[1]}”"
    for pattern, code, message in _MESSAGES:
        if found := pattern.match(what):
            return path, "", code, message.format(*found.groups())
    return path, "", "invalid", what


def _suggestion(key: str, kind: type[Record]) -> str:
    close = difflib.get_close_matches(key, kind.__struct_fields__, n=1)
    return f"，是不是想写“{close[0]}”？" if close else "，请删掉或改正"


def _cut(raw: Any, path: Path, shifts: Counter[Path]) -> None:
    """Delete the value at `path` in place."""
    *parents, last = path
    for step in parents:
        raw = raw[step]
    del raw[last]
    if isinstance(last, int):
        for below in [known for known in shifts if known[: len(path)] == path]:
            del shifts[below]
        shifts[tuple(parents)] += 1


def _as_written(path: Path, shifts: Counter[Path]) -> Path:
    """The path in the file as it stands, before anything was cut."""
    return tuple(
        step + shifts[path[:depth]] if isinstance(step, int) else step for depth, step in enumerate(path)
    )


def _dotted(path: Path) -> str:
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
