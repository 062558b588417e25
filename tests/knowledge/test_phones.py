"""Telephone numbers in cells: those of Shantou and hotlines are taken, all others are left."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.phones import is_local, read_phones, without_foreign
from knowledge.model import Phone


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("0754-12345678", ("0754-12345678",)),
        ("（0754）8588 1234", ("0754-85881234",)),
        ("０７５４－８５８８１２３４", ("0754-85881234",)),
        ("0754—85881234", ("0754-85881234",)),
        ("075485881234", ("0754-85881234",)),
        ("86-0754-85881234", ("0754-85881234",)),
        ("0754-85881234转802", ("0754-85881234-802",)),
        ("0754-85881234-8", ("0754-85881234-8",)),
        ("0754-85881234 分机 8", ("0754-85881234-8",)),
        ("0754-85881234/85881235", ("0754-85881234", "0754-85881235")),
        ("咨询电话：0754-85881234（工作日 8:30-12:00）", ("0754-85881234",)),
        ("12345", ("12345",)),
        ("0754-12345", ("12345",)),
        ("400-123-4567、4001234568", ("4001234567", "4001234568")),
        ("请拨 12333 或 12345", ("12333", "12345")),
        ("0754-85881234；0754-85881234", ("0754-85881234",)),
        ("邮编515800", ()),
        ("一路12345号", ()),
        ("无", ()),
        ("详见窗口", ()),
    ],
)
def test_numbers_of_the_city_and_hotlines_are_taken(text: str, taken: tuple[str, ...]) -> None:
    read = read_phones(text, local=False)
    assert (read.taken, read.left) == (taken, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("020-12345678", ("020-12345678",)),
        ("(0663)8588123", ("(0663)8588123",)),
        ("13800138000", ("13800138000",)),
        ("+86 138-0013-8000", ("+86 138-0013-8000",)),
        ("020-12345", ("020-12345",)),
    ],
)
@pytest.mark.parametrize("local", [True, False])
def test_numbers_of_other_cities_and_of_persons_are_left(
    text: str, left: tuple[str, ...], local: bool
) -> None:
    read = read_phones(text, local=local)
    assert (read.taken, read.left) == ((), left)


def test_a_number_without_area_code_is_the_citys_only_where_the_row_is() -> None:
    text = "85881234、85881235"
    assert read_phones(text, local=True).taken == ("0754-85881234", "0754-85881235")
    assert read_phones(text, local=False).left == ("85881234", "85881235")


def test_behind_a_number_of_another_city_stands_one_of_that_city() -> None:
    read = read_phones("020-12345678、87654321", local=True)
    assert (read.taken, read.left) == ((), ("020-12345678", "87654321"))


@pytest.mark.parametrize(
    ("code", "places", "local"),
    [
        ("440515", (), True),
        ("440500000000", (), True),
        ("", ("广东省汕头市澄海区", ""), True),
        ("", ("", "澄海区民政局"), True),
        ("440100", ("广州市", "市民政局"), False),
        ("", (), False),
    ],
)
def test_a_row_says_itself_whether_it_is_of_the_city(code: str, places: tuple[str, ...], local: bool) -> None:
    assert is_local(code, *places) is local


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("一路 1 号，电话：020-12345678，二楼", "一路 1 号，二楼"),
        ("一路 1 号（联系电话：13800138000）", "一路 1 号"),
        ("一路 1 号（电话0754-85881234）", "一路 1 号（电话0754-85881234）"),
        ("020-12345678", ""),
        ("一路１２３４５号", "一路１２３４５号"),
    ],
)
def test_an_address_keeps_all_but_foreign_numbers(text: str, left: str) -> None:
    assert without_foreign(text) == left


ANY_TEXT = st.text(st.sampled_from("0123456789-（）() 转/、电话:无a")) | st.text()


@given(text=ANY_TEXT, local=st.booleans())
def test_whatever_is_taken_is_a_telephone_of_the_city_or_a_hotline(text: str, local: bool) -> None:
    for number in read_phones(text, local=local).taken:
        assert msgspec.convert({"number": number}, Phone).number == number
        assert number.startswith(("0754-", "400", "800")) or len(number) in {5, 6}


@given(text=ANY_TEXT)
def test_no_foreign_number_is_left_in_an_address(text: str) -> None:
    kept = without_foreign(text)
    assert without_foreign(kept) == kept
