from __future__ import annotations

import pytest

from knowledge.importing import scopes, values


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("全国", "national"),
        ("全国通办", "national"),
        ("跨省通办", "cross_province"),
        ("全省", "province"),
        ("省内通办", "province"),
        ("跨市", "province"),
        ("全市通办", "city"),
        ("跨县（区）", "city"),
        ("区内通办", "district"),
        ("不通办", None),
    ],
)
def test_a_reach_is_read_in_every_form(text: str, reach: str | None) -> None:
    assert scopes.reach(text) == reach


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("全程网办", "online"),
        ("异地代收代办", "collect"),
        ("代收代办", "collect"),
        ("多地联办", "joint"),
        ("否", None),
    ],
)
def test_a_form_is_read(text: str, form: str | None) -> None:
    assert scopes.form(text) == form


@pytest.mark.parametrize("text", ["1", "有时", "窗口"])
def test_what_has_no_known_form_is_not_guessed(text: str) -> None:
    with pytest.raises(values.Unreadable):
        scopes.reach(text)
    with pytest.raises(values.Unreadable):
        scopes.form(text)
