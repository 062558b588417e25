"""Nine keys in three rows, as on a number pad; what stands on them changes, where they stand does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.containers import Grid

from kiosk.widgets.button import BigButton
from kiosk.widgets.guarded import Guarded

KEYS = 9
COLUMNS = 3


class Key(Struct, frozen=True):
    """What one key shows and does."""

    label: str
    said: str
    """The label as it is spoken."""
    action: Callable[[], None]
    detail: str = ""
    primary: bool = False


class KeyGrid(Guarded, Grid):
    """Keys called ``<name>-1`` to ``<name>-9``; a place without a key stays free."""

    def __init__(self, name: str, cell_height: int) -> None:
        self.buttons = [
            BigButton("", _nothing, id=f"{name}-{number}", classes="-centred")
            for number in range(1, KEYS + 1)
        ]
        super().__init__(*self.buttons, id=name)
        self.styles.grid_size_columns = COLUMNS
        self.styles.grid_gutter_vertical = 1
        self.styles.grid_rows = (cell_height,)
        self.styles.height = height_of(cell_height)

    def show(self, keys: Sequence[Key | None], *, numbered: bool) -> None:
        """Put `keys` on the buttons; `numbered` says whether the digits press these keys just now."""
        for number, button in enumerate(self.buttons):
            key = keys[number] if number < len(keys) else None
            if key is None and button.has_focus:
                self.buttons[0].focus(scroll_visible=False)
            button.visible = key is not None
            if key is not None:
                button.label, button.detail, button.action = key.label, key.detail, key.action
                button.set_class(key.primary, "-primary")
            button.key = str(number + 1) if numbered else ""
            button.refresh()


def height_of(cell_height: int) -> int:
    """Rows of three rows of keys, with the free rows between them."""
    return 3 * cell_height + 2


def _nothing() -> None:
    """A place without a key."""
