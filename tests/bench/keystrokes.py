"""How fluently the kiosk takes a question that is typed, and how much memory it holds.

    python tests/bench/keystrokes.py                    # the shipped content, and 5,000 guides made from it
    python tests/bench/keystrokes.py --guides 20000

Each run is a kiosk of its own in a pseudo-terminal of 64 × 18 cells, muted, opened from a pack.
A character is sent every 120 ms, which is faster than people type; a frame is the time from the
character to the last byte that the terminal gets for it.  Linux only; half a minute.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from msgspec import structs  # noqa: E402  after the path

from assistant.library import Library  # noqa: E402
from knowledge.model import Guide, Knowledge  # noqa: E402
from knowledge.reading import SHIPPED, read  # noqa: E402

TYPED = "身份证丢了怎么补办"
ROUNDS = 6
_EVERY_S = 0.12
_QUIET_S = 0.03
"""So long without a byte, a frame is done."""


def many(knowledge: Knowledge, count: int) -> Knowledge:
    """Return the knowledge with `count` guides: the same again under other names, as for other places."""
    return structs.replace(knowledge, guides=tuple(_guides(knowledge.guides, count)), themes=())


def _guides(guides: tuple[Guide, ...], count: int) -> Iterator[Guide]:
    for number in range(count):
        turn, at = divmod(number, len(guides))
        guide = guides[at]
        yield (
            guide
            if not turn
            else structs.replace(guide, id=f"{guide.id}-{turn}", name=f"{guide.name}（第{turn}类）")
        )


class Kiosk:
    """A kiosk in a pseudo-terminal."""

    def __init__(self, pack: Path) -> None:
        started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            import fcntl
            import termios

            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 18, 64, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            command = [sys.executable, "-m", "kiosk", "--knowledge", str(pack), "kiosk", "--mute"]
            os.execv(sys.executable, command)
        self.frame(20)
        self.opened_s = time.perf_counter() - started
        self.frame(5, quiet_s=1.5)

    def frame(self, limit_s: float, quiet_s: float = _QUIET_S) -> float:
        """Read until nothing more comes; return the seconds to the last byte."""
        started = last = time.perf_counter()
        came = False
        while (now := time.perf_counter()) - started < limit_s and not (came and now - last > quiet_s):
            if select.select([self.terminal], [], [], quiet_s)[0]:
                os.read(self.terminal, 1 << 16)
                last, came = time.perf_counter(), True
        return last - started

    def type(self, text: str) -> list[float]:
        """Type `text`; return milliseconds to the end of the frame of each character."""
        taken = []
        for character in text:
            due = time.perf_counter() + _EVERY_S
            os.write(self.terminal, character.encode())
            taken.append(self.frame(_EVERY_S) * 1000)
            time.sleep(max(due - time.perf_counter(), 0))
        return taken

    def memory(self) -> tuple[float, float]:
        """MiB resident, and of them private: without pages of mapped files, which all processes share."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        resident, private = (re.search(rf"{name}:\s*(\d+)", status) for name in ("VmRSS", "RssAnon"))
        assert resident
        assert private
        return int(resident[1]) / 1024, int(private[1]) / 1024

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGTERM)
        with suppress(OSError):  # the terminal goes with the kiosk
            self.frame(5, quiet_s=0.5)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def measure(pack: Path, guides: int) -> str:
    """Return a line of the table."""
    kiosk = Kiosk(pack)
    at_start = kiosk.memory()
    os.write(kiosk.terminal, b"\r")
    kiosk.frame(5, quiet_s=0.5)
    taken: list[float] = []
    for _ in range(ROUNDS):
        taken += kiosk.type(TYPED)
        for _ in TYPED:
            os.write(kiosk.terminal, b"\x7f")
            kiosk.frame(0.3)
    resident, private = kiosk.memory()
    kiosk.close()
    worst = quantiles(taken, n=20)[-1]
    return (
        f"| {guides:,} | {kiosk.opened_s:.2f} s | {median(taken):.0f} ms | {worst:.0f} ms | "
        f"{at_start[0]:.0f} MiB | {resident:.0f} MiB | {private:.0f} MiB |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--guides", type=int, default=5000)
    wanted = parser.parse_args().guides
    knowledge = read(SHIPPED).knowledge
    print("| Guides | First frame | Frame, median | 95 % | At start | After typing | Private |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for content in (knowledge, many(knowledge, wanted)):
            pack = Path(folder) / f"{len(content.guides)}.daoban"
            Library.build(content).save(pack)
            print(measure(pack, len(content.guides)))


if __name__ == "__main__":
    main()
