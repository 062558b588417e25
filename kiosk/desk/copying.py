"""Copying to the clipboard of the desktop, where there is one."""

from __future__ import annotations


def copy_to_desktop(text: str) -> bool:
    """Copy `text` by whatever the system has for it; return False where it has nothing that works."""
    from pyperclip import PyperclipException, copy  # noqa: PLC0415  looks for programs; few need it

    try:
        copy(text)
    except (PyperclipException, OSError):
        return False
    return True
