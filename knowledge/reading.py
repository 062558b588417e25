"""Reading a knowledge folder: all its good content, and every problem in it.

A folder holds ``guides/<field>/<slug>.toml`` (edited by people), ``guides.jsonl``
(written by the importer, one guide a line), ``sites/*.toml``, ``themes/*.toml``,
``agreements/*.toml`` and ``contents/*.toml``.  One bad file never hides another: `read` goes on and reports.

An imported guide that people edited is in both: its line is what the last export
said, its file is what holds.  Even a faulty file hides the line, or what people
corrected would be shown as it was before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from knowledge.conversion import convert_reporting
from knowledge.model import Agreement, Contents, Guide, Knowledge, Record, Site, Theme
from knowledge.problems import KnowledgeError, Problem, unusable
from knowledge.tables import parsed
from knowledge.text import clean_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    Report = Callable[[Problem], None]

SHIPPED = Path(__file__).parent / "content"
"""The sample content that comes with the program."""

IMPORTED_GUIDES = "guides.jsonl"

T = TypeVar("T", bound=Record)


class Reading(msgspec.Struct, frozen=True):
    """What a folder held: the content that is sound, and the faults."""

    knowledge: Knowledge
    problems: tuple[Problem, ...]


def read(folder: Path) -> Reading:
    """Read `folder`.  Raises `KnowledgeError` where there is nothing to read."""
    if folder.is_file():
        raise unusable("not-a-folder", folder, "这里要知识库文件夹，不是一个文件")
    if not folder.is_dir():
        raise unusable("no-folder", folder, "没有这个知识库文件夹，请检查路径")
    problems: list[Problem] = []
    report = problems.append
    edited = {record_id for record_id, _ in record_files(folder / "guides")}
    knowledge = Knowledge(
        guides=(
            *_records(folder / "guides", Guide, report),
            *_imported(folder / IMPORTED_GUIDES, edited, report),
        ),
        sites=tuple(_records(folder / "sites", Site, report)),
        themes=tuple(_records(folder / "themes", Theme, report)),
        agreements=tuple(_records(folder / "agreements", Agreement, report)),
        contents=tuple(_records(folder / "contents", Contents, report)),
    )
    if not knowledge.guides:
        problems.append(Problem(code="no-guides", file=str(folder), message="知识库里没有任何可用的办事指南"))
        raise KnowledgeError(tuple(problems))
    return Reading(knowledge, tuple(problems))


def record_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (id, file) of every record under `folder`, sound or not."""
    for path in sorted(folder.rglob("*.toml")):
        yield path.relative_to(folder).with_suffix("").as_posix(), path


def read_record(path: Path, record_id: str, kind: type[T], report: Report) -> T | None:
    """Return the record that a TOML file holds; or None, after reporting its faults."""
    raw = _parse(path, report)
    if raw is None:
        return None
    if "id" in raw:
        message = "不用写 id：文件的路径就是 id，请删掉这一行"
        report(Problem(code="id-in-file", file=str(path), key="id", message=message))
    return convert_reporting({**raw, "id": record_id}, kind, str(path), report)


def imported_guide(line: bytes) -> Guide:
    """Return the guide of a line of ``guides.jsonl``.

    Raises `msgspec.DecodeError`, `UnicodeDecodeError` or `RecursionError`.
    """
    return msgspec.convert(clean_tree(msgspec.json.decode(line)), Guide)


def _records(folder: Path, kind: type[T], report: Report) -> Iterator[T]:
    """Yield the sound records under `folder`."""
    for record_id, path in record_files(folder):
        record = read_record(path, record_id, kind, report)
        if record is not None:
            yield record


def _parse(path: Path, report: Report) -> dict[str, Any] | None:
    try:
        table: dict[str, Any] = clean_tree(parsed(path))
    except KnowledgeError as error:
        for problem in error.problems:
            report(problem)
        return None
    return table


def _imported(path: Path, edited: Container[str], report: Report) -> Iterator[Guide]:
    """Yield the imported guides that nobody edited, the first of each id."""
    seen: set[str] = set()
    for number, line in _lines(path, report):
        try:
            guide = imported_guide(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            message = f"这一行不是有效的指南：{error}。请重新导入"
            report(Problem(code="bad-imported-line", file=str(path), row=number, message=message))
            continue
        if guide.id in seen:
            message = f"编号“{guide.id}”前面已有一条，这一条没有采用，请重新导入"
            report(Problem(code="duplicate-id", file=str(path), row=number, key="id", message=message))
        elif guide.id not in edited:
            seen.add(guide.id)
            yield guide


def _lines(path: Path, report: Report) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each line; nothing for a file that is not there."""
    try:
        with path.open("rb") as lines:
            yield from enumerate(lines, start=1)
    except FileNotFoundError:
        return
    except OSError as error:
        report(Problem(code="unreadable", file=str(path), message=f"文件读不出来：{error.strerror}"))
