"""What can be found: services and the events of life that bundle them, seen alike by search."""

from __future__ import annotations

from msgspec import Struct

from assistant.session import Chose
from knowledge.model import Guide, Knowledge, Theme


class Head(Struct, frozen=True):
    """As much of an item as a list of choices shows."""

    turn: Chose
    """The turn that choosing it makes; tells what it is."""
    name: str
    summary: str = ""
    owner: str = ""
    """The department answering for it; tells services of one name apart."""


class Item(Struct, frozen=True, kw_only=True):
    """A guide or a theme, as far as search is built over it."""

    turn: Chose
    name: str
    aliases: tuple[str, ...]
    questions: tuple[str, ...]
    summary: str
    owner: str = ""
    object: str = ""
    action: str = ""
    materials: tuple[str, ...] = ()
    """Names of what to bring."""

    @property
    def head(self) -> Head:
        """What is shown of it."""
        return Head(self.turn, self.name, self.summary, self.owner)

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called: its official name, what it is about, other names."""
        return tuple(filter(None, (self.name, self.object, *self.aliases)))


def items(knowledge: Knowledge) -> tuple[Item, ...]:
    """Return all guides, then all themes."""
    return (*map(_guide_item, knowledge.guides), *map(_theme_item, knowledge.themes))


def _guide_item(guide: Guide) -> Item:
    return Item(
        turn=Chose("guide", guide.id),
        name=guide.name,
        aliases=guide.aliases,
        questions=guide.questions,
        summary=guide.summary,
        owner=guide.owner,
        object=guide.object,
        action=guide.action,
        materials=tuple(material.name for material in guide.materials),
    )


def _theme_item(theme: Theme) -> Item:
    return Item(
        turn=Chose("theme", theme.id),
        name=theme.name,
        aliases=theme.aliases,
        questions=theme.questions,
        summary=theme.summary,
    )
