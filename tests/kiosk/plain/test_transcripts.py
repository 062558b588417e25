"""docs/plain.md says what the program says, and what it promises to answer to."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from assistant.pipeline import Assistant


@pytest.fixture(scope="module")
def transcripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("transcripts", Path(__file__).with_name("transcripts.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_program_says(transcripts: ModuleType, shipped_assistant: Assistant) -> None:
    told = transcripts.PAGE.read_text(encoding="utf-8")
    wanted = transcripts.page(shipped_assistant.library)
    assert told == wanted, "run: python tests/kiosk/plain/transcripts.py"


def test_each_journey_comes_to_a_place_and_to_its_end(
    transcripts: ModuleType, shipped_assistant: Assistant
) -> None:
    ends = ("25 号窗口", "上门办", "26 号窗口")
    assert len(transcripts.JOURNEYS) == len(ends)
    for journey, place in zip(transcripts.JOURNEYS, ends, strict=True):
        lines = transcripts.transcript(journey, shipped_assistant.library)
        assert place in lines[lines.index("祝您办事顺利") - 5 :], journey.who
        assert lines[-1] == "您说的话没有留下来，下一个人看不到。"
