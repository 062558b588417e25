"""A pack: one file of named sections, opened by mapping it into memory.

    header     magic, format, checksum of all after the directory, length and digest of it
    directory  what the pack is of, and where each section lies (MessagePack)
    sections   bytes or arrays, each at a multiple of 64 bytes

Opening reads the header and the directory only, whatever the size of the rest;
`Pack.verify` reads all.  Nothing in a pack depends on when or where it was
made: the same content gives the same bytes.  Checksums find what a bad disk or
an interrupted copy does to a file, not what somebody does to it on purpose.
"""

from __future__ import annotations

import hashlib
import mmap
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from knowledge.problems import KnowledgeError, Problem, unusable
from knowledge.swapping import sync

SUFFIX = ".daoban"
PREVIOUS = ".previous"
"""Added to a pack's name for the one it replaced."""

_MAGIC = b"DAOBAN\r\n"
"""The line end shows a file that was sent as text."""
_FORMAT = 1
_HEADER = struct.Struct("<8sIIQ32s")
_ALIGNMENT = 64
_PIECE = 1 << 16
"""Bytes read at once."""
_REMADE = "请重新生成（daoban build），或者重新拷贝一次"


class Summary(Struct, frozen=True, kw_only=True):
    """What a pack is of."""

    program: str
    """Version of the program that made it."""
    layout: str
    """Digest of the shape of its sections; another one is another version's pack."""
    content: str
    """Digest of the content it was made from."""
    counts: dict[str, int]
    """Kind of record → how many."""


class Section(Struct, frozen=True, kw_only=True):
    """Where a section lies; `dtype` and `shape` where it is an array, as numpy names them."""

    name: str
    offset: int
    """Bytes from the first section."""
    size: int
    dtype: str = ""
    shape: tuple[int, ...] = ()


class _Directory(Struct, frozen=True, kw_only=True):
    summary: Summary
    sections: tuple[Section, ...]


class Part(Struct, frozen=True):
    """What a section is written from."""

    data: bytes | memoryview
    dtype: str = ""
    shape: tuple[int, ...] = ()


def write_pack(path: Path, summary: Summary, parts: Mapping[str, Part]) -> None:
    """Write a pack at `path` whole or not at all; the one it replaces stays beside it as `PREVIOUS`.

    Raises `KnowledgeError` where the folder cannot be written to.
    """
    _put_in_place(path, lambda made: _write(made, summary, parts))


def install_pack(source: Path, path: Path) -> Summary:
    """Put a copy of the pack `source` at `path`, once it is known to be whole; return what it is of.

    The one it replaces stays beside it.  Raises `KnowledgeError`; then `path` is as it was.
    """
    with Pack(source) as pack:
        pack.verify()
        summary = pack.summary
    _put_in_place(path, lambda copy: shutil.copyfile(source, copy))
    return summary


