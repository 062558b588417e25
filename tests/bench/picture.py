"""The picture of docs/benchmarks.md: quality by kind of question, latency by size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from peers import PEERS
from results import Measured

_COLOURS = ("#c1121f", "#1d70b8", "#e08e0b", "#3a7d44", "#7b2d8b", "#555555")
_MARKS = "oshD^v"


def draw(measured: Sequence[Measured], shown: int, path: Path) -> None:
    """Draw quality at size `shown`, and latency at all sizes."""
    compared = [one for one in measured if one.quality]
    mpl.rcParams.update({"font.size": 11, "svg.hashsalt": "daoban"})
    figure = Figure(figsize=(17, 6), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    _quality(left, [one for one in compared if one.size == shown])
    left.set_title(f"Right answer first, % of questions, {shown:,} guides")
    _latency(right, compared)
    right.set_title("Milliseconds a question: median, bar up to 99 %")
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _quality(axes: Axes, measured: Sequence[Measured]) -> None:
    kinds = list(max(measured, key=lambda one: len(one.quality)).quality)
    shares = [[_percent(one, kind) for kind in kinds] for one in measured]
    axes.imshow(shares, cmap="YlGn", vmin=0, vmax=100, aspect="auto")
    for row, values in enumerate(shares):
        for column, value in enumerate(values):
            text = "–" if math.isnan(value) else f"{value:.0f}"
            colour = "white" if value > 70 else "black"
            axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=13)
    counts = {kind: max(one.quality[kind].n for one in measured if kind in one.quality) for kind in kinds}
    axes.set_xticks(
        range(len(kinds)),
        [f"{kind}\n({counts[kind]})" for kind in kinds],
        rotation=40,
        ha="right",
        rotation_mode="anchor",
    )
    axes.set_yticks(range(len(measured)), [PEERS[one.peer].title for one in measured])
    axes.axvline(len(kinds) - 1.5, color="black")
    axes.tick_params(length=0)


def _percent(one: Measured, kind: str) -> float:
    quality = one.quality.get(kind)
    return math.nan if quality is None else 100 * quality.hit1.mean


def _latency(axes: Axes, measured: Sequence[Measured]) -> None:
    for at, (name, kind) in enumerate(PEERS.items()):
        own = [one for one in measured if one.peer == name]
        middles = [one.milliseconds(50) for one in own]
        above = [one.milliseconds(99) - middle for one, middle in zip(own, middles, strict=True)]
        axes.errorbar(
            [one.size * 1.06 ** (at - 2) for one in own],
            middles,
            yerr=([0] * len(own), above),
            label=kind.title,
            color=_COLOURS[at],
            marker=_MARKS[at],
            capsize=3,
            linewidth=2.5 if at == 0 else 1.5,
        )
    sizes = sorted({one.size for one in measured})
    axes.set(xscale="log", yscale="log", xlabel="guides", ylabel="milliseconds")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.yaxis.set_major_formatter("{x:g}")
    axes.minorticks_off()
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, frameon=False)
