"""A reply as a clerk needs it: first what must be in sight, then every section under its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs
from rich.cells import cell_len

from assistant.reply import Answer, Refusal, Reply
from kiosk.desk.keys import CAPS
from kiosk.desk.rows import Row, Run
from kiosk.widgets.wrapping import wrap
from kiosk.wording import headline, sections, title
from kiosk.wording_lines import Line, Section, message_line
from locales.catalogue import Catalogue

JUMPS = {
    "where": ("where", "stops", "advice", "choices"),
    "bring": ("materials", "checklist"),
    "cost": ("fee", "time", "trips"),
    "who": ("who", "scopes", "about"),
    "ways": ("other_ways", "why_not", "phones", "steps"),
    "source": ("basis", "source", "owner", "updated"),
}
"""Where the keys lead: the first section of each that a reply has."""

_WAYS_HERE = frozenset({"advice.guidance_desk", "advice.any_staff"})
"""Advice that leads a citizen to who reads it."""
_NOT_IN_BODY = ("notices",)
_NOT_COPIED = ("others",)
_WIDEST = 80
"""Cells of a line: 40 Hanzi; a longer line loses the eye."""
_INDENT = "  "


def for_clerk(reply: Reply) -> Reply:
    """Return `reply` without the advice to ask at this very desk."""
    if not isinstance(reply, Refusal):
        return reply
    return structs.replace(reply, advice=tuple(one for one in reply.advice if one.key not in _WAYS_HERE))


def head_rows(reply: Reply, catalogue: Catalogue, columns: int, *, held: bool) -> tuple[Row, ...]:
    """What stays in sight: where to go, what it is about, that the content is an example, what to ask."""
    name = title(reply, catalogue).text
    if isinstance(reply, Answer):
        name = f"{headline(reply, catalogue).text}{_INDENT}{name}"
    if held:
        name = f"【{catalogue.text('desk.held')}】{name}"
    rows = [Row(((line, "desk--strong"),)) for line in wrap(name, columns)]
    for note in _notes(reply, catalogue):
        rows += (Row(((line, "desk--notice"),), fill="desk--notice") for line in wrap(note, columns))
    return tuple(rows)


def _notes(reply: Reply, catalogue: Catalogue) -> Iterator[str]:
    for notice in getattr(reply, "notices", ()):
        yield message_line(notice, catalogue).text
    if isinstance(reply, Answer) and reply.ask is not None:
        prompt = message_line(reply.ask.prompt, catalogue).text
        yield catalogue.text("desk.ask", {"key": CAPS["known"], "prompt": prompt})


def body_rows(reply: Reply, catalogue: Catalogue, columns: int, *, here: str = "") -> tuple[Row, ...]:
    """All sections, one below the other; the rows that begin one bear its id.

    The heading of the section `here` stands out: the last ones cannot be brought to the top.
    """
    columns = min(columns, _WIDEST)
    rows: list[Row] = []
    source = 0
    for part in sections(reply, catalogue):
        if part.id not in _NOT_IN_BODY:
            for line in _section(part, columns, here=part.id == here):
                rows += (Row(row.runs, row.fill, row.id, source) for row in line)
                source += 1
    return tuple(rows)


def start_of(jump: str, rows: Sequence[Row]) -> int | None:
    """The row that the key for `jump` leads to; None where the reply has no such section."""
    ids = JUMPS[jump]
    found = [(ids.index(row.id), number) for number, row in enumerate(rows) if row.id in ids]
    return min(found)[1] if found else None


def end_of(start: int, rows: Sequence[Row]) -> int:
    """The row after the section that begins at `start`."""
    return next((number for number in range(start + 1, len(rows)) if rows[number].id), len(rows))


def _section(part: Section, columns: int, *, here: bool) -> Iterator[list[Row]]:
    """The heading with its key, then line by line; one short line alone shares the row of its heading."""
    heading = part.heading.text
    if cap := next((CAPS[jump] for jump, ids in JUMPS.items() if part.id in ids), ""):
        heading = f"{cap} {heading}"
    look = "desk--chosen" if here else "desk--heading"
    head: Run = (f" {heading} ", look)
    lines = list(part.lines)
    if len(lines) == 1 and not lines[0].details:
        whole = _INDENT + lines[0].text
        if cell_len(head[0]) + cell_len(whole) <= columns:
            yield [Row((head, (whole, "")), id=part.id)]
            return
    yield [Row((head,), look, part.id)]
    for line in lines:
        yield from _line(line, columns, "· ", 0)


def _line(line: Line, columns: int, lead: str, depth: int) -> Iterator[list[Row]]:
    indent = _INDENT * depth
    wrapped = wrap(line.text, max(columns - cell_len(indent + lead), 2))
    after = indent + " " * cell_len(lead)
    yield [Row(((f"{after if number else indent + lead}{text}", ""),)) for number, text in enumerate(wrapped)]
    for detail in line.details:
        yield from _line(detail, columns, "", depth + 1)


def plain_text(reply: Reply, catalogue: Catalogue) -> str:
    """The answer to hand over: where to go first, then all sections but what a clerk chooses from."""
    lines = [title(reply, catalogue).text]
    if isinstance(reply, Answer):
        lines.insert(0, headline(reply, catalogue).text)
    for part in sections(reply, catalogue):
        if part.id in _NOT_COPIED or (part.id == "choices" and isinstance(reply, Refusal)):
            continue
        lines += ["", part.heading.text, *(text for line in part.lines for text in _plain(line, _INDENT))]
    return "\n".join(lines) + "\n"


def _plain(line: Line, indent: str) -> Iterator[str]:
    yield indent + line.text
    for detail in line.details:
        yield from _plain(detail, indent + _INDENT)
