"""Telephones and the reach of a service: seen, heard and printed by whoever needs them."""

from __future__ import annotations

from typing import get_args

import pytest

from assistant.reply import Answer
from assistant.routes import PhoneRoute
from kiosk import wording
from kiosk.commands.ask import plain
from kiosk.screens.answer import answer_parts
from kiosk.screens.pages import text_pages
from kiosk.speech.normalise import normalise
from knowledge.model import Guide, Phone, Reach, ReachForm, Scope, Source
from locales.catalogue import Catalogue, languages, load

SCOPE = Scope(reach="province", forms=("online", "collect"), areas=("汕头市", "潮州市"))
PHONES = (Phone(number="0754-12345678-802", note="社保窗口"), Phone(number="12345"))
ANSWER = Answer(
    Guide(
        id="other/x",
        name="办一件事",
        source=Source(title="来源"),
        owner="某部门",
        status="imported",
        scopes=(SCOPE,),
        phones=PHONES,
    ),
    (PhoneRoute(phones=PHONES),),
    (),
)


@pytest.fixture(scope="module")
def chinese() -> Catalogue:
    return load("zh-CN")


def lines_of(section_id: str, catalogue: Catalogue) -> list[wording.Line]:
    (section,) = (part for part in wording.answer_sections(ANSWER, catalogue) if part.id == section_id)
    return [flat for line in section.lines for flat in line.flat()]


def test_a_telephone_is_shown_with_what_it_is_for(chinese: Catalogue) -> None:
    assert [line.text for line in lines_of("phones", chinese)] == [
        "社保窗口：0754-12345678 转 802",
        "12345",
    ]


def test_a_telephone_is_said_digit_by_digit(chinese: Catalogue) -> None:
    said = [normalise(line.speech) for line in lines_of("phones", chinese)]
    assert said == [
        "社保窗口，电话零七五四，幺二三四，五六七八，分机号码八零二",
        "电话一二三四五",
    ]


def test_a_reach_is_told_with_its_ways_and_places(chinese: Catalogue) -> None:
    assert [line.text for line in lines_of("scopes", chinese)] == [
        "全省都能办",
        "在网上就能办完",
        "在外地交材料，那边代收",
        "能办的地方：汕头市、潮州市",
    ]


@pytest.mark.parametrize("language", languages())
def test_every_reach_and_form_has_words(language: str) -> None:
    catalogue = load(language)
    keys = [f"scope.{reach}" for reach in get_args(Reach)]
    keys += [f"scope_form.{form}" for form in get_args(ReachForm)]
    assert all(catalogue.text(key) and catalogue.speech(key) for key in keys)


def test_both_stand_on_the_pages_of_the_kiosk_and_on_the_command_line(chinese: Catalogue) -> None:
    paged = "".join(line for page in text_pages(answer_parts(ANSWER, chinese), 80, 12) for line in page.lines)
    printed = "\n".join(plain(ANSWER, chinese))
    for fact in ("0754-12345678 转 802", "12345", "全省都能办", "汕头市、潮州市"):
        assert fact in paged
        assert fact in printed


def test_an_answer_without_them_says_nothing_of_them(chinese: Catalogue) -> None:
    bare = Guide(id="other/x", name="事", source=Source(title="来源"), owner="局", status="sample")
    ids = {part.id for part in wording.answer_sections(Answer(bare, (), ()), chinese)}
    assert ids.isdisjoint({"phones", "scopes"})
