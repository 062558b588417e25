"""docs/dialogues.md says what the program says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from assistant.pipeline import Assistant


def test_the_page_of_dialogues_is_what_the_program_answers(assistant: Assistant) -> None:
    path = Path(__file__).with_name("dialogues.py")
    spec = importlib.util.spec_from_file_location("dialogues", path)
    assert spec is not None and spec.loader is not None
    dialogues = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dialogues)
    told = dialogues.PAGE.read_text(encoding="utf-8")
    assert told == dialogues.page(assistant.library), "run: python tests/journeys/dialogues.py"
    assert len(dialogues.DIALOGUES) == 10
