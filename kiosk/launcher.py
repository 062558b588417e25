"""The kiosk in large letters: an xterm over the whole screen, its font chosen from the screen's size.

A program in a terminal cannot choose its own font.  So the launcher opens the
terminal, and the kiosk asks by its exit status to be opened again in letters
of another size.  Only xterm is driven so; Windows Terminal, the Windows
console, the Linux console and others run the kiosk as they are.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from msgspec import Struct

from kiosk.charge import Charge
from kiosk.palette import SENIOR
from kiosk.settings import LEAST_CELLS, SIZE_STATUSES

LAUNCHED = "--launched"
"""Before a step: tells the kiosk which size it has, and that its exit statuses for another will be heeded."""
LOST = 1
"""Exit status when the terminal went away without the kiosk's own."""


class Step(IntEnum):
    """A size of letters; ``SIZE_STATUSES[step]`` is the exit status that asks for it."""

    SMALL = 0
    MEDIUM = 1
    LARGE = 2


LETTER_MM = {Step.SMALL: 4.8, Step.MEDIUM: 6.4, Step.LARGE: 8.5}
"""Height of a Hanzi as it is seen, read from `ARM_LENGTH_MM`."""
ARM_LENGTH_MM = 500.0

_FACE = 0.9
"""Of the font's size, the share that a Hanzi of Noto Sans fills."""
_CELL = (0.625, 1.25)
"""Width and height of a cell, in font sizes, rounded up: what DejaVu Sans Mono needs in xterm."""
_POINTS_AN_INCH, _MM_AN_INCH = 72, 25.4


class Screen(Struct, frozen=True):
    """A screen; `font_dpi` is the resolution that X assumes when it is given a size in points."""

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float
    font_dpi: float = 96.0

    @property
    def dpi(self) -> float:
        """True dots an inch."""
        return self.height_px / self.height_mm * _MM_AN_INCH


DEFAULT_SCREEN = Screen(1920, 1080, 476, 268)
"""Assumed where nothing better is known: 21.5 inches, the usual screen of a self-service terminal."""
_INVENTED_MM = frozenset({(0, 0), (16, 9), (16, 10), (160, 90), (160, 100)})
"""Sizes that screens report which know their proportions only."""


def letter_mm(step: Step, distance_mm: float = ARM_LENGTH_MM) -> float:
    """Return the height of a Hanzi in mm: larger in proportion when read from beyond arm's length."""
    return LETTER_MM[step] * max(1.0, distance_mm / ARM_LENGTH_MM)


def font_points(height_mm: float, dpi: float, font_dpi: float = 96.0) -> float:
    """Return the font size at which a Hanzi is `height_mm` high on a screen of `dpi` true dots an inch."""
    pixels = height_mm / _FACE / _MM_AN_INCH * dpi
    return pixels / font_dpi * _POINTS_AN_INCH


def fitting_points(height_mm: float, screen: Screen) -> float:
    """Return the font size for `height_mm`, or the largest that leaves the kiosk the cells it needs."""
    room = min(
        screen.width_px / LEAST_CELLS[0] / _CELL[0],
        screen.height_px / LEAST_CELLS[1] / _CELL[1],
    )
    largest = room / screen.font_dpi * _POINTS_AN_INCH
    wanted = font_points(height_mm, screen.dpi, screen.font_dpi)
    return min(math.ceil(wanted * 10), math.floor(largest * 10)) / 10


def xterm_command(points: float, command: Sequence[str], paper: str = SENIOR.paper) -> list[str]:
    """Return the command that runs `command` in an xterm over the whole screen, with no way out of it.

    `paper` is the colour of what is left of the screen beside the last cell.
    """
    return [
        *("xterm", "-u8", "-fullscreen", "-maximized"),  # the second serves where no window manager runs
        *("-fa", "DejaVu Sans Mono", "-fd", "Noto Sans Mono CJK SC", "-fs", f"{points:g}"),
        *("+sb", "-b", "0", "-bw", "0"),
        *("-bg", paper),
        *("-sl", "0"),  # nothing of a person remains above the screen
        *("-xrm", "XTerm*omitTranslation: fullscreen,popup-menu,shift-fonts,select,paste"),
        *("-xrm", "XTerm*allowWindowOps: false"),
        *("-xrm", "XTerm*metaSendsEscape: true"),  # else Ctrl+Alt+Q is a letter of Latin-1
        *("-xrm", "XTerm*altSendsEscape: true"),
        *("-e", *command),
    ]


