from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.launcher import (
    DEFAULT_SCREEN,
    LETTER_MM,
    LOST,
    Screen,
    Step,
    described_screen,
    fitting_points,
    font_points,
    launch,
    letter_mm,
    obstacle,
    screen,
    utf8_environment,
    xterm_command,
)
from kiosk.palette import SENIOR, WHITE_ON_BLACK
from kiosk.settings import SIZE_STATUSES

XRANDR = """Screen 0: minimum 320 x 200, current 3000 x 1920, maximum 16384 x 16384
DP-1 connected 1920x1080+1080+0 (normal left inverted right x axis y axis) 527mm x 296mm
   1920x1080     60.00*+
HDMI-1 connected primary 1080x1920+0+0 left (normal left inverted right x axis y axis) 476mm x 268mm
DP-2 disconnected (normal left inverted right x axis y axis)
"""
XDPYINFO = """screen #0:
  dimensions:    1280x720 pixels (338x190 millimeters)
  resolution:    100x100 dots per inch
"""


def test_what_the_last_cell_leaves_free_has_the_colour_of_the_screens() -> None:
    for palette in (SENIOR, WHITE_ON_BLACK):
        command = xterm_command(20, ["daoban"], palette.paper)
        assert command[command.index("-bg") + 1] == palette.paper


def test_a_font_of_72_points_at_the_assumed_resolution_has_hanzi_of_23_mm() -> None:
    assert font_points(25.4 * 0.9, dpi=96) == pytest.approx(72)
    assert font_points(25.4 * 0.9, dpi=192) == pytest.approx(144)
    assert font_points(25.4 * 0.9, dpi=192, font_dpi=192) == pytest.approx(72)


def test_each_step_has_larger_letters_than_the_one_before() -> None:
    points = [fitting_points(letter_mm(step), DEFAULT_SCREEN) for step in Step]
    assert points == [16.2, 21.5, 28.6]
    assert [LETTER_MM[step] for step in Step] == [4.8, 6.4, 8.5]


def test_letters_grow_with_the_distance_but_never_below_their_step() -> None:
    assert letter_mm(Step.SMALL, 1000) == pytest.approx(9.6)
    assert letter_mm(Step.SMALL, 200) == 4.8


@pytest.mark.parametrize("shape", [(1024, 768), (1920, 1080), (1080, 1920), (1366, 768)])
def test_letters_leave_the_kiosk_its_cells(shape: tuple[int, int]) -> None:
    small = Screen(*shape, 200, 200 * shape[1] / shape[0])
    pixels = fitting_points(50, small) / 72 * 96
    assert shape[0] // (pixels * 0.61) >= 40
    assert shape[1] // (pixels * 1.2) >= 18


def test_the_primary_screen_is_taken_turned_as_it_stands() -> None:
    found = described_screen(XRANDR, XDPYINFO, "")
    assert found == Screen(1080, 1920, 268, 476, font_dpi=100)
    assert found.dpi == pytest.approx(102.5, abs=0.1)


def test_without_xrandr_the_display_itself_is_asked() -> None:
    assert described_screen("", XDPYINFO, "Xft.dpi:\t120\n") == Screen(1280, 720, 338, 190, font_dpi=120)


def test_without_either_a_usual_screen_is_assumed() -> None:
    assert described_screen("", "", "") == DEFAULT_SCREEN


def test_a_size_that_only_tells_proportions_is_not_believed() -> None:
    fake = "HDMI-1 connected primary 3840x2160+0+0 (normal) 160mm x 90mm\n"
    assert described_screen(fake, "", "").width_mm == DEFAULT_SCREEN.width_mm


def test_the_terminal_has_no_menu_no_scrollbar_and_keeps_nothing() -> None:
    command = xterm_command(28.4, ["daoban", "kiosk"])
    assert command[-3:] == ["-e", "daoban", "kiosk"]
    assert "XTerm*omitTranslation: fullscreen,popup-menu,shift-fonts,select,paste" in command
    assert "XTerm*metaSendsEscape: true" in command
    assert {"+sb", "-u8", "-fullscreen"} <= set(command)
    assert command[command.index("-fs") + 1] == "28.4"
    assert command[command.index("-sl") + 1] == "0"


