from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from kiosk.speech.pinyin import PinyinReader, respelled
from kiosk.speech.script import ENGLISH, MANDARIN, Phrase, ScriptWriter


@pytest.fixture(scope="module")
def reader() -> PinyinReader:
    return PinyinReader()


@pytest.fixture(scope="module")
def writer() -> ScriptWriter:
    return ScriptWriter()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("银行", "yin2 hang2"),
        ("行政", "xing2 zheng4"),
        ("重庆", "chong2 qing4"),
        ("重新", "chong2 xin1"),
        ("会计", "kuai4 ji4"),
        ("参保", "can1 bao3"),
        ("调解", "tiao2 jie3"),
        ("调查", "diao4 cha2"),
        ("长者", "zhang2 zhe3"),
        ("长期", "chang2 qi1"),
        ("还款", "huan2 kuan3"),
        ("还要", "hai2 yao4"),
        ("供养", "gong1 yang3"),
        ("隆都镇", "long2 du1 zhen4"),
        ("澄海", "cheng2 hai3"),
        ("给付", "ji3 fu4"),
        ("税率", "shui4 lv4"),
        ("妇女", "fu4 nv3"),
        ("个人参保", "ge4 ren2 can1 bao3"),
        ("预防接种证", "yu4 fang2 jie1 zhong4 zheng4"),
        ("申请调解", "shen1 qing3 tiao2 jie3"),
        ("综合所得年度汇算", "zong1 he2 suo3 de2 nian2 du4 hui4 suan4"),
        ("失业金发放", "shi1 ye4 jin1 fa1 fang4"),
        ("不是第一次", "bu2 shi4 di4 yi1 ci4"),
        ("还没过期", "hai2 mei2 guo4 qi1"),
        ("最长三年", "zui4 chang2 san1 nian2"),
        ("兄弟贫穷", "xong1 di4 pin2 qong2"),
        ("幺二三", "yao1 er4 san1"),
        ("A P P", "ei1 pi1 pi1"),
        ("好，来。", "hao3 , lai2 ."),
    ],
)
def test_service_words_are_read_right(reader: PinyinReader, word: str, said: str) -> None:
    assert reader.read(word) == said


def test_the_dictionary_stays_as_it_is_for_others() -> None:
    """Search reads Hanzi by the same dictionary, and its stored readings do not know the hall's words."""
    PinyinReader()
    assert "没收到" not in PHRASES_DICT
    assert PHRASES_DICT["银行"] == [["yín"], ["háng"]]


_COMMON = st.sampled_from([chr(code) for code in range(0x4E00, 0x9FA6) if PINYIN_DICT.get(code)])


@given(st.text(alphabet=_COMMON, max_size=30))
@settings(max_examples=60)
def test_each_character_is_one_syllable(reader: PinyinReader, text: str) -> None:
    said = reader.read(text).split()
    assert len(said) == len(text)
    assert all(re.fullmatch(r"[a-z]+[1-5]", syllable) for syllable in said)


_PHONEMES = """
import ctypes, pathlib, sys, espeakng_loader
library = ctypes.CDLL(espeakng_loader.get_library_path())
data = str(pathlib.Path(espeakng_loader.get_data_path()).parent).encode()
assert library.espeak_Initialize(1, 0, data, 0) > 0
assert library.espeak_SetVoiceByName(sys.argv[1].encode()) == 0
library.espeak_TextToPhonemes.restype = ctypes.c_char_p
for line in sys.stdin.buffer:
    print(library.espeak_TextToPhonemes(ctypes.pointer(ctypes.c_char_p(line.strip())), 1, 2).decode())
"""
"""Run apart: the engine can be started once in a process."""


def test_the_engine_takes_no_syllable_for_an_english_word() -> None:
    """espeak-ng falls back to English for spellings it does not know, such as ``xiong``."""
    syllables = sorted(
        {
            syllable
            for code in PINYIN_DICT
            for syllable in pinyin(
                chr(code), style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, v_to_u=False
            )[0]
        }
    )
    assert len(syllables) > 1000
    ended = subprocess.run(
        [sys.executable, "-c", _PHONEMES, MANDARIN],
        input="".join(f"{respelled(syllable)}\n" for syllable in syllables),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = dict(zip(syllables, ended.stdout.splitlines(), strict=True))
    assert [syllable for syllable, phonemes in said.items() if "(en)" in phonemes] == []


def test_mandarin_is_cut_into_sentences(writer: ScriptWriter) -> None:
    assert writer.write("请到12号窗口。谢谢！", "zh-CN") == (
        (Phrase(MANDARIN, "qing3 dao4 shi2 er4 hao4 chuang1 kou3 ."),),
        (Phrase(MANDARIN, "xie4 xie5 !"),),
    )


def test_teochew_wording_is_read_in_mandarin(writer: ScriptWriter) -> None:
    assert writer.write("食饭", "nan-x-teochew") == writer.write("食饭", "zh-CN")


def test_chinese_names_in_english_keep_their_own_voice(writer: ScriptWriter) -> None:
    (sentence,) = writer.write("Ask for 居民身份证补领 at counter 12.", "en")
    assert [phrase.voice for phrase in sentence] == [ENGLISH, MANDARIN, ENGLISH]
    assert sentence[1].text.startswith("ju1 min2 shen1 fen4 zheng4")
    assert sentence[2].text == "at counter 12."


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_signs_alone_are_not_spoken(writer: ScriptWriter, language: str) -> None:
    assert writer.write("——…… ！ ", language) == ()  # type: ignore[arg-type]  # parametrised literals
