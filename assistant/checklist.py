"""What to bring, for this person: without what concerns others, what may follow apart."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.circumstances import Circumstances
from assistant.message import Message
from knowledge.model import Case, Guide, Material


class Checklist(Struct, frozen=True):
    """Every thing stands in one of the three lists."""

    bring: tuple[Material, ...] = ()
    no_paper: tuple[Material, ...] = ()
    """The electronic licence (电子证照) will do, for who has a smartphone."""
    later: tuple[Material, ...] = ()
    """容缺后补: may follow."""
    remarks: tuple[Message, ...] = ()
    """What somebody who handles it for another must know."""

    @property
    def all(self) -> tuple[Material, ...]:
        """Everything: what everybody needs, what some do, then what may follow."""
        now = sorted((*self.bring, *self.no_paper), key=lambda material: bool(material.when))
        return (*now, *self.later)


def checklist(guide: Guide, circumstances: Circumstances) -> Checklist:
    """Return what `guide` asks of this person; what depends on something unknown stays."""
    others = _of_others(circumstances)
    concerned = [material for material in guide.materials if material.case not in others]
    carries_paper = circumstances.smartphone is False
    return Checklist(
        bring=tuple(one for one in concerned if not one.later and (carries_paper or not one.e_licence)),
        no_paper=tuple(one for one in concerned if not one.later and one.e_licence and not carries_paper),
        later=tuple(one for one in concerned if one.later),
        remarks=tuple(_remarks(guide, circumstances)),
    )


def concerns(guide: Guide) -> frozenset[str]:
    """Return the fields of `Circumstances` that may change which things are on the list."""
    cases = {material.case for material in guide.materials}
    fields: dict[str, tuple[Case, Case]] = {"behalf": ("agent", "self"), "business": ("business", "person")}
    return frozenset(field for field, of in fields.items() if not cases.isdisjoint(of))


def _names_agents(guide: Guide) -> bool:
    """Whether the list is one for others already: nobody handles their own death."""
    return guide.after_death or any(material.case == "agent" for material in guide.materials)


def _of_others(circumstances: Circumstances) -> frozenset[Case]:
    """The cases that this person is known not to be."""
    behalf: dict[bool | None, Case] = {True: "self", False: "agent"}
    business: dict[bool | None, Case] = {True: "person", False: "business"}
    found = (behalf.get(circumstances.behalf), business.get(circumstances.business))
    return frozenset(case for case in found if case)


def _remarks(guide: Guide, circumstances: Circumstances) -> Iterable[Message]:
    if guide.in_person and circumstances.behalf is not False:
        yield Message("checklist.in_person")
    elif circumstances.behalf and not _names_agents(guide):
        yield Message("checklist.agent_unknown")
