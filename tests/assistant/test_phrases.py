"""Finding known expressions: the longest first, Latin ones whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.phrases import PhraseTable


def found(table: PhraseTable[str], text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.value) for hit in table.find(text)]


def test_the_longer_of_two_that_start_together_is_found() -> None:
    table = PhraseTable.build([("社保", "社会保险"), ("社保卡", "社会保障卡")])
    assert found(table, "社保卡和社保") == [("社保卡", "社会保障卡"), ("社保", "社会保险")]


def test_a_shorter_one_is_found_where_the_longer_does_not_fit() -> None:
    table = PhraseTable.build([("社保", "短"), ("社保卡丢了", "长")])
    assert found(table, "社保卡在") == [("社保", "短")]


def test_a_hit_ends_with_the_text_though_longer_ones_begin_alike() -> None:
    table = PhraseTable.build([("社保", "短"), ("社保卡丢了", "长")])
    assert [(hit.start, hit.end) for hit in table.find("补社保")] == [(1, 3)]


def test_hits_do_not_overlap() -> None:
    assert found(PhraseTable.build([("份证", "后"), ("身份", "前")]), "身份证") == [("身份", "前")]


def test_latin_expressions_are_whole_words() -> None:
    table = PhraseTable.build([("id", "身份证"), ("id card", "卡")])
    assert found(table, "my id") == [("id", "身份证")]
    assert found(table, "id card") == [("id card", "卡")]
    assert found(table, "idea video id2") == [("id", "身份证")]
    assert found(table, "办id的") == [("id", "身份证")]


def test_nothing_is_found_in_nothing() -> None:
    assert found(PhraseTable.build([("", "空"), ("身", "x")]), "") == []
    assert found(PhraseTable.build([]), "身份证") == []


def test_replacing_touches_nothing_else() -> None:
    table = PhraseTable.build([("阿嬷", "奶奶"), ("过身", "去世")])
    assert table.replace("我阿嬷过身了", str) == "我奶奶去世了"
    assert table.replace("无关", str) == "无关"


@given(
    st.dictionaries(st.text("甲乙丙ab ", min_size=1, max_size=4), st.integers(), max_size=8),
    st.text("甲乙丙ab ", max_size=30),
)
def test_hits_are_expressions_of_the_table_from_left_to_right(phrases: dict[str, int], text: str) -> None:
    end = 0
    for hit in PhraseTable.build(phrases.items()).find(text):
        assert phrases[text[hit.start : hit.end]] == hit.value
        assert end <= hit.start < hit.end
        end = hit.end
