"""One person's visit: a frozen session, the assistant's reply to it, and the view that follows from that.

The assistant is loaded in a thread after the first frame.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kiosk.hearing import Speaker
from kiosk.latest import Latest
from kiosk.screens.start import StartView
from kiosk.settings import Settings
from kiosk.shown import Shown

if TYPE_CHECKING:
    from textual.timer import Timer

    from assistant.reply import Answer, Option, Plan, Reply
    from assistant.session import Session, Turn
    from kiosk.screens.pad import PadView
    from locales.catalogue import Catalogue

_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """Whoever answers: `assistant.pipeline.Assistant`."""

    def reply(self, session: Session) -> Reply:
        """Return what to show for what has been said so far."""

    def suggest(self, text: str) -> tuple[Option, ...]:
        """Return what a text that is still being typed may become; called in a thread."""


class Writing(Protocol):
    """A view that one writes on: with a keyboard, or on a pad."""

    text: str
    """What is written so far."""

    def suggest(self, text: str, found: tuple[Option, ...]) -> None:
        """Show what was found for `text`, unless something else has been written since."""

    def paused(self) -> None:
        """Writing has paused."""


class Visit(Shown, inherit_bindings=False):
    """The application as far as it leads a person from a question to an answer."""

    def __init__(
        self,
        load_assistant: Callable[[], Assistant],
        catalogue: Catalogue,
        voice: Speaker,
        settings: Settings,
        languages: Sequence[Catalogue],
    ) -> None:
        super().__init__(catalogue, voice, settings, languages)
        self._load_assistant = load_assistant
        self._assistant: Assistant | None = None
        self._session: Session | None = None
        self._waiting = False
        self._latest = Latest(
            self._prepare, self._tell, unprepared=self._load_failed, failed=self._look_up_failed
        )
        self._pause: Timer | None = None
        """Runs out when typing pauses."""

    def trouble(self, error: Exception) -> None:
        """Say that something went wrong and begin anew."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Look nothing up any more."""
        self._latest.close()

    # ---- the assistant ---------------------------------------------------------------------------

    def _prepare(self) -> Callable[[tuple[Writing, str]], Callable[[], None]]:
        """In a thread: load the assistant, and return how to find what a view is to suggest for a text."""
        assistant = self._load_assistant()
        self._tell(partial(self._loaded, assistant))

        def look_up(asked: tuple[Writing, str]) -> Callable[[], None]:
            view, text = asked
            return partial(view.suggest, text, assistant.suggest(text))

        return look_up

    def _load_failed(self, error: Exception) -> None:
        """A broken knowledge base must show a screen, not a traceback."""
        self._tell(partial(self.trouble, error))

    def _look_up_failed(self, error: Exception) -> None:
        """Only suggestions are lacking: who asks the whole question is told."""
        _log.error("%s in suggesting", type(error).__name__)

    def _loaded(self, assistant: Assistant) -> None:
        self._assistant = assistant
        if self._waiting:
            typed = self.view.text
            self._show()
            self.view.typed(typed)

    # ---- the way of a person ---------------------------------------------------------------------

    def begin(self, typed: str = "") -> None:
        """Ask what a person needs: from the start screen, or once more at the end.

        `typed`: the letter that a person in a hurry has typed already.
        """
        from assistant.session import Session  # noqa: PLC0415 - the first frame does not need it

        self._session = Session()
        self._show()
        self.view.typed(typed)

    def begin_in(self, catalogue: Catalogue) -> None:
        """Begin in another language, on the screen and aloud, until the visit ends."""
        self.catalogue = catalogue
        self._voice.set_language(catalogue.language)
        self.begin()

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

    def spell(self, pad: PadView) -> None:
        """Let the person write what they need on `pad`, in the place of another pad."""
        del self._views[1:]
        self._put(pad)

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
        """Show the last screen, with the answer or the plan to take away."""
        from assistant.reply import Answer, Plan  # noqa: PLC0415
        from kiosk.screens.finish import FinishView  # noqa: PLC0415

        reply = self._reply()
        self._replace(FinishView(reply if isinstance(reply, Answer | Plan) else None))

    def take_away(self, reply: Answer | Plan) -> None:
        """Show `reply` as a code for the phone, and offer paper where there is a printer."""
        from kiosk.screens.takeaway import TakeAwayView  # noqa: PLC0415

        self._put(TakeAwayView(reply))

    def reset(self) -> None:
        """Nothing of the person remains: not what they said, chose, typed or heard, nor their settings."""
        self._session = None
        self._waiting = False
        self._latest.forget()
        self._wait_for_pause(None)
        self._clipboard = ""
        self._forget_wishes()
        self._replace(StartView())

    def _reply(self) -> Reply | None:
        if self._assistant is None or self._session is None:
            return None
        return self._assistant.reply(self._session)

    def _show(self) -> None:
        """Show the view that follows from the session."""
        reply = self._reply()
        self._waiting = reply is None
        if reply is None:
            from kiosk.screens.notice import WaitView  # noqa: PLC0415

            self._replace(WaitView())
            return
        from kiosk.screens.showing import screen_for  # noqa: PLC0415

        self._replace(screen_for(reply, first=not (self._session and self._session.turns)))

    # ---- while one types -------------------------------------------------------------------------

    def look_up(self, view: Writing) -> None:
        """Find what the text of `view` may become, without keeping the keys waiting."""
        self._latest.ask((view, view.text))
        self._wait_for_pause(view.paused)

    def _wait_for_pause(self, then: Callable[[], None] | None) -> None:
        """Do `then` once nothing has been typed for a while; None: no more."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(self.settings.pause_s, then) if then else None
