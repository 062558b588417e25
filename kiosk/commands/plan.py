"""`daoban plan`: an event of life as one plan, or as JSON (``docs/ask-json.md``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import typer

from assistant.reply import Plan, Reply
from assistant.session import Chose, Session
from kiosk.commands.ask import Asked, asked, loaded, plain
from kiosk.commands.setup import Setup
from kiosk.exits import ANSWERED, NOT_HANDLED
from knowledge.text import clean_line

if TYPE_CHECKING:
    from assistant.pipeline import Assistant


def plan(
    setup: Setup, text: str, *, as_json: bool, tells: Sequence[str] = (), now: dt.datetime | None = None
) -> int:
    """Print the plan for what `text` names; return the exit status.  Raises `KnowledgeError`.

    `tells` and `now` as in `kiosk.commands.ask`.
    """
    assistant = loaded(setup, now)
    event = clean_line(text)
    reply = _plan(assistant, event, tells)
    if not isinstance(reply, Plan):
        names = "、".join(theme.name for theme in assistant.library.knowledge.themes)
        typer.echo(setup.catalogue.text("command.plan.none", {"event": event, "names": names}), err=True)
        return NOT_HANDLED
    if as_json:
        typer.echo(msgspec.json.encode(Asked(event, reply)))
    else:
        typer.echo("\n".join(plain(reply, setup.catalogue)))
    return ANSWERED


def _plan(assistant: Assistant, event: str, tells: Sequence[str]) -> Reply:
    """The plan that `event` leads to; else the likeliest of all plans, where one is likely at all."""
    reply = assistant.reply(asked(event, tells))
    if isinstance(reply, Plan):
        return reply
    themes = {theme.id for theme in assistant.library.knowledge.themes}
    found = [one for one in assistant.ranked(event) if one in themes]
    if not found:
        return reply
    turns = (*asked(event, ()).turns, Chose("theme", found[0]), *(Chose("tell", tell) for tell in tells))
    return assistant.reply(Session(turns))
