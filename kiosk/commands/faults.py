"""What the system refused, in plain words: what to do next, not how the system puts it."""

from __future__ import annotations

import errno
import re

from locales.catalogue import Catalogue

_KEYS = {
    errno.ENOENT: "missing",
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not_folder",
}
_NAMELESS = "no_space"
"""Told of the disk, not of a file."""
_ASIDE = re.compile(r"[/\\]?\.(?:writing|exporting|importing)-.*")
"""What lies beside a file while that is being written: nobody knows of it."""


def words_for(error: OSError, words: Catalogue) -> str:
    """Return the sentence for `error`; where there is none, what the system says."""
    key = _KEYS.get(error.errno or 0)
    if key is None or (error.filename is None and key != _NAMELESS):
        return words.text("command.unreadable", {"error": str(error)})
    file = _ASIDE.split(str(error.filename))[0] or error.filename
    return words.text(f"command.os.{key}", {"file": str(file)})
