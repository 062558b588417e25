"""Lines and sections: the units in which a reply is shown, spoken and printed alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from assistant.message import Message
from locales.catalogue import Catalogue


class Line(Struct, frozen=True):
    """One line: as shown, as spoken, and what belongs below it."""

    text: str
    """Plain text, never markup."""
    speech: str
    details: tuple[Line, ...] = ()

    def flat(self) -> Iterator[Line]:
        """Yield this line and all below it, in reading order."""
        yield self
        for detail in self.details:
            yield from detail.flat()


class Section(Struct, frozen=True):
    """A heading and its lines."""

    id: str
    """What it is about, whatever the language: ``materials``; its heading is ``heading.<id>``."""
    heading: Line
    lines: tuple[Line, ...]


def quoted(text: str) -> Line:
    """A text of the knowledge base, shown and spoken word for word."""
    return Line(text, text)


def worded(catalogue: Catalogue, key: str, **data: str | int | Line) -> Line:
    """A message of the catalogue; lines in `data` are inserted in the form that fits."""
    shown = {name: value.text if isinstance(value, Line) else value for name, value in data.items()}
    spoken = {name: value.speech if isinstance(value, Line) else value for name, value in data.items()}
    return Line(catalogue.text(key, shown), catalogue.speech(key, spoken))


def joined(catalogue: Catalogue, separator: str, lines: Iterable[Line]) -> Line:
    """`lines` as one, the message `separator` between them."""
    parts = tuple(lines)
    text = catalogue.text(separator).join(part.text for part in parts)
    return Line(text, catalogue.speech(separator).join(part.speech for part in parts))


def message_line(message: Message, catalogue: Catalogue) -> Line:
    """A message of the assistant, put into words."""
    return worded(catalogue, message.key, **message.data)


def section(catalogue: Catalogue, section_id: str, lines: Iterable[Line]) -> Section:
    """The section `section_id` under the heading the catalogue has for it."""
    return Section(section_id, worded(catalogue, f"heading.{section_id}"), tuple(lines))
