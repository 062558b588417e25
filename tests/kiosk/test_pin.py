"""The PIN of the staff: stored as a hash alone, hard to guess, and the only way out."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.commands.pin import store_pin
from kiosk.door import KNOCKS, TRIES, WAIT_S, WITHIN_S, Door
from kiosk.operator import SettingsError, read_operator
from kiosk.pin import hashed, is_hash, matches, weakness

PIN = "384756"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def stored() -> str:
    return hashed(PIN)


def test_a_hash_matches_its_pin_alone_and_no_two_are_alike(stored: str) -> None:
    assert is_hash(stored)
    assert PIN not in stored
    assert matches(PIN, stored)
    assert not matches("384757", stored)
    assert hashed(PIN) != stored


def test_what_is_no_hash_matches_nothing() -> None:
    for text in ("", "384756", "$scrypt$ln=14$$"):
        assert not is_hash(text)
        assert not matches(PIN, text)
    assert not matches("", "")


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        (PIN, ""),
        ("112233445566", ""),
        ("12345", "command.pin.digits"),
        ("1234567890123", "command.pin.digits"),
        ("38475a", "command.pin.digits"),
        ("３８４７５６", "command.pin.digits"),
        ("", "command.pin.digits"),
        ("000000", "command.pin.easy"),
        ("456789", "command.pin.easy"),
        ("987654", "command.pin.easy"),
    ],
)
def test_a_pin_is_long_enough_and_not_guessed_at_once(pin: str, fault: str) -> None:
    assert weakness(pin) == fault


def test_three_wrong_pins_shut_the_door_for_a_minute_even_to_the_right_one(stored: str) -> None:
    clock = Clock()
    door = Door(stored, clock)
    for _ in range(TRIES):
        assert not door.wait_s
        assert not door.opens("111112")
    assert door.wait_s == WAIT_S == 60
    clock.now += WAIT_S - 1
    assert not door.opens(PIN)
    clock.now += 1
    assert not door.wait_s
    assert door.opens(PIN)


def test_without_a_stored_pin_nothing_opens_the_door() -> None:
    door = Door("")
    assert not door.exists
    assert not door.opens("")
    assert not door.opens(PIN)


def test_only_five_knocks_within_three_seconds_call() -> None:
    clock = Clock()
    door = Door("", clock)
    assert [door.knock() for _ in range(KNOCKS)] == [False] * (KNOCKS - 1) + [True]
    assert not any(door.knock() for _ in range(KNOCKS - 1))
    clock.now += WITHIN_S + 0.1
    assert not door.knock()
    for _ in range(12):
        clock.now += 0.8
        assert not door.knock()


def test_the_file_keeps_its_remarks_and_a_new_one_is_for_its_owner_alone(tmp_path: Path, stored: str) -> None:
    file = tmp_path / "new" / "kiosk.toml"
    store_pin(file, stored)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text('# 三楼\nidle = 60 # 老人多\npin = "x"\n', encoding="utf-8")
    file.chmod(0o640)
    store_pin(file, stored)
    assert file.read_text(encoding="utf-8") == f'# 三楼\nidle = 60 # 老人多\npin = "{stored}"\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]
    assert read_operator(file).pin == stored


def test_daoban_pin_asks_twice_and_shows_nothing(tmp_path: Path, open_terminal) -> None:
    file = tmp_path / "kiosk.toml"
    terminal = open_terminal("--settings", str(file), "pin")
    assert terminal.wait_for("新密码", 15)
    terminal.read(0.3)
    terminal.send(PIN + "\n")
    assert terminal.wait_for("再输一次", 5)
    terminal.read(0.3)
    terminal.send(PIN + "\n")
    assert terminal.ends(5) == 0
    assert PIN.encode() not in terminal.output
    assert matches(PIN, read_operator(file).pin)


@pytest.mark.parametrize(
    ("first", "second", "told"), [(PIN, "384757", "两次输的不一样"), ("123456", "123456", "一猜就中")]
)
def test_a_pin_that_is_not_taken_leaves_the_file_as_it_was(
    tmp_path: Path, open_terminal, first: str, second: str, told: str
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("mute = true\n", encoding="utf-8")
    terminal = open_terminal("--settings", str(file), "pin")
    assert terminal.wait_for("新密码", 15)
    terminal.read(0.3)
    terminal.send(first + "\n")
    terminal.read(0.5)
    terminal.send(second + "\n")
    assert terminal.ends(5) == 2
    assert told in terminal.output.decode()
    assert file.read_text(encoding="utf-8") == "mute = true\n"


def test_a_faulty_file_is_not_touched(tmp_path: Path, open_terminal) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("mute = 3\n", encoding="utf-8")
    terminal = open_terminal("--settings", str(file), "pin")
    assert terminal.ends(15) == 1
    assert "mute" in terminal.output.decode()
    with pytest.raises(SettingsError):
        read_operator(file)
