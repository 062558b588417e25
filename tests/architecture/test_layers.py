"""Imports run one way, and the light layers stay light."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = {"knowledge": set(), "assistant": {"knowledge"}, "locales": set()}
"""Each layer, and the others it may load."""
OURS = {"knowledge", "assistant", "kiosk", "locales"}
HEAVY = {"torch", "sentence_transformers", "transformers", "datasets"}


@cache
def loaded(*statements: str) -> frozenset[str]:
    """Top-level modules in a fresh interpreter after these statements."""
    code = "\n".join(
        (*statements, "import json, sys", "print(json.dumps([m.partition('.')[0] for m in sys.modules]))")
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return frozenset(json.loads(run.stdout.splitlines()[-1]))


def modules(layer: str) -> tuple[str, ...]:
    """Import statements for every module of a layer."""
    paths = sorted((ROOT / layer).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return tuple(f"import {name.removesuffix('.__init__')}" for name in names)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_loads_only_what_lies_below_it(layer: str) -> None:
    assert len(modules(layer)) > 1
    assert loaded(*modules(layer)) & OURS == {layer} | LAYERS[layer]


@pytest.mark.parametrize("layer", LAYERS)
def test_no_layer_below_the_kiosk_draws_or_learns_when_it_is_imported(layer: str) -> None:
    assert loaded(*modules(layer)) & {"textual", *HEAVY} == set()


def test_answering_needs_no_library_of_training() -> None:
    found = loaded("from assistant.pipeline import Assistant", "Assistant.load().ask('身份证丢了')")
    assert found & {"textual", *HEAVY} == set()
    assert "numpy" in found


def test_knowledge_is_read_without_numpy() -> None:
    """Village stations check and import content on the oldest machines."""
    assert "numpy" not in loaded("from knowledge.reading import SHIPPED, read", "read(SHIPPED)")
