"""An assistant opened from a pack answers as one built from the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from assistant.pipeline import Assistant
from assistant.session import Chose, Said, Session
from knowledge.model import Guide, Knowledge
from knowledge.pack import Pack
from knowledge.problems import KnowledgeError

QUESTIONS = (
    "身份证丢了",
    "我阿嬷过身了户口爱怎呢办",
    "sfz diu le",
    "ybbx",
    "今天天气怎么样",
    "lost my id card",
    "潮州的社保转到汕头",
    "",
)


@pytest.fixture(scope="module")
def pack(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "shipped.daoban"
    assistant.library.save(path)
    return path


@pytest.fixture(scope="module")
def opened(pack: Path) -> Assistant:
    return Assistant.load(pack)


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_gives_the_same_reply_for_the_same_reasons(
    assistant: Assistant, opened: Assistant, question: str
) -> None:
    assert opened.ask(question) == assistant.ask(question)
    assert opened.explain(question) == assistant.explain(question)


def test_it_holds_every_guide_and_every_way_of_browsing_to_it(
    assistant: Assistant, opened: Assistant
) -> None:
    assert list(opened.library.all_guides()) == list(assistant.library.all_guides())
    assert opened.library.shelves == assistant.library.shelves
    assert opened.library.knowledge == assistant.library.knowledge
    session = Session((Said("社保"), Chose("theme", "birth")))
    assert opened.reply(session) == assistant.reply(session)


def test_its_arrays_stay_in_the_file(opened: Assistant) -> None:
    sources = opened.library.sources
    for array in (
        sources.official.fields.impacts,
        sources.heard.overlap.weights,
        sources.written.rows.starts,
        sources.initials.owners,
        sources.centres.directions,
        opened.library.model.rows,
    ):
        assert array.size > 0
        assert not array.flags.owndata
        assert not array.flags.writeable


def test_it_tells_what_it_is_of(pack: Path, shipped: Knowledge) -> None:
    with Pack(pack) as found:
        assert found.summary.counts["guides"] == len(shipped.guides)
        assert found.summary.counts["themes"] == len(shipped.themes)


def test_other_content_has_another_digest(
    assistant_for: Callable[[Knowledge], Assistant], make_guide: Callable[..., Guide], tmp_path: Path
) -> None:
    contents = set()
    for summary in ("二十日", "三十日", "二十日"):
        library = assistant_for(Knowledge(guides=(make_guide(summary=summary),))).library
        contents.add(library.save(tmp_path / "one.daoban").content)
    assert len(contents) == 2


BUILD = """
from pathlib import Path
import sys
from assistant.library import Library
from knowledge.reading import read
Library.build(read(Path(sys.argv[1])).knowledge).save(Path(sys.argv[2]))
"""


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path, small_folder: Path) -> None:
    """In processes that hash text differently, in different places."""
    made = []
    for seed in ("1", "2"):
        path = tmp_path / seed / "hall.daoban"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", BUILD, str(small_folder), str(path)], check=True, env=environment
        )
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_a_damaged_pack_is_refused_and_the_last_good_one_used(opened: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "hall.daoban"
    opened.library.save(path)
    opened.library.save(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    again = Assistant.load(path)
    assert [problem.code for problem in again.problems] == ["damaged-pack", "previous-pack"]
    assert again.ask("身份证丢了") == opened.ask("身份证丢了")


def test_a_pack_made_with_a_model_that_is_gone_is_refused(opened: Assistant, tmp_path: Path) -> None:
    library = msgspec.structs.replace(opened.library, model_folder=str(tmp_path / "gone"))
    library.save(tmp_path / "hall.daoban")
    with pytest.raises(KnowledgeError, match="no-model"):
        Assistant.load(tmp_path / "hall.daoban")
