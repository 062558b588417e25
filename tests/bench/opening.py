"""Opening a pack beside what one would do without: reading the folder and building, or a pickle.

    python tests/bench/opening.py                 # the shipped content; writes docs/benchmarks.md
    python tests/bench/opening.py --knowledge FOLDER

Every figure is the median of nine fresh processes.  Linux only; a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

_STARTED = time.perf_counter()

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from assistant.library import Library  # noqa: E402  after the path; imports are part of what is measured
from assistant.pipeline import Assistant  # noqa: E402
from knowledge.reading import SHIPPED, read  # noqa: E402

RUNS = 9
_QUESTION = "身份证丢了怎么补办"
_TEXT = """\
## Opening a pack

`{command}`

{machine} · load before {load:.1f}

{guides} guides made ready to answer, in fresh processes, files in the page cache; medians of {runs}.
*Opening* is without Python itself and imports ({imports:.2f} s); the first answer comes after it. Opening a
pack reads the whole file once to check it. A pickle is not checked, runs whatever code it holds, and its
memory is private: processes cannot share it. Peak and private memory are of the resident set."""


def by_pack(place: Path) -> Assistant:
    """Open what `daoban build` makes."""
    return Assistant(*Library.open(place))


def by_pickle(place: Path) -> Assistant:
    """Load the same library as Python keeps it."""
    return Assistant(pickle.loads(place.read_bytes()))


def by_folder(place: Path) -> Assistant:
    """Read the folder and build everything over it, as where nothing is cached."""
    return Assistant(Library.build(read(place).knowledge))


WAYS: Mapping[str, Callable[[Path], Assistant]] = {
    "pack": by_pack,
    "pickle": by_pickle,
    "folder, built": by_folder,
}


def main() -> None:
    """Measure every way and write the section."""
    from pages import PAGE, load, machine, table, write_section

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--knowledge", type=Path, default=SHIPPED, help="a knowledge folder")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    before = load()
    library = Assistant.load(options.knowledge).library
    with tempfile.TemporaryDirectory() as scratch:
        places = _made(library, options.knowledge, Path(scratch))
        found = {way: list(_runs(way, place, options.runs)) for way, place in places.items()}
        sizes = {way: sum(f.stat().st_size for f in _files(place)) for way, place in places.items()}
    text = _TEXT.format(
        command=" ".join(("python tests/bench/opening.py", *sys.argv[1:])),
        machine=machine(),
        load=before,
        guides=f"{len(library.guides):,}",
        runs=options.runs,
        imports=median(run["imports"] for runs in found.values() for run in runs),
    )
    heads = ("way", "opening s", "first answer s", "MiB peak", "private", "MiB on disk")
    rows = ((way, *_cells(runs), f"{sizes[way] / 2**20:.1f}") for way, runs in found.items())
    write_section("opening", f"{text}\n\n{table(heads, rows)}", options.out)


def _made(library: Library, knowledge: Path, scratch: Path) -> Mapping[str, Path]:
    """Where each way finds what it opens."""
    places = {
        "pack": scratch / "pack.daoban",
        "pickle": scratch / "library.pickle",
        "folder, built": knowledge,
    }
    library.save(places["pack"])
    places["pickle"].write_bytes(pickle.dumps(library, protocol=pickle.HIGHEST_PROTOCOL))
    return places


def _files(place: Path) -> Iterator[Path]:
    return (file for file in (place, *place.rglob("*")) if file.is_file())


def _runs(way: str, place: Path, count: int) -> Iterator[Mapping[str, float]]:
    program = (sys.executable, __file__, "measure", way, str(place))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(count):
        result = subprocess.run(program, stdout=subprocess.PIPE, env=environment, check=True)
        yield json.loads(result.stdout)


def _cells(runs: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    columns = (("opening", 3), ("answer", 3), ("peak", 0), ("private", 0))
    return tuple(f"{median(run[name] for run in runs):.{digits}f}" for name, digits in columns)


def _measure(way: str, place: str) -> None:
    from measuring import memory

    imported = time.perf_counter()
    assistant = WAYS[way](Path(place))
    opened = time.perf_counter()
    assistant.ask(_QUESTION)
    answered = time.perf_counter()
    used = memory()
    figures = {
        "imports": imported - _STARTED,
        "opening": opened - imported,
        "answer": answered - opened,
        "peak": used.peak,
        "private": used.private,
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        _measure(*sys.argv[2:])
    else:
        main()
