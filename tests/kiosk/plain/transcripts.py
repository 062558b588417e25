"""Three journeys line by line, as the program holds them: writes docs/plain.md.

    python tests/kiosk/plain/transcripts.py

A test holds the page to what the program says today; run this when it should say something else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[3]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant.library import Library  # noqa: E402  after the path
from assistant.pipeline import Assistant  # noqa: E402
from kiosk.commands.running import KioskSpeaker  # noqa: E402
from kiosk.plain.console import printed  # noqa: E402
from kiosk.plain.conversation import Conversation  # noqa: E402
from kiosk.speech.voice import SilentVoice  # noqa: E402
from kiosk.wording_lines import Line  # noqa: E402
from locales.catalogue import load  # noqa: E402

PAGE = ROOT / "docs" / "plain.md"
COLUMNS = 79
_NOW = dt.datetime(2026, 12, 1, 10)


_ABOUT = """\
# Line by line

`daoban plain` leads through the journeys of the kiosk without drawing: for screen readers, braille
displays, pipes and old terminals. One types words or a number, and Enter. `0` goes back, `r` says it again,
`h` tells where one is, `s` how to find staff, `q` ends; so do `*`, `/` and `+` of the number pad, and the
words themselves. A number may be `２`, `二` or `第2个`; to answer a question, a word of the choice will do.

With `--speak` it is read aloud too, by recordings first where `--clips` or the settings file names some
([the voice](voice.md)). With `--stay`, for a terminal in a hall, the next person is waited for, no key leads
out (SIGTERM does), and who goes away in the middle is asked after 45 seconds and forgotten 20 later. What
was printed is pushed out of sight then; switch the terminal's scrollback off, since no program can empty it.
The end of the input ends it with status 0, Ctrl+C with 130.

Three journeys from the sample content, written by `python tests/kiosk/plain/transcripts.py`; behind `>`
what is typed.
"""


class Journey(Struct, frozen=True):
    """What a person types, line by line."""

    who: str
    types: tuple[str, ...]


JOURNEYS = (
    Journey(
        "身份证丢了，自己来办：问清楚，去窗口，看要带什么", ("身份证丢了", "1", "自己", "1", "0", "9", "9")
    ),
    Journey(
        "儿子替卧床的爸爸问：先选错了，退回来重选，再看还可以怎样办",
        (
            "阿爸中风了半边身动唔得，残疾人证爱做呢申请",
            "h",
            "7",
            "1",
            "返回",
            "帮家里人",
            "来不了",
            "3",
            "0",
            "9",
            "结束",
        ),
    ),
    Journey(
        "家里添了孩子：先看计划，再看其中一件去哪里办",
        ("家里添了孩子", "2", "9", "0", "0", "8", "第二个", "1", "1", "0", "看完了", "9"),
    ),
)


class Paper:
    """What is typed comes from a list, and everything is written down."""

    def __init__(self, types: tuple[str, ...]) -> None:
        self.lines: list[str] = []
        self._types = list(types)

    def write(self, *lines: Line) -> None:
        self.lines += printed(lines, COLUMNS)

    def read(self, timeout_s: float | None = None) -> str | None:
        del timeout_s
        if not self._types:
            return None
        self.lines.append(f"> {self._types[0]}")
        return self._types.pop(0)

    def forget(self) -> None:
        self.lines.clear()


def transcript(journey: Journey, library: Library) -> list[str]:
    """The lines of a journey; what is typed stands behind ``>``.  It must come to its end by itself."""
    paper = Paper(journey.types)
    assistant = Assistant(library, clock=lambda: _NOW)
    conversation = Conversation(assistant, load("zh-CN"), paper, KioskSpeaker(SilentVoice()))
    assert conversation.hold(), journey.who
    return paper.lines[1:]


def page(library: Library) -> str:
    """Return the page, as the assistant answers from `library`."""
    return "\n".join(_page(library)) + "\n"


def _page(library: Library) -> Iterator[str]:
    yield from _ABOUT.splitlines()
    for number, journey in enumerate(JOURNEYS, start=1):
        yield from ("", f"## {number}. {journey.who}", "", "```text")
        yield from transcript(journey, library)
        yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(Assistant.load().library), encoding="utf-8")
