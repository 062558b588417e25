"""The guidance desk: what its keys do.  Nothing of a citizen outlasts Esc, F9 or a pause at the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

import msgspec
from textual import events
from textual.binding import Binding
from textual.timer import Timer

from assistant.reply import Answer, Reply
from kiosk.desk.keys import CAPS, KEYS
from kiosk.desk.listing import Entry
from kiosk.desk.question import Answers, Question
from kiosk.desk.slips import SlipPrinter
from kiosk.desk.taking import Taking
from kiosk.signals import take_signals
from locales.catalogue import Catalogue

FORGET_S = 600.0
"""Seconds without a key after which all is forgotten: the clerk has gone to lunch."""


class DeskApp(Taking, inherit_bindings=False):
    """The application.  `return_value` is the exit status; `failure` is why it could not begin."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # narrower than Textual's list of anything
        Binding(key.keys, key.action, show=False) for key in KEYS
    ]

    def __init__(
        self,
        load_assistant: Callable[[], Answers],
        catalogue: Catalogue,
        print_slip: SlipPrinter | None = None,
        forget_s: float = FORGET_S,
    ) -> None:
        super().__init__(load_assistant, catalogue, print_slip)
        self._forget_s = forget_s
        self._away: Timer | None = None

    def on_mount(self) -> None:
        """Take the operator's signals, and begin to count how long nobody has been here."""
        if not self.is_headless:
            take_signals(self._end, asyncio.get_running_loop())
        self._away = self.set_interval(self._forget_s, self._nobody_here)

    def _end(self) -> None:
        """The operator ends the desk."""
        self.call_later(self.exit, 0)

    def _nobody_here(self) -> None:
        if self.recent or self._held or self.question != Question():
            self.action_forget()

    # ---- keys ------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Lead letters into the line before they are delivered, so that they keep their order."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._away:
                self._away.reset()
            text = isinstance(event, events.Paste) or event.is_printable
            if text and not (isinstance(event, events.Key) and self.desk.facts.takes(event)):
                self._lead_to_line()
        await super().on_event(event)

    def _lead_to_line(self) -> None:
        if self.desk.facts.at is not None:
            self.desk.facts.choose(None)
        self.desk.set_focus(self.desk.line)

    def action_move(self, step: int) -> None:
        """Choose the entry before or after; what it is about follows."""
        listing = self.desk.listing
        count = len(listing.entries)
        if not count:
            return
        at = listing.chosen if listing.chosen is not None else -1 if step > 0 else count
        listing.choose(min(max(at + step, 0), count - 1))
        if not self._recalling and self.looked and listing.chosen is not None:
            turn = self.looked.found.options[listing.chosen].turn
            self._ask(msgspec.structs.replace(self.question, picked=turn))

    def on_input_submitted(self) -> None:
        """Enter in the line."""
        self.action_enter()

    def action_enter(self) -> None:
        """Open what holds others, hold an answer or let it go, ask a former question again."""
        if self._recalling:
            self._recall()
        else:
            self._when_found(self._open_or_hold)

    def _open_or_hold(self) -> None:
        turn = self.looked.turn if self.looked else None
        if turn is None:
            return
        self._remember()
        if turn.kind != "guide":
            opened = (*self.question.opened, turn)
            self._ask(msgspec.structs.replace(self.question, opened=opened, picked=None))
            return
        reply = self._found_reply
        self._hold(None if reply == self._held else reply)
        self._note("held" if self._held else "released", key=CAPS["enter"])

    def _hold(self, reply: Reply | None) -> None:
        self._held = reply
        self.desk.show(reply or self._found_reply, held=reply is not None)

    def action_jump(self, name: str) -> None:
        """Bring a part of the answer in sight."""
        self._when_found(partial(self._jump, name))

    def _jump(self, name: str) -> None:
        if self.desk.jump(name):
            self.desk.note("")
        else:
            self._note("no_section", section=self._words(f"desk.key.{name}"))

    def action_page(self, pages: int) -> None:
        """Turn the pages of the answer."""
        self.desk.body.turn(pages)

    def action_fact(self, step: int) -> None:
        """Lead the keys to the next fact: first to the one that matters; behind the last, to the line."""
        facts = self.desk.facts
        last = len(facts.facts) - 1
        outside = self._asked_fact() if step > 0 else last
        at = outside if facts.at is None else facts.at + step
        if 0 <= at <= last:
            facts.choose(at)
            self.desk.set_focus(facts)
        else:
            self._lead_to_line()

    def _asked_fact(self) -> int:
        """The fact that may still change the answer; else the first."""
        reply = self.desk.reply
        if not isinstance(reply, Answer) or reply.ask is None:
            return 0
        asked = reply.ask.options[0].turn.id.partition("=")[0]
        return self.desk.facts.place_of(asked)

    def action_help(self) -> None:
        """Show every key, or hide them again."""
        self.desk.toggle_help()

    def action_wide(self) -> None:
        """The answer over the whole width, or the list beside it again."""
        self.desk.toggle_class("-wide")

    def action_clear(self) -> None:
        """Undo the last thing: a list of questions, a fact, a level, the line, then all of the citizen."""
        self.desk.note("")
        if self._recalling:
            self._recalling = False
            self._show_list()
        elif self.desk.facts.at is not None:
            self._lead_to_line()
        elif self.question.opened:
            *outer, inner = self.question.opened
            self._ask(msgspec.structs.replace(self.question, opened=tuple(outer), picked=inner))
        elif self.question.text:
            self._remember()
            self.desk.line.value = ""
        else:
            self._start_anew()

    def _start_anew(self) -> None:
        self._recalling = False
        self._held = None
        self.desk.line.value = ""
        self._lead_to_line()
        self._ask(Question())

    def action_leave(self) -> None:
        """End."""
        self.exit(0)

    # ---- what was asked before ---------------------------------------------------------------------

    def action_recent(self) -> None:
        """List the last questions, or leave that list."""
        if self._recalling:
            self.action_clear()
        elif not self.recent:
            self._note("no_recent")
        else:
            self._recalling = True
            self.desk.note("")
            entries = [Entry(text) for text in self.recent]
            self.desk.listing.fill(self._words("desk.recent"), entries, 0)

    def _recall(self) -> None:
        text = self.recent[self.desk.listing.chosen or 0]
        self._recalling = False
        self.desk.line.value = text
        self.desk.line.action_end()
        self._lead_to_line()
        self._show_list()

    def action_forget(self) -> None:
        """Forget the line, the citizen, the last questions and what was copied."""
        self.recent.clear()
        self._clipboard = ""
        self._start_anew()
        self._note("forgotten")
