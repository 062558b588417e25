"""The desk as far as a citizen takes something along: the answer copied as text, or printed on a slip."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

from assistant.reply import Answer, Plan
from kiosk.desk.answer import plain_text
from kiosk.desk.asking import Asking
from kiosk.desk.copying import copy_to_desktop
from kiosk.desk.keys import CAPS
from kiosk.desk.question import Answers
from kiosk.desk.slips import SlipPrinter
from locales.catalogue import Catalogue

Result = TypeVar("Result")

RECENT = 10
"""Questions that can be asked again."""


class Taking(Asking, inherit_bindings=False):
    """Copies and prints what the pane shows, and remembers what was asked for it."""

    def __init__(
        self,
        load_assistant: Callable[[], Answers],
        catalogue: Catalogue,
        print_slip: SlipPrinter | None,
    ) -> None:
        super().__init__(load_assistant, catalogue)
        self.recent: deque[str] = deque(maxlen=RECENT)
        """The last questions, in memory alone, the latest first."""
        self._print_slip = print_slip

    def _remember(self) -> None:
        text = self.question.text.strip()
        if text:
            if text in self.recent:
                self.recent.remove(text)
            self.recent.appendleft(text)

    def action_copy_answer(self) -> None:
        """Copy the answer as text, by the terminal and by the desktop."""
        self._when_found(self._copy)

    def _copy(self) -> None:
        reply = self.desk.reply
        if reply is None:
            self._note("nothing_to_copy")
            return
        self._remember()
        text = plain_text(reply, self.catalogue)
        self.copy_to_clipboard(text)
        self._clipboard = ""
        self._aside(lambda: copy_to_desktop(text), self._copied)

    def _copied(self, copied: bool) -> None:
        if copied:
            self._note("copied")
        else:
            self._note("copied_by_terminal", key=CAPS["wide"])

    def action_slip(self) -> None:
        """Print the answer for the citizen."""
        if self._print_slip is None:
            self._note("no_printer", key=CAPS["copy"])
        else:
            self._when_found(partial(self._slip, self._print_slip))

    def _slip(self, print_slip: SlipPrinter) -> None:
        reply = self.desk.reply
        if not isinstance(reply, Answer | Plan):
            self._note("nothing_to_print")
            return
        self._remember()
        self._note("slip_printing")
        self._aside(partial(print_slip, reply), self.desk.note)

    def _aside(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do what may take long in a thread of its own, and `then` what follows from it."""

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                self._tell(partial(self.trouble, error))
            else:
                self._tell(partial(then, result))

        Thread(target=run, daemon=True).start()
