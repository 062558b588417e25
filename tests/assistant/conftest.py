"""The shipped assistant, and small knowledge made in the test to ask one thing of."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from assistant.lexicon import SHIPPED as SHIPPED_LEXICON
from assistant.lexicon import Lexicon
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.query import Query, Understanding
from knowledge.model import Counter, Guide, Knowledge, Site, Source, Window, Zone
from knowledge.reading import SHIPPED, read

# The first question loads tables of readings: a limit for each example would fail by chance.
settings.register_profile("daoban", deadline=None)
settings.load_profile("daoban")

SOURCE = Source(title="示例")


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    return read(SHIPPED).knowledge


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.read()


@pytest.fixture(scope="session")
def understanding(lexicon: Lexicon) -> Understanding:
    return Understanding.build(lexicon)


@pytest.fixture(scope="session")
def understand(understanding: Understanding) -> Callable[[str], Query]:
    return understanding.query


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant.load()


@pytest.fixture(scope="session")
def assistant_for(lexicon: Lexicon) -> Callable[[Knowledge], Assistant]:
    """The shipped lexicons and model over any knowledge."""
    return lambda knowledge: Assistant(Library.build(knowledge, lexicon))


@pytest.fixture
def lexicon_folder(tmp_path: Path) -> Path:
    """A copy of the shipped lexicons to break."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    for path in SHIPPED_LEXICON.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="session")
def make_guide() -> Callable[..., Guide]:
    def make(guide_id: str = "police/id-card", name: str = "居民身份证补领", **fields: Any) -> Guide:
        whole = {"owner": "公安部门", "status": "sample", "source": SOURCE, "channels": (Window(),), **fields}
        return Guide(id=guide_id, name=name, **whole)

    return make


@pytest.fixture(scope="session")
def make_hall() -> Callable[..., Site]:
    def make(*counters: Counter, **fields: Any) -> Site:
        zones = (Zone(id="police", name="户政区", floor=2, landmark="出电梯右转"),)
        whole = {"zones": zones, "status": "sample", "source": SOURCE, **fields}
        return Site(id="hall", name="政务服务中心", level="hall", counters=counters, **whole)

    return make


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge folder with the shipped guides of two fields, all sites and no events of life."""
    folder = tmp_path_factory.mktemp("small")
    for part in ("guides/disability", "guides/veterans", "sites"):
        shutil.copytree(SHIPPED / part, folder / part)
    return folder
