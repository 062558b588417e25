"""How far a person has come: what they said, and what they opened of the reply.  A frozen value."""

from __future__ import annotations

from msgspec import Struct

from assistant.session import Session, Turn

NEXT = "next"
"""Opened once for every further page."""
FINISH = "finish"
OTHERS = "others"
STEPS = "steps"


class State(Struct, frozen=True):
    """Everything that is known of the person; the step to show follows from it alone."""

    session: Session = Session()
    opened: tuple[str, ...] = ()
    """What is open of the reply, the innermost last: a part, `OTHERS`, `STEPS`, `FINISH`, then pages."""
    left: bool = False
    """The person has ended it."""

    @property
    def view(self) -> str:
        """What is open of the reply; empty for the reply itself."""
        views = [one for one in self.opened if one != NEXT]
        return views[-1] if views else ""

    @property
    def page(self) -> int:
        """Which page of it, counted from 0."""
        pages = 0
        for one in reversed(self.opened):
            if one != NEXT:
                break
            pages += 1
        return pages

    def after(self, turn: Turn) -> State:
        """Return the state once the person has said or chosen that."""
        return State(self.session.after(turn))

    def open(self, view: str) -> State:
        """Return the state with `view` open, or a further page of what is."""
        opened = (*self.opened, NEXT) if view == NEXT else (view,)
        return State(self.session, opened)

    def back(self) -> State:
        """Return the state one step before; at the very beginning, itself."""
        if self.opened:
            return State(self.session, self.opened[:-1])
        return State(self.session.back())
