"""A kiosk in a browser does not outlive the server that started it, even one that was killed."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Thread

_EVERY_S = 1.0


def end_with_parent() -> None:
    """From now on, end this process by SIGTERM once its parent has gone.

    Windows gives no sign of that; there the kiosk ends when it next has something to show.
    """
    if sys.platform != "win32":
        Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
