"""How a search ends, told from the probabilities of a ranking and the confidence in it."""

from __future__ import annotations

import pytest

from assistant.outcome import (
    ASKABLE,
    ASKED,
    CLEAR,
    FOREIGN,
    POSSIBLE,
    SHOWN,
    SURE,
    Ambiguous,
    Found,
    NotFound,
    NotHandledHere,
    Outcome,
    decide,
)
from assistant.query import Query
from assistant.ranking import Candidate, Ranking

WEATHER = Query(text="天气", core="天气", outside=("天气", "笑话"))


def ending(*probabilities: float, confidence: float = SURE, query: Query | None = None) -> Outcome:
    candidates = tuple(Candidate(row, {}, 0.0, value) for row, value in enumerate(probabilities))
    return decide(Ranking(query or Query(text="证", core="证"), candidates, {}), confidence)


def rows(candidates: tuple[Candidate, ...]) -> list[int]:
    return [candidate.row for candidate in candidates]


def test_nothing_is_found_in_nothing() -> None:
    assert ending(confidence=0.0) == NotFound(())


def test_one_stands_out_where_it_is_probable_enough() -> None:
    clear, unclear = ending(CLEAR, 1 - CLEAR), ending(CLEAR - 0.01, 1.01 - CLEAR)
    assert isinstance(clear, Found)
    assert clear.best.row == 0
    assert rows(clear.others) == [1]
    assert isinstance(unclear, Ambiguous)
    assert rows(unclear.candidates) == [0, 1]


def test_what_is_hardly_probable_is_not_shown() -> None:
    found = ending(0.9, 0.08, 0.001)
    assert isinstance(found, Found)
    assert rows(found.others) == [1]
    several = ending(0.5, 0.48, 0.001)
    assert isinstance(several, Ambiguous)
    assert rows(several.candidates) == [0, 1]


def test_one_that_nothing_comes_near_needs_no_choice() -> None:
    """Its share of the shortlist is small only because many far ones share the rest."""
    found = ending(CLEAR - 0.1, *[0.005] * 10)
    assert isinstance(found, Found)
    assert found.others == ()


def test_no_more_than_five_are_shown_with_an_answer() -> None:
    found = ending(CLEAR, *[(1 - CLEAR) / 8] * 8)
    assert isinstance(found, Found)
    assert [found.best.row, *rows(found.others)] == list(range(SHOWN))


def test_several_that_are_near_are_asked_about_likeliest_first_up_to_nine() -> None:
    several = ending(*[1 / (ASKABLE + 2)] * (ASKABLE + 2))
    assert isinstance(several, Ambiguous)
    assert rows(several.candidates) == list(range(ASKABLE))


@pytest.mark.parametrize(("confidence", "offered"), [(SURE - 0.01, ASKED), (POSSIBLE, ASKED), (0.05, 0)])
def test_what_is_unsure_is_asked_and_what_is_hardly_possible_is_not(confidence: float, offered: int) -> None:
    found = ending(*[0.2] * 5, confidence=confidence)
    assert isinstance(found, NotFound)
    assert rows(found.candidates) == list(range(offered))


def test_a_topic_of_others_is_told_where_no_service_is_likely() -> None:
    assert ending(0.9, confidence=FOREIGN - 0.01, query=WEATHER) == NotHandledHere("天气")
    assert isinstance(ending(0.9, confidence=SURE, query=WEATHER), Found)


def test_the_thresholds_are_in_order() -> None:
    assert 0 < POSSIBLE < FOREIGN <= SURE < 1
    assert 0.5 < CLEAR < 1
