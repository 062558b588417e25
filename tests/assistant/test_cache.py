"""A knowledge folder is built once; any change of it builds it anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from assistant.cache import FOLDER_VARIABLE, opened_or_built
from assistant.pipeline import Assistant
from knowledge.problems import KnowledgeError


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path, small_folder: Path) -> Path:
    """Few guides: each change is a build."""
    copy = tmp_path / "hall"
    shutil.copytree(small_folder, copy)
    for path in list((copy / "guides").rglob("*.toml"))[3:]:
        path.unlink()
    return copy


def built_in(library_of: Path) -> bool:
    """True where the arrays were made in this process, not mapped from a pack."""
    library, _ = opened_or_built(library_of)
    return bool(library.sources.centres.directions.flags.writeable)


def test_the_second_start_opens_what_the_first_built(cache: Path, folder: Path) -> None:
    assert built_in(folder)
    assert not built_in(folder)
    assert len(list(cache.glob("*.daoban"))) == 1


def test_both_answer_alike(cache: Path, folder: Path) -> None:
    first, second = Assistant.load(folder), Assistant.load(folder)
    assert cache.exists()
    assert first.explain("残疾证丢了") == second.explain("残疾证丢了")


def test_a_changed_guide_is_seen_at_once(cache: Path, folder: Path) -> None:
    opened_or_built(folder)
    path = next((folder / "guides").rglob("*.toml"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("status =", "# 改过\nstatus ="), encoding="utf-8"
    )
    assert built_in(folder)
    path.unlink()
    assert built_in(folder)
    assert len(list(cache.glob("*.daoban"))) == 3


def test_only_the_last_few_are_kept(cache: Path, folder: Path) -> None:
    path = next((folder / "guides").rglob("*.toml"))
    for time in range(10):
        os.utime(path, (time, time))
        opened_or_built(folder)
    assert len(list(cache.iterdir())) == 8


def test_a_damaged_cache_is_built_anew(cache: Path, folder: Path) -> None:
    opened_or_built(folder)
    (pack,) = cache.glob("*.daoban")
    pack.write_bytes(pack.read_bytes()[:1000])
    assert built_in(folder)
    assert not built_in(folder)


def test_problems_of_the_content_are_told_at_every_start(cache: Path, folder: Path) -> None:
    (folder / "guides" / "disability" / "bad.toml").write_text("name = 1\n", encoding="utf-8")
    for _ in range(2):
        _, problems = opened_or_built(folder)
        assert {Path(problem.file).name for problem in problems} == {"bad.toml"}
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_obstacle(folder: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert built_in(folder)
    assert built_in(folder)


def test_a_missing_folder_or_model_is_told_in_spite_of_the_cache(
    cache: Path, folder: Path, tmp_path: Path
) -> None:
    opened_or_built(folder)
    assert cache.exists()
    for knowledge, model in ((tmp_path / "none", None), (folder, tmp_path / "none")):
        with pytest.raises(KnowledgeError, match="none"):
            opened_or_built(knowledge, model)
