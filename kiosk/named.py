"""What an operator names by path, address or id: whether it is there, and is what it should be.

Told before the screen is taken: afterwards nobody could read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.slips.address import parse_address
from knowledge.problems import KnowledgeError, Problem, unusable
from locales.catalogue import Catalogue

if TYPE_CHECKING:
    from kiosk.operator import Operator


def check_content(knowledge: Path, place: str) -> None:
    """Raise `KnowledgeError` where there is no content at `knowledge`, or none about `place`.

    Its records are not read: faults in them are told when they are.
    """
    from knowledge.pack import Pack  # noqa: PLC0415  most kiosks answer from what is shipped
    from knowledge.reading import IMPORTED_GUIDES, record_files  # noqa: PLC0415

    if knowledge.is_file():
        Pack(knowledge).close()
    elif not ((knowledge / IMPORTED_GUIDES).exists() or any(record_files(knowledge / "guides"))):
        message = "这里没有知识库：要一个里面有 guides 的文件夹，或者一个知识包。请检查路径"
        raise unusable("no-knowledge", knowledge, message)
    if place:
        _check_place(place, knowledge)


def _check_place(name: str, knowledge: Path) -> None:
    from assistant.places import place_named  # noqa: PLC0415  most kiosks stand in the hall
    from knowledge.model import Knowledge, Site  # noqa: PLC0415
    from knowledge.reading import read_record, record_files  # noqa: PLC0415

    if knowledge.is_file():
        from assistant.library import Library  # noqa: PLC0415  a folder needs no search to have sites

        place_named(name, Library.open(knowledge)[0].knowledge)
        return
    read = (read_record(path, site, Site, _ignore) for site, path in record_files(knowledge / "sites"))
    place_named(name, Knowledge(sites=tuple(site for site in read if site is not None)))


def _ignore(problem: Problem) -> None:
    """Told when the content is read to answer from."""


def unfit(operator: Operator, knowledge: Path | None, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield each key that names something that will not do, and why.

    `knowledge` is used in place of the operator's; None: it is not.
    """
    own = Path(operator.knowledge) if operator.knowledge else None
    if own and (told := _told(own, "")):
        yield "knowledge", told
    elif operator.at and (told := _told(knowledge or own or _shipped(), operator.at)):
        yield "at", told
    if operator.model and not Path(operator.model).is_dir():
        yield "model", words.text("command.settings.no_folder", {"folder": operator.model})
    if operator.clips and (told := _clips_fault(Path(operator.clips))):
        yield "clips", told
    if operator.printer and parse_address(operator.printer) is None:
        yield "printer", words.text("command.print.address", {"address": operator.printer})
    if operator.font and (told := font_fault(operator.font, words)):
        yield "font", told


def _shipped() -> Path:
    from knowledge.reading import SHIPPED  # noqa: PLC0415  a tenth of a second

    return SHIPPED


def _told(knowledge: Path, place: str) -> str:
    try:
        check_content(knowledge, place)
    except KnowledgeError as error:
        return _in_short(error)
    return ""


def _clips_fault(folder: Path) -> str:
    from kiosk.clips.script import read_script  # noqa: PLC0415  most kiosks have no recordings

    try:
        read_script(folder)
    except KnowledgeError as error:
        return _in_short(error)
    return ""


def _in_short(error: KnowledgeError) -> str:
    return "；".join(f"{problem.file}：{problem.message}" for problem in error.problems)


def font_fault(file: str, words: Catalogue) -> str:
    """Return why no slip can be printed in the font `file`; empty where one can."""
    from kiosk.slips.fonts import find_font  # noqa: PLC0415  few name a font

    if not Path(file).is_file():
        return words.text("command.os.missing", {"file": file})
    return "" if find_font(file) else words.text("command.print.not_a_font", {"file": file})
