"""The kiosk as a person finds it: the keys and touches that reach it, the bar, idleness, faults, no way out.

`KioskApp` is built in three layers, each of which knows the one below alone:
`kiosk.shown` shows views, `kiosk.visit` leads a person through them, and this
file guards both.  Nothing here may import more than the first screen needs.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._styles_cache import StylesCache
from textual.binding import Binding
from textual.widgets import Input

from kiosk.attention import Attention
from kiosk.colours import ask_for_true_colour
from kiosk.door import KEYS as DOOR_KEYS
from kiosk.door import Door
from kiosk.exits import EXIT_BROKEN
from kiosk.hearing import Speaker
from kiosk.screens.start import StartView
from kiosk.settings import SIZE_STATUSES, Settings
from kiosk.signals import take_signals
from kiosk.stage import Stage
from kiosk.visit import Assistant, Visit

if TYPE_CHECKING:
    from locales.catalogue import Catalogue

_TICK_S = 0.25
_IN_A_HALL = Settings()

_log = logging.getLogger(__name__)


class KioskApp(Visit, inherit_bindings=False):
    """The application.  `return_value` is the exit status; see `kiosk.commands.running`."""

    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[Binding]] = []  # type: ignore[assignment]  # narrower than Textual's list of anything

    def __init__(
        self,
        load_assistant: Callable[[], Assistant],
        catalogue: Catalogue,
        voice: Speaker,
        settings: Settings = _IN_A_HALL,
        *,
        languages: Sequence[Catalogue] = (),
    ) -> None:
        ask_for_true_colour()
        super().__init__(load_assistant, catalogue, voice, settings, languages)
        self.troubles = 0
        """Faults shown since the start, for tests and for the log."""
        self._ending = False
        self._attention = Attention(settings)
        self._door = Door(settings.pin)

    # ---- life -----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the start screen; everything slow comes after the first frame."""
        if not self.is_headless:
            take_signals(self._end, asyncio.get_running_loop())
        self._replace(StartView())
        self.push_screen(Stage())
        self.set_interval(_TICK_S, self._tick)
        self.call_after_refresh(self._latest.start)

    def _end(self) -> None:
        """The operator ends the kiosk: nothing that is still waiting to be done counts any more."""
        self._ending = True
        self.call_later(self.exit, 0)

    def leave(self) -> None:
        """The staff end the kiosk, by the PIN."""
        self.exit(0)

    def reset(self) -> None:
        """Nothing of the person remains; begin anew."""
        self._attention.forget()
        super().reset()

    def extend(self) -> None:
        """The person is still there."""
        self._attention.notice()
        from kiosk.screens.notice import IdleView  # noqa: PLC0415

        if isinstance(self.view, IdleView):
            self.leave_notice()

    # ---- the bar -----------------------------------------------------------------------------------

    def press_bar(self, name: str) -> None:
        """Do what the button `name` of the bar is for."""
        match name:
            case "back":
                self.back()
            case "again":
                self._hear_again()
            case "where":
                self._notice("button.where", f"where.{self.view.STEP}")
            case "staff":
                self._notice("button.staff", "staff.called", "staff.hotline")
            case "size":
                from kiosk.screens.look import SizeView  # noqa: PLC0415

                if not isinstance(self.view, SizeView):
                    self._put(SizeView())

    def _hear_again(self) -> None:
        """Say it again; who asks once more may want it slower or louder.  Where it is silent, say so."""
        from kiosk.screens.voice import VoiceView  # noqa: PLC0415

        if isinstance(self.view, VoiceView):
            self.relay()
        elif not self.hearing.audible:
            self._notice("button.again", self.hearing.silent or "voice.mute")
        elif self.hearing.repeated:
            self._put(VoiceView(self.view))
        else:
            self.hearing.repeat()

    def resize_letters(self, step: int) -> None:
        """Letters of size `step`, 0 to 2: by the launcher, or else by fewer and bigger buttons."""
        if self.settings.letters is not None and step != self.step:
            self.exit(SIZE_STATUSES[step])
            return
        if self.settings.letters is None:
            self._density = step
        self.leave_notice()

    # ---- input, idleness, faults -------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """See every key and touch before anything else does."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self._ending or self.is_stale(event) or not self._stage or event.time < self._stage.since:
                return
            if self._calls_door(event):
                self._open_door()
                return
            acts = isinstance(event, events.Key | events.MouseDown | events.Paste)
            if acts and not self._notice_input(event):
                return
            if isinstance(event, events.Key) and not isinstance(self.focused, Input):
                # Not to the button in focus, which may be laid out anew before it hears of it.
                self._stage.post_message(event)
                return
        await super().on_event(event)

    def is_stale(self, event: events.Event) -> bool:
        """Whether `event` waited too long to be attended to."""
        return self._attention.is_stale(event)

    def _notice_input(self, event: events.Event) -> bool:
        """The person does something: be quiet, and start counting idleness anew.  False to ignore it."""
        self._voice.stop()
        in_box = isinstance(self.focused, Input) and bool(self.focused.value)
        typing = in_box or self.view.TAKES_DIGITS
        meant = self._attention.notice(event, typing=typing, quick=self.view.QUICK)
        if isinstance(event, events.Key) and meant and self._stage:
            self._stage.receive(event)
        return meant

    def _calls_door(self, event: events.Event) -> bool:
        """Whether `event` completes what calls the way out for staff."""
        if isinstance(event, events.Key):
            return event.key in DOOR_KEYS
        on_header = isinstance(event, events.MouseDown) and event.y < self.frame.header_height
        return on_header and self._door.knock()

    def _open_door(self) -> None:
        """Ask for the PIN, where there is one; while trying the kiosk out, just leave."""
        from kiosk.screens.door import DoorView  # noqa: PLC0415

        if self.settings.allow_exit:
            self.exit(0)
        elif self._door.exists and not isinstance(self.view, DoorView):
            self._attention.notice()
            self._put(DoorView(self._door))

    def _tick(self) -> None:
        # Textual keeps two colours there for each widget that asked: a thousand of them, as drawn.
        StylesCache.get_inner_outer.cache_clear()
        self._refresh()
        at_start = len(self._views) == 1 and isinstance(self.view, StartView)
        if at_start and not self.personal:
            return
        if self._attention.left_s <= 0:
            self.reset()
        elif self._attention.idle_s >= self.settings.idle_s and not at_start:
            self._warn(self._attention.left_s)

    def _warn(self, seconds: float) -> None:
        from kiosk.screens.notice import IdleView  # noqa: PLC0415

        if isinstance(self.view, IdleView):
            self.view.count(seconds)
            self._refresh()
        else:
            self._put(IdleView(seconds))

    def trouble(self, error: Exception) -> None:
        """Say that something went wrong and begin anew; of `error` only the type is logged."""
        from kiosk.screens.notice import NoticeView  # noqa: PLC0415

        if self.troubles and isinstance(self.view, NoticeView):
            self._handle_exception(error)
            return
        self.troubles += 1
        _log.error("%s in a handler of the kiosk", type(error).__name__)
        self._session = None
        self._waiting = False
        keys = ("trouble.title", "trouble.advice")
        self._replace(NoticeView(*keys, label="button.back", action=self.reset))

    def _handle_exception(self, error: Exception) -> None:
        """The last resort, where a fault left nothing to show it with: end, without the traceback.

        Textual would print every local variable, so what a citizen has typed.
        """
        _log.error("%s ended the kiosk", type(error).__name__)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = EXIT_BROKEN
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Release the sound device."""
        self._voice.close()
