"""No key, touch, paste, resize or signal leads out of the kiosk: the real program in a real terminal.

The suite does `EVENTS` random things; docs/lockdown.md has the figures of the full run:

    DAOBAN_LOCKDOWN_EVENTS=20000 pytest tests/kiosk/test_lockdown.py -s
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from random import Random

EVENTS = int(os.environ.get("DAOBAN_LOCKDOWN_EVENTS", "800"))
SEED = int(os.environ.get("DAOBAN_LOCKDOWN_SEED", "48"))
CATCH_UP_EVERY, CATCH_UP_S = 20, 0.4
"""Events after which the kiosk may catch up, and for how long: what it drops as stale would prove little."""
LOOK_EVERY = 100
"""Events between two looks at the process."""
WAYS_OUT = [bytes([code]) for code in range(1, 32)]
WAYS_OUT += [b"\x1bq", b"\x1b\x11", b"\x1b[24~", b"\x1b[21;5~", b"\x1b[99;5u", b"\x1b[113;5u", b"\x1b[113;7u"]
KEYS = [*b"0123456789abcxyz +-*/:q!", *range(1, 32)]
ARROWS = [b"\x1b[" + end for end in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"3~", b"15~")]
SIGNALS = [getattr(signal, f"SIG{name}") for name in ("INT", "QUIT", "TSTP", "TTIN", "TTOU", "WINCH", "CONT")]
PASTED = "我的身份证丢了[/b]\n\x07\x1b]0;x\x07$(id)`id`;sh\n"

OURS = re.compile(
    rb"\x1b\[[\d;:]*m"  # colours
    rb"|\x1b\[[\d;]*[HABCDJK]"  # cursor, clearing
    rb"|\x1b\[[<>=?]?[\d;]*[hlu]"  # modes, keyboard protocol
    rb"|\x1b\[\?[\d;]*\$p"  # questions about modes
    rb"|\x1b\[[\d;]*[cnqt]|\x1b\[>[\d;]*[cq]"  # questions about the terminal
    rb"|\x1b\]22;[a-z-]+\x07"  # shape of the pointer
    rb"|\x1bP=[12]s\x1b\\\\"  # synchronised drawing of old terminals
)
"""What Textual writes beside text."""


def _event(dice: Random, terminal) -> None:
    """Do one random thing that a person, a child or a cat could do to a kiosk."""
    kind = dice.random()
    x, y = dice.randint(1, 170), dice.randint(1, 50)
    if kind < 0.45:
        terminal.send(bytes([dice.choice(KEYS)]))
    elif kind < 0.60:
        terminal.send(dice.choice(ARROWS))
    elif kind < 0.70:
        terminal.send(dice.choice(WAYS_OUT))
    elif kind < 0.86:
        terminal.send(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m".encode())
    elif kind < 0.90:
        terminal.send(f"\x1b[<{dice.choice((1, 2, 32, 35, 64, 65))};{x};{y}M".encode())
    elif kind < 0.93:
        terminal.send(b"\x1b[200~" + PASTED.encode() * dice.choice((1, 1, 1, 2, 20)) + b"\x1b[201~")
    elif kind < 0.96:
        terminal.resize(dice.randint(1, 170), dice.randint(1, 50))
    elif kind < 0.98:
        terminal.send("社保医保身份".encode())
    else:
        os.kill(terminal.pid, dice.choice(SIGNALS))


def _knock(dice: Random, terminal) -> None:
    """What calls the way out for staff, and a guess at the PIN."""
    header = b"\x1b[<0;3;1M\x1b[<0;3;1m"
    terminal.send(dice.choice((header * 5, b"\x11", b"\x1b\x11")))
    terminal.send(f"{dice.randint(0, 10**6 - 1):06}\r")


def _foreign(output: bytes) -> bytes:
    """What is neither text nor what Textual writes beside it."""
    rest = OURS.sub(b"", output).decode("utf-8", "backslashreplace")
    return re.sub(r"[^\x00-\x1f\x7f-\x9f\\\\]|[\r\n]", "", rest).encode()


def test_thousands_of_random_events_do_not_open_the_kiosk(open_terminal, settings_file) -> None:
    terminal = open_terminal("--settings", str(settings_file), "kiosk", "--mute")
    assert terminal.wait_for("导办", 20), terminal.output[-500:]
    terminal.send("\r")
    assert terminal.wait_for("例如", 20)  # the content is there: everything can be reached
    dice, started, printed = Random(SEED), time.monotonic(), 0
    for number in range(1, EVENTS + 1):
        (_knock if number % 250 == 0 else _event)(dice, terminal)
        terminal.read(0.0005)
        if number % CATCH_UP_EVERY == 0:
            terminal.settle(CATCH_UP_S, quiet_s=0.1)
        if number % LOOK_EVERY == 0:
            assert terminal.state() in "SRD", (number, terminal.output[-2000:])
            assert terminal.children == [], number
            whole = terminal.output.rfind(b"\x1b")  # what begins there may not be all there yet
            assert _foreign(terminal.output[:whole]) == b"", number
            printed += whole
            terminal.output = terminal.output[whole:]
    ended = time.monotonic()
    terminal.resize(64, 18)
    os.kill(terminal.pid, signal.SIGWINCH)
    while terminal.read(2.1) or terminal.state() == "R":  # what waited for two seconds is not attended to
        assert time.monotonic() < ended + 40, "what was typed goes on and on"
    assert terminal.state() in "SRD", terminal.output[-2000:]
    for _ in range(9):  # as often as notices can lie upon each other, and steps can have been made
        terminal.send(b"\x1b")
        terminal.settle(1.5, quiet_s=0.8)
    seen = b""
    asked = time.monotonic()
    terminal.send(b"+")
    while b"12345" not in seen and time.monotonic() < asked + 5:
        seen += terminal.read(0.05)
    answered = time.monotonic() - asked
    assert b"12345" in seen, "keys do nothing any more"
    assert b"Traceback" not in terminal.output
    resident = re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{terminal.pid}/status").read_text("ascii"))
    assert resident
    assert terminal.end(signal.SIGTERM, 5) == 0
    assert b"\x1b[?1049l" in terminal.output
    print(
        f"{EVENTS} events, seed {SEED}: {ended - started:.0f} s, {printed:,} bytes printed, none foreign; "
        f"answers in {answered * 1000:.0f} ms; {int(resident[1]) // 1024} MiB resident"
    )


def test_no_key_combination_ends_or_stops_the_kiosk(open_terminal) -> None:
    terminal = open_terminal("kiosk", "--mute")
    assert terminal.wait_for("导办", 20)
    for keys in WAYS_OUT:
        terminal.send(keys)
        terminal.read(0.02)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        os.kill(terminal.pid, number)
        terminal.read(0.1)
        assert terminal.state() in "SRD"
    assert terminal.end(signal.SIGHUP, 5) == 0


def test_foreign_bytes_would_be_found() -> None:
    drawn = b"\x1b[?2026h\x1b[1;1H\x1b[38;2;1;2;3m" + "导办\\".encode() + b"\x1b[0m\r\n\x1b[?2026l"
    assert _foreign(drawn.replace(b"\\", b"")) == b""
    for foreign in (b"\x07", b"\x1b]0;x\x1b\\", b"\xff", b"\xc2\x9b", b"\x1bc", b"\x1b[?1049"):
        assert _foreign(drawn + foreign) != b"", foreign
