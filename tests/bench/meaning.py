"""Which sources and which models of meaning earn their place in search.

    python tests/bench/meaning.py                             # writes docs/benchmarks.md
    python tests/bench/meaning.py --models 2 --out build/trial.md

Every model is trained anew, and the weights of every ranking are learnt anew on the questions to learn from.
On one thread; twenty minutes.  Needs `pip install "daoban[bench,train]"`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

for maths in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{maths}_NUM_THREADS"] = "1"  # read when numpy and torch are loaded
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import torch  # noqa: E402  after the threads
from ablation import Content, alone, places, without  # noqa: E402
from findings import Costs, Figures, Places, section  # noqa: E402
from models import MODELS, SHIPPED_RECIPE, Maker, learn, milliseconds  # noqa: E402
from pages import PAGE, load, write_section  # noqa: E402

from assistant.evaluation.questions import OUTSIDE, read_questions  # noqa: E402
from assistant.items import items  # noqa: E402
from assistant.library import Library  # noqa: E402
from assistant.ranking import SPELLING  # noqa: E402
from assistant.sources import SHARES  # noqa: E402
from assistant.sources.meaning import MEANING  # noqa: E402
from assistant.tuning import tune, without_questions  # noqa: E402
from knowledge.model import Knowledge  # noqa: E402
from knowledge.reading import SHIPPED, read  # noqa: E402

QUESTIONS = ROOT / "tests" / "questions"
_ABOUT = """\
{items} items with {wordings:,} wordings. Weights are learnt from the {train:,} questions of
`tests/questions/train.jsonl`, put to the content with everyday questions and without, as `daoban tune` does;
judged by the {dev} of `dev.jsonl` that have an answer. {minutes:.0f} minutes in all, on one thread. Load of
the machine {before:.1f} before, {after:.1f} after (a quiet one: 0 and 1)."""


def main() -> None:
    """Learn, measure and write the section."""
    options = _options()
    torch.set_num_threads(1)
    start, before = time.perf_counter(), load()
    trial = Trial(read(SHIPPED).knowledge)
    models = [trial.model(name, make) for name, make in islice(MODELS.items(), options.models)]
    about = _ABOUT.format(
        **trial.sizes, minutes=(time.perf_counter() - start) / 60, before=before, after=load()
    )
    command = " ".join(("python tests/bench/meaning.py", *sys.argv[1:]))
    text = section(
        command,
        about,
        shares=trial.shares,
        models=models,
        absent=trial.absent,
        in_hanzi=[query.has_hanzi for query in trial.queries],
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_section("meaning", text, options.out)


class Trial:
    """The shipped content with its everyday questions and without, the questions, and what was measured."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._items = items(knowledge)
        self._contents = tuple(Content.build(one) for one in (knowledge, without_questions(knowledge)))
        self._train = read_questions(QUESTIONS / "train.jsonl")
        dev = read_questions(QUESTIONS / "dev.jsonl")
        self._dev = tuple(question for question in dev if question.kind != OUTSIDE)
        understanding = self._contents[0].library.understanding
        self.queries = [understanding.query(question.text) for question in self._dev]
        self.shares: list[Figures] = []
        """Each share alone …"""
        self.absent: list[Figures] = []
        """… and all but each, with the model of the shipped recipe."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much of everything there is."""
        wordings = len(self._contents[0].wordings.queries)
        return {
            "items": len(self._items),
            "wordings": wordings,
            "train": len(self._train),
            "dev": len(self._dev),
        }

    def model(self, name: str, make: Maker) -> Figures:
        """Learn a model and measure it; with the shipped recipe's, each share too."""
        _say(name)
        full = self._contents[0]
        learnt = learn(make, self._items, full.wordings)
        libraries = [content.with_model(learnt.embedder) for content in self._contents]
        if name == SHIPPED_RECIPE:
            self.shares = [self._alone(share, libraries[0]) for share in (*SHARES, SPELLING)]
            self.absent = [self._absent(share, libraries) for share in (*SHARES, SPELLING)]
        costs = Costs(learnt.megabytes, milliseconds(learnt.embedder, self.queries), learnt.seconds)
        return self._fused(name, libraries, self._alone(MEANING, libraries[0]).places, costs)

    def _alone(self, share: str, library: Library) -> Figures:
        return Figures(share, places(library, alone(share), self._dev))

    def _absent(self, share: str, libraries: Sequence[Library]) -> Figures:
        _say(f"all but {share}")
        return self._fused(share, [without(library, share) for library in libraries])

    def _fused(
        self, name: str, libraries: Sequence[Library], own: Places = (), costs: Costs | None = None
    ) -> Figures:
        weights = tune(libraries, self._train).weights
        full, bare = (places(library, weights, self._dev) for library in libraries)
        return Figures(name, full, bare, own, costs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=int, default=len(MODELS), help="the first so many, 1 at least")
    parser.add_argument("--out", type=Path, default=PAGE, help="Markdown page")
    return parser.parse_args()


def _say(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


if __name__ == "__main__":
    main()
