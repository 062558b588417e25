"""The desk as far as it asks and shows: the latest question, its answer, an answer that is held."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import msgspec
from textual.app import App
from textual.widgets import Input

from assistant.reply import Reply
from kiosk.desk.facts import Facts, told_anew
from kiosk.desk.listing import Entry
from kiosk.desk.question import Answers, Finder, Looked, Question
from kiosk.desk.screen import DeskScreen
from kiosk.exits import EXIT_BROKEN, FAILED
from kiosk.latest import Latest
from kiosk.palette import COMPACT
from kiosk.theme import THEMES
from kiosk.widgets.guarded import Guarded
from kiosk.wording_lines import message_line
from locales.catalogue import Catalogue

_log = logging.getLogger(__name__)


class Asking(Guarded, App[int], inherit_bindings=False):
    """Shows what follows from `question`; `kiosk.desk.app` has the keys that change it."""

    CSS_PATH = "desk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        load_assistant: Callable[[], Answers],
        catalogue: Catalogue,
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = COMPACT.name
        self.catalogue = catalogue
        self.failure: Exception | None = None
        self.troubles = 0
        """Faults met since the start."""
        self.question = Question()
        """What is asked; `looked` follows it."""
        self.looked: Looked | None = None
        self._held: Reply | None = None
        self._recalling = False
        self._then: Callable[[], object] | None = None
        """What a key pressed before the answer was there is for."""
        self._load_assistant = load_assistant
        self._latest = Latest(
            self._prepare, self._look_done, unprepared=self._prepare_failed, failed=self._look_failed
        )

    # ---- life ------------------------------------------------------------------------------------

    def get_default_screen(self) -> DeskScreen:
        """The only screen there is."""
        self.desk = DeskScreen(self.catalogue)
        return self.desk

    def on_mount(self) -> None:
        """Begin to load; one may type meanwhile."""
        self.desk.show(None, held=False)
        self.desk.note(self._words("loading"))
        self._latest.start()
        self._ask(Question())

    def on_unmount(self) -> None:
        """Ask nothing more."""
        self._latest.close()

    def _prepare(self) -> Callable[[Question], Looked]:
        return Finder(self._load_assistant()).look

    def _prepare_failed(self, error: Exception) -> None:
        self._tell(partial(self._cannot_begin, error))

    def _cannot_begin(self, error: Exception) -> None:
        self.failure = error
        self.exit(FAILED)

    def _tell(self, then: Callable[[], object]) -> None:
        """From another thread: do `then` in that of the screen, unless it is gone already."""
        with suppress(RuntimeError):
            self.call_from_thread(then)

    # ---- asking ----------------------------------------------------------------------------------

    def _ask(self, question: Question) -> None:
        self.question = question
        self._then = None
        self._latest.ask(question)

    def _look_done(self, looked: Looked) -> None:
        if looked.question == self.question:
            self._tell(partial(self._show, looked))

    def _look_failed(self, error: Exception) -> None:
        self._tell(partial(self.trouble, error))

    def _show(self, looked: Looked) -> None:
        if looked.question != self.question:
            return
        if self.looked is None:
            self.desk.note("")
        self.looked = looked
        self.desk.facts.tell(looked.known)
        if not self._recalling:
            self._show_list()
        self._show_reply()
        then, self._then = self._then, None
        if then:
            then()

    def _show_list(self) -> None:
        if self.looked is None:
            return
        found = self.looked.found
        entries = [
            Entry(message_line(one.label, self.catalogue).text, one.detail, one.spans)
            for one in found.options
        ]
        prompt = message_line(found.prompt, self.catalogue).text if found.prompt else ""
        self.desk.listing.fill(prompt, entries, self.looked.chosen)

    def _show_reply(self) -> None:
        reply = self._held or self._found_reply
        if reply != self.desk.reply or reply is None:
            self.desk.show(reply, held=self._held is not None)

    @property
    def _found_reply(self) -> Reply | None:
        """What was found for what is asked; None while nothing is."""
        if self.looked is None or self.looked.question == Question(tells=self.question.tells):
            return None
        return self.looked.shown

    def _when_found(self, then: Callable[[], object]) -> None:
        """Do `then` once what is asked has its answer, so that no key meets the answer before."""
        if self.looked is not None and self.looked.question == self.question:
            then()
        else:
            self._then = then

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what is typed."""
        if event.value != self.question.text:
            self._recalling = False
            if self.looked is not None:  # else it says that one has to wait
                self.desk.note("")
            self._ask(Question(event.value, self.question.tells))

    def on_facts_told(self, event: Facts.Told) -> None:
        """Answer for a citizen of whom that is known."""
        tells = told_anew(self.question.tells, event.fact, event.answer)
        self._ask(msgspec.structs.replace(self.question, tells=tells))

    # ---- words, faults ---------------------------------------------------------------------------

    def _words(self, key: str, /, **data: str | int) -> str:
        return self.catalogue.text(key, data)

    def _note(self, name: str, /, **data: str | int) -> None:
        self.desk.note(self._words(f"desk.note.{name}", **data))

    def trouble(self, error: Exception) -> None:
        """Say that something went wrong; of `error` only the type is logged."""
        self.troubles += 1
        _log.error("%s in a handler of the desk", type(error).__name__)
        self._note("trouble")

    def _handle_exception(self, error: Exception) -> None:
        """The last resort: end, without the traceback, which would print what has been typed."""
        _log.error("%s ended the desk", type(error).__name__)
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = EXIT_BROKEN
        self._close_messages_no_wait()
