"""What to bring: who a thing concerns, what the electronic licence spares, what may follow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checklist import Checklist, checklist
from assistant.circumstances import NOTHING_KNOWN, Belongs, Circumstances, Walks
from knowledge.model import Case, Guide, Knowledge, Material
from locales.catalogue import languages, load

MakeGuide = Callable[..., Guide]

KNOWN = (None, True, False)
CASES: tuple[Case, ...] = get_args(Case)
NOT_CONCERNED: dict[tuple[str, bool | None], Case] = {
    ("behalf", False): "agent",
    ("behalf", True): "self",
    ("business", False): "business",
    ("business", True): "person",
}
"""What is known of somebody → the case that they then are not."""

PEOPLE = st.builds(
    Circumstances,
    behalf=st.sampled_from(KNOWN),
    walks=st.sampled_from((None, *get_args(Walks))),
    belongs=st.sampled_from((None, *get_args(Belongs))),
    smartphone=st.sampled_from(KNOWN),
    elderly=st.sampled_from(KNOWN),
    business=st.sampled_from(KNOWN),
)
MATERIALS = st.lists(
    st.builds(
        Material,
        name=st.sampled_from(("身份证", "户口簿", "委托书", "营业执照", "相片")),
        case=st.sampled_from((None, *CASES)),
        e_licence=st.booleans(),
        later=st.booleans(),
    ),
    unique=True,
    max_size=8,
)


def names(materials: tuple[Material, ...]) -> list[str]:
    return [material.name for material in materials]


def remarks(found: Checklist) -> list[str]:
    return [remark.key for remark in found.remarks]


@pytest.fixture
def of_every_case(make_guide: MakeGuide) -> Guide:
    """A thing for each case, named like it, and one for everybody."""
    materials = (Material(name="everybody"), *(Material(name=case, case=case) for case in CASES))
    return make_guide(materials=materials)


@pytest.mark.parametrize(("behalf", "business", "smartphone"), product(KNOWN, KNOWN, KNOWN))
def test_only_what_concerns_somebody_else_for_certain_is_left_out(
    behalf: bool | None, business: bool | None, smartphone: bool | None, of_every_case: Guide
) -> None:
    person = Circumstances(behalf=behalf, business=business, smartphone=smartphone)
    others = {NOT_CONCERNED.get(("behalf", behalf)), NOT_CONCERNED.get(("business", business))}
    assert names(checklist(of_every_case, person).bring) == [
        "everybody",
        *(case for case in CASES if case not in others),
    ]


@pytest.mark.parametrize("smartphone", KNOWN)
@pytest.mark.parametrize(("e_licence", "later"), [(False, False), (True, False), (False, True), (True, True)])
def test_a_thing_stands_where_it_is_looked_for(
    smartphone: bool | None, e_licence: bool, later: bool, make_guide: MakeGuide
) -> None:
    """Who has no smartphone shows no electronic licence; what may follow need not be at hand at all."""
    thing = Material(name="户口簿", e_licence=e_licence, later=later)
    found = checklist(make_guide(materials=(thing,)), Circumstances(smartphone=smartphone))
    expected = "bring"
    if later:
        expected = "later"
    elif e_licence and smartphone is not False:
        expected = "no_paper"
    where = {"bring": found.bring, "no_paper": found.no_paper, "later": found.later}
    assert where == {"bring": (), "no_paper": (), "later": (), expected: (thing,)}


def test_what_is_needed_at_once_comes_first_each_in_the_order_of_the_guide(make_guide: MakeGuide) -> None:
    materials = (
        Material(name="后补一", later=True),
        Material(name="电子一", e_licence=True),
        Material(name="纸一"),
        Material(name="后补二", later=True, e_licence=True),
        Material(name="电子二", e_licence=True),
        Material(name="纸二"),
    )
    found = checklist(make_guide(materials=materials), NOTHING_KNOWN)
    assert names(found.all) == ["纸一", "纸二", "电子一", "电子二", "后补一", "后补二"]


def test_a_guide_that_asks_for_nothing_has_an_empty_list(make_guide: MakeGuide) -> None:
    assert checklist(make_guide(), NOTHING_KNOWN) == Checklist()


# ── Remarks


@pytest.mark.parametrize("behalf", (None, True))
def test_who_may_not_be_the_one_concerned_is_told_that_the_person_must_come(
    behalf: bool | None, make_guide: MakeGuide
) -> None:
    guide = make_guide(in_person=True)
    assert remarks(checklist(guide, Circumstances(behalf=behalf))) == ["checklist.in_person"]


def test_an_agent_is_told_where_nobody_wrote_down_what_agents_bring(make_guide: MakeGuide) -> None:
    silent = make_guide(materials=(Material(name="身份证"), Material(name="相片", case="self")))
    assert remarks(checklist(silent, Circumstances(behalf=True))) == ["checklist.agent_unknown"]
    told = make_guide(materials=(Material(name="身份证"), Material(name="委托书", case="agent")))
    assert remarks(checklist(told, Circumstances(behalf=True))) == []


def test_what_follows_a_death_is_a_list_for_others_already(make_guide: MakeGuide) -> None:
    guide = make_guide(materials=(Material(name="来办的人的身份证"),), after_death=True)
    assert remarks(checklist(guide, Circumstances(behalf=True))) == []


@pytest.mark.parametrize("behalf", (None, False))
def test_who_is_not_known_to_be_an_agent_is_told_nothing_of_agents(
    behalf: bool | None, make_guide: MakeGuide
) -> None:
    assert remarks(checklist(make_guide(), Circumstances(behalf=behalf))) == []


@pytest.mark.parametrize("language", languages())
def test_every_remark_has_words(language: str, make_guide: MakeGuide) -> None:
    words = load(language)
    for guide in (make_guide(), make_guide(in_person=True)):
        (remark,) = checklist(guide, Circumstances(behalf=True)).remarks
        assert words.text(remark.key, remark.data)
        assert words.speech(remark.key, remark.data)


# ── Whoever asks for whatever


@given(MATERIALS, PEOPLE)
def test_a_list_is_a_part_of_what_the_guide_asks_for_and_names_nothing_twice(
    make_guide: MakeGuide, materials: list[Material], person: Circumstances
) -> None:
    guide = make_guide(materials=tuple(materials))
    found = checklist(guide, person).all
    assert set(found) <= set(guide.materials)
    assert len(set(found)) == len(found)


@given(MATERIALS)
def test_of_whom_nothing_is_known_everything_is_asked(
    make_guide: MakeGuide, materials: list[Material]
) -> None:
    found = checklist(make_guide(materials=tuple(materials)), NOTHING_KNOWN)
    assert set(found.all) == set(materials)
    assert len(found.all) == len(materials)


@given(MATERIALS, PEOPLE, st.sampled_from(Circumstances.__struct_fields__))
def test_to_know_less_of_somebody_never_shortens_the_list(
    make_guide: MakeGuide, materials: list[Material], person: Circumstances, forgotten: str
) -> None:
    guide = make_guide(materials=tuple(materials))
    known: dict[str, Any] = {field: getattr(person, field) for field in Circumstances.__struct_fields__}
    less = Circumstances(**{**known, forgotten: None})
    assert set(checklist(guide, person).all) <= set(checklist(guide, less).all)


@given(MATERIALS, PEOPLE)
def test_nothing_but_for_whom_it_is_and_a_smartphone_changes_a_list(
    make_guide: MakeGuide, materials: list[Material], person: Circumstances
) -> None:
    guide = make_guide(materials=tuple(materials))
    only = Circumstances(behalf=person.behalf, business=person.business, smartphone=person.smartphone)
    assert checklist(guide, person) == checklist(guide, only)


@given(PEOPLE)
def test_shipped_lists_name_nothing_twice_and_leave_nothing_out_for_no_reason(
    shipped: Knowledge, person: Circumstances
) -> None:
    others = {NOT_CONCERNED.get(("behalf", person.behalf)), NOT_CONCERNED.get(("business", person.business))}
    for guide in shipped.guides[::7]:
        found = checklist(guide, person).all
        assert len(set(found)) == len(found), guide.id
        left_out = set(guide.materials) - set(found)
        assert all(material.case is not None and material.case in others for material in left_out), guide.id


def test_every_shipped_guide_tells_somebody_of_whom_nothing_is_known_all_it_asks(shipped: Knowledge) -> None:
    for guide in shipped.guides:
        found = checklist(guide, NOTHING_KNOWN).all
        assert sorted(names(found)) == sorted(names(guide.materials)), guide.id


@pytest.mark.parametrize(("behalf", "business"), product((True, False), (True, False)))
def test_who_has_told_for_whom_it_is_reads_no_name_twice(
    behalf: bool, business: bool, shipped: Knowledge
) -> None:
    """A thing may be listed once for the person and once for an agent; nobody is both."""
    person = Circumstances(behalf=behalf, business=business)
    twice = [
        guide.id
        for guide in shipped.guides
        if len(found := names(checklist(guide, person).all)) > len(set(found))
    ]
    assert twice == []


def test_shipped_content_has_cases_and_electronic_licences(shipped: Knowledge) -> None:
    """Else the tests over shipped content would prove nothing."""
    materials = [material for guide in shipped.guides for material in guide.materials]
    assert {material.case for material in materials} >= {"agent", "business", "person"}
    assert any(material.e_licence for material in materials)
