"""Frozen structs of arrays in a pack, and out of it again without copying.

A field that is an array becomes a section of its own, mapped when read; a
field that is a struct goes down one level; every other field becomes a section
of MessagePack.  What the sections look like follows from the types alone, and
`layout_of` is a digest of that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec
import numpy as np
from msgspec import Struct

from knowledge.pack import Pack, Part

S = TypeVar("S", bound=Struct)


def parts_of(value: Struct, name: str = "") -> Iterator[tuple[str, Part]]:
    """Yield the sections that `value` is written as."""
    for field in value.__struct_fields__:
        yield from _parts(getattr(value, field), f"{name}.{field}".lstrip("."))


def restored(pack: Pack, kind: type[S], name: str = "") -> S:
    """Return the struct that was written, its arrays still in the file.  Raises `KnowledgeError`."""
    hints = _hints(kind)
    found = {
        field: _restored(pack, hints[field], f"{name}.{field}".lstrip("."))
        for field in kind.__struct_fields__
    }
    return kind(**found)


def layout_of(kind: type[Struct]) -> str:
    """Return a digest of the sections of a `kind`: it differs where an older pack would be misread."""
    return hashlib.blake2b("\n".join(_layout(kind, "")).encode(), digest_size=16).hexdigest()


def _parts(value: Any, name: str) -> Iterator[tuple[str, Part]]:
    if isinstance(value, np.ndarray):
        whole = np.ascontiguousarray(value)
        yield name, Part(whole.reshape(-1).view(np.uint8).data, whole.dtype.str, whole.shape)
    elif isinstance(value, Struct) and _has_arrays(value.__class__):
        yield from parts_of(value, name)
    else:
        yield name, Part(msgspec.msgpack.encode(value))


def _restored(pack: Pack, hint: Any, name: str) -> Any:
    if isinstance(hint, type) and _has_arrays(hint):
        return restored(pack, hint, name)
    section = pack.section(name)
    if section.dtype:
        return np.frombuffer(pack.data(name), section.dtype).reshape(section.shape)
    return msgspec.msgpack.decode(pack.data(name), type=hint)


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    """The types of the fields: of a handful of structs, asked for again and again."""
    return get_type_hints(kind)


@cache
def _has_arrays(kind: type) -> bool:
    """True for structs that hold an array, here or further down."""
    if not issubclass(kind, Struct):
        return False
    return any(
        _is_array(hint) or (isinstance(hint, type) and _has_arrays(hint))
        for hint in map(_hints(kind).get, kind.__struct_fields__)
    )


def _is_array(hint: Any) -> bool:
    return getattr(hint, "__origin__", hint) is np.ndarray


def _layout(kind: type[Struct], name: str) -> Iterator[str]:
    hints = _hints(kind)
    for field in kind.__struct_fields__:
        hint, path = hints[field], f"{name}.{field}"
        if isinstance(hint, type) and _has_arrays(hint):
            yield from _layout(hint, path)
        elif _is_array(hint):
            yield f"{path} {hint}"
        else:
            yield f"{path} {msgspec.inspect.type_info(hint)}"