class Pack:
    """A pack opened for reading."""

    def __init__(self, path: Path) -> None:
        """Map the file.  Raises `KnowledgeError` where it is missing, foreign, cut short or damaged."""
        self._path = path
        try:
            self._file = path.open("rb", buffering=0)
            header = self._file.read(_HEADER.size)
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if header else None
        except OSError as error:
            raise unusable("no-pack", path, f"知识包打不开：{error.strerror}，请检查路径") from error
        self._checksum, self._end, directory = self._front(header)
        self._start = _aligned(self._end)
        self.summary = directory.summary
        self._sections = {section.name: section for section in directory.sections}

    def __enter__(self) -> Pack:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; sections must not be used any more."""
        self._file.close()
        if self._map is not None:
            self._map.close()

    def section(self, name: str) -> Section:
        """Return where the section lies.  Raises `KnowledgeError` where there is none."""
        try:
            return self._sections[name]
        except KeyError:
            raise unusable("bad-pack", self._path, f"知识包里少了“{name}”，{_REMADE}") from None

    def data(self, name: str) -> memoryview:
        """Return the bytes of a section, as they lie in the file."""
        return self._view(self.section(name))

    def verify(self) -> None:
        """Read the whole file, once.  Raises `KnowledgeError` where it is not as it was written.

        Not by its map: what is read there counts as this process's memory from then on, needed or not.
        """
        checksum = 0
        with self._file, suppress(OSError):  # a disk that fails has damaged the pack as well
            self._file.seek(self._end)
            while piece := self._file.read(_PIECE):
                checksum = zlib.crc32(piece, checksum)
            if checksum == self._checksum:
                return
        raise unusable("damaged-pack", self._path, f"知识包损坏了，{_REMADE}")

    def _view(self, section: Section) -> memoryview:
        start = self._start + section.offset
        return memoryview(self._map or b"")[start : start + section.size]

    def _front(self, header: bytes) -> tuple[int, int, _Directory]:
        """The checksum of what follows the directory, where it ends, and itself."""
        if len(header) < _HEADER.size or not header.startswith(_MAGIC):
            raise self._refused("foreign-pack", "这个文件不是导办的知识包，请检查是不是选错了文件")
        _, form, checksum, length, digest = _HEADER.unpack(header)
        if form != _FORMAT:
            raise self._refused(
                "other-format", f"知识包是第 {form} 版格式，这个程序要第 {_FORMAT} 版，{_REMADE}"
            )
        raw = memoryview(self._map or b"")[_HEADER.size : _HEADER.size + length].tobytes()
        if hashlib.blake2b(raw, digest_size=32).digest() != digest:
            raise self._refused("damaged-pack", f"知识包的目录损坏了，{_REMADE}")
        directory = msgspec.msgpack.decode(raw, type=_Directory)
        end = _HEADER.size + length
        whole = _aligned(end) + max(
            (section.offset + section.size for section in directory.sections), default=0
        )
        if len(self._map or b"") != whole:
            raise self._refused("damaged-pack", f"知识包不完整，可能没有拷贝完，{_REMADE}")
        return checksum, end, directory

    def _refused(self, code: str, message: str) -> KnowledgeError:
        self.close()
        return unusable(code, self._path, message)


def open_pack(path: Path, layout: str) -> tuple[Pack, tuple[Problem, ...]]:
    """Return the pack at `path`, verified; or the one it replaced, with what is wrong with the first.

    `layout` is the one this program reads.  Raises `KnowledgeError` where neither can be used.
    """
    try:
        return _verified(path, layout), ()
    except KnowledgeError as refused:
        previous = path.with_name(path.name + PREVIOUS)
        try:
            pack = _verified(previous, layout)
        except KnowledgeError:
            raise refused from None
        message = "上面的知识包不能用，先用上一次的"
        return pack, (*refused.problems, Problem(code="previous-pack", file=str(previous), message=message))


def _verified(path: Path, layout: str) -> Pack:
    pack = Pack(path)
    try:
        if pack.summary.layout != layout:
            message = f"知识包是 {pack.summary.program} 版程序做的，和这个程序不配，{_REMADE}"
            raise unusable("other-version", path, message)
        pack.verify()
    except KnowledgeError:
        pack.close()
        raise
    return pack


def _write(path: Path, summary: Summary, parts: Mapping[str, Part]) -> None:
    sections: list[Section] = []
    end = 0
    for name, part in parts.items():
        size = memoryview(part.data).nbytes
        sections.append(Section(name=name, offset=end, size=size, dtype=part.dtype, shape=part.shape))
        end = _aligned(end + size)
    directory = msgspec.msgpack.encode(_Directory(summary=summary, sections=tuple(sections)))
    digest = hashlib.blake2b(directory, digest_size=32).digest()
    checksum = 0
    with path.open("wb") as file:
        file.write(b"\0" * _HEADER.size)
        file.write(directory)
        for data in (b"", *(part.data for part in parts.values())):
            padding = b"\0" * (_aligned(file.tell()) - file.tell())
            for written in (padding, data):
                file.write(written)
                checksum = zlib.crc32(written, checksum)
        file.seek(0)
        file.write(_HEADER.pack(_MAGIC, _FORMAT, checksum, len(directory), digest))


def _put_in_place(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make` write a pack aside, and put it at `path` once it is known to be whole.

    A reader that has the former one open goes on with it: it was renamed, not written over.
    Raises `KnowledgeError` where the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=path.parent) as scratch:
            made = Path(scratch) / path.name
            make(made)
            sync(made)
            with Pack(made) as pack:
                pack.verify()
            if path.exists():
                path.replace(path.with_name(path.name + PREVIOUS))
            made.replace(path)
    except OSError as error:
        raise unusable("cannot-write", path, f"写不进去：{error.strerror}，请换一个文件夹") from error


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the digest of bytes one after the other, for `Summary`."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(part)
    return whole.hexdigest()
