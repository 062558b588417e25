"""The order in which services are offered to who would rather choose than type."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from knowledge.checks.basis import OURS
from knowledge.checks.rule import Finding, Subject, finding, item, rule


@rule(
    "dangling-topic",
    "warning",
    reason="目录里写的事，一件也对不上，多半是编号写错了，那件事就排到后面去了。",
    basis=OURS,
)
def topics_name_guides(subject: Subject) -> Iterator[Finding]:
    """Every entry of a topic is some guide."""
    ids = {guide.id for guide in subject.knowledge.guides}
    for contents in subject.knowledge.contents:
        for index, topic in enumerate(contents.topics):
            for entry in topic.guides:
                if entry not in ids and not any(fnmatchcase(guide_id, entry) for guide_id in ids):
                    message = f"“{topic.name}”里的“{entry}”对不上任何指南；请改正或删掉"
                    yield finding(contents, item("topics", index, "guides"), message)


RULES = (topics_name_guides,)