def obstacle(environment: Mapping[str, str] = os.environ) -> str:
    """Return why letters cannot be enlarged here, as a message key; empty where xterm will do it."""
    if sys.platform == "win32":
        return "command.launch.windows"
    if not environment.get("DISPLAY"):
        return "command.launch.no_display"
    return "" if shutil.which("xterm") else "command.launch.no_xterm"


def launch(
    step: Step,
    command: Sequence[str],
    *,
    distance_mm: float = ARM_LENGTH_MM,
    paper: str = SENIOR.paper,
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Run the kiosk's `command` in letters of `step`, and again for each size it asks for.

    Where that is not supported, `tell` gets the message key that says why, and
    `command` runs in this terminal.  Return the exit status that asks for nothing more; 0 where a
    signal has ended it, which ends what was started as well.
    """
    if key := obstacle():
        tell(key)
        with Charge() as charge:
            status = charge.run(command)
        return 0 if charge.ended.is_set() else status
    found = screen()
    while True:
        points = fitting_points(letter_mm(step, distance_mm), found)
        with Charge() as charge:
            status = _run_in_xterm(charge, points, [*command, LAUNCHED, str(step.value)], paper)
        if charge.ended.is_set():
            return 0
        if status not in SIZE_STATUSES:
            return status
        step = Step(SIZE_STATUSES.index(status))


def screen() -> Screen:
    """Return the screen of this display as far as xrandr and xdpyinfo know it."""
    return described_screen(_output("xrandr", "--current"), _output("xdpyinfo"), _output("xrdb", "-query"))


def described_screen(xrandr: str, xdpyinfo: str, xrdb: str) -> Screen:
    """Return the screen that these programs describe; what they leave out is taken from `DEFAULT_SCREEN`."""
    resolution = re.search(r"^Xft\.dpi:\s*(\d+)", xrdb, re.MULTILINE) or re.search(
        r"resolution:\s+\d+x(\d+) dots", xdpyinfo
    )
    font_dpi = float(resolution[1]) if resolution else DEFAULT_SCREEN.font_dpi
    monitor = min(  # the primary one, where there are several
        re.finditer(r"^\S+ connected (primary )?(\d+)x(\d+)\+.*?(\d+)mm x (\d+)mm$", xrandr, re.MULTILINE),
        key=lambda found: found[1] is None,
        default=None,
    ) or re.search(r"dimensions:(\s+)(\d+)x(\d+) pixels \((\d+)x(\d+) millimeters\)", xdpyinfo)
    if monitor is None:
        return Screen(
            DEFAULT_SCREEN.width_px,
            DEFAULT_SCREEN.height_px,
            DEFAULT_SCREEN.width_mm,
            DEFAULT_SCREEN.height_mm,
            font_dpi,
        )
    width_px, height_px, width_mm, height_mm = (int(size) for size in monitor.groups()[1:])
    if (width_px > height_px) != (width_mm > height_mm):  # turned on its side
        width_mm, height_mm = height_mm, width_mm
    if {(width_mm, height_mm), (height_mm, width_mm)} & _INVENTED_MM:
        scale = DEFAULT_SCREEN.width_mm / max(width_px, height_px)
        return Screen(width_px, height_px, width_px * scale, height_px * scale, font_dpi)
    return Screen(width_px, height_px, width_mm, height_mm, font_dpi)


def utf8_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return `environment` with a locale that has Hanzi."""
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG", "")
    if re.search(r"utf-?8", locale, re.IGNORECASE):
        return dict(environment)
    return {**environment, "LC_ALL": "C.UTF-8"}


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _run_in_xterm(charge: Charge, points: float, command: Sequence[str], paper: str) -> int:
    """Return the exit status of `command`, which xterm does not pass on: a file takes it."""
    with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
        report = Path(folder) / "status"
        inner = [sys.executable, "-m", "kiosk.launcher", str(report), *command]
        charge.run(xterm_command(points, inner, paper), utf8_environment(os.environ))
        return int(report.read_text("ascii")) if report.exists() else LOST


def _report(report: Path, command: Sequence[str]) -> None:
    """Run `command` inside the terminal and leave its exit status in `report`."""
    status = subprocess.run(command, check=False).returncode
    report.write_text(str(status), "ascii")


if __name__ == "__main__":
    _report(Path(sys.argv[1]), sys.argv[2:])
