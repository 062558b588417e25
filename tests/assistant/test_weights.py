"""What counts for how much is a file: it fits what is counted, and a damaged one is told plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.confidence import features
from assistant.query import Query
from assistant.ranking import SPELLING, Candidate, Ranking
from assistant.sources import SHARES
from assistant.weights import SHIPPED, Weights
from knowledge.problems import KnowledgeError

SOUND = "[hanzi]\nofficial = 1.0\n[letters]\nofficial = 2\n[confidence]\nbase = -3.5\n"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(SOUND, encoding="utf-8")
    weights = Weights.read(path)
    assert weights.of_shares(has_hanzi=True) == {"official": 1.0}
    assert weights.of_shares(has_hanzi=False) == {"official": 2.0}
    assert weights.confidence == {"base": -3.5}


@pytest.mark.parametrize("has_hanzi", [True, False])
def test_the_shipped_file_weighs_every_share_and_no_other(has_hanzi: bool) -> None:
    found = Weights.read().of_shares(has_hanzi=has_hanzi)
    assert found.keys() == {*SHARES, SPELLING}
    assert min(found.values()) >= 0
    assert sum(found.values()) > 0


def test_the_shipped_file_weighs_every_feature_and_no_other() -> None:
    candidate = Candidate(0, dict.fromkeys((*SHARES, SPELLING), 0.5), total=5.0, probability=0.5)
    shown = features(Ranking(Query(text="证", core="证"), (candidate,), Weights.read().hanzi))
    assert Weights.read().confidence.keys() == shown.keys()


FAULTS = {
    "cut": SOUND.encode()[:-8],
    "no TOML": b"official: 1",
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "a part is missing": SOUND.replace("[letters]", "[hanzi.letters]").encode(),
    "a part too many": f"{SOUND}[sounds]\nheard = 1\n".encode(),
    "a word for a number": SOUND.replace("1.0", '"much"').encode(),
    "a number for a part": b"hanzi = 1\nletters = 1\nconfidence = 1\n",
}


@pytest.mark.parametrize("content", FAULTS.values(), ids=FAULTS)
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.toml"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError) as caught:
        Weights.read(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("bad-weights", str(path))
    assert "daoban tune" in problem.message


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.toml.*bad-weights"):
        Weights.read(tmp_path / "nowhere.toml")
    assert SHIPPED.is_file()
