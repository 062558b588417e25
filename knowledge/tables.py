"""TOML files, read in one way: what is wrong with one is told with file and row."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli
from msgspec import Struct

from knowledge.problems import unusable

T = TypeVar("T", bound=Struct)


def parsed(path: Path) -> dict[str, Any]:
    """Return what a file holds.

    Raises `KnowledgeError`: ``unreadable``, ``not-utf8`` or ``toml-syntax``.
    """
    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unusable("unreadable", path, f"文件读不出来：{error.strerror}") from error
    except UnicodeDecodeError as error:
        message = f"不是 UTF-8 编码（第 {error.start + 1} 个字节），请另存为 UTF-8"
        raise unusable("not-utf8", path, message) from error
    except tomli.TOMLDecodeError as error:
        message = f"TOML 写法有误：{error.msg}（第 {error.colno} 列）"
        raise unusable("toml-syntax", path, message, error.lineno) from error


def typed(path: Path, kind: type[T], code: str, what: str) -> T:
    """Return a file as `kind`.

    Raises `KnowledgeError`, as `parsed` does, and `code` where it is no `what`.
    """
    try:
        return msgspec.convert(parsed(path), kind)
    except msgspec.ValidationError as error:
        raise unusable(code, path, f"{what}内容有误：{error}") from error
