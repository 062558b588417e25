"""The terminal in the page: textual-serve's own script, with another way of drawing and other fonts."""

from __future__ import annotations

import re
from importlib.resources import files

_WEBGL = re.compile(r"this\.webglAddon=new \w+\.WebglAddon,this\.terminal\.loadAddon\(this\.webglAddon\),")
"""Where there is no WebGL, this stops the canvas from being started, and blocks are drawn as letters, with
gaps between them.  Where there is, the canvas takes over from it at once."""
_FONTS = "'Roboto Mono', Monaco, 'Courier New', monospace"
_OUR_FONTS = ", ".join(
    (
        "'Roboto Mono'",
        *("'DejaVu Sans Mono'", "Menlo", "Consolas"),  # signs that must not take more than their cell
        *("'Noto Sans CJK SC'", "'Noto Sans SC'", "'Microsoft YaHei'", "'PingFang SC'"),
        "monospace",
    )
)
"""Hanzi as they are written here, whatever the language of the page."""


def script() -> str:
    """Return the script; of a release that is written otherwise, the script as it is."""
    text = (files("textual_serve") / "static" / "js" / "textual.js").read_text(encoding="utf-8")
    return _WEBGL.sub("", text).replace(_FONTS, _OUR_FONTS)
