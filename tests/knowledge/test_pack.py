"""Packs: what goes in comes out, and a file that is not whole is never used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.pack import PREVIOUS, Pack, Part, Summary, install_pack, open_pack, write_pack
from knowledge.problems import KnowledgeError

SUMMARY = Summary(program="1.0", layout="shape", content="abc", counts={"guides": 2})
PARTS = {
    "words": Part(b"some words"),
    "nothing": Part(b""),
    "figures": Part(bytes(range(200)), "<u1", (10, 20)),
}
NAMES = st.text("abc.", min_size=1, max_size=8)
ANY_PARTS = st.dictionaries(NAMES, st.binary(max_size=300), max_size=6)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "hall.daoban"
    write_pack(path, SUMMARY, PARTS)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("pack") / "hall.daoban"
    write_pack(path, SUMMARY, PARTS)
    return path.read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("damaged")


def code_of(path: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        open_pack(path, SUMMARY.layout)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return problem.code


def test_sections_come_out_as_they_went_in(pack: Path) -> None:
    opened, problems = open_pack(pack, "shape")
    assert problems == ()
    assert opened.summary == SUMMARY
    assert {name: bytes(opened.data(name)) for name in PARTS} == {
        name: part.data for name, part in PARTS.items()
    }
    assert (opened.section("figures").dtype, opened.section("figures").shape) == ("<u1", (10, 20))


@settings(deadline=None)
@given(ANY_PARTS)
def test_any_sections_come_out_as_they_went_in(scratch: Path, data: dict[str, bytes]) -> None:
    path = scratch / "any.daoban"
    write_pack(path, SUMMARY, {name: Part(content) for name, content in data.items()})
    with Pack(path) as opened:
        opened.verify()
        assert {name: bytes(opened.data(name)) for name in data} == data


def test_sections_lie_where_arrays_of_any_type_may_begin(pack: Path) -> None:
    with Pack(pack) as opened:
        assert [opened.section(name).offset % 64 for name in PARTS] == [0, 0, 0]


def test_the_same_sections_give_the_same_bytes(tmp_path: Path, whole: bytes) -> None:
    write_pack(tmp_path / "elsewhere" / "again.daoban", SUMMARY, PARTS)
    assert (tmp_path / "elsewhere" / "again.daoban").read_bytes() == whole


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_changed_byte_goes_unnoticed(scratch: Path, whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    flip = data.draw(st.integers(1, 255))
    path = scratch / "flipped.daoban"
    path.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
    assert code_of(path) in {"damaged-pack", "foreign-pack", "other-format"}


@settings(deadline=None)
@given(st.data())
def test_no_missing_end_goes_unnoticed(scratch: Path, whole: bytes, data: st.DataObject) -> None:
    path = scratch / "cut.daoban"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert code_of(path) in {"damaged-pack", "foreign-pack"}


def test_bytes_added_at_the_end_are_noticed(scratch: Path, whole: bytes) -> None:
    path = scratch / "longer.daoban"
    path.write_bytes(whole + b"\0")
    assert code_of(path) == "damaged-pack"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"DAOBAN\n\n" + b"\0" * 80, b"\0" * 500])
def test_a_foreign_file_is_named_as_such(scratch: Path, content: bytes) -> None:
    path = scratch / "foreign.daoban"
    path.write_bytes(content)
    assert code_of(path) == "foreign-pack"


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.daoban") == "no-pack"


def test_a_pack_of_another_layout_is_told(pack: Path) -> None:
    with pytest.raises(KnowledgeError, match="other-version"):
        open_pack(pack, "another shape")


def test_a_section_that_is_not_there_is_told(pack: Path) -> None:
    with Pack(pack) as opened, pytest.raises(KnowledgeError, match="bad-pack"):
        opened.data("figures of last year")


def test_the_replaced_pack_is_used_where_the_new_one_is_damaged(pack: Path) -> None:
    write_pack(pack, Summary(program="1.1", layout="shape", content="new", counts={}), PARTS)
    assert Pack(pack).summary.content == "new"
    pack.write_bytes(pack.read_bytes()[:-1])
    opened, problems = open_pack(pack, "shape")
    assert opened.summary.content == "abc"
    assert [problem.code for problem in problems] == ["damaged-pack", "previous-pack"]


def test_the_replaced_pack_is_used_where_the_new_one_never_came(pack: Path) -> None:
    pack.replace(pack.with_name(pack.name + PREVIOUS))
    opened, problems = open_pack(pack, "shape")
    assert opened.summary == SUMMARY
    assert [problem.code for problem in problems] == ["no-pack", "previous-pack"]


def test_an_open_pack_goes_on_while_it_is_replaced(pack: Path) -> None:
    with Pack(pack) as opened:
        write_pack(pack, SUMMARY, {"words": Part(b"other words")})
        opened.verify()
        assert bytes(opened.data("words")) == b"some words"


def test_installing_copies_a_whole_pack(pack: Path, tmp_path: Path, whole: bytes) -> None:
    assert install_pack(pack, tmp_path / "station" / "in-use.daoban") == SUMMARY
    assert (tmp_path / "station" / "in-use.daoban").read_bytes() == whole


def test_a_damaged_pack_is_not_installed(pack: Path, tmp_path: Path, whole: bytes) -> None:
    damaged = tmp_path / "usb.daoban"
    damaged.write_bytes(whole[:-20] + b"\1" * 20)
    with pytest.raises(KnowledgeError, match="damaged-pack"):
        install_pack(damaged, pack)
    assert pack.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hall.daoban", "usb.daoban"]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(KnowledgeError, match="cannot-write"):
        write_pack(tmp_path / "file" / "hall.daoban", SUMMARY, PARTS)
