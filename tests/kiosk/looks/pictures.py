"""Pictures of every screen of the real program in a real terminal: writes docs/screens.md and docs/pictures/.

    python tests/kiosk/looks/pictures.py                 # three minutes
    python tests/kiosk/looks/pictures.py --only desk     # the pictures of one session alone

Needs Linux with Xvfb, xterm, xdotool, xmodmap, and the fonts DejaVu Sans Mono and Noto Sans Mono CJK SC.
The program is opened as `daoban kiosk` opens it, but the clock of its assistant stands still, and its
voice makes no sound.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from PIL import Image, ImageGrab

ROOT = Path(__file__).parents[3]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant.pipeline import Assistant  # noqa: E402  after the path
from kiosk.commands.pin import store_pin  # noqa: E402
from kiosk.pin import hashed  # noqa: E402
from kiosk.speech.voice import SilentVoice, VoiceStatus  # noqa: E402

PAGE = ROOT / "docs" / "screens.md"
FOLDER = ROOT / "docs" / "pictures"
NOW = dt.datetime(2026, 12, 1, 10)
"""A Tuesday; the hall is open."""
PIN = "384756"
_SCREEN = (2000, 1200)
_WIDEST = {40: 600, 64: 900, 80: 740, 160: 980}
"""Pixels of a picture in the documents, by the cells that have to be read in them."""
_COLOURS = (16, 12, 10)
MOST_BYTES = 40 * 1024
_STILL_S = 0.7
"""So long without a change, a screen is drawn."""
_FIRST_S, _PATIENCE_S = 60.0, 10.0
"""How long to wait for the first screen, and for what comes of a key."""
_TRIES = 3


class Shot(Struct, frozen=True):
    """A screen, the keys that lead to it from the one before, and what it is for."""

    name: str
    keys: str
    told: str


class Session(Struct, frozen=True, kw_only=True):
    """One opening of the program."""

    name: str
    shots: tuple[Shot, ...]
    title: str = ""
    """The heading that begins here; empty: the one before goes on."""
    command: str = "kiosk"
    flags: tuple[str, ...] = ()
    settings: str = "idle = 600\n"
    cells: tuple[int, int] = (64, 18)
    points: int = 36
    assistant: str = "there"
    """``late``: it is still loading; ``broken``: it cannot be loaded."""


_ASKED = "type:身份证 Return 1 1"
_ALL_LANGUAGES = 'languages = ["zh-CN", "nan-x-teochew", "en"]\n'
_AT_LENGTH = (160, 45)

SESSIONS = (
    Session(
        name="way",
        title="A person's way",
        flags=("--printer", "file:/dev/null"),
        shots=(
            Shot("start", "", "Between two people: any key or touch begins, a digit in that language."),
            Shot("need", "Return", "What is it about? Parts of life, a box to type into, two pads."),
            Shot("typed", "type:身份证", "While one types, the services it may become stand above the box."),
            Shot("results", "Return", "Several services fit: what each is for tells them apart."),
            Shot("question", "1", "A question, only where its answer changes where to go or what to bring."),
            Shot(
                "answer",
                "1",
                "Where to go: the window as large as the screen allows, and whether it is open.",
            ),
            Shot("bring", "9", "What to bring, how long it takes, what it costs, who may apply."),
            Shot("other-ways", "9", "The place and its hours, other ways, whom to call."),
            Shot("details", "9", "What few people need stands apart, on pages behind a button of their own."),
            Shot("finish", "1", "The end: where to go once more, to take along or to leave."),
            Shot("take-away", "8", "The way as a code for the phone and, with a printer, on paper."),
        ),
    ),
    Session(
        name="plan",
        title="An event of life",
        shots=(
            Shot(
                "plan", "Return type:家里添了孩子 Return", "How many trips it takes, and for which services."
            ),
            Shot("stops", "9", "Where to go, in which order."),
            Shot("things", "9 9", "One list of what to bring for all of them."),
            Shot("one-by-one", "0 0 0 8", "The services one by one, each with its own answer."),
        ),
    ),
    Session(
        name="pads",
        title="Without a keyboard",
        shots=(
            Shot("letters", "Return 9", "Pinyin on nine keys: a group of letters, then the letter."),
            Shot("letters-found", "5 3 2 2 6 6", "Initials are enough: S F Z finds 身份证."),
            Shot("strokes", "8", "For who knows no pinyin: five strokes and the likeliest characters."),
            Shot("characters", "4 5 1 6", "Three strokes drawn; now the digits choose a character."),
        ),
    ),
    Session(
        name="refusals",
        title="Where no service is named",
        shots=(
            Shot(
                "outside",
                "Return type:今天天气怎么样 Return",
                "Not a matter of the hall: said so, with a person to ask.",
            ),
            Shot(
                "not-found",
                "0 type:呼啦圈 Return",
                "Nothing found: another wording, a person, or the parts of life.",
            ),
        ),
    ),
    Session(
        name="bar",
        title="The bar: in the same place on every screen",
        shots=(
            Shot("where", "Return slash", "Where am I: which step this is, and what comes next."),
            Shot("staff", "1 plus", "A person to go to."),
            Shot("look", "1 minus", "Larger letters or buttons, and four kinds of colours."),
            Shot("voice", "0 asterisk asterisk", "Asked twice to hear it again: slower, louder, or a rest."),
        ),
    ),
    Session(
        name="late",
        title="Waiting, idleness, faults, the way out",
        assistant="late",
        shots=(Shot("wait", "Return", "The content is still being opened; the way goes on by itself."),),
    ),
    Session(
        name="idle",
        settings="idle = 15\n",
        shots=(
            Shot("idle", "Return wait:14", "Nobody there? It says so and counts; any key or touch goes on."),
        ),
    ),
    Session(
        name="broken",
        assistant="broken",
        shots=(Shot("trouble", "", "Something went wrong: no traceback, a way back and a person."),),
    ),
    Session(
        name="door",
        shots=(
            Shot("door", "ctrl+alt+q 3 8 4", "The way out for staff: a PIN, of which no digit is shown."),
        ),
    ),
    Session(
        name="languages",
        title="Other languages",
        settings=f"idle = 600\n{_ALL_LANGUAGES}",
        shots=(
            Shot("start-languages", "", "Three languages to choose from, each under its own name."),
            Shot("need-teochew", "2", "潮州话, in characters."),
            Shot(
                "need-english", "0 3", "English; services keep their Chinese names, which the counter knows."
            ),
            Shot("answer-english", _ASKED, "The way in English: words of the screen change, facts stay."),
        ),
    ),
    Session(
        name="dark",
        title="Other colours",
        flags=("--theme", "white-on-black"),
        shots=(Shot("answer-dark", f"Return {_ASKED}", "White on black, at least 20 : 1."),),
    ),
    Session(
        name="black-on-white",
        flags=("--theme", "black-on-white"),
        shots=(Shot("need-black-on-white", "Return", "Black on white, at least 20 : 1."),),
    ),
    Session(
        name="compact",
        flags=("--theme", "compact"),
        shots=(Shot("need-compact", "Return", "For clerks: quieter, and more at a time."),),
    ),
    Session(
        name="small",
        title="Other sizes",
        cells=(40, 20),
        shots=(Shot("answer-40x20", f"Return {_ASKED}", "40 × 20 cells: the bar stands at the side."),),
    ),
    Session(
        name="large",
        cells=_AT_LENGTH,
        points=12,
        shots=(Shot("answer-160x45", f"Return {_ASKED}", "160 × 45 cells."),),
    ),
    Session(
        name="desk",
        title="The guidance desk",
        command="desk",
        cells=(80, 24),
        points=28,
        shots=(
            Shot("desk", "", "Empty: type what the citizen says."),
            Shot(
                "desk-list",
                "type:身份证丢了",
                "Services on the left, the answer of the chosen one on the right.",
            ),
            Shot("desk-bring", "F3", "F2 to F7 lead to a part of the answer: here what to bring."),
            Shot("desk-person", "Tab 2", "For whom it is and whether they can come: the answer follows."),
            Shot("desk-help", "F1", "Every key."),
            Shot("desk-recent", "F1 Return Escape Escape ctrl+r", "The last ten questions, in memory alone."),
        ),
    ),
    Session(
        name="desk-large",
        command="desk",
        cells=_AT_LENGTH,
        points=12,
        shots=(Shot("desk-160x45", "type:身份证丢了", "The same on a whole screen of 160 × 45 cells."),),
    ),
)


def main() -> None:
    """Take the pictures and write the page; or be the program, in the terminal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=[session.name for session in SESSIONS])
    only = parser.parse_args().only
    Assistant.load()  # so that none has to be waited for: it is kept in the cache
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        for session in SESSIONS:
            if only in (None, session.name):
                _take(session, display, Path(folder))
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return docs/screens.md."""
    lines = [
        "# Screens",
        "",
        "Every screen of the program, as it stands in a terminal; run `python tests/kiosk/looks/pictures.py`",
        "to take them anew. Where nothing else is said, it is a kiosk of 64 × 18 cells, in letters of 36",
        "points on a Full-HD screen. Other sizes, languages and colours are compared by the tests, as text:",
        "`tests/kiosk/looks/test_looks.py`.",
    ]
    for session in SESSIONS:
        lines += ["", f"## {session.title}"] if session.title else []
        for shot in session.shots:
            lines += ["", shot.told, "", f"![{shot.told}](pictures/{shot.name}.png)"]
    return "\n".join(lines) + "\n"


@contextmanager
def _display() -> Iterator[str]:
    """An X server of our own, on whichever number is free."""
    width, height = _SCREEN
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"),
            *("-noreset", "-nolisten", "tcp"),
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        _give_keys(display)
        yield display
    finally:
        server.terminate()
        server.wait()


def _give_keys(display: str) -> None:
    """A key for each Hanzi that is typed: xdotool would move one key about, faster than xterm follows."""
    typed = {letter for session in SESSIONS for shot in session.shots for letter in shot.keys}
    hanzi = sorted(letter for letter in typed if not letter.isascii())
    shown = subprocess.run(
        ["xmodmap", "-display", display, "-pke"], check=True, capture_output=True, text=True
    ).stdout
    free = [line.split()[1] for line in shown.splitlines() if line.endswith("= ") or line.endswith("=")]
    given = (f"keycode {key} = U{ord(letter):04X}\n" for key, letter in zip(free, hanzi, strict=False))
    subprocess.run(["xmodmap", "-display", display, "-"], input="".join(given), check=True, text=True)


def _take(session: Session, display: str, folder: Path) -> None:
    """Open the program, go through the shots, and store each."""
    settings = folder / f"{session.name}.toml"
    settings.write_text(session.settings, encoding="utf-8")
    store_pin(settings, hashed(PIN))
    columns, rows = session.cells
    command = [
        *("xterm", "-u8", "-b", "0", "-bw", "0", "+sb", "-geometry", f"{columns}x{rows}+0+0"),
        *("-fa", "DejaVu Sans Mono", "-fd", "Noto Sans Mono CJK SC", "-fs", str(session.points)),
        *("-e", sys.executable, __file__, session.assistant),
        *("--settings", str(settings), session.command, *session.flags),
    ]
    terminal = Terminal(command, display)
    try:
        for shot in session.shots:
            picture = terminal.after(shot.keys.split())
            path = FOLDER / f"{shot.name}.png"
            _store(picture, path, _WIDEST[columns])
            print(f"{shot.name}: {path.stat().st_size // 1024} kB", flush=True)
    finally:
        terminal.close()


class Terminal:
    """An xterm with the program in it, seen and typed into through its X server."""

    def __init__(self, command: Sequence[str], display: str) -> None:
        self._display = display
        self._environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        self._last: Image.Image | None = None
        self._program = subprocess.Popen(command, env=self._environment)
        self._window = self._tool("search", "--sync", "--onlyvisible", "--class", "xterm").split()[0]
        self._tool("mousemove", "--window", self._window, "1", "1")

    def after(self, keys: Sequence[str]) -> Image.Image:
        """Press keys, and return the window once it has changed and stands still."""
        if self._last is None:
            self._begun()
        for key in keys:
            self._until_changed(key)
        assert self._last is not None
        return self._last

    def _begun(self) -> None:
        """Wait for the first screen: until then, there is one ground and perhaps a cursor."""
        while not self._still(_FIRST_S) or self._blank():
            assert self._program.poll() is None, "the program has ended"

    def _blank(self) -> bool:
        assert self._last is not None
        colours = self._last.getcolors(1 << 24)
        return max(count for count, _ in colours) > 0.98 * self._last.width * self._last.height

    def _until_changed(self, key: str) -> None:
        """Press `key`; once more where nothing came of it: a busy machine drops what waited too long."""
        for _ in range(_TRIES):
            self._press(key)
            if self._still(_PATIENCE_S):
                return
        raise TimeoutError(f"nothing comes of {key}")

    def _press(self, key: str) -> None:
        name, _, text = key.partition(":")
        match name:
            case "type":
                self._tool("type", "--delay", "100", text)
            case "wait":
                time.sleep(float(text))
            case _:
                self._tool("key", key)

    def close(self) -> None:
        """End it; the program in it hears of that."""
        self._program.terminate()
        self._program.wait()

    def _still(self, patience_s: float) -> bool:
        """Wait until the window has changed and stands still; False where it does not change."""
        until = time.monotonic() + patience_s
        seen, since = self._seen(), time.monotonic()
        while seen == self._last or time.monotonic() - since < _STILL_S:
            if seen == self._last and time.monotonic() > until:
                return False
            time.sleep(0.1)
            now = self._seen()
            if now != seen:
                seen, since = now, time.monotonic()
        self._last = seen
        return True

    def _seen(self) -> Image.Image:
        shell = self._tool("getwindowgeometry", "--shell", self._window)
        place = dict(line.split("=") for line in shell.splitlines())
        left, top, width, height = (int(place[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))
        return ImageGrab.grab((left, top, left + width, top + height), xdisplay=self._display)

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout


def _store(picture: Image.Image, path: Path, widest: int) -> None:
    """In as many colours as a small file has room for: a page of text has few."""
    width = min(picture.width, widest)
    small = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
    for colours in _COLOURS:
        few = small.convert("RGB").quantize(colours, kmeans=3, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


def _run(assistant: str, arguments: Sequence[str]) -> None:
    """Be `daoban` with these arguments, its assistant at `NOW`, late or broken, its voice without a sound."""
    from functools import partial

    from kiosk.cli import main as daoban
    from kiosk.commands import desk, loading, running

    loads = {
        "there": partial(loading.load_assistant, now=NOW),
        "late": lambda *_: time.sleep(_FIRST_S),
        "broken": lambda *_: 1 / 0,
    }
    running.load_assistant = desk.load_assistant = loads[assistant]
    running.start_voice = lambda *_, **__: SilentVoice(VoiceStatus.READY)
    sys.argv = ["daoban", *arguments]
    daoban()


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ("there", "late", "broken"):
        _run(sys.argv[1], sys.argv[2:])
    else:
        main()
