"""Exit statuses that commands share."""

FAILED = 1
"""Something is wrong with content, files or the machine, and was told."""
BAD_USAGE = 2
"""The command cannot be run so."""
EXIT_BROKEN = 70
"""A fault that nothing could be shown for (EX_SOFTWARE of sysexits.h)."""
