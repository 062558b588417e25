"""What a knowledge base covers, beside what the hall says of itself."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from knowledge.model import Knowledge, Online, Window
from knowledge.problems import KnowledgeError
from knowledge.reading import SHIPPED, read
from knowledge.stats import STALE_AFTER, read_published, stats

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return read(SHIPPED).knowledge


def test_figures_stand_beside_the_published_ones(shipped: Knowledge) -> None:
    found = stats(shipped, read_published(SHIPPED), TODAY)
    figures = {figure.name: (figure.here, figure.published) for figure in found.figures}
    assert figures["services"] == (len(shipped.guides), 1747)
    assert figures["counters"] == (48, 48)
    assert figures["towns"] == (11, 11)
    assert figures["stations"] == (184, 184)
    assert figures["cross_city"] == (34, 34)
    assert figures["video"][1] == 163
    assert (figures["instant"][1], figures["no_meeting"][1]) == (681, 546)


def test_every_guide_is_counted_once_by_field_and_status(shipped: Knowledge) -> None:
    found = stats(shipped, None, TODAY)
    assert sum(dict(found.fields).values()) == len(shipped.guides)
    assert dict(found.statuses) == {"sample": len(shipped.guides)}
    assert all(figure.published is None for figure in found.figures)


def test_a_guide_counts_for_each_of_its_ways_once(shipped: Knowledge) -> None:
    two_websites = msgspec.structs.replace(
        shipped.guides[0],
        channels=(Window(levels=("hall", "town")), Online(platform="甲"), Online(platform="乙")),
    )
    found = stats(Knowledge(guides=(two_websites,)), None, TODAY)
    assert dict(found.channels) == {"window": 1, "online": 1}
    assert dict(found.levels) == {"hall": 1, "town": 1}


def test_facts_grow_stale(shipped: Knowledge) -> None:
    fresh, old, never = (
        msgspec.structs.replace(shipped.guides[0], id=f"police/{name}", verified_on=verified_on)
        for name, verified_on in (
            ("fresh", TODAY - STALE_AFTER),
            ("old", TODAY - STALE_AFTER - dt.timedelta(days=1)),
            ("never", None),
        )
    )
    found = stats(Knowledge(guides=(fresh, old, never)), None, TODAY)
    assert found.stale == 2
    assert found.oldest == TODAY - STALE_AFTER - dt.timedelta(days=1)


def test_a_hall_without_published_figures(tmp_path: Path) -> None:
    assert read_published(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('servises = 3\n[source]\ntitle = "报告"\n', "unknown-key"),
        ('services = "三"\n[source]\ntitle = "报告"\n', "wrong-type"),
        ("services = 3\n", "missing-key"),
        ("services = \n", "toml-syntax"),
    ],
)
def test_faults_of_published_figures(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "published.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as refusal:
        read_published(tmp_path)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert refusal.value.problems[0].file == str(tmp_path / "published.toml")
