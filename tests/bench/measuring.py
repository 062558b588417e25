"""Measures one peer in this process and prints what was measured as JSON: a program for `search.py`.

measuring.py build PEER CONTENT FOLDER
measuring.py ready PEER FOLDER QUESTIONS
measuring.py serve PEER FOLDER QUESTIONS SECONDS
"""

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import random  # noqa: E402  what is imported from here on belongs to getting ready
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

import msgspec  # noqa: E402
from msgspec import Struct  # noqa: E402
from peers import PEERS, Peer  # noqa: E402

WARM_UP = 50
CALLS = 500
_SEED = 20260101


class Asked(Struct, frozen=True):
    """A question and the ids that answer it; none where it is not for the hall."""

    text: str
    guides: tuple[str, ...]


class Memory(Struct, frozen=True):
    """Resident set of a process, MiB."""

    peak: float
    private: float
    """Now, without pages of mapped files, which the system can drop and share at any time."""


class Built(Struct, frozen=True):
    """What building cost."""

    seconds: float
    memory: Memory
    index: float
    """Size on disk, MiB."""


class Served(Struct, frozen=True):
    """How a peer answered, opened in a process of its own."""

    ready: float
    """Seconds from the first import to the answer of the first question."""
    memory: Memory
    milliseconds: tuple[float, ...]
    """Of each timed call."""
    places: dict[int, int | None]
    """Number of a question → place of its first right answer; of those that there was time for."""


def built(kind: type[Peer], content: Path, folder: Path) -> Built:
    """Build a peer into `folder`."""
    from knowledge.model import Knowledge  # no peer needs it to serve

    knowledge = msgspec.msgpack.decode(content.read_bytes(), type=Knowledge)
    start = time.perf_counter()
    kind.build(knowledge, folder)
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Built(seconds, memory(), size / 2**20)


def ready(kind: type[Peer], folder: Path, questions: Path) -> float:
    """Open a peer, ask the first question, return the seconds since this program began."""
    first = _read(questions)[0]
    kind(folder).search(first.text)
    return time.perf_counter() - _STARTED


def served(kind: type[Peer], folder: Path, questions: Path, patience: float) -> Served:
    """Ask every question, and on till there are `CALLS`, as long as `patience` seconds allow."""
    asked = _read(questions)
    peer = kind(folder)
    peer.search(asked[0].text)
    since_start = time.perf_counter() - _STARTED
    order = list(range(len(asked)))
    random.Random(_SEED).shuffle(order)
    _warm_up(peer, [asked[number].text for number in order[:WARM_UP]], patience / 4)
    milliseconds: list[float] = []
    places: dict[int, int | None] = {}
    end = time.perf_counter() + patience
    while len(milliseconds) < max(CALLS, len(order)) and time.perf_counter() < end:
        number = order[len(milliseconds) % len(order)]
        start = time.perf_counter()
        found = peer.search(asked[number].text)
        milliseconds.append((time.perf_counter() - start) * 1000)
        places[number] = _place(found, asked[number].guides)
    return Served(since_start, memory(), tuple(milliseconds), places)


def memory() -> Memory:
    """Return this process's resident set; Linux only, for `getrusage` counts the parent's as well."""
    lines = (line.split() for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    kib = {words[0]: int(words[1]) for words in lines if words[-1] == "kB"}
    return Memory(kib["VmHWM:"] / 1024, kib["RssAnon:"] / 1024)


def _warm_up(peer: Peer, texts: Sequence[str], patience: float) -> None:
    end = time.perf_counter() + patience
    for text in texts:
        peer.search(text)
        if time.perf_counter() > end:
            break


def _place(found: Sequence[str], answers: Sequence[str]) -> int | None:
    return next((at for at, item in enumerate(found, start=1) if item in answers), None)


def _read(questions: Path) -> tuple[Asked, ...]:
    return msgspec.json.decode(questions.read_bytes(), type=tuple[Asked, ...])


def _main(work: str, peer: str, first: str, second: str, patience: str = "0") -> None:
    kind = PEERS[peer]
    result: object = None
    match work:
        case "build":
            result = built(kind, Path(first), Path(second))
        case "ready":
            result = ready(kind, Path(first), Path(second))
        case "serve":
            result = served(kind, Path(first), Path(second), float(patience))
    sys.stdout.write(msgspec.json.encode(result).decode())


if __name__ == "__main__":
    _main(*sys.argv[1:])
