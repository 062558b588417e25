"""What there is to record: every sentence that does not depend on what a person said.

A message without gaps is recorded sentence by sentence.  Of one with gaps,
the sentences and clauses without any are; of those with a number or a time in
them, one for each value that is spoken often.  Names from the knowledge base
stand by themselves, as the kiosk says them between two pauses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Literal, TypeVar

from msgspec import Struct, structs

from assistant.areas import shelves
from assistant.normalise import HANZI
from kiosk.clips.messages import GAP, language_of, pieces, spoken_messages
from kiosk.clips.wording import key_of
from kiosk.speech.protocol import Language
from kiosk.speech.script import spoken_sentences
from kiosk.wording_lines import worded
from kiosk.wording_routes import clock_line, hours_line
from knowledge.model import Knowledge
from locales.catalogue import Catalogue

Value = TypeVar("Value")

Kind = Literal["message", "number", "time", "place", "name"]

_BLANK = re.compile(f"(?<=[{HANZI}]) (?=[{HANZI}])")

Values = Mapping[str, tuple[str | int, ...]]
"""Name of a gap → what it is filled with."""

_NUMBERS: Mapping[str, Values] = {
    "route.headline.window": {"number": tuple(range(1, 61))},
    "option.numbered": {"number": tuple(range(1, 10))},
    "press.key": {"key": tuple(range(10))},
    "route.step": {"number": tuple(range(1, 10))},
    "idle.warning": {"seconds": tuple(range(1, 21))},
    "need.found": {"count": tuple(range(1, 6))},
    "answer.page": {"page": tuple(range(1, 10)), "pages": tuple(range(1, 10))},
    "voice.rate_is": {"step": tuple(range(1, 8)), "steps": (7,)},
    "voice.volume_is": {"step": tuple(range(1, 7)), "steps": (6,)},
}
"""Key of a message → the numbers that its gaps are filled with."""


class Prompt(Struct, frozen=True):
    """One sentence, or part of one, to be said by itself."""

    id: str
    """Of letters, digits, dots and hyphens, so that it can name a file."""
    text: str
    """In words, without digits."""
    kind: Kind


def prompts(catalogue: Catalogue, knowledge: Knowledge) -> tuple[Prompt, ...]:
    """Return everything to record for `catalogue` and `knowledge`, the most used first, nothing twice."""
    found: dict[str, Prompt] = {}
    for prompt in _all(catalogue, knowledge):
        if key := key_of(prompt.text):
            found.setdefault(key, structs.replace(prompt, text=_BLANK.sub("", prompt.text)))
    return tuple(found.values())


def _all(catalogue: Catalogue, knowledge: Knowledge) -> Iterator[Prompt]:
    messages = tuple(spoken_messages(catalogue))
    language = language_of(catalogue)
    screens = [message for message in messages if catalogue.entries[message[0]].file.endswith("screen.toml")]
    for key, speech in screens:
        yield from _fixed(key, speech, language)
    for key, speech in messages:
        yield from _filled(key, speech, language, _NUMBERS.get(key, {}), "number")
    for key, speech in messages:
        yield from _fixed(key, speech, language)
    yield from _times(catalogue, knowledge)
    for name, kind, text in (*_places(catalogue, knowledge), *_names(knowledge)):
        for number, sentence in enumerate(spoken_sentences(text, language), start=1):
            yield Prompt(_id(name, number), sentence, kind)


def _fixed(key: str, speech: str, language: Language) -> Iterator[Prompt]:
    whole = (piece for piece in pieces(speech) if not GAP.search(piece))
    said = [sentence for piece in whole for sentence in spoken_sentences(piece, language)]
    for number, sentence in enumerate(said, start=1):
        yield Prompt(_id(key, number), sentence, "message")


def _filled(key: str, speech: str, language: Language, values: Values, kind: Kind) -> Iterator[Prompt]:
    """The clauses all of whose gaps have values, and that say something besides."""
    for piece in pieces(speech):
        gaps = GAP.findall(piece)
        if gaps and values.keys() >= set(gaps) and key_of(GAP.sub("", piece)):
            for filling in product(*(values[gap] for gap in gaps)):
                said = _fill(piece, dict(zip(gaps, filling, strict=True)))
                told = (gap if len(values) > 1 else "" for gap in gaps)
                parts = (f"{gap}{_safe(str(value))}" for gap, value in zip(told, filling, strict=True))
                name = ".".join((key, *parts))
                for number, sentence in enumerate(spoken_sentences(said, language), start=1):
                    yield Prompt(_id(name, number), sentence, kind)


def _fill(piece: str, data: Mapping[str, str | int]) -> str:
    return GAP.sub(lambda gap: str(data[gap[1]]), piece)


def _times(catalogue: Catalogue, knowledge: Knowledge) -> Iterator[Prompt]:
    """Opening hours, and when a counter that is open or closed now closes or opens."""
    language = language_of(catalogue)
    hours = [span for site in knowledge.sites for span in (site.hours, site.video_hours) if span]
    for number, spans in enumerate(_by_use(hours), start=1):
        line = hours_line(spans, catalogue)
        for key in ("route.hours", "route.video_hours"):
            said = worded(catalogue, key, hours=line).speech
            for part, sentence in enumerate(spoken_sentences(said, language), start=1):
                yield Prompt(_id(f"{key}.{number}", part), sentence, "time")

    def clocks(name: Literal["open", "close"]) -> tuple[str, ...]:
        times = _by_use(getattr(span, name) for spans in hours for span in spans)
        return tuple(clock_line(time, catalogue).speech for time in times)

    days = tuple(catalogue.speech(f"opening.{day}") for day in ("today", "tomorrow"))
    values: Values = {"close": clocks("close"), "open": clocks("open"), "day": days}
    for key in ("opening.open", "opening.opens"):
        for number, prompt in enumerate(
            _filled(key, catalogue.entries[key].speech, language, values, "time"), start=1
        ):
            yield Prompt(f"{key}.{number}", prompt.text, prompt.kind)


def _places(catalogue: Catalogue, knowledge: Knowledge) -> Iterator[tuple[str, Kind, str]]:
    for site in knowledge.sites:
        if site.counters:
            yield f"site.{site.id}", "place", site.name
        for zone in site.zones:
            name = f"zone.{site.id}.{zone.id}"
            floor = worded(catalogue, "route.zone_floor", floor=zone.floor, zone=zone.name)
            yield name, "place", floor.speech
            yield f"{name}.way", "place", zone.landmark
        for counter in site.counters:
            yield f"counter.{site.id}.{counter.number}", "place", counter.name


def _names(knowledge: Knowledge) -> Iterator[tuple[str, Kind, str]]:
    """Services that belong to events of life first: those are what most people come for."""
    for shelf in shelves(knowledge.guides, knowledge.contents):
        for number, topic in enumerate(shelf.topics, start=1):
            yield f"topic.{shelf.area}.{number}", "name", topic.name
    wanted = Counter(guide_id for theme in knowledge.themes for guide_id in theme.guides)
    for guide in sorted(knowledge.guides, key=lambda guide: -wanted[guide.id]):
        yield f"guide.{guide.id}", "name", guide.name
    for theme in knowledge.themes:
        yield f"theme.{theme.id}", "name", theme.name


def _by_use(values: Iterable[Value]) -> list[Value]:
    return [value for value, _ in Counter(values).most_common()]


def _id(name: str, number: int) -> str:
    return _safe(name if number == 1 else f"{name}-{number}")


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", ".", name).strip(".")
