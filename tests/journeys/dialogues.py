"""Ten whole dialogues and three plans, as the program answers them: writes docs/dialogues.md.

    python tests/journeys/dialogues.py

A test holds the page to what the program says today; run this when it should say something else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant.library import Library  # noqa: E402  after the path
from assistant.pipeline import Assistant  # noqa: E402
from assistant.reply import Answer, Choices, Option, Reply  # noqa: E402
from assistant.session import Said, Session  # noqa: E402
from kiosk import wording  # noqa: E402
from kiosk.commands.ask import plain  # noqa: E402
from kiosk.wording_lines import message_line  # noqa: E402
from locales.catalogue import Catalogue, load  # noqa: E402

PAGE = ROOT / "docs" / "dialogues.md"
_TOLD = ("where", "materials", "fee", "time", "other_ways", "phones", "why_not")
"""The sections of an answer that the page shows."""


class Dialogue(Struct, frozen=True, kw_only=True):
    """What a person says and then chooses."""

    who: str
    says: str
    picks: tuple[str, ...] = ()
    """Ids of the options chosen, one after another."""
    at: str = ""
    """Where the terminal stands, as `--at` names it."""
    now: dt.datetime = dt.datetime(2026, 12, 1, 10)


DIALOGUES = (
    Dialogue(
        who="八十岁的阿姨，在大厅，星期二上午",
        says="我八十了，高龄津贴爱怎呢领",
        picks=("who=self",),
    ),
    Dialogue(
        who="儿子，爸爸卧床，在大厅",
        says="阿爸中风了半边身动唔得，残疾人证爱做呢申请",
        picks=("who=other", "come=no"),
    ),
    Dialogue(
        who="女儿，妈妈走路吃力，在大厅",
        says="老人家养老金一年一次的认证",
        picks=("who=other", "come=hard", "belongs=shantou"),
    ),
    Dialogue(
        who="在潮州参保的人，在大厅，带智能手机",
        says="我社保在潮州，养老保险爱转来汕头",
        picks=("social-security/employee-pension-transfer", "who=self"),
    ),
    Dialogue(
        who="外省来的人，在大厅",
        says="在外地结的婚，现在要办离婚登记",
    ),
    Dialogue(
        who="阿公，没有智能手机，在莲下镇的便民服务中心",
        says="我没有智能手机，老人优待证怎么办",
        picks=("who=self",),
        at="lianxia",
    ),
    Dialogue(
        who="在村里的服务站，只有大厅能办的事",
        says="我走路不方便，房屋维修资金怎么用",
        at="lianxia/莲下镇示例村 3 便民服务站",
    ),
    Dialogue(
        who="开店的人，星期六晚上在大厅门口的机器",
        says="食品经营许可证变更",
        picks=("who=self", "phone=yes"),
        now=dt.datetime(2026, 12, 5, 20),
    ),
    Dialogue(
        who="刚没了老伴的人，在大厅",
        says="老头过身了，户口爱消掉",
    ),
    Dialogue(
        who="什么都不想说的人，在大厅",
        says="身份证不见了",
        picks=("who=unsure", "come=unsure"),
    ),
)
PLANS = (
    Dialogue(who="家里添了孩子", says="家里添了孩子"),
    Dialogue(who="老人走了", says="老人走了"),
    Dialogue(who="要开小吃店", says="要开小吃店"),
)


def page(library: Library) -> str:
    """Return the page, as the assistant answers from `library`."""
    catalogue = load("zh-CN")
    lines = [
        "# Dialogues",
        "",
        "Ten dialogues and three plans, word for word as the program answers from the sample content;",
        "written by `python tests/journeys/dialogues.py`. In bold what the person says and chooses.",
    ]
    for number, one in enumerate(DIALOGUES, start=1):
        lines += ["", f"## {number}. {one.who}", "", *_dialogue(one, library, catalogue)]
    for one in PLANS:
        assistant = Assistant(library, clock=lambda: PLANS[0].now)
        reply = assistant.reply(Session((Said(one.says),)))
        lines += ["", f"## 一件事：{one.who}", "", "```text", *plain(reply, catalogue), "```"]
    return "\n".join(lines) + "\n"


def _dialogue(one: Dialogue, library: Library, catalogue: Catalogue) -> Iterator[str]:
    assistant = Assistant(library, clock=lambda: one.now, place=one.at)
    session = Session((Said(one.says),))
    yield f"**{one.says}**"
    for pick in one.picks:
        asked = _asked(assistant.reply(session))
        chosen = next(option for option in asked.options if option.turn.id == pick)
        yield ""
        yield f"{message_line(asked.prompt, catalogue).text} {_list(asked.options, catalogue)}"
        yield ""
        yield f"**{message_line(chosen.label, catalogue).text}**"
        session = session.after(chosen.turn)
    yield from ("", "```text", *_answer(assistant.reply(session), catalogue), "```")


def _asked(reply: Reply) -> Choices:
    """The question a reply puts: itself, or the one before an answer."""
    if isinstance(reply, Answer) and reply.ask is not None:
        return reply.ask
    assert isinstance(reply, Choices), reply
    return reply


def _list(options: tuple[Option, ...], catalogue: Catalogue) -> str:
    return " / ".join(message_line(option.label, catalogue).text for option in options)


def _answer(reply: Reply, catalogue: Catalogue) -> Iterator[str]:
    """The headline, the service, and the sections that tell where to go and what to bring."""
    assert isinstance(reply, Answer)
    assert reply.ask is None, reply.ask
    yield wording.headline(reply, catalogue).text
    yield wording.title(reply, catalogue).text
    for part in wording.answer_sections(reply, catalogue):
        if part.id in _TOLD:
            yield f"【{part.heading.text}】"
            for line in part.lines:
                yield f"  {line.text}"
                yield from (f"    {detail.text}" for outer in line.details for detail in outer.flat())


if __name__ == "__main__":
    PAGE.write_text(page(Assistant.load().library), encoding="utf-8")
