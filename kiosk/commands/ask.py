"""`daoban ask`: one question, answered as text or as JSON (``docs/ask-json.md``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import typer
from msgspec import Struct

from assistant.reply import Answer, Refusal, Reply
from assistant.session import Chose, Said, Session
from kiosk import wording
from kiosk.commands.loading import load_assistant
from kiosk.commands.setup import Setup
from kiosk.exits import ANSWERED, BAD_USAGE, NOT_HANDLED
from kiosk.wording_lines import Line, Section, message_line, section, worded
from knowledge.text import clean_line
from locales.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

_UNUSABLE_QUESTIONS = {"refusal.empty", "refusal.too_long"}


class Asked(Struct, frozen=True):
    """What ``daoban ask --json`` prints."""

    question: str
    result: Reply


def ask(
    setup: Setup,
    text: str,
    *,
    as_json: bool,
    explain: bool,
    tells: Sequence[str] = (),
    now: dt.datetime | None = None,
) -> int:
    """Print the reply to `text`; return the exit status.  Raises `KnowledgeError`.

    `tells` are answers to the questions about the person (``who=self``); `now` is when to answer as if asked.
    """
    assistant = loaded(setup, now)
    question = clean_line(text)
    reply = assistant.reply(asked(question, tells))
    if as_json:
        typer.echo(msgspec.json.encode(Asked(question, reply)))
    else:
        typer.echo("\n".join(plain(reply, setup.catalogue)))
    if explain:
        typer.echo(f"\n{assistant.explain(question)}", err=as_json)
    return exit_status(reply)


def loaded(setup: Setup, now: dt.datetime | None) -> Assistant:
    """Return the assistant, after telling what was wrong with its content.  Raises `KnowledgeError`."""
    return load_assistant(setup, lambda problem: typer.echo(str(problem), err=True), now)


def asked(question: str, tells: Sequence[str]) -> Session:
    """Return the session of somebody who says that, and then answers what they are asked."""
    return Session((Said(question), *(Chose("tell", tell) for tell in tells)))


def schema() -> bytes:
    """Return the JSON Schema of what ``--json`` prints."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Asked)), indent=2)


def exit_status(reply: Reply) -> int:
    """0: led on; 2: a question that is none; 3: nothing this hall handles was found."""
    if not isinstance(reply, Refusal):
        return ANSWERED
    return BAD_USAGE if reply.reason.key in _UNUSABLE_QUESTIONS else NOT_HANDLED


def plain(reply: Reply, catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines of a reply as plain text, where to go first."""
    if isinstance(reply, Answer):
        yield wording.headline(reply, catalogue).text
    yield wording.title(reply, catalogue).text
    for part in (*wording.sections(reply, catalogue), *_asked(reply, catalogue)):
        yield ""
        yield part.heading.text
        for line in part.lines:
            yield from _indented(line, "  ")


def _asked(reply: Reply, catalogue: Catalogue) -> Iterator[Section]:
    """The question that may still change an answer, with the options that answer it on the command line."""
    if isinstance(reply, Answer) and reply.ask is not None:
        lines = [message_line(reply.ask.prompt, catalogue)]
        for option in reply.ask.options:
            label = message_line(option.label, catalogue)
            lines.append(worded(catalogue, "option.told", id=option.turn.id, label=label))
        yield section(catalogue, "ask", lines)


def _indented(line: Line, indent: str) -> Iterator[str]:
    for text in line.text.splitlines():
        yield indent + text
    for detail in line.details:
        yield from _indented(detail, indent + "  ")
