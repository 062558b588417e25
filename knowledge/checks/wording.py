"""Names, everyday questions and texts, as they are read and read aloud."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from knowledge.checks.basis import OURS, PUNCTUATION_STANDARD
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import Guide, Online, Theme

_WORDS = re.compile(r"[\u3400-\u9fff]|(?:[A-Za-z']+[ ,]+){3}[A-Za-z']+")
"""Hanzi, or four words of a Latin language: a foreigner's question, never a single code or sign."""
_LINK = re.compile(r"https?://|www\.|[a-z0-9-]+\.(?:gov\.cn|com|cn)\b", re.IGNORECASE)
_LONGEST_SUMMARY = 60
"""Hanzi: two lines of the large letters of the start screen."""
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("【", "】"))


@rule(
    "shared-wording",
    "warning",
    reason="一句话对着两件事，问的人会被带到不要办的那件事去。",
    basis=OURS,
)
def wording_is_unambiguous(subject: Subject) -> Iterator[Finding]:
    """One alias or everyday question does not stand for two services or events of life."""
    for wording, owners in _owners(subject).items():
        if len(owners) > 1 and len(_named(owners, wording)) != 1:
            message = f"“{wording}”同时写在 {'、'.join(owner.id for owner in owners)}，听的人分不清；请留一处"
            yield finding(owners[0], _key_of(owners[0], wording), message)


@rule(
    "wording-is-a-name",
    "warning",
    reason="别的事项的正式名称写成了这件事的叫法，照着名称来问的人会被带错。",
    basis=OURS,
)
def names_stand_for_one_thing(subject: Subject) -> Iterator[Finding]:
    """No alias or everyday question is the name of another service or event of life."""
    for wording, owners in _owners(subject).items():
        named = _named(owners, wording)
        for other in owners if len(named) == 1 else ():
            if other is not named[0]:
                message = f"“{wording}”是 {named[0].id} 的名称，不能再指这件事；请换一个说法"
                yield finding(other, _key_of(other, wording), message)


@rule(
    "repeated-wording",
    "warning",
    reason="同一句话写了两遍，找起来没有多一分帮助，只占了别的说法的位置。",
    basis=OURS,
    covers_imports=False,
)
def wordings_of_a_record_differ(subject: Subject) -> Iterator[Finding]:
    """A name, alias or question says something new."""
    for record in _records(subject):
        times = Counter((record.name, *record.aliases, *record.questions))
        for wording, count in times.items():
            if count > 1:
                message = f"“{wording}”写了 {count} 遍；请留一遍"
                yield finding(record, _key_of(record, wording), message)


@rule(
    "question-without-words",
    "warning",
    reason="没有汉字，也不成一句外语，没有人会这样问，读出来也听不懂。",
    basis=OURS,
    covers_imports=False,
)
def questions_are_sentences(subject: Subject) -> Iterator[Finding]:
    """An everyday question is something that somebody would say."""
    for record in _records(subject):
        for index, question in enumerate(record.questions):
            if not _WORDS.search(question):
                message = f"“{question}”不成一句话；请写成一句平常问的话"
                yield finding(record, item("questions", index), message)


@rule(
    "summary-too-long",
    "warning",
    reason="一句话的介绍太长，字一大就要翻页，老人听完后面忘了前面。",
    basis=OURS,
    covers_imports=False,
)
def summaries_are_short(subject: Subject) -> Iterator[Finding]:
    """A summary is taken in at one look."""
    for record in _records(subject):
        if len(record.summary) > _LONGEST_SUMMARY:
            message = f"介绍有 {len(record.summary)} 个字，请减到 {_LONGEST_SUMMARY} 个字以内"
            yield finding(record, "summary", message)


@rule(
    "link-in-text",
    "warning",
    reason="大厅的机器不上网，写在话里的网址点不开，读出来也记不住。",
    basis=OURS,
    covers_imports=False,
)
def texts_hold_no_links(subject: Subject) -> Iterator[Finding]:
    """An address is given where it becomes a QR code, not in a text."""
    for guide in subject.knowledge.guides:
        for key, text in _texts(guide):
            if found := _LINK.search(text):
                message = f"话里有网址（{found[0]}）；请移到 online 渠道的 url，会变成二维码"
                yield finding(guide, key, message)


@rule(
    "unbalanced-marks",
    "warning",
    reason="括号或引号少了一半，读的人不知道说到哪里为止，可能漏看了半句。",
    basis=PUNCTUATION_STANDARD,
    covers_imports=False,
)
def marks_come_in_pairs(subject: Subject) -> Iterator[Finding]:
    """Brackets and quotation marks are closed."""
    for guide in subject.knowledge.guides:
        for key, text in _texts(guide):
            for opening, closing in _PAIRS:
                if text.count(opening) != text.count(closing):
                    yield finding(guide, key, f"{opening}{closing} 没有成对，请补上另一半")


RULES = (
    wording_is_unambiguous,
    names_stand_for_one_thing,
    wordings_of_a_record_differ,
    questions_are_sentences,
    summaries_are_short,
    texts_hold_no_links,
    marks_come_in_pairs,
)


def _records(subject: Subject) -> tuple[Guide | Theme, ...]:
    """All that people ask for by name."""
    return (*subject.knowledge.guides, *subject.knowledge.themes)


def _owners(subject: Subject) -> dict[str, list[Guide | Theme]]:
    """Wording → what it stands for, where one of them at least was not imported, that one first.

    Exports list one service under many departments: that is how they are, and no fault of the hall.
    """
    owners: dict[str, list[Guide | Theme]] = defaultdict(list)
    for record in sorted(_records(subject), key=lambda record: record.status == "imported"):
        for wording in dict.fromkeys((record.name, *record.aliases, *record.questions)):
            owners[wording].append(record)
    return {wording: found for wording, found in owners.items() if found[0].status != "imported"}


def _named(owners: list[Guide | Theme], wording: str) -> list[Guide | Theme]:
    return [owner for owner in owners if owner.name == wording]


def _key_of(record: Guide | Theme, wording: str) -> str:
    """Where the wording stands; of several places the last."""
    if wording in record.questions:
        return item("questions", record.questions.index(wording))
    if wording in record.aliases:
        return item("aliases", record.aliases.index(wording))
    return "name"


def _texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """Key and text of what is shown and read aloud as it stands."""
    yield "summary", guide.summary
    for index, condition in enumerate(guide.conditions):
        yield item("conditions", index), condition
    for index, material in enumerate(guide.materials):
        yield item("materials", index), f"{material.name}\n{material.when}\n{material.note}"
    if guide.fee:
        yield "fee", guide.fee.note
    for index, channel in enumerate(guide.channels):
        if not isinstance(channel, Online):
            yield item("channels", index), channel.note
