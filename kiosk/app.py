"""The kiosk: one frozen session, the screens that follow from it, and no way out.

Who calls whom: screens call the methods below `begin`; only this file knows the
assistant and the voice.  The assistant is loaded in a thread after the first
frame, so nothing here may import more than the first screen needs.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input

from kiosk.attention import Attention
from kiosk.screens.start import StartView
from kiosk.settings import SIZE_STATUSES, Settings
from kiosk.signals import take_signals
from kiosk.stage import Stage
from kiosk.theme import SENIOR
from kiosk.widgets.frame import Frame
from kiosk.widgets.guarded import Guarded

if TYPE_CHECKING:
    from textual.timer import Timer

    from assistant.reply import Option, Reply
    from assistant.session import Session, Turn
    from kiosk.screens.need import NeedView
    from kiosk.screens.view import View
    from locales.catalogue import Catalogue

EXIT_BROKEN = 70
"""Exit status after a fault nothing could be shown for (EX_SOFTWARE of sysexits.h)."""

_TICK_S = 0.25
_IN_A_HALL = Settings()

_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """Whoever answers: `assistant.pipeline.Assistant`."""

    def reply(self, session: Session) -> Reply:
        """Return what to show for what has been said so far."""

    def suggest(self, text: str) -> tuple[Option, ...]:
        """Return what a text that is still being typed may become; called in a thread."""


class Speaker(Protocol):
    """What the kiosk asks of a voice; `kiosk.commands.running` fits the real one to it."""

    @property
    def silent(self) -> str:
        """Why nothing can be heard, as a message key; empty where all is well."""

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""

    def stop(self) -> None:
        """Be quiet at once."""

    def repeat(self) -> None:
        """Say the last text again."""

    def forget(self) -> None:
        """Be quiet, and forget text and settings: the person has gone."""

    def close(self) -> None:
        """Release the sound device."""


class KioskApp(Guarded, App[int], inherit_bindings=False):
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
    ) -> None:
        _ask_for_true_colour()
        super().__init__()
        self.register_theme(SENIOR)
        self.theme = SENIOR.name
        self.catalogue = catalogue
        self.settings = settings
        self.by_keys = False
        """Whether the person uses keys, and so needs to see the focus."""
        self.troubles = 0
        """Faults shown since the start, for tests and for the log."""
        self._load_assistant = load_assistant
        self._assistant: Assistant | None = None
        self._voice = voice
        self._session: Session | None = None
        self._waiting = False
        self._density = 0
        self._ending = False
        self._attention = Attention(settings)
        self._pause: Timer | None = None
        """Runs out when typing pauses."""
        self._views: list[View] = []
        """The step that is shown, and on it notices, the topmost last."""

    # ---- life -----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the start screen; everything slow comes after the first frame."""
        if not self.is_headless:
            take_signals(self._end)
        self._replace(StartView())
        self.push_screen(Stage())
        self.set_interval(_TICK_S, self._tick)
        self.call_after_refresh(self._start_loading)

    def _start_loading(self) -> None:
        # A daemon, not a worker: to build from a folder takes seconds, and leaving must not wait for it.
        Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        try:
            assistant = self._load_assistant()
        except Exception as error:  # a broken knowledge base must show a screen, not a traceback
            self._tell(partial(self.trouble, error))
        else:
            self._tell(partial(self._loaded, assistant))

    def _tell(self, then: Callable[[], object]) -> None:
        """Do `then` in the thread of the screens, unless they are gone already."""
        with suppress(RuntimeError):
            self.call_from_thread(then)

    def _loaded(self, assistant: Assistant) -> None:
        self._assistant = assistant
        if self._waiting:
            typed = self.view.text
            self._show()
            self.view.typed(typed)

    def _end(self) -> None:
        """The operator ends the kiosk: nothing that is still waiting to be done counts any more."""
        self._ending = True
        self.call_later(self.exit, 0)

    # ---- the way of a person ---------------------------------------------------------------------

    def begin(self, typed: str = "") -> None:
        """Ask what a person needs: from the start screen, or once more at the end.

        `typed`: the letter that a person in a hurry has typed already.
        """
        from assistant.session import Session  # noqa: PLC0415 - the first frame does not need it

        self._session = Session()
        self._show()
        self.view.typed(typed)

    def take(self, turn: Turn) -> None:
        """Go on with what the person said or chose."""
        if self._session is not None:
            self._session = self._session.after(turn)
            self._show()

    def offer(self, options: tuple[Option, ...], prompt: str = "results.ambiguous") -> None:
        """Show things to choose from: what else the question may have meant, or the steps of a plan."""
        from assistant.message import Message  # noqa: PLC0415
        from assistant.reply import Choices  # noqa: PLC0415
        from kiosk.screens.choices import ChoicesView  # noqa: PLC0415

        self._put(ChoicesView(Choices(Message(prompt), options)))

    def back(self) -> None:
        """Undo one step: a page, a notice, an answer; before the first step, the start screen."""
        if self.view.turn_back():
            return
        if len(self._views) > 1:
            self.leave_notice()
        elif self._session is None or not self._session.turns:
            self.reset()
        else:
            self._session = self._session.back()
            self._show()

    def finish(self) -> None:
        """Show the last screen, with the answer to take away."""
        from assistant.reply import Answer  # noqa: PLC0415
        from kiosk.screens.finish import FinishView  # noqa: PLC0415

        reply = self._reply()
        self._replace(FinishView(reply if isinstance(reply, Answer) else None))

    def reset(self) -> None:
        """Nothing of the person remains: not what they said, chose, typed or heard, nor their settings."""
        self._session = None
        self._waiting = False
        self._density = 0
        self._wait_for_pause(None)
        self.by_keys = False
        self._attention.forget()
        self._clipboard = ""
        self._voice.forget()
        self._replace(StartView())

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
                self._voice.repeat()
            case "where":
                self._notice("button.where", f"where.{self.view.STEP}")
            case "staff":
                self._notice("button.staff", "staff.called", "staff.hotline")
            case "size":
                from kiosk.screens.notice import SizeView  # noqa: PLC0415

                if not isinstance(self.view, SizeView):
                    self._put(SizeView())

    def resize_letters(self, step: int) -> None:
        """Letters of size `step`, 0 to 2: by the launcher, or else by fewer and bigger buttons."""
        if self.settings.launched:
            self.exit(SIZE_STATUSES[step])
            return
        self._density = step
        self.leave_notice()

    def _notice(self, *keys: str) -> None:
        from kiosk.screens.notice import NoticeView  # noqa: PLC0415

        if not isinstance(self.view, NoticeView):
            self._put(NoticeView(*keys, label="button.go_on", action=self.leave_notice))

    def leave_notice(self) -> None:
        """Leave a notice for the view below it."""
        self._views[1:] = self._views[1:-1]
        self._refresh()

    # ---- what screens ask --------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """What is shown."""
        return self._views[-1]

    @property
    def frame(self) -> Frame:
        """The room there is."""
        width, height = self.size
        return Frame(width=width, height=height, density=self._density)

    @property
    def silence(self) -> str:
        """A note that nothing can be heard; empty where the voice works."""
        key = self._voice.silent
        return self.catalogue.text(key) if key else ""

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""
        self._voice.say(text)

    def look_up(self, view: NeedView) -> None:
        """Find what the text of `view` may become, without keeping the keys waiting."""
        if self._assistant is not None:
            suggest = partial(self._suggest, self._assistant, view, view.text)
            self.run_worker(suggest, thread=True, exit_on_error=False)
            self._wait_for_pause(view.paused)

    def _suggest(self, assistant: Assistant, view: NeedView, text: str) -> None:
        try:
            found = assistant.suggest(text)
        except Exception as error:  # who asks the whole question is told
            _log.error("%s in suggesting", type(error).__name__)
        else:
            self._tell(partial(view.suggest, text, found))

    def _wait_for_pause(self, then: Callable[[], None] | None) -> None:
        """Do `then` once nothing has been typed for a while; None: no more."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(self.settings.pause_s, then) if then else None

    def relay(self) -> None:
        """Lay the view out again, since its page has changed, and say it."""
        if stage := self._stage:
            stage.relay(anew=True)

    # ---- showing -----------------------------------------------------------------------------------

    def _reply(self) -> Reply | None:
        if self._assistant is None or self._session is None:
            return None
        return self._assistant.reply(self._session)

    def _show(self) -> None:
        """Show the screen that follows from the session."""
        reply = self._reply()
        self._waiting = reply is None
        if reply is None:
            from kiosk.screens.notice import WaitView  # noqa: PLC0415

            self._replace(WaitView())
            return
        from kiosk.screens.showing import screen_for  # noqa: PLC0415

        self._replace(screen_for(reply, first=not (self._session and self._session.turns)))

    def _replace(self, view: View) -> None:
        """Show `view` in the place of everything there is."""
        view.kiosk = self
        self._views = [view]
        self._refresh()

    def _put(self, view: View) -> None:
        """Show `view` upon what there is."""
        view.kiosk = self
        self._views.append(view)
        self._refresh()

    def _refresh(self) -> None:
        if stage := self._stage:
            stage.relay()

    @property
    def _stage(self) -> Stage | None:
        """The screen; None before it is there and when it has gone, as a timer may still find it."""
        top = self.screen_stack[-1:]
        return top[0] if top and isinstance(top[0], Stage) else None

    # ---- input, idleness, faults -------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """See every key and touch before anything else does."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self._ending or self._attention.is_stale(event):
                return
            if isinstance(event, events.Key) and event.key == "ctrl+q" and self.settings.allow_exit:
                self.exit(0)
                return
            acts = isinstance(event, events.Key | events.MouseDown | events.Paste)
            if acts and not self._notice_input(event):
                return
        await super().on_event(event)

    def _notice_input(self, event: events.Event) -> bool:
        """The person does something: be quiet, and start counting idleness anew.  False to ignore it."""
        self._voice.stop()
        typing = isinstance(self.focused, Input) and bool(self.focused.value)
        meant = self._attention.notice(event, typing=typing)
        if isinstance(event, events.Key) and meant and (stage := self._stage):
            stage.receive(event)
        return meant

    def _tick(self) -> None:
        self._refresh()
        at_start = len(self._views) == 1 and isinstance(self.view, StartView)
        if at_start and not self._density and not self.by_keys:
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


def _ask_for_true_colour() -> None:
    """Terminals tell few of their colours through TERM, and with sixteen of them the contrast is lost."""
    if os.environ.get("TERM", "").startswith(("xterm", "foot", "tmux", "screen")):
        os.environ.setdefault("COLORTERM", "truecolor")
