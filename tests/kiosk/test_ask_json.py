"""`daoban ask --json` prints what docs/ask-json.md promises, field by field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from assistant.message import Message
from assistant.reply import Answer, Choices, Option, Plan, Refusal, Reply, quote
from assistant.routing import route
from assistant.session import Chose
from kiosk.commands.ask import Asked, exit_status, schema
from knowledge.model import Knowledge
from knowledge.reading import SHIPPED, read

DOCUMENT = Path(__file__).parents[2] / "docs" / "ask-json.md"
OPTIONS = (Option(Chose("guide", "police/id-card-reissue"), quote("居民身份证补领")),)
SAMPLE = (Message("notice.sample"),)
OTHERS: tuple[Reply, ...] = (
    Choices(Message("results.ambiguous"), OPTIONS),
    Plan("出生一件事", "", OPTIONS, SAMPLE),
    Refusal(Message("refusal.not_found"), (Message("advice.hotline"),), OPTIONS),
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return read(SHIPPED).knowledge


def documented(heading: str) -> set[str]:
    """Names in the first column of the table under a heading of the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    part = re.split(r"^## ", text.split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE))


def documented_route(kind: str) -> set[str]:
    """Fields of a route of that kind: those of its row, and those all routes have."""
    (row,) = re.findall(rf"^\| `{kind}` \|(.*)\|$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    own = re.sub(r"\(.*?\)|—.*", "", row)
    return {"kind", "reasons", "note", *re.findall(r"`(\w+)`", own)}


def printed(reply: Reply) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(Asked("问题", reply)))
    return decoded


@pytest.mark.parametrize("reply", OTHERS, ids=lambda reply: type(reply).__name__)
def test_reply_has_the_documented_fields(reply: Reply) -> None:
    whole = printed(reply)
    assert whole.keys() == documented("The object")
    result = whole["result"]
    assert result.keys() == {"reply", *documented(f'`reply`: `"{result["reply"]}"`')}
    assert result["options"][0].keys() == documented("Option")
    assert result["options"][0]["label"].keys() == documented("Message")


def test_answers_have_the_documented_fields(knowledge: Knowledge) -> None:
    kinds = set()
    for guide in knowledge.guides:
        result = printed(Answer(guide, route(guide, knowledge).routes, SAMPLE, OPTIONS))["result"]
        assert result.keys() == {"reply", *documented('`reply`: `"answer"`')}, guide.id
        for way in result["routes"]:
            kinds.add(way["kind"])
            assert way.keys() == documented_route(way["kind"]), guide.id
            for counter in way.get("counters", ()):
                assert counter.keys() == {"number", "name", "zone", "floor", "landmark"}
    assert kinds == {"window", "cross_city", "nearby", "online", "video", "home_visit", "phone"}


def test_printed_json_reads_back_as_the_same_reply(knowledge: Knowledge) -> None:
    guide = next(guide for guide in knowledge.guides if guide.fee and guide.fee.yuan)
    asked = Asked("问题", Answer(guide, route(guide, knowledge).routes, SAMPLE))
    assert msgspec.json.decode(msgspec.json.encode(asked), type=Asked) == asked


def test_schema_describes_every_documented_type() -> None:
    definitions = msgspec.json.decode(schema())["$defs"]
    assert definitions["Asked"]["properties"].keys() == documented("The object")
    for name in ("Answer", "Choices", "Plan", "Refusal"):
        fields = documented(f'`reply`: `"{name.lower()}"`')
        assert definitions[name]["properties"].keys() == {"reply", *fields}
    assert definitions["Message"]["properties"].keys() == documented("Message")


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (OTHERS[0], 0),
        (OTHERS[1], 0),
        (OTHERS[2], 3),
        (Refusal(Message("refusal.outside", {"topic": "天气"}), ()), 3),
        (Refusal(Message("refusal.empty"), ()), 2),
        (Refusal(Message("refusal.too_long", {"limit": 200}), ()), 2),
    ],
)
def test_exit_status_tells_how_it_ended(reply: Reply, status: int) -> None:
    assert exit_status(reply) == status