def test_hanzi_have_a_locale() -> None:
    assert utf8_environment({"LANG": "zh_CN.utf8"}) == {"LANG": "zh_CN.utf8"}
    assert utf8_environment({"LANG": "C"})["LC_ALL"] == "C.UTF-8"
    assert utf8_environment({"LANG": "zh_CN.UTF-8", "LC_ALL": "POSIX"})["LC_ALL"] == "C.UTF-8"


def test_without_a_display_the_kiosk_runs_in_this_terminal_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    told: list[str] = []
    ran = tmp_path / "ran"
    program = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(str(sys.argv[2:])); sys.exit(22)"
    assert launch(Step.SMALL, [sys.executable, "-c", program, str(ran)], tell=told.append) == 22
    assert told == ["command.launch.no_display"]
    assert ran.read_text() == "[]"


def test_without_xterm_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert obstacle({"DISPLAY": ":0"}) == "command.launch.no_xterm"


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real display of 1920 by 1080 pixels that nobody sees."""
    missing = [program for program in ("Xvfb", "xterm") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            name = f":{number.readline().strip()}"
        monkeypatch.setenv("DISPLAY", name)
        yield name
        server.terminate()


CELLS = """
import os, pathlib, sys, time
time.sleep(0.4)
size = os.get_terminal_size()
log = pathlib.Path(sys.argv[1])
log.open("a").write(f"{size.columns} {size.lines} {sys.argv[2:]}\\n")
statuses = [int(status) for status in os.environ["STATUSES"].split()]
sys.exit(statuses[len(log.read_text().splitlines()) - 1])
"""


def test_xterm_at_36_points_fills_the_screen_with_64_by_18_cells(display: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    inner = [sys.executable, "-c", CELLS, str(log)]
    subprocess.run(xterm_command(36, inner), env=os.environ | {"STATUSES": "0"}, check=True, timeout=20)
    assert log.read_text() == "64 18 []\n"


def test_the_kiosk_is_opened_again_at_each_size_it_asks_for(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUSES", f"{SIZE_STATUSES[Step.LARGE]} {SIZE_STATUSES[Step.MEDIUM]} 0")
    log = tmp_path / "log"
    assert launch(Step.SMALL, [sys.executable, "-c", CELLS, str(log)]) == 0
    lines = [line.split(maxsplit=2) for line in log.read_text().splitlines()]
    small, large, medium = (int(line[0]) for line in lines)
    assert large < medium < small
    assert large >= 40
    assert [line[2] for line in lines] == [f"['--launched', '{step}']" for step in (0, 2, 1)]


def test_a_terminal_closed_from_outside_is_an_end_not_a_new_start(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"  # what reports the status
    assert launch(Step.SMALL, [sys.executable, "-c", program]) == LOST


LAUNCHING = """
import sys
from kiosk.launcher import Step, launch
sys.exit(launch(Step.SMALL, [sys.executable, "-c", "import sys, time, os, pathlib;"
    "pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)", sys.argv[1]]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("large", [True, False], ids=["xterm", "here"])
def test_who_ends_the_launcher_ends_the_terminal_and_the_kiosk(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, large: bool
) -> None:
    if not large:
        monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    told = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", LAUNCHING, str(told)]) as launcher:
        assert _comes_true(lambda: told.exists() and told.read_text() != "")
        kiosk = int(told.read_text())
        launcher.send_signal(number)
        assert launcher.wait(10) == 0
    assert _comes_true(lambda: not _runs(kiosk))


def _comes_true(wanted: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not wanted() and time.monotonic() < deadline:
        time.sleep(0.02)
    return wanted()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_size_of_a_real_display_is_found(display: str) -> None:
    if shutil.which("xdpyinfo") is None:
        pytest.skip("not installed: xdpyinfo")
    found = screen()
    assert (found.width_px, found.height_px) == (1920, 1080)
    assert 40 < found.dpi < 400
