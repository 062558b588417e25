"""Pinyin as it is typed and misheard."""

from __future__ import annotations

import pytest

from assistant.phrases import PhraseTable
from assistant.pinyin import fold, folded, initials, spellings, split_syllables, syllable_tokens, syllables
from assistant.sounds import SoundTable


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("shenfenzheng", "shen fen zheng"),
        ("canjiren", "can ji ren"),
        ("zhuangxiu", "zhuang xiu"),
        ("nver", "nv er"),
        ("hukou", "hu kou"),
        ("er", "er"),
    ],
)
def test_letters_are_split_into_syllables(letters: str, syllables: str) -> None:
    assert split_syllables(letters) == tuple(syllables.split())


def test_a_last_syllable_still_being_typed_stands() -> None:
    assert split_syllables("shenfenzh") == ("shen", "fen", "zh")
    assert split_syllables("shenf") == ("shen", "f")


@pytest.mark.parametrize("letters", ["sfz", "id", "card", "xyz", ""])
def test_what_is_no_pinyin_is_not_split(letters: str) -> None:
    assert split_syllables(letters) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zheng", "zeng"),
        ("chan", "can"),
        ("shan", "san"),
        ("nan", "lan"),
        ("ren", "len"),
        ("fu", "hu"),
        ("xing", "xin"),
        ("zheng", "zhen"),
        ("zhang", "zan"),
        ("nü", "lv"),
    ],
)
def test_southern_accents_sound_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ban", "pan"), ("zhi", "ji"), ("dong", "don"), ("hu", "ku"), ("er", "e")]
)
def test_other_sounds_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_spellings_of_a_syllable_are_all_that_sound_alike_the_longest_first() -> None:
    assert spellings("ren") == ("leng", "neng", "reng", "len", "nen", "ren")
    assert spellings("a") == ("a",)
    assert spellings("card") == ("card",)


def sound(text: str) -> tuple[str, ...]:
    return folded(syllables(text))


def test_hanzi_and_pinyin_of_a_word_sound_alike() -> None:
    assert sound("身份证") == sound("shenfenzheng") == sound("shen fen zheng")
    assert sound("残疾人证") == sound("can ji 人 zheng")


def test_polyphones_are_read_by_their_words() -> None:
    assert syllables("会计") == ("kuai", "ji")
    assert syllables("银行") == ("yin", "hang")


def test_letters_that_are_no_pinyin_stay_a_word() -> None:
    assert syllables("app注册") == ("app", "zhu", "ce")
    assert syllables("123") == ()


def test_initials_are_first_letters() -> None:
    assert initials(syllables("身份证")) == "sfz"
    assert initials(syllables("残疾人证")) == "cjrz"
    assert initials(()) == ""


def test_tokens_of_syllables_are_syllables_and_pairs() -> None:
    assert syllable_tokens(["sen", "hen", "zen"]) == ("sen", "hen", "zen", "sen_hen", "hen_zen")
    assert syllable_tokens(["sen"]) == ("sen",)
    assert syllable_tokens([]) == ()


@pytest.fixture(scope="module")
def sounds() -> SoundTable:
    return SoundTable.build(
        PhraseTable.build(
            [("身份证", "居民身份证"), ("户口", "户口"), ("残疾人证", "残疾人证"), ("买", "买")]
        )
    )


@pytest.mark.parametrize("text", ["shenfenzheng", "sengfengzhen diu le", "申分正", "声分证不见了"])
def test_expressions_are_heard_in_accents_and_wrong_characters(sounds: SoundTable, text: str) -> None:
    assert sounds.heard(sound(text), typed=text.isascii()) == ("居民身份证",)


def test_short_homophones_in_hanzi_are_not_heard(sounds: SoundTable) -> None:
    """Whoever writes two characters right did not mean two others."""
    assert sounds.heard(sound("糊口"), typed=False) == ()
    assert sounds.heard(sound("hukou"), typed=True) == ("户口",)
    assert sounds.heard(sound("mai"), typed=True) == ()


def test_syllables_without_what_was_heard(sounds: SoundTable) -> None:
    assert sounds.unheard(sound("wo shenfenzheng diu le")) == tuple(sound("wo diu le"))
    assert sounds.unheard(()) == ()


def test_initials_name_expressions(sounds: SoundTable) -> None:
    assert sounds.abbreviated("sfz diu le") == ("居民身份证",)
    assert sounds.abbreviated("hk") == ("户口",)
    assert sounds.abbreviated("my hk flat") == ()
    assert sounds.abbreviated("sfzx") == ()
