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
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct, inspect

from knowledge.model import Record, convert
from knowledge.problems import Problem
from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T", bound=Record)
Path = tuple[str | int, ...]
"""Keys and list indexes from the root of a record to a value."""

_AT = re.compile(r" - at `\$\.?([^`]*)`$")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LACKS = re.compile(r"Object missing required field `(.+)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`$", re.DOTALL)
_WRONG_TYPE = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_MESSAGES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"Invalid (?:enum )?value '?(.+?)'?$"),
        "unknown-value",
        "不认识的值“{0}”，请用说明里列出的值",
    ),
    (re.compile(r"Expected `str` of length >= 1"), "empty-text", "不能是空的"),
    (re.compile(r"Expected `str` matching regex '(.+)'"), "bad-pattern", "格式不对，应当符合 {0}"),
    (re.compile(r"Expected `\w+` (<=|>=) (-?\d+)"), "out-of-range", "超出范围：应当 {0} {1}"),
    (re.compile(r"Expected `array` of length (<=|>=) (\d+)"), "out-of-range", "项数不对：应当 {0} {1}"),
    (re.compile(r"Invalid decimal string"), "wrong-type", "不是有效的金额，请写数字，例如 40 或 12.5"),
    (re.compile(r"Invalid RFC3339 encoded date"), "wrong-type", "日期写法不对，例如 2026-01-31"),
    (re.compile(r"Invalid RFC3339 encoded time"), "wrong-type", "时间写法不对，例如 08:30:00"),
)
_TYPE_WORDS = {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "decimal": "数字",
    "bool": "true 或 false",
    "array": "列表 […]",
    "object": "一组键",
    "date": "日期",
    "time": "时间",
    "datetime": "日期加时间",
    "null": "空",
}


class _Fault(Struct, frozen=True):
    path: Path
    code: str
    message: str


def convert_reporting(
    raw: dict[str, Any], kind: type[T], file: str, report: Callable[[Problem], None]
) -> T | None:
    """Return `raw` as a `kind`; or None, after reporting each fault once."""
    try:
        return convert(raw, kind)
    except msgspec.ValidationError:
        _report_faults(copy.deepcopy(raw), kind, file, report)
        return None


def _report_faults(
    rest: dict[str, Any], kind: type[Record], file: str, report: Callable[[Problem], None]
) -> None:
    """Cut the faults out of `rest` one by one, reporting each, until it converts."""
    told: set[Path] = set()
    shifts: Counter[Path] = Counter()
    """How many items were cut from each list, so that indexes can be told as the editor sees them."""
    while True:
        try:
            convert(rest, kind)
        except msgspec.ValidationError as error:
            faulty, faults = _explain(str(error), rest, kind)
            for fault in faults:
                written = _as_written(fault.path, shifts)
                # A list that is too short only because items were cut from it is no fault.
                if written not in told and not shifts[fault.path]:
                    report(Problem(code=fault.code, file=file, key=_dotted(written), message=fault.message))
                told.add(written)
            told.add(_as_written(faulty, shifts))
            if not faulty:  # the record as a whole lacks something: nothing left to try
                return
            _cut(rest, faulty, shifts)
        else:
            return


def _explain(text: str, raw: dict[str, Any], kind: type[Record]) -> tuple[Path, list[_Fault]]:
    """msgspec's words → what has to be cut, and the faults to tell of."""
    at = _AT.search(text)
    what = text[: at.start()] if at else text
    path: Path = tuple(int(i) if i else name for i, name in _STEP.findall(at[1])) if at else ()
    if unknown := _UNKNOWN.match(what):
        key = unknown[1]
        message = f"不认识的键“{clean_line(key)}”{_suggestion(key, _struct_at(path, raw, kind))}"
        fault = _Fault((*path, key), "unknown-key", message)
        return fault.path, [fault]
    if lacks := _LACKS.match(what):
        keys = _missing(_value_at(path, raw), _struct_at(path, raw, kind)) or [lacks[1]]
        return path, [_Fault((*path, key), "missing-key", f"缺少必填的“{key}”") for key in keys]
    return path, [_Fault(path, *_describe(what))]


def _describe(what: str) -> tuple[str, str]:
    """Code and message of a fault in a value."""
    if wrong := _WRONG_TYPE.match(what):
        wanted, got = (_in_words(types) for types in wrong.groups())
        return "wrong-type", f"类型不对：应当是{wanted}，现在是{got}"
    for pattern, code, message in _MESSAGES:
        if found := pattern.match(what):
            return code, message.format(*found.groups())
    return "invalid", what


def _in_words(types: str) -> str:
    """``str | null`` → 文字; TOML has no null, so an editor need not hear of it."""
    words = [_TYPE_WORDS.get(name, name) for name in types.split(" | ") if name != "null" or types == name]
    return "或".join(words)


def _suggestion(key: str, struct: inspect.StructType | None) -> str:
    known = [field.encode_name for field in struct.fields] if struct else []
    close = difflib.get_close_matches(key, known, n=1)
    return f"，是不是想写“{close[0]}”？" if close else "，请删掉或改正"


def _missing(value: Any, struct: inspect.StructType | None) -> list[str]:
    """The required keys a table lacks."""
    if struct is None:
        return []
    return [field.encode_name for field in struct.fields if field.required and field.encode_name not in value]


def _value_at(path: Path, raw: Any) -> Any:
    for step in path:
        raw = raw[step]
    return raw


def _struct_at(path: Path, raw: Any, kind: type[Record]) -> inspect.StructType | None:
    """The type of the table at `path`; None where its ``kind`` does not tell."""
    types: list[inspect.Type] = [inspect.type_info(kind)]
    for step in path:
        types = [below for known in types for below in _below(known, step)]
    value = _value_at(path, raw)
    structs = [
        known
        for known in types
        if isinstance(known, inspect.StructType)
        and (known.tag_field is None or value.get(known.tag_field) == known.tag)
    ]
    return structs[0] if len(structs) == 1 else None


def _below(known: inspect.Type, step: str | int) -> list[inspect.Type]:
    """The types a value of type `known` may hold at a key or an index."""
    found: inspect.Type | None = None
    if isinstance(known, inspect.StructType):
        found = next((field.type for field in known.fields if field.encode_name == step), None)
    elif isinstance(known, inspect.VarTupleType):
        found = known.item_type
    if isinstance(found, inspect.UnionType):
        return list(found.types)
    return [found] if found else []


def _cut(raw: Any, path: Path, shifts: Counter[Path]) -> None:
    """Delete the value at `path` in place."""
    *parents, last = path
    del _value_at(tuple(parents), raw)[last]
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
    """``materials[2].name``, list items counted from 1."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{clean_line(step)}" for step in path)
    return text.removeprefix(".")
