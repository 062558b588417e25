"""Teochew: its own words, characters that people and fonts know, and no line passed off as reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pypinyin import lazy_pinyin

from locales.catalogue import SHIPPED, Catalogue, load

TEOCHEW = "nan-x-teochew"
MANDARIN = r"您|什么|怎么|哪|没|不|吗|这|那|他(?!$|。)|们|说|看|喊|你|的"
"""Words that Teochew has others for; 其他 stands at the end of the names of areas."""


@pytest.fixture(scope="module")
def teochew() -> Catalogue:
    return load(TEOCHEW)


def for_citizens(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for key, entry in catalogue.entries.items():
        if not key.startswith("command."):
            yield key, entry.text
            yield key, entry.speech


def test_no_mandarin_is_left_between_the_words(teochew: Catalogue) -> None:
    left = {key: text for key, text in for_citizens(teochew) if re.search(MANDARIN, text)}
    assert not left


def test_what_is_asked_first_is_in_teochew(teochew: Catalogue) -> None:
    assert teochew.text("need.prompt") == "汝爱办乜事？"
    assert teochew.text("language.name") != load("zh-CN").text("language.name")


def test_ordinary_fonts_have_every_character_and_the_voice_a_reading(teochew: Catalogue) -> None:
    for key, text in for_citizens(teochew):
        text.encode("gbk")  # what any Chinese font draws; else the error names the character
        for hanzi in re.findall(r"[\u4e00-\u9fff]", text):
            assert lazy_pinyin(hanzi, errors="ignore"), (key, hanzi)


def test_same_official_names_as_in_mandarin(teochew: Catalogue) -> None:
    mandarin = load("zh-CN")
    for key, entry in mandarin.entries.items():
        for name in ("社保通", "跨域通办", "便民服务站", "便民服务中心", "电子证照", "咨询台", "公积金"):
            if name in entry.text and not key.startswith("command."):
                assert name in teochew.entries[key].text, key


def test_every_file_asks_for_a_native_speaker_at_its_head() -> None:
    files = sorted((SHIPPED / TEOCHEW).glob("*.toml"))
    assert [file.name for file in files] == sorted(file.name for file in (SHIPPED / "zh-CN").glob("*.toml"))
    for file in files:
        head = "".join(file.read_text(encoding="utf-8").splitlines()[:4])
        assert "不是母语者" in head, file.name
        assert "先请母语者审校" in head, file.name
