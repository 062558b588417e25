"""Search beside other engines: quality, latency, memory and size, over the same content and questions.

    python tests/bench/search.py                        # writes docs/benchmarks.md and its picture
    python tests/bench/search.py --sizes 2000 --peers daoban tantivy --out build/trial.md

Every figure is that of a fresh process.  Needs `pip install "daoban[bench]"` and Linux; ten minutes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402  after the path
from contents import content, real_guides  # noqa: E402
from measuring import Asked, Built, Served  # noqa: E402
from pages import PAGE, load, write_section  # noqa: E402
from peers import PEERS  # noqa: E402
from picture import draw  # noqa: E402
from report import section  # noqa: E402
from results import Measured, qualities  # noqa: E402

from assistant.evaluation.questions import Question, read_questions  # noqa: E402

OURS = "daoban"
OURS_ALSO = (0, 5000)
"""Sizes at which only our own readiness is measured; 0 is the shipped content alone."""
READY_RUNS = 5
T = TypeVar("T")


def main() -> None:
    """Measure, print and write."""
    options = _options()
    questions = read_questions(options.questions)
    before = load()
    with tempfile.TemporaryDirectory() as scratch:
        measured = list(_measured(options, questions, Path(scratch)))
    about = (
        f"{len(questions)} questions of `{options.questions.relative_to(ROOT)}`. "
        f"Content: the shipped guides, {len(real_guides()):,} real ones of a province, then made-up ones. "
        f"Load of the machine {before:.1f} before, {load():.1f} after (a quiet one: 0 and 1)."
    )
    command = " ".join(("python tests/bench/search.py", *sys.argv[1:]))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    shown = sorted(options.sizes)[len(options.sizes) // 2]
    write_section("search", section(measured, shown, command, about), options.out)
    (options.out.parent / "pictures").mkdir(exist_ok=True)
    draw(measured, shown, options.out.parent / "pictures" / "benchmarks.png")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 200_000], help="guides")
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--questions", type=Path, default=ROOT / "tests" / "questions" / "dev.jsonl")
    parser.add_argument(
        "--patience", type=float, default=30.0, help="seconds of timed calls of a peer at a size"
    )
    parser.add_argument(
        "--out", type=Path, default=PAGE, help="Markdown page; the picture goes to pictures/ beside"
    )
    return parser.parse_args()


def _measured(
    options: argparse.Namespace, questions: Sequence[Question], scratch: Path
) -> Iterator[Measured]:
    asked = scratch / "questions.json"
    asked.write_bytes(msgspec.json.encode([Asked(one.text, one.guides) for one in questions]))
    for size in sorted({*options.sizes, *(OURS_ALSO if OURS in options.peers else ())}):
        encoded = scratch / "content.msgpack"
        knowledge = content(size)
        encoded.write_bytes(msgspec.msgpack.encode(knowledge))
        for name in options.peers if size in options.sizes else (OURS,):
            sys.stderr.write(f"{len(knowledge.guides):,} guides: {name}\n")
            with tempfile.TemporaryDirectory(dir=scratch) as folder:
                built = _fresh(Built, "build", name, encoded, folder)
                served = _fresh(Served, "serve", name, folder, asked, options.patience)
                runs = READY_RUNS if name == OURS else 0
                ready = [_fresh(float, "ready", name, folder, asked) for _ in range(runs)] or [served.ready]
            quality = qualities(served.places, questions) if size in options.sizes else {}
            yield Measured(name, len(knowledge.guides), built, served, median(ready), quality)


def _fresh(kind: type[T], *arguments: object) -> T:
    """Return what a process of its own measured."""
    program = (sys.executable, str(Path(__file__).with_name("measuring.py")), *map(str, arguments))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(program, stdout=subprocess.PIPE, env=environment, check=True)
    return msgspec.json.decode(result.stdout, type=kind)


if __name__ == "__main__":
    main()
