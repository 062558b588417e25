"""Exit statuses that commands share."""

ANSWERED = 0
"""Somebody was led on."""
FAILED = 1
"""Something is wrong with content, files or the machine, and was told."""
BAD_USAGE = 2
"""The command cannot be run so."""
NOT_HANDLED = 3
"""Nothing that this hall handles was found."""
EXIT_BROKEN = 70
"""A fault that nothing could be shown for (EX_SOFTWARE of sysexits.h)."""
