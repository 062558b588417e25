"""Reading a knowledge folder: all its good content, and every problem in it.

A folder holds ``guides/<field>/<slug>.toml`` (edited by people), ``guides.jsonl``
(written by the importer, one guide a line), ``sites/*.toml``, ``themes/*.toml``
and ``agreements/*.toml``.  One bad file never hides another: `read` goes on and reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import tomli

from knowledge.conversion import convert_reporting
from knowledge.model import Agreement, Guide, Knowledge, Record, Site, Theme
from knowledge.problems import KnowledgeError, Problem, unusable
from knowledge.text import clean_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    if not folder.is_dir():
        raise unusable("no-folder", folder, "没有这个知识库文件夹，请检查路径")
    problems: list[Problem] = []
    report = problems.append
    guides = [*_records(folder / "guides", Guide, report), *_imported(folder / IMPORTED_GUIDES, report)]
    knowledge = Knowledge(
        guides=tuple(_unique(guides, report)),
        sites=tuple(record for _, record in _records(folder / "sites", Site, report)),
        themes=tuple(record for _, record in _records(folder / "themes", Theme, report)),
        agreements=tuple(record for _, record in _records(folder / "agreements", Agreement, report)),
    )
    if not knowledge.guides:
        problems.append(Problem(code="no-guides", file=str(folder), message="知识库里没有任何可用的办事指南"))
        raise KnowledgeError(tuple(problems))
    return Reading(knowledge, tuple(problems))


def _records(folder: Path, kind: type[T], report: Report) -> Iterator[tuple[str, T]]:
    """Yield (file name, record) for each sound TOML file under `folder`."""
    for path in sorted(folder.rglob("*.toml")):
        raw = _parse(path, report)
        if raw is None:
            continue
        record_id = path.relative_to(folder).with_suffix("").as_posix()
        if "id" in raw:
            message = "不用写 id：文件的路径就是 id，请删掉这一行"
            report(Problem(code="id-in-file", file=str(path), key="id", message=message))
        record = convert_reporting({**raw, "id": record_id}, kind, str(path), report)
        if record is not None:
            yield str(path), record


def _parse(path: Path, report: Report) -> dict[str, Any] | None:
    try:
        table: dict[str, Any] = clean_tree(tomli.loads(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError as error:
        message = f"不是 UTF-8 编码（第 {error.start + 1} 个字节），请另存为 UTF-8"
        report(Problem(code="not-utf8", file=str(path), message=message))
    except tomli.TOMLDecodeError as error:
        message = f"TOML 写法有误：{error.msg}（第 {error.colno} 列）"
        report(Problem(code="toml-syntax", file=str(path), row=error.lineno, message=message))
    except OSError as error:
        report(Problem(code="unreadable", file=str(path), message=f"文件读不出来：{error.strerror}"))
    else:
        return table
    return None


def _imported(path: Path, report: Report) -> Iterator[tuple[str, Guide]]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return
    except OSError as error:
        report(Problem(code="unreadable", file=str(path), message=f"文件读不出来：{error.strerror}"))
        return
    for number, line in enumerate(lines, start=1):
        try:
            yield str(path), msgspec.convert(clean_tree(msgspec.json.decode(line)), Guide)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            message = f"这一行不是有效的指南：{error}。请重新导入"
            report(Problem(code="bad-imported-line", file=str(path), row=number, message=message))


def _unique(guides: list[tuple[str, Guide]], report: Report) -> Iterator[Guide]:
    """Keep the first guide of each id; files edited by people come first."""
    first: dict[str, str] = {}
    for file, guide in guides:
        if guide.id in first:
            message = f"编号“{guide.id}”已经在 {first[guide.id]} 里，这一条没有采用"
            report(Problem(code="duplicate-id", file=file, key="id", message=message))
        else:
            first[guide.id] = file
            yield guide
