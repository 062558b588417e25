"""Telephones, web addresses and laws: what a person can follow up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from knowledge.checks.basis import (
    DOCUMENT_STANDARD,
    OPEN_GOVERNMENT,
    OURS,
    PUNCTUATION_STANDARD,
    STANDARDISATION,
)
from knowledge.checks.rule import Content, Finding, Subject, finding, item, rule
from knowledge.model import AREA_CODE, Guide, Online

_HOTLINE = "12345"
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:0\d{2,3}[-－ ]?\d{7,8}|1[3-9]\d{9}|[48]00[-－ ]?\d{3}[-－ ]?\d{4}"  # subscribers
    r"|(?:拨打?|电话|热线)\D{0,6}(?!12345(?!\d))\d{3,8})(?![0-9A-Za-z])"  # hotlines
)
_OTHER_AREA = re.compile(rf"(?!{AREA_CODE})0\d{{2,3}}-")
_NOT_IN_ADDRESS = re.compile(r"[\s，。；、（）《》“”]")
_NUMBER = re.compile(
    r"[^〔〕\[\]()（）【】]+〔\d{4}〕(?:第)?\d+号"  # 国发〔2022〕5号
    r"|[^〔〕\[\]()（）【】]+(?:令|公告)(?:\d{4}年)?第\d+号"  # 国务院令第722号, 农业农村部令2022年第5号
    r"|[A-Z]+(?:/[A-Z])? ?\d+(?:\.\d+)?[-—]\d{4}"  # GB/T 36114-2018
)
_WHOLLY_QUOTED = re.compile(r"《[^《》]*》")


@rule(
    "telephone-in-sample",
    "error",
    reason="示例里的号码不是真的，人打过去找错人；要问的请打 12345。",
    basis=OURS,
)
def sample_gives_no_telephone(subject: Subject) -> Iterator[Finding]:
    """Sample content gives no telephone number but 12345."""
    knowledge = subject.knowledge
    records: tuple[Content, ...] = (
        *knowledge.guides,
        *knowledge.sites,
        *knowledge.themes,
        *knowledge.agreements,
    )
    for record in records:
        if record.status == "sample" and (number := _telephone_in(record)):
            yield finding(record, "", f"示例内容里有电话号码：{number}；请删掉，或改成 {_HOTLINE}")


@rule(
    "telephone-of-another-city",
    "error",
    reason="区号是外地的，打过去是别的城市，那边办不了这里的事。",
    basis=OPEN_GOVERNMENT,
)
def telephones_are_of_this_city(subject: Subject) -> Iterator[Finding]:
    """A telephone for questions has the area code of the hall."""
    for guide in subject.knowledge.guides:
        for index, phone in enumerate(guide.phones):
            if _OTHER_AREA.match(phone.number):
                message = f"{phone.number} 不是本市的号码（区号 {AREA_CODE}）；请换成本地的，或写 {_HOTLINE}"
                yield finding(guide, item("phones", index, "number"), message)


@rule(
    "online-without-address",
    "warning",
    reason="说网上能办，却没有网址也没有步骤，人不知道从哪里进去。",
    basis=STANDARDISATION,
    covers_imports=False,
)
def online_ways_can_be_found(subject: Subject) -> Iterator[Finding]:
    """An online channel has an address or tells the steps, unless an export left them out."""
    for guide in subject.knowledge.guides:
        for index, channel in enumerate(guide.channels):
            if isinstance(channel, Online) and not channel.url and not channel.steps:
                message = f"“{channel.platform}”没有网址（url）也没有步骤（steps）；请写上一样"
                yield finding(guide, item("channels", index), message)


@rule(
    "address-with-blanks",
    "error",
    reason="网址里夹了空格或中文标点，二维码扫了打不开。",
    basis=OURS,
)
def addresses_are_whole(subject: Subject) -> Iterator[Finding]:
    """An address holds no blanks and no Chinese punctuation."""
    for guide in subject.knowledge.guides:
        for key, url in _addresses(guide):
            if _NOT_IN_ADDRESS.search(url):
                yield finding(guide, key, f"网址“{url}”里有空格或中文标点；请删掉")


@rule(
    "address-not-https",
    "warning",
    reason="不是 https 的网址，路上可能被人改了页面，填进去的身份证号会被人看到。",
    basis=OURS,
    covers_imports=False,
)
def addresses_are_encrypted(subject: Subject) -> Iterator[Finding]:
    """An address that a person is to open begins with https."""
    for guide in subject.knowledge.guides:
        for key, url in _addresses(guide):
            if not url.startswith("https://"):
                yield finding(guide, key, f"网址“{url}”不是 https:// 开头；请换成 https 的")


@rule(
    "law-title-marks",
    "warning",
    reason="法律名称的书名号不统一，人拿着名称去查，查不到。",
    basis=PUNCTUATION_STANDARD,
    covers_imports=False,
)
def titles_of_laws_stand_bare(subject: Subject) -> Iterator[Finding]:
    """The title of a law stands without 《》 around it; marks inside it are closed."""
    for guide in subject.knowledge.guides:
        for index, basis in enumerate(guide.legal_basis):
            if _WHOLLY_QUOTED.fullmatch(basis.title) or basis.title.count("《") != basis.title.count("》"):
                message = f"“{basis.title}”：名称外面不写书名号，里面的要成对"
                yield finding(guide, item("legal_basis", index, "title"), message)


@rule(
    "law-number-format",
    "warning",
    reason="文号写得不对，人拿着它去查，查不到原文。",
    basis=DOCUMENT_STANDARD,
    covers_imports=False,
)
def numbers_of_documents_are_regular(subject: Subject) -> Iterator[Finding]:
    """The number of a document is written as documents write it."""
    for guide in subject.knowledge.guides:
        for index, basis in enumerate(guide.legal_basis):
            if basis.number and not _NUMBER.fullmatch(basis.number):
                message = f"文号“{basis.number}”写法不对；例如 国发〔2022〕5号、国务院令第722号"
                yield finding(guide, item("legal_basis", index, "number"), message)


RULES = (
    sample_gives_no_telephone,
    telephones_are_of_this_city,
    online_ways_can_be_found,
    addresses_are_whole,
    addresses_are_encrypted,
    titles_of_laws_stand_bare,
    numbers_of_documents_are_regular,
)


def _telephone_in(record: Content) -> str | None:
    if isinstance(record, Guide):
        for phone in record.phones:
            if phone.number != _HOTLINE:
                return phone.number
    found = _TELEPHONE.search(msgspec.json.encode(record).decode())
    return found[0] if found else None


def _addresses(guide: Guide) -> Iterator[tuple[str, str]]:
    """Key and text of every web address."""
    if guide.source.url:
        yield "source.url", guide.source.url
    for index, channel in enumerate(guide.channels):
        if isinstance(channel, Online) and channel.url:
            yield item("channels", index, "url"), channel.url
