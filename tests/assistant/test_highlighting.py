"""Which parts of a name answer to a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.highlighting import Highlighter
from assistant.lexicon import Lexicon
from assistant.normalise import HANZI, normalise
from assistant.pinyin import initials, spellings
from assistant.pipeline import Assistant
from assistant.query import Query
from assistant.readings import reading
from assistant.reply import Answer, Option, Reply
from assistant.session import Chose, Said, Session
from assistant.shown import Span, shown
from knowledge.model import Knowledge
from knowledge.text import clean_line

Highlight = Callable[[str, str], Sequence[Span]]

_HANZI = re.compile(f"[{HANZI}]")
_RUN = re.compile(f"[{HANZI}]+")


@pytest.fixture(scope="module")
def spans(understand: Callable[[str], Query], lexicon: Lexicon) -> Highlight:
    return lambda question, name: Highlighter.of(understand(question), lexicon).spans(name)


@pytest.fixture(scope="module")
def marked(spans: Highlight) -> Callable[[str, str], str]:
    """The name with its parts in ⟨⟩."""

    def mark(question: str, name: str) -> str:
        for start, end in reversed(spans(question, name)):
            name = f"{name[:start]}⟨{name[start:end]}⟩{name[end:]}"
        return name

    return mark


@pytest.fixture(scope="module")
def names(shipped: Knowledge) -> list[str]:
    return sorted({thing.name for thing in (*shipped.guides, *shipped.themes)})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # the same characters, however they are written
        ("身份证", "居民⟨身份证⟩补领"),
        ("身份證補領", "居民⟨身份证补领⟩"),
        ("身份证（补领）", "居民⟨身份证补领⟩"),
        ("身 份 证", "居民⟨身份证⟩补领"),
        ("６０周岁", "⟨60 周岁⟩以上人员免费体检"),
        ("60岁老人", "⟨60⟩ 周岁以上⟨老人⟩免费体检"),
        ("etc办理", "⟨ＥＴＣ 办理⟩（新办）"),
        ("ETC", "⟨ＥＴＣ⟩ 办理（新办）"),
        ("证书登记", "不动产权⟨证书（登记⟩证明）换发"),
        ("税", "⟨税⟩收完⟨税⟩证明"),
        # other words for the same thing
        ("房产", "⟨不动产⟩更正登记"),
        ("厝过户", "房屋所有权⟨转移登记⟩（买卖）"),
        ("身份证丢了", "居民⟨身份证补领⟩"),
        ("ID card lost", "⟨居民身份证补领⟩"),
        ("老公死了", "⟨死亡登记⟩"),
        # pinyin, whole, in part, among Hanzi, with an accent
        ("shenfenzheng", "居民⟨身份证⟩挂失申报"),
        ("shen fen zheng", "居民⟨身份证⟩挂失申报"),
        ("shenfen z", "居民⟨身份证⟩挂失申报"),
        ("shenfe", "居民⟨身份⟩证挂失申报"),
        ("shen份证", "居民⟨身份证⟩补领"),
        ("身fen证", "居民⟨身份证⟩补领"),
        ("身份zh", "居民⟨身份证⟩补领"),
        ("sengfengzhen", "居民⟨身份证⟩补领"),
        ("lanliao", "⟨燃料⟩补贴"),
        # wrong characters
        ("生份证", "居民⟨身份证⟩补领"),
        ("申分正", "居民⟨身份证⟩补领"),
        # initials
        ("sfz", "居民⟨身份证⟩补领"),
        ("s f z", "居民⟨身份证⟩补领"),
        ("sfzbl", "居民⟨身份证补领⟩"),
        ("sfzbl", "居民⟨身份证⟩换领、⟨补领⟩"),
        ("hk", "居民⟨户口⟩簿"),
        # typing errors: what agrees
        ("居民身扮证", "⟨居民身⟩份证补领"),
        ("shenfenzehng", "居民⟨身份⟩证补领"),
    ],
)
def test_what_was_asked_for_is_marked(
    marked: Callable[[str, str], str], question: str, expected: str
) -> None:
    assert marked(question, re.sub("[⟨⟩]", "", expected)) == expected


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("天气", "田契遗失登报"),  # two characters that only sound alike
        ("我的证", "户口的迁移证明"),  # lone characters
        ("shen", "身份证补领"),  # one syllable
        ("请问怎么办理身份证", "特种行业上门办理"),  # politeness
        ("zh", "大学生毕业"),
        ("身份证", ""),
        ("", "居民身份证补领"),
        ("身份证", "（）、 ・"),
    ],
)
def test_what_was_not_asked_for_is_not_marked(spans: Highlight, question: str, name: str) -> None:
    assert spans(question, name) == ()


# ── The way back to what is shown

SHOWN = st.text(
    st.one_of(
        st.sampled_from("居民身份证補领户口（）()[]、 　・“”６０60ＡbCé①㎡⼈𠮷İ"),
        st.sampled_from("\u0301\u20dd\ufe0f\u0308"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=16,
)


@given(name=SHOWN, question=st.text("居民身份证户口60abcesfz人吉 ", max_size=8))
def test_any_name_has_spans_within_it_in_order_and_apart(spans: Highlight, name: str, question: str) -> None:
    found = spans(question, name)
    ends = [place for span in found for place in span]
    assert ends == sorted(set(ends))
    assert all(0 <= place <= len(name) for place in ends)
    assert not any(unicodedata.category(name[place]).startswith("M") for place in ends if place < len(name))


@given(name=SHOWN.map(clean_line))
def test_a_name_has_the_spelling_that_search_compares(name: str) -> None:
    """Names are cleaned when they are read; only that is left to search, and not to `shown`."""
    assert shown(name).text.split() == normalise(name).split()


def test_shipped_names_have_the_spelling_that_search_compares(names: list[str]) -> None:
    for name in names:
        assert shown(name).text.split() == normalise(name).split()


def test_a_mark_stays_with_its_letter(spans: Highlight) -> None:
    assert spans("cafe", "办cafe\u0301证") == ((1, 6),)
    assert spans("身份", "身份\u20dd证") == ((0, 3),)


# ── Whatever part of a name is asked for is marked


def covered(spans: Sequence[Span], name: str, start: int, end: int) -> bool:
    lit = {place for span in spans for place in range(*span)}
    return all(place in lit for place in range(start, end) if _HANZI.match(name[place]))


PARTS = st.tuples(st.integers(0, 9999), st.integers(0, 30), st.integers(0, 12))
"""Number of a name, of its first Hanzi to take, and how many more than needed; wrapped to what there is."""


def part_of(names: list[str], part: tuple[int, int, int], fewest: int) -> tuple[str, int, int]:
    """(name, start, end) of a part of at least `fewest` Hanzi, beginning and ending with one."""
    number, first, more = part
    name = names[number % len(names)]
    places = [found.start() for found in _HANZI.finditer(name)]
    assume(len(places) >= fewest)
    first %= len(places) - fewest + 1
    last = min(first + fewest - 1 + more, len(places) - 1)
    return name, places[first], places[last] + 1


@given(part=PARTS)
def test_any_two_hanzi_or_more_are_marked(spans: Highlight, names: list[str], part) -> None:
    name, start, end = part_of(names, part, 2)
    assert covered(spans(name[start:end], name), name, start, end), (name, name[start:end])


def syllables_of(name: str, start: int, end: int) -> list[str]:
    """How the Hanzi of a part are read in their name."""
    read = [
        (found.start() + at, syllable)
        for found in _RUN.finditer(name)
        for at, syllable in enumerate(reading(found[0]))
    ]
    return [syllable for place, syllable in read if start <= place < end]


@given(part=PARTS)
def test_pinyin_of_any_three_hanzi_or_more_is_marked(spans: Highlight, names: list[str], part) -> None:
    name, start, end = part_of(names, part, 3)
    typed = "".join(syllables_of(name, start, end))
    assume(not re.search("[0-9A-Za-z]", name[start:end]))
    assert covered(spans(typed, name), name, start, end), (name, typed)


@given(part=PARTS)
def test_initials_of_any_three_hanzi_or_more_are_marked(spans: Highlight, names: list[str], part) -> None:
    name, start, end = part_of(names, part, 3)
    typed = initials(syllables_of(name, start, end))
    assume(not re.search("[0-9A-Za-z]", name[start:end]))
    assert covered(spans(typed, name), name, start, end), (name, typed)


@given(part=PARTS, choice=st.integers(0, 5))
def test_pinyin_with_an_accent_is_marked(spans: Highlight, names: list[str], part, choice: int) -> None:
    name, start, end = part_of(names, part, 3)
    ways = [spellings(syllable) for syllable in syllables_of(name, start, end)]
    typed = " ".join(way[choice % len(way)] for way in ways)
    assume(not re.search("[0-9A-Za-z]", name[start:end]))
    assert covered(spans(typed, name), name, start, end), (name, typed)


# ── In replies


def options(reply: Reply) -> tuple[Option, ...]:
    return reply.others if isinstance(reply, Answer) else reply.options


@pytest.mark.parametrize("question", ["身份证", "shenfenzheng", "sfz", "过户", "生份证"])
def test_offers_to_a_question_tell_what_was_asked_for(
    assistant: Assistant, spans: Highlight, question: str
) -> None:
    offered = [
        option for option in options(assistant.ask(question)) if option.turn.kind in ("guide", "theme")
    ]
    assert any(option.spans for option in offered)
    for option in offered:
        assert option.spans == spans(question, str(option.label.data["text"]))


def test_offers_while_browsing_stress_nothing(assistant: Assistant) -> None:
    area = assistant.reply(Session((Said("身份证"), Chose("area", "identity"))))
    assert options(area) and not any(option.spans for option in options(area))
