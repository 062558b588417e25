"""How long a keystroke at the guidance desk waits for its answer: found, and drawn in a real terminal.

    python tests/bench/desk.py                    # questions of tests/questions/dev.jsonl
    python tests/bench/desk.py --questions 40 --size 160x45

*Found* is the work of one keystroke by itself: search, suggestions, the answer of the first.  *Drawn* is
the real program in a pseudo-terminal of that size: from the key to the last byte of what it changes, while
the next key waits.  A terminal shows 60 frames a second: 16.7 ms each.  Linux and macOS only; a minute.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from assistant.pipeline import Assistant  # noqa: E402  after the path
from kiosk.desk.question import Finder, Question  # noqa: E402

QUESTIONS = ROOT / "tests" / "questions" / "dev.jsonl"
FRAME_S = 1 / 60
_QUIET_S = 0.12
"""Without a byte for so long, all of a keystroke is drawn."""
_ESC = "\x1b"


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=30, help="how many to type")
    parser.add_argument("--size", default="80x24", help="of the terminal, columns by rows")
    options = parser.parse_args()
    texts = _texts(options.questions)
    columns, rows = map(int, options.size.split("x"))
    assistant = Assistant.load()
    found = list(_found(assistant, texts))
    with TemporaryDirectory() as scratch:
        pack = Path(scratch) / "hall.daoban"
        assistant.library.save(pack)
        drawn = list(_drawn(pack, texts, columns, rows))
    print(f"{len(texts)} questions, {sum(map(len, texts))} keystrokes, load {os.getloadavg()[0]:.1f}")
    print(f"{'':<8}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'worst':>8}  within a frame")
    for name, times in (("found", found), (f"drawn {options.size}", drawn)):
        print(_line(name, times))


def _texts(count: int) -> list[str]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    step = max(len(lines) // count, 1)
    return [json.loads(line)["text"] for line in lines[::step][:count]]


def _found(assistant: Assistant, texts: Sequence[str]) -> Iterator[float]:
    finder = Finder(assistant)
    finder.look(Question("身份证"))  # what is opened at the first question is not of a keystroke
    for text in texts:
        for typed in accumulate(text):
            started = time.perf_counter()
            finder.look(Question(typed))
            yield time.perf_counter() - started


def _drawn(pack: Path, texts: Sequence[str], columns: int, rows: int) -> Iterator[float]:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT))
        os.environ.pop("DISPLAY", None)
        os.execv(sys.executable, [sys.executable, "-m", "kiosk", "--knowledge", str(pack), "desk"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    _wait_for(terminal, "身份证户口车辆", 30)
    _last_byte(terminal)
    for text in ("身份证", *texts):
        for letter in text:
            started = time.perf_counter()
            os.write(terminal, letter.encode())
            last = _last_byte(terminal)
            if text != "身份证":
                yield last - started
        os.write(terminal, _ESC.encode())
        time.sleep(0.2)  # a terminal waits whether more follows on Esc
        _last_byte(terminal)
    used = os.times().children_user + os.times().children_system
    os.write(terminal, b"\x11")
    os.waitpid(pid, 0)
    used = os.times().children_user + os.times().children_system - used
    print(f"{1000 * used / sum(map(len, texts)):.1f} ms of processor a keystroke, start and Esc included")
    os.close(terminal)


def _wait_for(terminal: int, text: str, limit_s: float) -> None:
    seen, until = b"", time.perf_counter() + limit_s
    while text.encode() not in seen:
        if time.perf_counter() > until:
            sys.exit(f"{text} was not drawn: {seen[-2000:].decode(errors='replace')}")
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 1 << 16)


def _last_byte(terminal: int) -> float:
    """Read until nothing comes any more; return when the last byte came."""
    last = time.perf_counter()
    while select.select([terminal], [], [], _QUIET_S)[0]:
        os.read(terminal, 1 << 16)
        last = time.perf_counter()
    return last


def _line(name: str, times: Sequence[float]) -> str:
    cuts = quantiles(times, n=100)
    figures = "".join(f"{1000 * value:8.1f}" for value in (cuts[49], cuts[94], cuts[98], max(times)))
    within = sum(value <= FRAME_S for value in times) / len(times)
    return f"{name:<12}{figures[4:]}  {within:.0%}"


if __name__ == "__main__":
    main()
