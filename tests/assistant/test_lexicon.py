"""Lexicons are edited by hand: every fault names its file, and the shipped ones have none."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import tomli

from assistant.lexicon import SHIPPED, Lexicon
from assistant.normalise import normalise
from assistant.pinyin import split_syllables
from assistant.query import Understanding
from knowledge.model import Guide, Knowledge, Theme
from knowledge.problems import KnowledgeError

FILES = sorted(path.name for path in SHIPPED.glob("*.toml"))

STORY = 30
"""Characters from which a question is a story, in which somebody may well go and buy vegetables."""
URGENT = "紧急求助"
"""A smell of gas is reported to the gas company, but the first thing to say is: get out and call."""


def refused(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        Lexicon.read(folder)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(lexicon_folder: Path, name: str) -> None:
    (lexicon_folder / name).unlink()
    told = refused(lexicon_folder)
    assert name in told
    assert "unreadable" in told


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_is_named(lexicon_folder: Path, name: str) -> None:
    path = lexicon_folder / name
    path.write_text("shuo = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    told = refused(lexicon_folder)
    assert name in told
    assert "`shuo`" in told


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("objects.toml", '[[entry]]\nterm = "户口"\nsay = ["户口本"]\n', "`say`"),
        ("objects.toml", '[[entry]]\nterm = "户口"\nsays = "户口本"\n', "says"),
        ("actions.toml", '[[entry]]\nsays = ["丢了"]\n', "`term`"),
        ("teochew.toml", '[[word]]\nteochew = []\nmandarin = "他"\n', "teochew"),
        ("english.toml", '[[word]]\nenglish = ["id"]\n', "`mandarin`"),
        ("outside.toml", '[[topic]]\nname = "天气"\n', "`says`"),
        ("fillers.toml", "phrases = [1]\n", "phrases"),
    ],
)
def test_a_faulty_entry_names_the_key(lexicon_folder: Path, name: str, text: str, hint: str) -> None:
    (lexicon_folder / name).write_text(text, encoding="utf-8")
    told = refused(lexicon_folder)
    assert name in told
    assert hint in told


def test_bad_toml_names_the_line(lexicon_folder: Path) -> None:
    (lexicon_folder / "people.toml").write_text('[[entry]]\nterm = "老年人\n', encoding="utf-8")
    told = refused(lexicon_folder)
    assert "people.toml" in told
    assert "第 2 行" in told


def test_another_encoding_is_told(lexicon_folder: Path) -> None:
    path = lexicon_folder / "people.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "UTF-8" in refused(lexicon_folder)


def test_a_byte_order_mark_is_no_fault(lexicon_folder: Path) -> None:
    path = lexicon_folder / "fillers.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [hit.value for hit in Lexicon.read(lexicon_folder).fillers.find("请问")]


def test_an_edited_lexicon_is_used(lexicon_folder: Path) -> None:
    path = lexicon_folder / "objects.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[entry]]\nterm = "飞碟证"\nsays = ["飞碟"]\n', encoding="utf-8"
    )
    assert [hit.value for hit in Lexicon.read(lexicon_folder).objects.find("开飞碟要什么")] == ["飞碟证"]


def words(entry: dict[str, Any]) -> list[str]:
    """The expressions of an entry: they must lead to it alone."""
    if "term" in entry:
        return [entry["term"], *entry.get("official", ()), *entry.get("says", ())]
    return [*entry.get("teochew", ()), *entry.get("english", ())] or [entry["name"], *entry["says"]]


@pytest.mark.parametrize("name", sorted(set(FILES) - {"fillers.toml"}))
def test_no_expression_leads_to_two_entries(name: str) -> None:
    """The last would win silently."""
    (entries,) = tomli.loads((SHIPPED / name).read_text(encoding="utf-8")).values()
    owners = defaultdict(set)
    for at, entry in enumerate(entries):
        for word in words(entry):
            owners[normalise(word)].add(at)
    assert {word: at for word, at in owners.items() if len(at) > 1} == {}
    assert "" not in owners


def test_what_situations_imply_is_known_to_the_other_lexicons(lexicon: Lexicon) -> None:
    known = {
        word
        for name in ("objects.toml", "actions.toml")
        for entry in tomli.loads((SHIPPED / name).read_text(encoding="utf-8"))["entry"]
        for word in (entry["term"], *entry.get("official", ()))
    }
    implied = {word for words_of in lexicon.implied.values() for word in words_of}
    assert implied - known == set()


def entries_of(name: str) -> list[dict[str, Any]]:
    (entries,) = tomli.loads((SHIPPED / name).read_text(encoding="utf-8")).values()
    return list(entries)


@pytest.mark.parametrize(
    ("name", "entries", "expressions"),
    [
        ("english.toml", 350, 1200),
        ("outside.toml", 70, 4400),
        ("people.toml", 20, 1000),
        ("situations.toml", 50, 2000),
        ("teochew.toml", 600, 900),
    ],
)
def test_people_are_understood_in_many_words(name: str, entries: int, expressions: int) -> None:
    found = entries_of(name)
    assert len(found) >= entries
    assert sum(len(words(entry)) for entry in found) >= expressions


def test_english_expressions_are_no_syllables_of_pinyin() -> None:
    """``tin`` or ``die`` among words of pinyin would be rewritten once another word is no pinyin."""
    named = [word for entry in entries_of("english.toml") if entry["mandarin"] for word in entry["english"]]
    assert [word for word in named if word.isalpha() and len(split_syllables(word)) == 1] == []


def outside_hits(understanding: Understanding, wording: str) -> list[str]:
    return [topic for topic in understanding.query(wording).outside if topic != URGENT]


def items_of(knowledge: Knowledge) -> tuple[Guide | Theme, ...]:
    return (*knowledge.guides, *knowledge.themes)


def test_no_service_is_named_by_an_outside_expression(
    understanding: Understanding, shipped: Knowledge
) -> None:
    names = [name for item in items_of(shipped) for name in (item.name, *item.aliases)]
    assert {name: found for name in names if (found := outside_hits(understanding, name))} == {}


def test_who_asks_for_a_service_is_not_sent_away(understanding: Understanding, shipped: Knowledge) -> None:
    """An expression found here is too short: 买菜 → 去哪买菜.  One in 500 may slip in with new questions."""
    asked = [say for item in items_of(shipped) for say in item.questions if len(say) <= STORY]
    sent_away = {say: found for say in asked if (found := outside_hits(understanding, say))}
    assert len(sent_away) <= len(asked) / 500, sent_away


@pytest.mark.parametrize(
    ("said", "person", "event"),
    [
        ("阿嬷八十几岁", "老年人", "高龄"),
        ("老爸快八十了", "老年人", "高龄"),
        ("今年六十五周岁", "老年人", "满六十五岁"),
        ("孩子刚满十六岁", "儿童", "满十六岁"),
        ("我五十几岁", "成年人", None),
        ("五岁小孩", "儿童", None),
        ("未满16岁", "儿童", "未成年"),
        ("老伴走了", "老年人", "去世"),
        ("阿公做仙去", "老年人", "去世"),
    ],
)
def test_ages_kinship_and_death(
    understanding: Understanding, said: str, person: str, event: str | None
) -> None:
    query = understanding.query(said)
    assert query.people[0] == person
    assert query.situations == ((event,) if event else ())
