"""What ``--tell`` takes: each question about the person, and its answers in words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow import UNSURE, Flow
from locales.catalogue import Catalogue


def tellable(flow: Flow, words: Catalogue) -> Iterator[str]:
    """Yield each question, and below it what may be told."""
    for question in flow.question:
        yield words.text(f"flow.{question.id}.prompt")
        for answer in question.answer:
            yield f"  {question.id}={answer.id}  {words.text(f'flow.{question.id}.{answer.id}')}"
        yield f"  {question.id}={UNSURE}  {words.text('flow.unsure')}"
