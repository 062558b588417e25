"""Learning weights: what fits the questions it learns from, written so that it is read back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import msgspec
import pytest

from assistant.confidence import confidence
from assistant.evaluation.questions import OUTSIDE, Question
from assistant.lexicon import Lexicon
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.ranking import SPELLING, Ranking
from assistant.sources import SHARES
from assistant.tuning import Tuned, tune, write
from assistant.weights import Weights
from knowledge.model import Guide, Knowledge

IN_HANZI = (
    Question("二代证不见了", "plain", ("police/reissue",)),
    Question("身份证过期", "plain", ("police/renew",)),
    Question("领证结婚", "colloquial", ("civil/marriage",)),
    Question("阿嬷过身了", "teochew", ("police/death",)),
    Question("证件办理", "plain", ("police/renew", "police/reissue")),
)
IN_LETTERS = (
    Question("jiehun dengji", "pinyin", ("civil/marriage",)),
    Question("csdj", "initials", ("police/birth",)),
)
NOT_FOR_THE_HALL = (
    Question("今天天气怎么样", OUTSIDE, ()),
    Question("身体不好", OUTSIDE, ()),
    Question("jiang ge xiaohua", OUTSIDE, ()),
)
QUESTIONS = (*IN_HANZI, *IN_LETTERS, *NOT_FOR_THE_HALL)
EQUAL = dict.fromkeys((*SHARES, SPELLING), 1.0)


@pytest.fixture(scope="module")
def library(lexicon: Lexicon, make_guide: Callable[..., Guide]) -> Library:
    guides = (
        make_guide("police/reissue", "居民身份证补领", questions=("身份证找不到了",)),
        make_guide("police/renew", "居民身份证换领", questions=("身份证快到期了",)),
        make_guide("civil/marriage", "结婚登记"),
        make_guide("police/birth", "出生登记"),
        make_guide("police/death", "死亡户口注销", questions=("老人去世了户口怎么办",)),
    )
    return Library.build(Knowledge(guides=guides), lexicon)


@pytest.fixture(scope="module")
def tuned(library: Library) -> Tuned:
    return tune([library], QUESTIONS)


def ranking(library: Library, weights: Weights, question: Question) -> Ranking:
    right = [row for row in range(len(library.items)) if library.head(row).turn.id in question.guides]
    ranker = library.ranker(weights)
    return ranker.rank(library.understanding.query(question.text), also=right)


def likelihood(library: Library, weights: Weights, questions: Sequence[Question]) -> float:
    """Mean logarithm of the probability of the right items, written out plainly."""
    return fmean(
        math.log(
            sum(
                candidate.probability
                for candidate in ranking(library, weights, question).candidates
                if library.head(candidate.row).turn.id in question.guides
            )
        )
        for question in questions
    )


def test_every_share_is_weighed_and_none_counts_against_an_item(tuned: Tuned) -> None:
    for has_hanzi in (True, False):
        found = tuned.weights.of_shares(has_hanzi=has_hanzi)
        assert found.keys() == EQUAL.keys()
        assert min(found.values()) >= 0
        assert all(map(math.isfinite, found.values()))
    assert tuned.weights.confidence.keys() == Weights.read().confidence.keys()


@pytest.mark.parametrize("questions", [IN_HANZI, IN_LETTERS], ids=["Hanzi", "letters"])
def test_the_right_items_are_likelier_than_with_equal_weights(
    library: Library, tuned: Tuned, questions: Sequence[Question]
) -> None:
    equal = Weights(hanzi=EQUAL, letters=EQUAL, confidence={})
    assert likelihood(library, tuned.weights, questions) > likelihood(library, equal, questions)


def test_answers_that_contradict_all_that_is_shared_make_no_weight_negative(library: Library) -> None:
    """One of them shares nothing with its answer: it is learnt from all the same."""
    answers = ("civil/marriage", "police/birth", "police/death")
    wrong = [Question(name, "plain", ("police/birth",)) for name in ("结婚登记", "居民身份证补领", "龘靐")]
    wrong += [Question("出生登记", "plain", (one,)) for one in answers if one != "police/birth"]
    found = tune([library], (*wrong, *NOT_FOR_THE_HALL))
    assert 0 <= min(found.weights.hanzi.values()) <= max(found.weights.hanzi.values()) < 1
    assert found.likelihood == pytest.approx(likelihood(library, found.weights, wrong), abs=1e-3)


def test_it_tells_how_well_the_weights_fit(library: Library, tuned: Tuned) -> None:
    assert (tuned.answerable, tuned.outside) == (7, 3)
    expected = likelihood(library, tuned.weights, (*IN_HANZI, *IN_LETTERS))
    assert tuned.likelihood == pytest.approx(expected, abs=1e-3)


def test_confidence_parts_the_questions_it_learnt_from(library: Library, tuned: Tuned) -> None:
    found = {
        question.text: confidence(ranking(library, tuned.weights, question), tuned.weights.confidence)
        for question in QUESTIONS
    }
    for_the_hall = [found[question.text] for question in (*IN_HANZI, *IN_LETTERS)]
    assert min(for_the_hall) > 0.5 > max(found[question.text] for question in NOT_FOR_THE_HALL)


def test_the_same_questions_give_the_same_weights(library: Library, tuned: Tuned) -> None:
    assert tune([library], QUESTIONS) == tuned


def test_what_is_written_is_read_back(library: Library, tuned: Tuned, tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    write(tuned.weights, path)
    read = Weights.read(path)
    for kind, values in msgspec.to_builtins(tuned.weights).items():
        assert getattr(read, kind) == pytest.approx(values, abs=0.0006)
    assistant = Assistant(msgspec.structs.replace(library, weights=read))
    assert assistant.ranked("二代证不见了")[0] == "police/reissue"


@pytest.mark.parametrize(
    ("questions", "kept"), [(IN_HANZI, "letters"), (IN_LETTERS, "hanzi")], ids=["Hanzi only", "letters only"]
)
def test_a_way_of_asking_that_is_not_there_keeps_equal_weights(
    library: Library, questions: Sequence[Question], kept: str
) -> None:
    found = tune([library], (*questions, *NOT_FOR_THE_HALL))
    assert getattr(found.weights, kept) == EQUAL
    assert found.likelihood > math.log(0.5)


def test_questions_without_words_or_with_unknown_answers_teach_nothing(
    library: Library, tuned: Tuned
) -> None:
    strange = (Question("？？", "plain", ("police/birth",)), Question("出生", "plain", ("gone/away",)))
    found = tune([library], (*QUESTIONS, *strange)).weights
    assert (found.hanzi, found.letters) == (tuned.weights.hanzi, tuned.weights.letters)


def test_questions_the_library_answers_none_of_are_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="mean"):
        tune([library], (Question("出生", "plain", ("gone/away",)), *NOT_FOR_THE_HALL))
