"""What all screens share.  A view is data and layout alone; `kiosk.stage` puts it on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame

if TYPE_CHECKING:
    from kiosk.app import KioskApp

NAVIGATION_HEIGHT = 3
"""Rows of the buttons below a page."""


class View:
    """One question or one fact.  Subclasses give `heading`, `spoken` and `page`."""

    STEP: ClassVar[str] = "start"
    """Where on the way it stands: names the message ``where.<step>``."""

    QUICK: ClassVar[bool] = False
    """Whether the same key soon again is meant: one writes with it."""

    TAKES_DIGITS: ClassVar[bool] = False
    """Whether printable keys are text at all times, and so may come as fast as they like."""

    kiosk: KioskApp
    """Set by the kiosk before it shows the view."""

    text = ""
    """What has been typed."""

    def heading(self) -> str:
        """The line at the top."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What is said on entering."""
        raise NotImplementedError

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The widgets between header and bar, for a terminal of this size."""
        raise NotImplementedError

    def notes(self) -> list[str]:
        """What must be in sight for as long as the view is, in a strip above the bar."""
        return []

    def version(self) -> int:
        """A number that changes whenever the view has to be laid out again."""
        return 0

    def turn_back(self) -> bool:
        """Go back within the view; False where the view itself is to be left."""
        return False

    def any_key(self, character: str) -> bool:
        """Take a key before it has its usual meaning; False to let it have that."""
        del character
        return False

    def touched(self) -> None:
        """A touch beside all buttons."""

    def typed(self, text: str) -> None:
        """Keep what is in the box, over a new layout and until there is a box to show it."""
        self.text = text

    def submitted(self) -> None:
        """Enter was pressed in the box."""

    def words(self, key: str, /, **data: str | int) -> str:
        """A message of the catalogue, as shown."""
        return self.kiosk.catalogue.text(key, data)

    def speech(self, key: str, /, **data: str | int) -> str:
        """A message of the catalogue, as spoken."""
        return self.kiosk.catalogue.speech(key, data)

    def heard(self, name: str, key: str, **data: str | int) -> str:
        """Which key presses the button called ``button.<name>``, for those who cannot see it."""
        return self.speech("press.key", key=key, label=self.speech(f"button.{name}", **data))

    def button(self, name: str, action: Callable[[], None], key: str, *, primary: bool = False) -> BigButton:
        """A button of the page that the catalogue calls ``button.<name>``."""
        classes = "-centred -primary" if primary else "-centred"
        return BigButton(self.words(f"button.{name}"), action, key=key, id=name, classes=classes)
