"""What stands at a step: lines to read, and numbered choices, each with the state it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply
from kiosk import wording
from kiosk.plain.parts import answer_parts, plan_parts
from kiosk.plain.state import FINISH, NEXT, OTHERS, STEPS, State
from kiosk.wording_journey import trips_lines
from kiosk.wording_lines import Line, message_line, quoted, worded
from kiosk.wording_routes import place_lines, route_lines
from locales.catalogue import Catalogue

CHOICES_A_PAGE = 5
"""So many can be kept in mind when they are heard; the parts of life, which come first, stand together."""
LINES_A_PAGE = 12
"""A terminal of 18 rows keeps them in sight, and a listener in mind."""
ASIDE_KEY, ON_KEY = "8", "9"
"""As on the screens of the kiosk: what else there is, and further on."""


class Choice(Struct, frozen=True):
    """Something to choose: its key, how it is told, and where it leads."""

    key: str
    line: Line
    """With its key."""
    name: str
    """What it is called, without its key."""
    leads_to: State


class Step(Struct, frozen=True):
    """One question or one fact."""

    where: str
    """Where on the way it stands: names the message ``where.<where>``."""
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...] = ()
    untold: tuple[Choice, ...] = ()
    """What may be chosen too, for those who remember it."""
    closed: bool = False
    """Words that name no choice are no answer: nothing new is asked at this step."""
    picks: bool = False
    """A word out of one choice alone means that choice."""


def step(state: State, reply: Reply, catalogue: Catalogue) -> Step:
    """Return the step at which `state` stands, `reply` being the reply to its session."""
    make = _Maker(state, catalogue)
    made: Step
    match reply, state.view:
        case Answer() | Plan(), view if view == FINISH:
            made = make.finish(reply)
        case Answer(), view if view == OTHERS:
            made = make.offered("choose", worded(catalogue, "results.ambiguous"), reply.others)
        case Plan(), view if view == STEPS:
            made = make.offered("plan", worded(catalogue, "guides.one_by_one"), reply.options)
        case Answer(ask=Choices() as question), _:
            made = make.asked(reply, question)
        case Answer(), _:
            made = make.answer(reply)
        case Plan(), _:
            made = make.plan(reply)
        case Refusal(), _:
            made = make.refusal(reply)
        case Choices(), _:
            made = make.choices(reply)
    return made


class _Maker:
    """Makes the steps of one state."""

    def __init__(self, state: State, catalogue: Catalogue) -> None:
        self._state = state
        self._catalogue = catalogue

    def choices(self, reply: Choices) -> Step:
        prompt = message_line(reply.prompt, self._catalogue)
        if not self._state.session.turns:
            return Step("need", (prompt,), self._numbered(reply.options))
        asked = self.offered("choose", prompt, reply.options)
        return structs.replace(asked, picks=reply.prompt.key.startswith("clarify."))

    def asked(self, reply: Answer, question: Choices) -> Step:
        """What may change the answer is asked before it is told, and by number or by a word of a choice."""
        asked = self.choices(question)
        return structs.replace(asked, lines=(quoted(reply.guide.name), *asked.lines), closed=True, picks=True)

    def offered(self, where: str, prompt: Line, options: Sequence[Option]) -> Step:
        """A page of `options`."""
        first = self._state.page * CHOICES_A_PAGE
        shown = self._numbered(options[first : first + CHOICES_A_PAGE])
        more = (self._key(ON_KEY, "more", NEXT),) if options[first + CHOICES_A_PAGE :] else ()
        return Step(where, (prompt,), (*shown, *more))

    def refusal(self, reply: Refusal) -> Step:
        told = (wording.title(reply, self._catalogue), *wording.advice_lines(reply, self._catalogue))
        offered = self.offered("choose", told[0], reply.options)
        return structs.replace(offered, lines=told)

    def answer(self, reply: Answer) -> Step:
        parts = answer_parts(reply, self._catalogue)
        if self._state.view in parts:
            return self._part("answer", parts)
        lines = [quoted(reply.guide.name), wording.headline(reply, self._catalogue)]
        lines += _way(reply, self._catalogue)
        lines += [message_line(notice, self._catalogue) for notice in reply.notices]
        aside = (self._key(ASIDE_KEY, "not_this", OTHERS),) if reply.others else ()
        return Step("answer", tuple(lines), (*self._openings(parts), *aside, self._finish()))

    def plan(self, reply: Plan) -> Step:
        parts = plan_parts(reply, self._catalogue)
        if self._state.view in parts:
            return self._part("plan", parts)
        lines = [quoted(reply.name), *([quoted(reply.summary)] if reply.summary else [])]
        if reply.journey:
            lines += trips_lines(reply.journey, self._catalogue)
        lines += [message_line(notice, self._catalogue) for notice in reply.notices]
        aside = self._key(ASIDE_KEY, "one_by_one", STEPS)
        return Step("plan", tuple(lines), (*self._openings(parts), aside, self._finish()))

    def finish(self, reply: Reply) -> Step:
        """Where to go, once more, and good wishes."""
        lines = [wording.title(reply, self._catalogue)]
        if isinstance(reply, Answer):
            lines.append(wording.headline(reply, self._catalogue))
            lines += place_lines(reply.routes[0], self._catalogue) if reply.routes else ()
        lines.append(worded(self._catalogue, "finish.title"))
        again, leave = worded(self._catalogue, "button.another"), worded(self._catalogue, "button.leave")
        return Step(
            FINISH,
            tuple(lines),
            (self._choice("1", again, State()), self._choice(ON_KEY, leave, State(left=True))),
        )

    def _part(self, where: str, parts: dict[str, tuple[Line, ...]]) -> Step:
        """A page of the part that is open; back leads to the reply, and a number to another part."""
        pages = _pages(parts[self._state.view])
        page = min(self._state.page, len(pages) - 1)
        on = (self._key(ON_KEY, "more", NEXT),) if page + 1 < len(pages) else ()
        untold = () if on else (self._finish(),)
        return Step(where, pages[page], on, (*self._openings(parts), *untold))

    def _openings(self, parts: dict[str, tuple[Line, ...]]) -> tuple[Choice, ...]:
        """The titles of `parts` under their numbers."""
        return tuple(
            self._choice(str(number), lines[0], self._state.open(name))
            for number, (name, lines) in enumerate(parts.items(), start=1)
        )

    def _numbered(self, options: Iterable[Option]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                str(number),
                wording.option_line(option, self._catalogue, number),
                message_line(option.label, self._catalogue).text,
                self._state.after(option.turn),
            )
            for number, option in enumerate(options, start=1)
        )

    def _finish(self) -> Choice:
        return self._key(ON_KEY, "finish", FINISH)

    def _key(self, key: str, button: str, opens: str) -> Choice:
        label = worded(self._catalogue, f"button.{button}")
        return self._choice(key, label, self._state.open(opens))

    def _choice(self, key: str, label: Line, leads_to: State) -> Choice:
        line = worded(self._catalogue, "plain.numbered", typed=key, label=label)
        return Choice(key, line, label.text, leads_to)


def _way(answer: Answer, catalogue: Catalogue) -> tuple[Line, ...]:
    """How to get to the first place and what to do there; of a counter, not its number a second time."""
    if not answer.routes:
        return ()
    lines = route_lines(answer.routes[0], catalogue)
    name = place_lines(answer.routes[0], catalogue)[:1]
    return (*name, *lines[1:]) if name else lines


def _pages(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    """`lines` in pages of about `LINES_A_PAGE`, no line parted from what belongs below it."""
    pages: list[list[Line]] = [[]]
    room = LINES_A_PAGE
    for line in lines:
        height = sum(1 for _ in line.flat())
        if height > room and pages[-1]:
            pages.append([])
            room = LINES_A_PAGE
        pages[-1].append(line)
        room -= height
    return [tuple(page) for page in pages]
