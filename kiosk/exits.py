"""Exit statuses that commands share."""

BAD_USAGE = 2
"""The command cannot be run so."""
EXIT_BROKEN = 70
"""A fault that nothing could be shown for (EX_SOFTWARE of sysexits.h)."""
