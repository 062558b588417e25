"""What counts for how much: the learnt numbers of ranking and confidence.

They are data, in ``weights.toml``: ``daoban tune`` learns them from questions
whose answers are known (`assistant.tuning`).
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import tomli
from msgspec import Struct

from knowledge.problems import unusable

SHIPPED = Path(__file__).parent / "weights.toml"


class Weights(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Name of a share or a feature → its weight, in the units of a logit."""

    hanzi: dict[str, float]
    """Of shares, for questions with Hanzi in them."""
    letters: dict[str, float]
    """Of shares, for questions in pinyin, initials or English: there is little else to go by than sound."""
    confidence: dict[str, float]
    """Of the features of `assistant.confidence`; ``base`` stands alone."""

    @classmethod
    def read(cls, path: Path = SHIPPED) -> Weights:
        """Read a file of weights.  Raises `KnowledgeError` where it cannot be used."""
        try:
            return msgspec.convert(tomli.loads(path.read_text(encoding="utf-8")), cls)
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, msgspec.ValidationError) as error:
            raise unusable(
                "bad-weights", path, f"权重文件读不出来：{error}，请用 daoban tune 重新生成"
            ) from error

    def of_shares(self, *, has_hanzi: bool) -> dict[str, float]:
        """Return the weights of shares for one way of asking."""
        return self.hanzi if has_hanzi else self.letters
