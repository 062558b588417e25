"""What is shown: the step a person is at, and notices upon it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.app import App

from kiosk.hearing import Hearing, Speaker
from kiosk.palette import PALETTES
from kiosk.settings import Settings
from kiosk.stage import Stage
from kiosk.theme import THEMES
from kiosk.widgets.frame import Frame
from kiosk.widgets.guarded import Guarded

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.screens.view import View
    from locales.catalogue import Catalogue


class Shown(Guarded, App[int], inherit_bindings=False):
    """The application as far as it shows and says things."""

    def __init__(
        self, catalogue: Catalogue, voice: Speaker, settings: Settings, languages: Sequence[Catalogue]
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme
        self.catalogue = catalogue
        """The words of the language that is spoken now."""
        self.languages = tuple(languages)
        """What one may choose from on the start screen; none where there is no choice."""
        self.settings = settings
        self.by_keys = False
        """Whether the person uses keys, and so needs to see the focus."""
        self.hearing = self._voice = Hearing(voice)
        self._usual = catalogue
        self._density = 0
        self._views: list[View] = []
        """The step that is shown, and on it notices, the topmost last."""

    @property
    def view(self) -> View:
        """What is shown."""
        return self._views[-1]

    @property
    def frame(self) -> Frame:
        """The room there is."""
        width, height = self.size
        dense = PALETTES[self.theme].dense
        return Frame(width=width, height=height, density=self._density, dense=dense)

    @property
    def silence(self) -> str:
        """A note that nothing can be heard, or how to set the voice once it was heard again."""
        key = self.hearing.silent or ("voice.hint" if self.hearing.repeated else "")
        return self.catalogue.text(key) if key else ""

    @property
    def personal(self) -> bool:
        """Whether the person has wished for anything else than is usual."""
        usual = self.catalogue is self._usual and self.theme == self.settings.theme
        return bool(self._density) or self.by_keys or not usual or not self.hearing.usual

    @property
    def step(self) -> int:
        """The size in use, 0 to 2: of the letters where the launcher can change them, else of the buttons."""
        return self._density if self.settings.letters is None else self.settings.letters

    def choose_theme(self, name: str) -> None:
        """Show everything in the colours of another palette until the visit ends."""
        self.theme = name
        self.leave_notice()

    def _forget_wishes(self) -> None:
        """All is as it was made: letters, colours, language, voice."""
        self._density = 0
        self.by_keys = False
        self.catalogue = self._usual
        self.theme = self.settings.theme
        self._voice.forget()

    def bell(self) -> None:
        """Make no noise: Textual would beep for each letter too many, and nobody would know why."""

    def say(self, text: str) -> None:
        """Say `text` instead of whatever is being said."""
        self._voice.say(text)

    def _notice(self, *keys: str) -> None:
        """Show texts of the catalogue, the first the title, upon what there is; one notice at a time."""
        from kiosk.screens.notice import NoticeView  # noqa: PLC0415  the first screen does not need it

        if not isinstance(self.view, NoticeView):
            self._put(NoticeView(*keys, label="button.go_on", action=self.leave_notice))

    def tell_upon(self, view: View, *keys: str, then: Callable[[], None]) -> None:
        """From another thread: do `then` and show texts upon `view`, unless the person has left it."""

        def tell() -> None:
            if view in self._views:
                then()
                self._notice(*keys)

        self._tell(tell)

    def leave_notice(self) -> None:
        """Leave a notice for the view below it."""
        self._views[1:] = self._views[1:-1]
        self._refresh()

    def _replace(self, view: View) -> None:
        """Show `view` in the place of everything there is."""
        view.kiosk = cast("KioskApp", self)
        self._views = [view]
        self._refresh()

    def _put(self, view: View) -> None:
        """Show `view` upon what there is."""
        view.kiosk = cast("KioskApp", self)
        self._views.append(view)
        self._refresh()

    def _refresh(self) -> None:
        """Lay the view out again if anything about it has changed."""
        if stage := self._stage:
            stage.relay()

    def refresh_view(self) -> None:
        """Lay the view out again if anything about it has changed, without saying it anew."""
        self._refresh()

    def relay(self) -> None:
        """Lay the view out again, since its page has changed, and say it."""
        if stage := self._stage:
            stage.relay(anew=True)

    @property
    def _stage(self) -> Stage | None:
        """The screen; None before it is there and when it has gone, as a timer may still find it."""
        top = self.screen_stack[-1:]
        return top[0] if top and isinstance(top[0], Stage) else None

    def _tell(self, then: Callable[[], object]) -> None:
        """From another thread: do `then` in the thread of the screens, unless they are gone already."""
        with suppress(RuntimeError):
            self.call_from_thread(then)
