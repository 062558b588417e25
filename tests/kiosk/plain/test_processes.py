"""The real program, a pipe or a pseudo-terminal at its ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tests.kiosk.speech.recordings import tone, write_rows, write_wav

ROOT = Path(__file__).parents[3]
TUESDAY = ("--now", "2026-12-01T10:00:00")
KEYS = "随时可以打：0 返回，r 再说一遍，h 我在哪里，s 找工作人员，q 结束。"
THANKS = "您说的话没有留下来，下一个人看不到。"
PATIENCE_S = 180
"""The first start of all reads the whole of the content; every other takes a second."""
NEED = "您要办什么事？"


def talk(*lines: str | bytes, end: bytes = b"\n", **environment: str) -> subprocess.CompletedProcess[bytes]:
    typed = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + end
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "plain", *TUESDAY],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", **environment},
        input=typed,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )


def said(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What was printed, step by step: all of it printable, by a program that ended well."""
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode()
    assert {one for one in printed if unicodedata.category(one) in ("Cc", "Cf", "Co")} <= {"\n"}
    return printed.split("\n\n")


def test_from_a_question_to_the_counter_and_on_to_the_next_matter() -> None:
    steps = said(talk("身份证丢了", "１", "给自己办", "一", "0", "9", "1", "结束"))
    _loading, greeting, need, which, for_whom, answer, bring, back, finish, again, thanks = steps
    assert KEYS in greeting
    assert need.startswith(NEED)
    assert "\n1. 居民身份证补领\n  丢了，要补一张\n" in which
    assert "您是给自己办，还是帮别人办？" in for_whom
    assert answer.splitlines()[:2] == ["居民身份证补领", "25 号窗口"]
    assert "示例数据，以窗口答复为准。" in answer
    assert "原件" not in answer  # what to bring is told on request
    assert bring.startswith("要带什么\n居民户口簿（原件）")
    assert back == answer
    assert "25 号窗口" in finish and "祝您办事顺利" in finish
    assert again == need
    assert thanks == f"{THANKS}\n"


def test_through_the_parts_of_life_by_numbers_alone() -> None:
    steps = said(talk("3", "9", "0", "1", "2", "1", "1", "9", "9"))
    first, further, before = steps[3:6]
    assert further != first == before
    assert further.startswith("您要办哪一样？")
    assert any("号窗口" in step and "祝您办事顺利" in step for step in steps)
    assert steps[-1] == f"{THANKS}\n"


def test_an_event_of_life_is_a_plan_whose_list_goes_on() -> None:
    steps = said(talk("家里添了孩子", "2", "9", "0", "0", "8", "2", "1", "9", "9"))
    plan, things, more, again, before, one_by_one, asked, answer, finish, _thanks = steps[3:]
    assert "一起办跑 2 趟" in plan
    assert things.startswith("一共要带这些\n") and "9. 还有别的" in things
    assert not set(more.splitlines()[:3]) & set(things.splitlines())
    assert (again, before) == (things, plan)
    assert "1. 出生医学证明首次签发" in one_by_one
    assert asked.startswith("出生登记")
    assert "26 号窗口" in answer and "26 号窗口" in finish


def test_back_is_exact_and_stops_at_the_beginning() -> None:
    steps = said(talk("身份证丢了", "1", "返回", "0", "0", "*", "0"))
    _loading, _greeting, need, which, _for_whom, *rest = steps
    assert rest[:2] == [which, need]
    assert rest[2].startswith("已经在最前面了。")
    assert rest[3] == need
    assert rest[4].startswith("已经在最前面了。")


def test_what_is_no_question_changes_nothing_or_gets_a_way_on() -> None:
    steps = said(talk("", "   ", "身份证丢了", "1", "", "asdfgh", "77", "q"))
    assert steps[3].startswith(KEYS) and steps[4].startswith(KEYS)
    asked = steps[6]
    assert steps[7].startswith(KEYS)
    assert steps[8].startswith("没有听明白")
    assert steps[9] == asked
    assert steps[10].startswith("没有 77 这一项。")


def test_who_is_not_understood_is_sent_to_a_person_and_may_ask_again() -> None:
    steps = said(talk("asdfgh", "今天天气怎么样", "着火了", "s", "q"))
    assert steps[3].startswith("没有找到您要办的事。") and "12345" in steps[3]
    assert "不归这个大厅办" in steps[4]
    assert "火警 119" in steps[5]
    assert "工作人员" in steps[6]


def test_an_emergency_comes_before_any_question() -> None:
    steps = said(talk("身份证丢了", "1", "救命", "0", "q"))
    assert "急救 120" in steps[5]
    assert steps[6] == steps[4]


@pytest.mark.parametrize(("typed", "end"), [((), b""), (("身份证丢了", "1"), b"")])
def test_the_end_of_the_input_ends_it_well_wherever_it_comes(typed: tuple[str, ...], end: bytes) -> None:
    assert said(talk(*typed, end=end))[-1] == f"{THANKS}\n"


def test_a_line_of_any_length_is_answered_with_advice() -> None:
    steps = said(talk("身" * 2_000_000, "长" * 501, "身份证丢了", "q"))
    assert steps[3].startswith("话太长了") and steps[4].startswith("话太长了")
    assert "居民身份证补领" in steps[5]


def test_escape_sequences_controls_and_broken_bytes_come_to_nothing() -> None:
    typed = (
        b"\x1b[2J\x1b[31m\xe8\xba\xab\xe4\xbb\xbd\xe8\xaf\x81\xe4\xb8\xa2\xe4\xba\x86\x07",
        b"\x1b]0;owned\x07\x1b[A\x1b[B",
        b"\xff\xfe\x00\x80[bold]\x9b31m",
        b"\x1b[<0;10;10M",
        b"q\r",
    )
    steps = said(talk(*typed))
    assert "居民身份证补领" in steps[3]
    assert steps[4].startswith(KEYS)
    assert steps[-1] == f"{THANKS}\n"


