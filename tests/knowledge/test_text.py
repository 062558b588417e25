from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content

from knowledge.text import clean, clean_line, clean_tree

PIECES = [
    *("&amp;", "amp;", "&lt;", "&#x1b;", "&#60;", "<br>", "<b>", "</p>", "<!--", "-->", "<script>", ">", "<"),
    *("\x1b[31m", "\x1b]8;;http://x\x07", "\x1b", "[", "]", "[/", "[@click=app.quit]", "&", ";", "#", "m"),
    *("\u202e", "\u200b", "\x7f", "\x9b", "\r\n", "\t", "\u2028", "\u3000", "\ufe0f", "\U000e0041", "\ud800"),
    *("身份证", "a", "0"),
]
dirty = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


HIDDEN = "&\u200blt;b>"  # a tag only once the invisible letter is gone


@given(dirty)
@example(HIDDEN)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(dirty)
def test_nothing_that_moves_a_cursor_or_hides_survives(text: str) -> None:
    left = {unicodedata.category(letter) for letter in clean(text).replace("\n", "")}
    assert left.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert not set(clean(text)) & set(
        "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    )


@given(dirty)
@example(HIDDEN)
def test_no_markup_survives(text: str) -> None:
    cleaned = clean(text)
    assert not re.search(r"</?[A-Za-z][^<>]{0,500}>|&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);", cleaned)
    assert Content.from_markup(cleaned).plain == cleaned


@given(dirty)
def test_no_line_is_empty_or_padded(text: str) -> None:
    assert all(line == line.strip() and line for line in clean(text).split("\n")) or clean(text) == ""
    assert "\n" not in clean_line(text)


@given(st.text(alphabet="澄海区政务服务中心身份证0123456789，。（）《》〔〕“”abcXYZ.-/"))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("条件&amp;amp;一", "条件&一"),
        ("&amp;lt;b&amp;gt;粗&amp;lt;/b&amp;gt;", "粗"),
        ("&lt;br&gt;", ""),
        ("<p>一</p><p>二</p>三<br/>四", "一\n二\n三\n四"),
        ("一\r\n\r\n二\u2028三", "一\n二\n三"),
        ("身\x7f份\x00证", "身份证"),
        ("红\x1b[1;31m字\x1b[0m", "红 字"),
        ("\x1b]0;标题\x07字", "字"),
        ("\u202e反\u2066向", "反向"),
        ("  空 \t 格\u3000 ", "空 格"),
        ("国发[2014]47号", "国发［2014］47号"),
        ("[bold]粗[/bold]", "［bold］粗［/bold］"),
        ("收入<低保线", "收入<低保线"),
        ("3<5 且 7>6", "3<5 且 7>6"),
    ],
)
def test_examples(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_tree_is_cleaned_to_its_leaves() -> None:
    tree = {"a": ["<b>x</b>", {"b": "\x1b[0my"}], "n": 1, "t": True, "none": None}
    assert clean_tree(tree) == {"a": ["x", {"b": "y"}], "n": 1, "t": True, "none": None}
