"""Wordings and the items they belong to."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.query import Query
from assistant.sources.wordings import Wordings

WORDINGS = st.lists(st.integers(0, 99), min_size=1, max_size=4)


@given(st.lists(WORDINGS, max_size=6))
def test_an_item_has_what_its_own_wordings_have(items: list[list[int]]) -> None:
    found = Wordings.build((map(str, own) for own in items), lambda text: Query(text=text, core=text))
    scores = np.asarray([int(query.text) for query in found.queries], np.float32)
    assert found.rows.best(scores).tolist() == [max(own) for own in items]
    assert found.rows.sums(scores).tolist() == [sum(set(own)) for own in items]
