"""Files that are replaced at once and as a whole, so that nobody ever finds half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_aside(path: Path, data: bytes) -> None:
    """Write `data` to `path`, which is replaced at once and as a whole.  Raises `OSError`."""
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.absolute().parent) as staging:
        written = Path(staging) / path.name
        written.write_bytes(data)
        os.replace(written, path)  # noqa: PTH105  Path.replace is the same
