"""Questions whose answers are known, as JSON lines."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from knowledge.model import Text
from knowledge.problems import KnowledgeError, Problem, unusable

OUTSIDE = "outside"
"""The kind of questions that no guide answers; to refuse them is right."""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question and the ids of all that answers it: none for the kind `OUTSIDE`."""

    text: Text
    kind: Text
    guides: tuple[Text, ...]
    group: str = ""
    """Questions of one group ask the same thing in other words; empty: of no group."""

    def __post_init__(self) -> None:
        if (self.kind == OUTSIDE) == bool(self.guides):
            raise ValueError(f"guides 只有在 kind 是 {OUTSIDE} 时才是空的，也必须是空的")

    @property
    def digest(self) -> str:
        """What the question is known by in a report, which must not give away its words.

        Another answer makes another digest: outcomes of the two cannot be compared.
        """
        whole = "\n".join((self.text, *sorted(self.guides)))
        return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read JSON lines of questions.

    Raises `KnowledgeError` naming each line at fault and its key, or where there is no line.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        message = f"题目文件读不出来：{error.strerror}"
        raise unusable("unreadable", path, message) from error
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(msgspec.json.decode(line, type=Question))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"这一行不是有效的题目：{error}"
            problems.append(Problem(code="bad-question", file=str(path), row=number, message=message))
    if not lines:
        message = "文件里没有题目，请每行写一题"
        problems.append(Problem(code="no-questions", file=str(path), message=message))
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(questions)
