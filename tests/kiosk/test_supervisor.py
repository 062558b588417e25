"""The kiosk comes back when it dies: real programs, really killed, in a real terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.exits import EXIT_BROKEN
from kiosk.settings import SIZE_STATUSES
from kiosk.supervisor import unsupervised

DYING = """
import sys
from kiosk.supervisor import Supervisor
child = "import sys, time; print(time.monotonic(), file=open(sys.argv[1], 'a')); sys.exit(int(sys.argv[2]))"
supervisor = Supervisor(
    [sys.executable, "-c", child, *sys.argv[1:]],
    gave_up=lambda times, status: print("gave up", times, status),
    delays_s=(0, 0.3, 0.9),
)
sys.exit(supervisor.run())
"""


def run_dying(tmp_path: Path, status: int) -> tuple[subprocess.CompletedProcess[str], list[float]]:
    """Supervise a program that ends at once with `status`; return what became of it, and when it started."""
    log = tmp_path / "log"
    command = [sys.executable, "-c", DYING, str(log), str(status)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return done, [float(line) for line in log.read_text().splitlines()]


def test_a_killed_kiosk_is_there_again_within_a_second_and_nothing_of_the_person_is(
    open_terminal, settings_file
) -> None:
    terminal = open_terminal("--settings", str(settings_file), "kiosk", "--mute", "--supervised")
    assert terminal.wait_for("导办", 20), terminal.output[-500:]
    (first,) = terminal.children
    terminal.read(0.5)
    terminal.send("\r")
    assert terminal.wait_for("例如", 10)
    terminal.send("残疾人证")
    assert terminal.wait_for("证", 10)
    terminal.read(0.3)
    os.kill(first, signal.SIGKILL)
    killed = time.monotonic()
    while terminal.children in ([], [first]) and time.monotonic() < killed + 1:
        time.sleep(0.01)
    (second,) = terminal.children
    assert second != first
    before = len(terminal.output)
    assert terminal.wait_for("导办", 10)
    after = terminal.output[before:]
    assert b"\x1b[2J" in after
    assert "残疾".encode() not in after
    assert terminal.end(signal.SIGTERM, 5) == 0
    assert not Path(f"/proc/{second}").exists()
    assert terminal.output.rstrip().endswith(b"\x1b[?25h")


def test_keys_typed_while_nothing_runs_are_neither_shown_nor_kept(open_terminal, settings_file) -> None:
    terminal = open_terminal("--settings", str(settings_file), "kiosk", "--mute", "--supervised")
    assert terminal.wait_for("导办", 20)
    before = len(terminal.output)
    os.kill(terminal.children[0], signal.SIGKILL)
    time.sleep(0.1)
    terminal.send("rm -rf zzz\x03\x1a\x1c\n")
    assert terminal.wait_for("导办", 10)
    terminal.read(0.5)
    assert b"zzz" not in terminal.output[before:]
    assert terminal.state() in "SRD"


def test_one_that_dies_at_once_is_started_ever_later_and_at_last_no_more(tmp_path: Path) -> None:
    done, starts = run_dying(tmp_path, 3)
    assert done.returncode == EXIT_BROKEN
    assert done.stdout == "gave up 4 3\n"
    gaps = [after - before for before, after in pairwise(starts)]
    assert len(gaps) == 3
    assert gaps[1] >= 0.3
    assert gaps[2] >= 0.9
    assert gaps[0] < gaps[2]


@pytest.mark.parametrize("status", [0, 2, *SIZE_STATUSES])
def test_who_ends_it_or_asks_for_another_size_is_not_sent_back(tmp_path: Path, status: int) -> None:
    done, starts = run_dying(tmp_path, status)
    assert done.returncode == status
    assert len(starts) == 1


def test_a_faulty_settings_file_is_told_at_once_not_again_and_again(tmp_path: Path, open_terminal) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("idle = 3\n", encoding="utf-8")
    terminal = open_terminal("--settings", str(file), "kiosk", "--mute", "--supervised")
    assert terminal.ends(15) == 1
    assert terminal.output.count(b"idle") == 1


def test_the_child_is_asked_for_what_the_supervisor_was() -> None:
    given = ["daoban", "--language", "en", "kiosk", "--supervised", "--mute"]
    assert unsupervised(given) == [sys.executable, "-m", "kiosk", "--language", "en", "kiosk", "--mute"]
