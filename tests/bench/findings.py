"""The section of docs/benchmarks.md about sources and models of meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from pages import machine, table

from assistant.evaluation.estimates import Estimate, bootstrap, wilson

Places = Sequence[int | None]
"""Of the right item, from 1, question by question; None: not found."""


class Costs(Struct, frozen=True):
    """What a model costs."""

    megabytes: float
    milliseconds: float
    """To embed a question."""
    seconds: float
    """To train."""


class Figures(Struct, frozen=True):
    """What was measured of a ranking."""

    title: str
    places: Places
    bare: Places = ()
    """The same where items have no everyday questions."""
    alone: Places = ()
    """Of a model: with no other share."""
    costs: Costs | None = None
    """Of a model."""

    def better_than(self, other: Figures) -> Estimate:
        """Return how much more often the right item is first, with the interval of a paired bootstrap."""
        return bootstrap([(a == 1) - (b == 1) for a, b in zip(self.places, other.places, strict=True)])


def section(
    command: str,
    about: str,
    *,
    shares: Sequence[Figures],
    models: Sequence[Figures],
    absent: Sequence[Figures],
    in_hanzi: Sequence[bool],
) -> str:
    """Return the section; the first of `models` is what all others are compared with."""
    first = models[0]
    split = f"{sum(in_hanzi)} questions in Hanzi and {len(in_hanzi) - sum(in_hanzi)} in letters"
    return "\n\n".join(
        (
            "## What search is made of",
            f"`{command}`",
            machine(),
            about,
            _HOW,
            _found(models, absent),
            "### Each share alone",
            f"Spelling is compared among the 50 best of all other shares. {split}.",
            table(("share", *_HEADS), ((one.title, *_quality(one.places, in_hanzi)) for one in shares)),
            "### Models of meaning",
            "Alone, and fused with all other shares; *difference* is that of hit@1 fused, in points. "
            "*Bare*: the items without their everyday questions, as an import gives them, though the models "
            "knew them. Another seed tells how much is chance of training.",
            _models(models),
            "### All shares but one",
            table(
                ("without", *_HEADS, "difference", "hit@1, bare"),
                (
                    ("–", *_quality(first.places, in_hanzi), "", _bare(first)),
                    *(
                        (
                            one.title,
                            *_quality(one.places, in_hanzi),
                            _points(one.better_than(first)),
                            _bare(one),
                        )
                        for one in absent
                    ),
                ),
            ),
        )
    )


_HEADS = ("hit@1", "hit@3", "hit@1, Hanzi", "hit@1, letters")
_HOW = """\
Intervals are of 95 %: Wilson's of a share, a paired bootstrap's of a difference, which is within chance where
its interval holds 0. MB are of the arrays and the vocabulary; ms are the median to embed a question that is
understood already; training is on the wall clock. All models learn from the same wordings. LSA is
scikit-learn's `TruncatedSVD` over tf-idf of the wordings' tokens. The convolutions (64 dimensions a token,
128 filters of each of the widths 2, 3 and 4, the highest value of each, 128 dimensions out) train in torch
and run in numpy; views of a wording are hidden by turns as for the static model."""


def _found(models: Sequence[Figures], absent: Sequence[Figures]) -> str:
    first, *others = models
    better = [one.title for one in others if one.better_than(first).low > 0]
    worse = [one.title for one in others if one.better_than(first).high < 0]
    missed = [one.title for one in absent if one.better_than(first).high < 0]
    hindering = [one.title for one in absent if one.better_than(first).low > 0]
    return (
        f"Fused, better than the shipped recipe beyond chance: {_listed(better)}; worse: {_listed(worse)}; "
        f"all others are within chance of it. Of the shares, ranking is worse beyond chance without "
        f"{_listed(missed)}, and better without {_listed(hindering)}; what each other one adds is too "
        f"little for {len(first.places)} questions to tell."
    )


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(f"*{title}*" for title in titles) or "none"


def _models(models: Sequence[Figures]) -> str:
    first = models[0]
    heads = (
        "model",
        "MB",
        "ms",
        "training s",
        "alone hit@1",
        "hit@3",
        "fused hit@1",
        "hit@3",
        "difference",
        "hit@1, bare",
    )
    return table(heads, (_model(one, first) for one in models))


def _model(one: Figures, first: Figures) -> tuple[str, ...]:
    costs = one.costs
    assert costs is not None, "a model has costs"
    return (
        one.title,
        f"{costs.megabytes:.1f}",
        f"{costs.milliseconds:.3f}",
        f"{costs.seconds:.0f}",
        *map(_share, (*_hits(one.alone), *_hits(one.places))),
        "" if one is first else _points(one.better_than(first)),
        _bare(one),
    )


def _quality(places: Places, in_hanzi: Sequence[bool]) -> tuple[str, ...]:
    kinds = (
        [place for place, hanzi in zip(places, in_hanzi, strict=True) if hanzi is kind]
        for kind in (True, False)
    )
    return tuple(map(_share, (*_hits(places), *(_hits(kind)[0] for kind in kinds))))


def _hits(places: Places) -> tuple[Estimate, Estimate]:
    first, third = (wilson([place is not None and place <= limit for place in places]) for limit in (1, 3))
    return first, third


def _share(found: Estimate) -> str:
    return f"{found.mean:.3f} ({found.low:.2f}–{found.high:.2f})"


def _bare(one: Figures) -> str:
    return _share(_hits(one.bare)[0])


def _points(found: Estimate) -> str:
    return f"{found.mean * 100:+.1f} ({found.low * 100:+.1f}…{found.high * 100:+.1f})"
