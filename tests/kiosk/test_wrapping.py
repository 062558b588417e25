"""Lines of Chinese text: nothing is lost, everything fits, and two lines part at a pause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.widgets.wrapping import balanced, fit, parts_in_lines, wrap

TEXTS = st.text(alphabet="坐电梯上二楼出来右转，。（）12ab ", max_size=40)


@given(TEXTS, st.integers(min_value=4, max_value=40))
def test_wrapping_loses_nothing_but_blanks_and_fits(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= columns for line in lines)


@given(TEXTS, st.integers(min_value=4, max_value=40))
def test_balancing_takes_no_more_lines(text: str, columns: int) -> None:
    lines = balanced(text, columns, rows=20)
    assert len(lines) <= len(wrap(text, columns))
    assert all(cell_len(line) <= columns for line in lines)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("坐电梯上二楼，出来右转", 18, ["坐电梯上二楼，", "出来右转"]),
        ("居民身份证换领（有效期满）", 18, ["居民身份证换领", "（有效期满）"]),
        ("特殊群体居民身份证上门办理", 22, ["特殊群体居民身", "份证上门办理"]),
        ("一二三四五，六", 10, ["一二三四", "五，六"]),
    ],
)
def test_two_lines_part_at_a_pause_where_both_fit(text: str, columns: int, lines: list[str]) -> None:
    assert balanced(text, columns, rows=3) == lines


def test_no_word_is_torn_for_the_sake_of_balance() -> None:
    assert balanced("Somewhere else", 10, rows=3) == ["Somewhere", "else"]


@given(TEXTS, st.integers(4, 40), st.integers(1, 4), st.sets(st.integers(0, 40), max_size=6))
def test_parts_of_a_text_are_the_same_in_its_lines(
    text: str, columns: int, rows: int, places: set[int]
) -> None:
    ends = sorted(place for place in places if place <= len(text))
    parts = list(zip(ends[::2], ends[1::2], strict=False))
    lines = wrap(text, columns)
    found = [
        line[start:end]
        for line, within in zip(lines, parts_in_lines(text, lines, parts), strict=True)
        for start, end in within
    ]
    wanted = "".join(text[start:end] for start, end in parts)
    assert "".join(found).replace(" ", "") == wanted.replace(" ", "")
    cut = fit(text, columns, rows)
    for line, within in zip(cut, parts_in_lines(text, cut, parts), strict=True):
        assert not any("…" in line[start:end] for start, end in within)


def test_a_part_that_runs_on_goes_on_in_the_next_line() -> None:
    text = "特殊群体居民身份证上门办理"
    assert parts_in_lines(text, balanced(text, 16, 3), [(0, 2), (6, 9)]) == [((0, 2), (6, 7)), ((0, 2),)]
