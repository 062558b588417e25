"""A font with Hanzi, from what the machine has: none is shipped, for it would be larger than all the rest."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_QUERY = ("fc-match", "-f", "%{file}\n%{index}", "sans-serif:lang=zh-cn")
_KNOWN = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",  # Debian, Ubuntu: fonts-noto-cjk
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",  # fonts-wqy-microhei
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",  # fonts-wqy-zenhei
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",  # Fedora, openEuler
    "C:/Windows/Fonts/msyh.ttc",  # Windows: Microsoft YaHei
    "C:/Windows/Fonts/simhei.ttf",
    "C:/Windows/Fonts/simsun.ttc",
    "/System/Library/Fonts/PingFang.ttc",  # macOS
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/Library/Fonts/Arial Unicode.ttf",
)
_PROBE = "窗号"
_NO_CHARACTER = "\U0010ffff"
"""Drawn as the box that a font has for what it lacks."""
_PROBE_PX = 24
_WAIT_S = 5.0
_FACES = 16
"""More faces than any collection known has."""


class FontFile(Struct, frozen=True):
    """A file, and which of the faces in it."""

    path: str
    face: int = 0


def find_font(wanted: str = "") -> FontFile | None:
    """Return a font with Hanzi: the file `wanted`, or else the machine's best; None where there is none."""
    found = _faces(wanted) if wanted else _candidates()
    return next(filter(has_hanzi, found), None)


def has_hanzi(font: FontFile) -> bool:
    """Whether the file is a font whose Hanzi are more than empty boxes."""
    from PIL import ImageFont  # noqa: PLC0415  only who prints needs it

    try:
        letters = ImageFont.truetype(font.path, _PROBE_PX, index=font.face)
    except OSError:
        return False
    lacking = bytes(letters.getmask(_NO_CHARACTER))
    shapes = {bytes(letters.getmask(character)) for character in _PROBE}
    return lacking not in shapes and len(shapes) == len(_PROBE)


def _candidates() -> Iterator[FontFile]:
    yield from _from_fontconfig()
    for path in _KNOWN:
        if Path(path).exists():
            yield from _faces(path)


def _from_fontconfig() -> Iterator[FontFile]:
    if not shutil.which(_QUERY[0]):
        return
    try:
        said = subprocess.run(_QUERY, capture_output=True, text=True, timeout=_WAIT_S, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return
    path, _, face = said.partition("\n")
    if path and face.isdigit():
        yield FontFile(path, int(face) & 0xFFFF)  # above it stands the instance of a variable font


def _faces(path: str) -> list[FontFile]:
    """The faces of a file, those for simplified characters first: in a collection they may be the third."""
    from PIL import ImageFont  # noqa: PLC0415

    found: list[tuple[bool, int]] = []
    for face in range(_FACES):
        try:
            family, _ = ImageFont.truetype(path, _PROBE_PX, index=face).getname()
        except OSError:
            break
        found.append((" SC" not in (family or ""), face))
    return [FontFile(path, face) for _, face in sorted(found)]
