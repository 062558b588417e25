"""Characters by strokes: whatever is written, nothing is out of reach, and it is found within a frame."""

from __future__ import annotations

import time
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kiosk.strokes.table import SHOWN, STORED, STROKES, Character, StrokeTable, read, stored, written
from knowledge.reading import SHIPPED
from knowledge.reading import read as read_knowledge

FRAME_S = 1 / 60
LARGEST_FILE = 300 * 1024

known = st.sampled_from([found for found in stored().characters if found.codes])
befores = st.sampled_from(["", "身", "老人", "不在表里𠮷", "abc"])


@given(strokes=st.text(STROKES, max_size=12), before=befores, limit=st.integers(1, 20))
def test_whatever_is_found_begins_so_once_and_within_the_limit(strokes, before, limit) -> None:
    table = stored()
    codes = {found.character: found.codes for found in table.characters}
    found = table.candidates(strokes, before, limit)
    assert len(found) == len(set(found)) <= limit
    assert all(any(code.startswith(strokes) for code in codes[one]) for one in found)


@given(found=known, before=befores)
def test_every_character_can_be_had_by_each_of_its_orders(found: Character, before: str) -> None:
    for code in found.codes:
        assert found.character in stored().candidates(code, before)


@given(found=known, data=st.data())
def test_nothing_that_was_left_out_stands_above_what_is_shown(found: Character, data) -> None:
    """Unless it is written to its end, or a likely follower, what is shown is used at least as much."""
    table = stored()
    code = data.draw(st.sampled_from(found.codes))
    strokes = code[: data.draw(st.integers(0, len(code)))]
    everything = table.candidates(strokes, "𠮷", limit=len(table.characters))
    assert table.candidates(strokes, "𠮷") == everything[:SHOWN]
    weights = {one.character: (one.weight, one.codes) for one in table.characters}
    rest = [weights[one][0] for one in everything if strokes not in weights[one][1]]
    assert rest == sorted(rest, reverse=True)


@given(strokes=st.text(STROKES, max_size=10), more=st.sampled_from(STROKES))
def test_another_stroke_only_takes_away(strokes: str, more: str) -> None:
    table, everything = stored(), len(stored().characters)
    fewer = table.candidates(strokes + more, limit=everything)
    assert set(fewer) <= set(table.candidates(strokes, limit=everything))


def test_no_character_hides_behind_more_of_the_same_strokes_than_are_shown(table: StrokeTable) -> None:
    same: dict[str, int] = {}
    for code in (code for found in table.characters for code in found.codes):
        same[code] = same.get(code, 0) + 1
    assert max(same.values()) <= SHOWN


def test_a_character_written_to_its_end_comes_before_all_others(small: StrokeTable) -> None:
    assert small.candidates("h")[:2] == ("一", "三")


def test_both_orders_of_a_character_lead_to_it(small: StrokeTable) -> None:
    assert small.candidates("phz") == small.candidates("phs") == ("我",)


def test_what_often_follows_comes_before_what_is_used_more(small: StrokeTable) -> None:
    assert small.candidates("p") == ("身", "我", "份", "体")
    assert small.candidates("p", "身") == ("份", "体", "我", "身")
    assert small.candidates("ps", "老身")[:2] == ("份", "体")


def test_strokes_of_no_character_find_nothing(small: StrokeTable) -> None:
    assert small.candidates("zzzz") == ()


def test_a_table_is_written_as_it_is_read(small: StrokeTable) -> None:
    assert sorted(read(written(small.characters)), key=lambda found: found.character) == sorted(
        small.characters, key=lambda found: found.character
    )


def test_a_lookup_takes_a_small_part_of_a_frame(table: StrokeTable) -> None:
    prefixes = ["".join(strokes) for length in range(4) for strokes in product(STROKES, repeat=length)]
    start = time.process_time()
    for prefix in prefixes:
        table.candidates(prefix, "身")
    assert (time.process_time() - start) / len(prefixes) < FRAME_S / 8


def test_every_character_of_the_shipped_wordings_is_in_the_table(table: StrokeTable) -> None:
    from kiosk.strokes.build import common, wordings

    there = {found.character for found in table.characters}
    assert common() <= there
    used = "".join(wordings(read_knowledge(SHIPPED).knowledge))
    hanzi = {char for char in used if "\u4e00" <= char <= "\u9fff"}
    assert len(hanzi - there) <= len(hanzi) // 100, sorted(hanzi - there)


def test_the_file_is_compact_and_says_where_it_comes_from() -> None:
    assert STORED.stat().st_size < LARGEST_FILE
    head = [line for line in STORED.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    told = " ".join(head)
    for needed in ("github.com/rime/rime-stroke", "LGPL-3.0", "CNS 11643", "Changed on"):
        assert needed in told
    for licence in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        assert "GNU" in (STORED.parent / "licences" / licence).read_text(encoding="utf-8")
