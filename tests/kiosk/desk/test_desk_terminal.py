"""The real program in a real terminal: typing, copying by OSC 52 and by the desktop, leaving."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals need POSIX")
fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals need POSIX")
import struct  # noqa: E402
import termios  # noqa: E402
from selectors import EVENT_READ, DefaultSelector  # noqa: E402

from kiosk.slips.printing import Outcome  # noqa: E402
from locales.catalogue import languages, load  # noqa: E402

ROOT = Path(__file__).parents[3]
CTRL_P, CTRL_Q, CTRL_Y = b"\x10", b"\x11", b"\x19"
F3, ALT_2 = b"\x1bOR", b"\x1b2"
WITHIN_S = 15.0


class Terminal:
    """`daoban desk` in a pseudo-terminal of 80 × 24 cells."""

    def __init__(self, pack: Path, *options: str, **environment: str) -> None:
        self.output = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            for name in ("DISPLAY", "WAYLAND_DISPLAY"):
                os.environ.pop(name, None)
            os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT), **environment)
            os.execv(
                sys.executable, [sys.executable, "-m", "kiosk", "--knowledge", str(pack), "desk", *options]
            )
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.selector = DefaultSelector()
        self.selector.register(self.terminal, EVENT_READ)

    def send(self, keys: str | bytes) -> None:
        os.write(self.terminal, keys.encode() if isinstance(keys, str) else keys)

    def wait_for(self, text: str, within_s: float = WITHIN_S) -> None:
        """Wait until `text` has been drawn since the last wait."""
        until, seen = time.monotonic() + within_s, b""
        while time.monotonic() < until:
            if self.selector.select(0.1):
                try:
                    taken = os.read(self.terminal, 1 << 16)
                except OSError:  # the other end is closed
                    break
                seen += taken
                self.output += taken
            if text.encode() in seen:
                return
        pytest.fail(f"{text} was not drawn: {seen[-500:]!r}")

    def end(self, within_s: float = WITHIN_S) -> int:
        """The exit status, after all output."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if self.selector.select(0.05):
                with contextlib.suppress(OSError):
                    self.output += os.read(self.terminal, 1 << 16)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        return pytest.fail("the desk does not end")

    @property
    def copied(self) -> str:
        """What the terminal was given to copy last."""
        return base64.b64decode(re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", self.output)[-1]).decode()


@pytest.fixture(scope="module")
def pack(shipped_assistant, tmp_path_factory) -> Path:
    """The shipped content as it is copied to a desk."""
    path = tmp_path_factory.mktemp("desk") / "hall.daoban"
    shipped_assistant.library.save(path)
    return path


@pytest.fixture
def open_desk(pack):
    opened: list[Terminal] = []

    def open_it(*options: str, **environment: str) -> Terminal:
        opened.append(Terminal(pack, *options, **environment))
        opened[-1].wait_for("打几个字")
        return opened[-1]

    yield open_it
    for terminal in opened:
        try:
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(terminal.terminal)


def test_a_question_its_parts_and_a_copy_of_the_answer(open_desk) -> None:
    desk = open_desk()
    desk.send("老人优待证怎么办")
    desk.wait_for("老年人优待证办理")
    desk.send(ALT_2)
    desk.wait_for("免冠彩色照片")
    desk.send(CTRL_Y)
    desk.wait_for("已经交给终端复制")
    assert desk.copied.startswith("1 号窗口\n老年人优待证办理\n")
    for part in (
        "示例数据",
        "1 寸近期免冠彩色照片（原件 2 份）",
        "10 个工作日内办好",
        "粤省事小程序",
        "12345",
    ):
        assert part in desk.copied
    assert "who=" not in desk.copied
    desk.send(CTRL_P)
    desk.wait_for("没有设置小票打印机")
    desk.send(CTRL_Q)
    assert desk.end() == 0
    assert b"\x1b[?1049l" in desk.output
    assert b"Traceback" not in desk.output


def test_the_desktop_takes_a_copy_where_it_has_a_clipboard(open_desk, tmp_path) -> None:
    taken = tmp_path / "taken"
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\ncat > '{taken}'\n", encoding="utf-8")
    program.chmod(0o755)
    desk = open_desk(DISPLAY=":99", PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    desk.send("老人优待证怎么办")
    desk.wait_for("老年人优待证办理")
    desk.send(CTRL_Y)
    desk.wait_for("已经复制")
    assert taken.read_text(encoding="utf-8") == desk.copied
    os.kill(desk.pid, signal.SIGTERM)
    assert desk.end() == 0


def test_a_slip_is_sent_to_the_printer_that_is_set(open_desk, tmp_path) -> None:
    slip = tmp_path / "slip.bin"
    desk = open_desk("--printer", f"file:{slip}")
    desk.send("老人优待证怎么办")
    desk.wait_for("老年人优待证办理")
    desk.send(CTRL_P)
    desk.wait_for("小票打好了")
    assert slip.stat().st_size > 1000
    desk.send(CTRL_Q)
    assert desk.end() == 0


def test_a_slip_fits_the_paper_that_the_settings_name(open_desk, tmp_path) -> None:
    slip, settings = tmp_path / "slip.bin", tmp_path / "kiosk.toml"
    settings.write_text(f'printer = "file:{slip}"\npaper = 80\n', encoding="utf-8")
    desk = open_desk(DAOBAN_SETTINGS=str(settings))
    desk.send("老人优待证怎么办")
    desk.wait_for("老年人优待证办理")
    desk.send(CTRL_P)
    desk.wait_for("小票打好了")
    assert b"\x1dv0\x00" + struct.pack("<H", 576 // 8) in slip.read_bytes()
    desk.send(CTRL_Q)
    assert desk.end() == 0


@pytest.mark.parametrize("name", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_ends_the_desk_though_no_key_comes(open_desk, name) -> None:
    desk = open_desk()
    desk.send("老人优待证怎么办")
    desk.wait_for("老年人优待证办理")
    time.sleep(2)  # until nothing is due any more
    os.kill(desk.pid, name)
    assert desk.end() == 0


def test_every_outcome_of_a_slip_has_words_for_staff() -> None:
    for language in languages():
        catalogue = load(language)
        assert {f"desk.slip.{outcome}" for outcome in Outcome} <= catalogue.entries.keys()


def test_without_a_terminal_it_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "desk"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip()


def test_the_keys_can_be_printed_to_lie_beside_the_keyboard() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "desk", "--keys"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert "Ctrl+Y     复制" in done.stdout.splitlines()
    assert len(done.stdout.splitlines()) >= 15