@pytest.mark.parametrize("columns", [21, 200])
def test_no_line_is_wider_than_the_terminal_or_than_forty_hanzi(columns: int) -> None:
    done = talk("身份证丢了", "1", "1", "3", "q", COLUMNS=str(columns))
    widths = [
        sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
        for step in said(done)
        for line in step.splitlines()
    ]
    assert min(columns, 80) - 6 < max(widths) <= min(columns, 80)


def test_other_languages_have_the_same_way() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--language", "en", "plain", *TUESDAY],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        input="身份证丢了\n1\n1\n1\nback\n9\n9\n".encode(),
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert "At any time type: 0 Back" in said(done)[1]
    assert "Counter 25" in done.stdout.decode()


def test_nobody_reading_is_no_fault_to_tell_of() -> None:
    command = f"{sys.executable} -m kiosk plain | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_it_loads_nothing_that_draws() -> None:
    code = (
        "import sys; from kiosk.cli import app\n"
        "try: app(['plain'])\n"
        "except SystemExit as end: print(end.code, [one for one in sys.modules if one.startswith('textual')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input="身份证丢了\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"


# ---- a pseudo-terminal ---------------------------------------------------------------------------------

needs_terminal = pytest.mark.skipif(not hasattr(os, "forkpty"), reason="pseudo-terminals need POSIX")


class Terminal:
    """`daoban plain` in a pseudo-terminal of 60 columns."""

    def __init__(self, *options: str, **environment: str) -> None:
        import pty

        self.printed = ""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            command = [sys.executable, "-m", "kiosk", "plain", *TUESDAY, *options]
            unsized = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
            os.execve(sys.executable, command, {**unsized, **environment})
        self.resize(60, 24)

    def resize(self, columns: int, rows: int) -> None:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text: str | bytes) -> None:
        os.write(self.terminal, text if isinstance(text, bytes) else text.encode())

    def wait_for(self, text: str, within_s: float = PATIENCE_S) -> str:
        """Return what is printed up to `text`; it is not looked at again."""
        import select

        until = time.monotonic() + within_s
        while text not in self.printed:
            assert time.monotonic() < until, self.printed[-2000:]
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.printed += os.read(self.terminal, 1 << 16).decode(errors="replace")
        before, _, self.printed = self.printed.partition(text)
        return before

    def status(self, within_s: float = 30) -> int:
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise AssertionError("it goes on")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture
def terminal(request: pytest.FixtureRequest):
    program = Terminal(*getattr(request, "param", ()))
    yield program
    program.close()


PROMPT = "再按回车键："


@needs_terminal
def test_a_terminal_is_written_line_by_line_at_its_own_width(terminal: Terminal) -> None:
    before = terminal.wait_for(PROMPT)
    assert "\x1b" not in before
    terminal.resize(30, 24)
    terminal.type("身份证丢了\n")
    terminal.wait_for("居民身份证补领")
    terminal.wait_for(PROMPT)
    terminal.type("1\n")
    terminal.wait_for(PROMPT)
    terminal.type("1\n")
    answer = terminal.wait_for(PROMPT)
    assert "25 号窗口" in answer
    assert max(len(line) for line in answer.splitlines()) <= 24  # of 29 columns, nearly all Hanzi
    terminal.type("q\n")
    terminal.wait_for(THANKS[:4])
    assert terminal.status() == 0


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    write_rows(tmp_path, ("请稍等", "a.wav"))
    write_wav(tmp_path / "a.wav", tone(0.5, 300))
    return tmp_path


@needs_terminal
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes in /proc")
def test_it_speaks_with_recordings_where_they_are_named(recordings: Path) -> None:
    settings = recordings / "kiosk.toml"
    settings.write_text('clips = "."\n', encoding="utf-8")
    for options, environment in (
        (("--clips", str(recordings)), {}),
        ((), {"DAOBAN_SETTINGS": str(settings)}),
    ):
        program = Terminal("--speak", *options, **environment)
        try:
            program.wait_for(PROMPT)
            (worker,) = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
            said = Path(f"/proc/{worker}/cmdline").read_text().split("\0")
            assert said[said.index("--clips") + 1] == str(recordings)
        finally:
            program.close()


@needs_terminal
@pytest.mark.parametrize(("keys", "status"), [(b"\x03", 130), (b"\x04", 0)])
def test_ctrl_c_and_ctrl_d_end_it_without_a_word_too_many(
    terminal: Terminal, keys: bytes, status: int
) -> None:
    terminal.wait_for(PROMPT)
    terminal.type(keys)
    assert terminal.status() == status
    assert "Traceback" not in terminal.printed


@needs_terminal
@pytest.mark.parametrize("terminal", [("--stay",)], indirect=True)
def test_in_a_hall_no_key_leads_out_and_nothing_of_a_person_stays(terminal: Terminal) -> None:
    terminal.wait_for(PROMPT)
    terminal.type("身份证丢了\n")
    terminal.wait_for("居民身份证补领")
    terminal.wait_for(PROMPT)
    terminal.type(b"\x03\x1c\x1ah\n")
    terminal.wait_for("第 2 步")
    terminal.wait_for(PROMPT)
    terminal.type("我姓".encode() + b"\x04")  # half a line, handed over
    terminal.type(b"\x04\x04")
    terminal.wait_for(THANKS)
    assert terminal.wait_for("我带您找窗口").count("\n") >= 24
    terminal.wait_for(PROMPT)
    terminal.type("0\n")
    terminal.wait_for("已经在最前面了。")
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.status() == 0
