"""The assistant, as the operator has set it, for every command that answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.commands.setup import Setup

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from knowledge.problems import Problem


def load_assistant(
    setup: Setup, report: Callable[[Problem], object], now: dt.datetime | None = None
) -> Assistant:
    """Return the assistant, after reporting what was wrong with its content.  Raises `KnowledgeError`.

    With `now`, it answers as if asked then.
    """
    from assistant.pipeline import Assistant  # noqa: PLC0415  search is heavy, and not every command asks

    clock = (lambda: now) if now else dt.datetime.now
    assistant = Assistant.load(setup.knowledge_folder, setup.model, clock=clock, place=setup.at)
    for problem in assistant.problems:
        report(problem)
    return assistant
