"""`daoban plan`: an event of life as one plan, or as JSON (``docs/ask-json.md``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import typer

from assistant.reply import Plan, Refusal, Reply
from assistant.session import Chose, Session
from kiosk.commands.ask import Asked, asked, loaded, plain
from kiosk.commands.setup import Setup
from kiosk.exits import ANSWERED, NOT_HANDLED
from knowledge.text import clean_line

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

_LIKELY = 3
"""Among so many of what the words may mean, a plan is taken for meant."""


def plan(
    setup: Setup, text: str, *, as_json: bool, tells: Sequence[str] = (), now: dt.datetime | None = None
) -> int:
    """Print the plan for what `text` names; return the exit status.  Raises `KnowledgeError`.

    `tells` and `now` as in `kiosk.commands.ask`.
    """
    assistant = loaded(setup, now)
    event = clean_line(text)
    reply, near = _plan(assistant, event, tells)
    if not isinstance(reply, Plan):
        themes = [one for one in assistant.library.knowledge.themes if not near or one.id in near]
        key = "command.plan.which" if near else "command.plan.none"
        names = "、".join(theme.name for theme in themes)
        typer.echo(setup.catalogue.text(key, {"event": event, "names": names}), err=True)
        return NOT_HANDLED
    if as_json:
        typer.echo(msgspec.json.encode(Asked(event, reply)))
    else:
        typer.echo("\n".join(plain(reply, setup.catalogue)))
    return ANSWERED


def _plan(assistant: Assistant, event: str, tells: Sequence[str]) -> tuple[Reply, list[str]]:
    """The plan that `event` leads to, or the only one among what it is likely to be, or may be.

    Else the reply to `event`, and the ids of the plans that it may be, the likeliest first.
    """
    reply = assistant.reply(asked(event, tells))
    near: list[str] = []
    match reply:
        case Plan():
            return reply, near
        case Refusal(options=options):
            likely = [option.turn.id for option in options if option.turn.kind == "theme"]
        case _:
            themes = {theme.id for theme in assistant.library.knowledge.themes}
            ranked = assistant.ranked(event)
            near = [one for one in ranked if one in themes]
            likely = [one for one in ranked[:_LIKELY] if one in themes] or near
    if len(likely) == 1:
        turns = (*asked(event, ()).turns, Chose("theme", likely[0]), *(Chose("tell", tell) for tell in tells))
        reply = assistant.reply(Session(turns))
    return reply, near
