"""Catalogues: complete, equal in every language, and literal in what they insert."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from locales.catalogue import REFERENCE, SHIPPED, CatalogueError, languages, load

AREAS = ("pension", "medical", "identity", "family", "home", "work", "business", "other")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalogues that a test may spoil."""
    for language in languages():
        shutil.copytree(SHIPPED / language, tmp_path / language)
    return tmp_path


def problems(language: str, folder: Path) -> tuple[str, ...]:
    with pytest.raises(CatalogueError) as caught:
        load(language, folder)
    return caught.value.problems


def test_reference_language_is_listed_first() -> None:
    assert languages()[0] == REFERENCE
    assert {"en", "nan-x-teochew"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_shipped_language_has_a_name_of_its_own(language: str) -> None:
    catalogue = load(language)
    assert catalogue.language == language
    assert catalogue.text("language.name")


def test_every_message_can_be_said_and_shown() -> None:
    for language in languages():
        catalogue = load(language)
        for key, entry in catalogue.entries.items():
            data = dict.fromkeys(frozenset().union(*entry.gaps), "x")
            assert catalogue.text(key, data).strip(), (language, key)
            assert catalogue.speech(key, data).strip(), (language, key)


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("zh-CN", r"[A-Za-z]"), ("nan-x-teochew", r"[A-Za-z]"), ("en", r"[\u4e00-\u9fff]")],
)
def test_no_word_of_another_language_reaches_a_citizen(language: str, foreign: str) -> None:
    for key, entry in load(language).entries.items():
        if key.startswith("command."):
            continue  # names commands and packages
        words = re.sub(r"\{\w+\}", "", entry.text + entry.speech)
        assert not re.search(foreign, words), key


@pytest.mark.parametrize("language", [REFERENCE, "nan-x-teochew"])
def test_area_labels_fit_a_button(language: str) -> None:
    catalogue = load(language)
    labels = [catalogue.text(f"area.{area}") for area in AREAS]
    assert max(map(len, labels)) <= 8
    assert len(set(labels)) == len(AREAS)


@pytest.mark.parametrize("language", languages())
def test_no_telephone_number_but_the_public_ones(language: str) -> None:
    public = {"12345", "110", "119", "120"}
    for key, entry in load(language).entries.items():
        if key.startswith("command."):
            continue  # names ranges of settings and addresses of printers
        numbers = set(re.findall(r"\d{3,}", entry.text + " " + entry.speech))
        assert numbers <= public, key


def test_inserted_text_stays_literal() -> None:
    text = r"{text} [bold]{other}[/] \1 {{"
    assert load(REFERENCE).text("quote", {"text": text}) == text


def test_spoken_form_may_differ_from_the_shown_one() -> None:
    catalogue = load(REFERENCE)
    assert catalogue.text("route.step", {"number": 2, "step": "登录"}) == "2. 登录"
    assert catalogue.speech("route.step", {"number": 2, "step": "登录"}) == "第2步，登录"
    assert catalogue.speech("button.back") == catalogue.text("button.back")


def test_unknown_key_and_unfilled_gap_name_the_key() -> None:
    catalogue = load(REFERENCE)
    with pytest.raises(CatalogueError, match=r"no\.such"):
        catalogue.text("no.such")
    with pytest.raises(CatalogueError, match=r"idle\.warning.*\{seconds\}"):
        catalogue.speech("idle.warning", {})


def test_unknown_language_lists_those_there_are() -> None:
    with pytest.raises(CatalogueError, match=r"xx.*zh-CN、en"):
        load("xx")


def test_a_language_is_one_folder(folder: Path) -> None:
    shutil.copytree(folder / "en", folder / "fr")
    assert languages(folder) == ("zh-CN", "en", "fr", "nan-x-teochew")
    assert load("fr", folder).text("button.back") == "Back"


def test_all_differences_from_the_reference_are_named_at_once(folder: Path) -> None:
    screen = folder / "en" / "screen.toml"
    words = screen.read_text(encoding="utf-8")
    words = words.replace('back = "Back"\n', "").replace("{seconds}", "{second}")
    screen.write_text(words + '\n[extra]\nword = "Word"\n', encoding="utf-8")
    found = problems("en", folder)
    assert [problem.split("：")[0] for problem in found] == [
        "en/screen.toml · button.back",
        "en/screen.toml · idle.warning",
        "en/screen.toml · extra.word",
    ]
    assert "{seconds}" in found[1]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("faulty = 3", "应当是文字"),
        ('faulty = ""', "不能是空的"),
        ('faulty = { text = "a", spoken = "b" }', "spoken"),
        ('faulty = { text = "a", speech = 5 }', "不能是空的"),
        ('faulty = "a {Gap}"', "花括号"),
        ('faulty = "a {gap"', "花括号"),
        ('faulty = "a\\u001b[31m"', "控制字符"),
        ('faulty = "a\\nb"', "换行"),
        ('quote = "again"', "已经有了"),
    ],
)
def test_malformed_entry_is_named(folder: Path, line: str, what: str) -> None:
    (folder / "zh-CN" / "faulty.toml").write_text(line + "\n", encoding="utf-8")
    (found,) = problems("zh-CN", folder)
    assert found.startswith("zh-CN/faulty.toml · ")
    assert what in found


def test_unreadable_file_is_named(folder: Path) -> None:
    (folder / "zh-CN" / "broken.toml").write_text("a = [", encoding="utf-8")
    (folder / "zh-CN" / "bytes.toml").write_bytes(b'a = "\xff"')
    assert [problem.split("：")[0] for problem in problems("zh-CN", folder)] == [
        "zh-CN/broken.toml",
        "zh-CN/bytes.toml",
    ]
