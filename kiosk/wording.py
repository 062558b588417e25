"""Replies put into words: what screens show, speech says and the command line prints.

A reply becomes a title and sections of lines; each line has a shown and a
spoken form.  Facts are quoted from the knowledge base; all other words come
from the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.message import Message
from assistant.planning import Journey
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply
from assistant.routes import PhoneRoute, Route
from kiosk.wording_guide import (
    basis_lines,
    condition_lines,
    fee_lines,
    material_lines,
    phone_line,
    scope_lines,
    source_lines,
    time_lines,
    updated_line,
)
from kiosk.wording_journey import journey_sections, trips_lines
from kiosk.wording_lines import Line, Section, message_line, quoted, section, worded
from kiosk.wording_routes import (
    brief_line,
    hours_line,
    left_out_lines,
    route_headline,
    route_line,
    route_lines,
)
from locales.catalogue import Catalogue

ANSWER_PARTS = {
    "materials": ("materials",),
    "cost": ("time", "fee", "who"),
    "ways": ("where", "other_ways", "phones", "scopes", "why_not"),
    "source": ("basis", "source", "owner", "updated"),
}
"""Parts in which an answer is told, most needed first, and the ids of the sections in each."""
_SENTENCE_ENDS = tuple("。！？…；：.!?;:")


def title(reply: Reply, catalogue: Catalogue) -> Line:
    """What the reply is about: the question asked, the service, the event of life, or why there is none."""
    match reply:
        case Choices():
            return message_line(reply.prompt, catalogue)
        case Answer():
            return quoted(reply.guide.name)
        case Plan():
            return quoted(reply.name)
        case Refusal():
            return message_line(reply.reason, catalogue)


def headline(answer: Answer, catalogue: Catalogue) -> Line:
    """Where to go first, in the fewest words: "21 号窗口"."""
    if not answer.routes:
        return worded(catalogue, "route.headline.none")
    return route_headline(answer.routes[0], catalogue)


def option_line(option: Option, catalogue: Catalogue, number: int) -> Line:
    """Something to choose, under its number counted from 1, what tells it from its neighbours below it."""
    label = message_line(option.label, catalogue)
    line = worded(catalogue, "option.numbered", number=number, label=label)
    return Line(line.text, line.speech, tuple(option_details(option, catalogue)))


def option_details(option: Option, catalogue: Catalogue) -> Iterator[Line]:
    """Yield what tells an option from its neighbours: its summary; for a part of life, what lies in it."""
    if option.detail:
        yield quoted(option.detail)
    elif (key := f"area_detail.{option.turn.id}") in catalogue and option.turn.kind == "area":
        yield worded(catalogue, key)


def short_name(option: Option, catalogue: Catalogue) -> Line:
    """The short name that a part of life has on its button; else its label."""
    key = f"area_button.{option.turn.id}"
    if option.turn.kind == "area" and key in catalogue:
        return worded(catalogue, key)
    return message_line(option.label, catalogue)


def also_holds(option: Option, catalogue: Catalogue, name: str = "area_hint") -> Line:
    """What else a part of life holds, where the catalogue has it as `name`; of others their summary."""
    key = f"{name}.{option.turn.id}"
    return worded(catalogue, key) if key in catalogue else quoted(option.detail)


def sections(reply: Reply, catalogue: Catalogue) -> tuple[Section, ...]:
    """All that a reply says below its title."""
    match reply:
        case Choices():
            return _present(section(catalogue, "choices", _options(reply.options, catalogue)))
        case Answer():
            return answer_sections(reply, catalogue)
        case Plan():
            return _plan_sections(reply, catalogue)
        case Refusal():
            return _refusal_sections(reply, catalogue)


def answer_sections(answer: Answer, catalogue: Catalogue) -> tuple[Section, ...]:
    """An answer from the most needed to the least; sections with nothing to say are left out."""
    guide = answer.guide
    where = route_lines(answer.routes[0], catalogue) if answer.routes else ()
    return _present(
        section(catalogue, "where", where),
        section(catalogue, "notices", _messages(answer.notices, catalogue)),
        section(catalogue, "materials", material_lines(guide, answer.checklist, catalogue)),
        section(catalogue, "fee", fee_lines(guide, catalogue)),
        section(catalogue, "time", time_lines(guide, catalogue)),
        section(catalogue, "who", condition_lines(guide)),
        section(catalogue, "scopes", scope_lines(guide, catalogue)),
        section(catalogue, "other_ways", _other_ways(answer, catalogue)),
        section(catalogue, "why_not", left_out_lines(answer.left_out, catalogue)),
        section(catalogue, "phones", _phones(answer, catalogue)),
        section(catalogue, "basis", basis_lines(guide, catalogue)),
        section(catalogue, "source", source_lines(guide, catalogue)),
        section(catalogue, "owner", (quoted(guide.owner),)),
        section(catalogue, "updated", (updated_line(guide, catalogue),)),
        section(catalogue, "others", _options(answer.others, catalogue)),
    )


def _plan_sections(plan: Plan, catalogue: Catalogue) -> tuple[Section, ...]:
    summary = (quoted(plan.summary),) if plan.summary else ()
    return _present(
        section(catalogue, "about", summary),
        section(catalogue, "notices", _messages(plan.notices, catalogue)),
        section(catalogue, "steps", _options(plan.options, catalogue)),
        *(_journey(plan.journey, catalogue) if plan.journey else ()),
    )


def _journey(journey: Journey, catalogue: Catalogue) -> Iterator[Section]:
    yield section(catalogue, "trips", trips_lines(journey, catalogue))
    yield from journey_sections(journey, catalogue)


def advice_lines(refusal: Refusal, catalogue: Catalogue) -> tuple[Line, ...]:
    """What a person can do whom no service helps; the opening hours first, where they were asked for."""
    advice = _messages(refusal.advice, catalogue)
    if not refusal.hours:
        return advice
    return (worded(catalogue, "advice.hours", hours=hours_line(refusal.hours, catalogue)), *advice)


def _refusal_sections(refusal: Refusal, catalogue: Catalogue) -> tuple[Section, ...]:
    return _present(
        section(catalogue, "advice", advice_lines(refusal, catalogue)),
        section(catalogue, "choices", _options(refusal.options, catalogue)),
    )


def ways_in_brief(answer: Answer, catalogue: Catalogue) -> Section:
    """Which other ways there are, a few words each."""
    lines = (brief_line(route, catalogue) for route in _others(answer))
    return section(catalogue, "other_ways", dict.fromkeys(lines))


def _others(answer: Answer) -> Iterator[Route]:
    """The telephone has a section of its own."""
    return (route for route in answer.routes[1:] if not isinstance(route, PhoneRoute))


def _other_ways(answer: Answer, catalogue: Catalogue) -> Iterator[Line]:
    return (_way(route, catalogue) for route in _others(answer))


def _phones(answer: Answer, catalogue: Catalogue) -> Iterator[Line]:
    for route in answer.routes:
        if isinstance(route, PhoneRoute):
            yield from (phone_line(phone, catalogue) for phone in route.phones)


def _way(route: Route, catalogue: Catalogue) -> Line:
    """A further way as one line, the particulars below it."""
    line = route_line(route, catalogue)
    return Line(line.text, line.speech, route_lines(route, catalogue))


def _messages(messages: tuple[Message, ...], catalogue: Catalogue) -> tuple[Line, ...]:
    return tuple(message_line(message, catalogue) for message in messages)


def _options(options: tuple[Option, ...], catalogue: Catalogue) -> tuple[Line, ...]:
    return tuple(option_line(option, catalogue, number) for number, option in enumerate(options, start=1))


def _present(*parts: Section) -> tuple[Section, ...]:
    return tuple(part for part in parts if part.lines)


def reading(reply: Reply, catalogue: Catalogue) -> Iterator[Line]:
    """Yield every line of a reply in the order it is read aloud."""
    yield title(reply, catalogue)
    if isinstance(reply, Answer):
        yield headline(reply, catalogue)
    for part in sections(reply, catalogue):
        yield part.heading
        for line in part.lines:
            yield from line.flat()


def spoken(reply: Reply, catalogue: Catalogue) -> str:
    """Return the whole spoken text of a reply, a sentence or more on each line."""
    stop = catalogue.speech("sentence.stop")
    sentences = (line.speech.strip() for line in reading(reply, catalogue))
    return "\n".join(text if text.endswith(_SENTENCE_ENDS) else text + stop for text in sentences)
