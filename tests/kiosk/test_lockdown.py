"""No key, touch, paste, resize or signal leads out of the kiosk: the real program in a real terminal."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals need POSIX")
fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals need POSIX")
import struct  # noqa: E402
import termios  # noqa: E402
from selectors import EVENT_READ, DefaultSelector  # noqa: E402

ROOT = Path(__file__).parents[2]
EVENTS = 3000
TIME_LIMIT_S = 30
WAYS_OUT = [bytes([code]) for code in range(1, 32)]
WAYS_OUT += [b"\x1bq", b"\x1b[24~", b"\x1b[21;5~", b"\x1b[99;5u", b"\x1b[113;5u"]
KEYS = [*b"0123456789abcxyz +-*/:q!", *range(1, 32)]
ARROWS = [b"\x1b[" + end for end in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"3~", b"15~")]
SIGNALS = [getattr(signal, f"SIG{name}") for name in ("INT", "QUIT", "TSTP", "TTIN", "TTOU", "WINCH", "CONT")]


class Terminal:
    """The kiosk in a pseudo-terminal of 64 × 18 cells."""

    def __init__(self) -> None:
        self.output = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.execv(sys.executable, [sys.executable, "-m", "kiosk", "kiosk", "--mute"])
        self.resize(64, 18)
        self.selector = DefaultSelector()
        self.selector.register(self.terminal, EVENT_READ)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def send(self, keys: bytes) -> None:
        os.write(self.terminal, keys)

    def read(self, seconds: float) -> bytes:
        """Drain the output for `seconds`, or as long as more comes at once."""
        end = time.monotonic() + seconds
        taken = b""
        while (left := end - time.monotonic()) > 0 and self.selector.select(left):
            try:
                taken += os.read(self.terminal, 1 << 16)
            except OSError:  # the other end is closed
                break
        self.output += taken
        return taken

    def wait_for(self, text: str, seconds: float) -> bool:
        end = time.monotonic() + seconds
        seen = b""
        while time.monotonic() < end:
            seen += self.read(0.1)
            if text.encode() in seen:
                return True
        return False

    def state(self) -> str:
        """Letter of the process state: S sleeping, R running, T stopped, Z ended."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def end(self, number: int, seconds: float) -> int | None:
        """Send a signal and return the exit status; None where the program goes on."""
        os.kill(self.pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        return None


@pytest.fixture
def terminal():
    program = Terminal()
    yield program
    try:
        os.kill(program.pid, signal.SIGKILL)
        os.waitpid(program.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
    os.close(program.terminal)


def _event(dice: Random, terminal: Terminal) -> None:
    """Do one random thing that a person, a child or a cat could do to a kiosk."""
    kind = dice.random()
    x, y = dice.randint(1, 170), dice.randint(1, 50)
    if kind < 0.45:
        terminal.send(bytes([dice.choice(KEYS)]))
    elif kind < 0.60:
        terminal.send(dice.choice(ARROWS))
    elif kind < 0.70:
        terminal.send(dice.choice(WAYS_OUT))
    elif kind < 0.86:
        terminal.send(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m".encode())
    elif kind < 0.90:
        terminal.send(f"\x1b[<{dice.choice((1, 2, 32, 35, 64, 65))};{x};{y}M".encode())
    elif kind < 0.93:
        terminal.send(b"\x1b[200~" + "我的身份证丢了[/b]\n\x07".encode() * dice.randint(1, 40) + b"\x1b[201~")
    elif kind < 0.96:
        terminal.resize(dice.randint(1, 170), dice.randint(1, 50))
    elif kind < 0.98:
        terminal.send("社保医保身份".encode())
    else:
        os.kill(terminal.pid, dice.choice(SIGNALS))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads process states from /proc")
def test_thousands_of_random_events_do_not_open_the_kiosk(terminal) -> None:
    started = time.monotonic()
    assert terminal.wait_for("导办", 10), terminal.output[-500:]
    dice = Random(48)
    for number in range(EVENTS):
        _event(dice, terminal)
        terminal.read(0.001 if number % 20 else 0.02)
        if number % 100 == 0:
            assert terminal.state() in "SRD", (number, terminal.output[-2000:])
        if time.monotonic() - started > TIME_LIMIT_S - 8:
            break
    assert number > EVENTS / 3
    terminal.resize(64, 18)
    os.kill(terminal.pid, signal.SIGWINCH)
    while terminal.read(2.5):  # what waited for more than two seconds is not attended to any more
        pass
    assert terminal.state() in "SRD", terminal.output[-2000:]
    terminal.send(b"0")
    seen = terminal.read(1.5)  # back, perhaps to a staff notice that lay below
    terminal.send(b"+")
    seen += terminal.read(1.5)
    assert b"12345" in seen, "keys do nothing any more"
    assert b"Traceback" not in terminal.output
    assert terminal.end(signal.SIGTERM, 5) == 0
    assert b"\x1b[?1049l" in terminal.output
    assert time.monotonic() - started < TIME_LIMIT_S


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads process states from /proc")
def test_no_key_combination_ends_or_stops_the_kiosk(terminal) -> None:
    assert terminal.wait_for("导办", 10)
    for keys in WAYS_OUT:
        terminal.send(keys)
        terminal.read(0.02)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        os.kill(terminal.pid, number)
        terminal.read(0.1)
        assert terminal.state() in "SRD"
    assert terminal.end(signal.SIGHUP, 5) == 0
