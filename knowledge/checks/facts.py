"""Fees, materials, conditions and who answers for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from knowledge.checks.basis import (
    BUSINESS_CLIMATE,
    GUIDE_STANDARD,
    LICENSING_FEES,
    LICENSING_FULL_LIST,
    LICENSING_NOTHING_MORE,
    OPEN_GOVERNMENT,
    OURS,
)
from knowledge.checks.rule import Finding, Subject, finding, item, rule
from knowledge.model import Field

_VAGUE = r"(?:其他|其它|有关|相关|必要的?)的?"
_CATCH_ALL = re.compile(
    r"(?:^|[及和或与、等]|(?:规定|要求|需要|提交|提供|认为)的?)"
    rf"(?:{_VAGUE}){{1,2}}(?:申请|证明|书面|补充|佐证)?(?:材料|资料|文件|证明|手续|证件|证据)等?$"
)
"""``其他材料``, ``法律法规规定的其他证明文件``, ``身份证等有关材料``; not ``其他继承人同意的材料``."""
_CATCH_ALL_CONDITION = re.compile(r"其[他它](?:的|有关|相关)?(?:条件|要求|情形)")
_PROOF = re.compile(
    r"(?:持有?|凭|要有|须有|有有效的?)[^，。；、]{0,12}?"
    r"(身份证|户口簿|居住证|结婚证|离婚证|出生医学证明|残疾人证|退役证|低保证|社保卡|驾驶证|行驶证|护照|通行证"
    r"|学生证|毕业证|健康证|资格证|执业证|营业执照|许可证|房产证|不动产权证|死亡证明|诊断证明|无犯罪记录证明)"
)
_CHARGED = re.compile(
    r"(?:收(?:取|费)?|交|缴|付)[^，。；、不0-9]{0,8}\d+(?:\.\d+)? ?元|\d+(?:\.\d+)? ?元[/／每一]"
)
_CLAUSE_END = re.compile(r"[，。；]")
_NOT_CHARGED = re.compile(r"以前|原来|原先|过去|补贴|补助|每.{0,6}补|[可能]领|奖|贷")
"""Said of amounts that were paid once, or that the person gets."""
_NO_OWNER = {"未注明", "未知", "不详", "无", "暂无", "-", "/"}


@rule(
    "unknown-field",
    "error",
    reason="放错了领域，按领域找事的人翻不到它。",
    basis=OURS,
)
def fields_are_known(subject: Subject) -> Iterator[Finding]:
    """The folder of a guide is one of the parts of life."""
    fields = get_args(Field)
    for guide in subject.knowledge.guides:
        if guide.field not in fields:
            message = f"没有“{guide.field}”这个领域，请把文件移到 {'、'.join(fields)} 之一"
            yield finding(guide, "id", message)


@rule(
    "fee-without-basis",
    "warning",
    reason="要交钱却说不出凭什么收，人有权不交，也没法核对。",
    basis=LICENSING_FEES,
)
def fees_have_a_basis(subject: Subject) -> Iterator[Finding]:
    """An amount to pay names the document that allows it."""
    for guide in subject.knowledge.guides:
        if guide.fee and guide.fee.yuan and not guide.fee.basis:
            yield finding(guide, "fee.basis", f"收 {guide.fee.yuan} 元，没有写收费依据；请写上文号或法律名称")


@rule(
    "free-with-amount",
    "error",
    reason="上面写免费，下面又说收钱，人来了才知道没带够钱。",
    basis=LICENSING_FEES,
)
def free_means_free(subject: Subject) -> Iterator[Finding]:
    """What is free of charge names no amount to pay."""
    for guide in subject.knowledge.guides:
        if guide.fee is None or guide.fee.yuan is None or guide.fee.yuan:
            continue
        for clause in _CLAUSE_END.split(guide.fee.note):
            found = _CHARGED.search(clause)
            if found is None or _NOT_CHARGED.search(clause):
                continue
            message = f"写了 0 元，说明里却有“{found[0]}”；看情况收费的，不写 yuan，只写说明"
            yield finding(guide, "fee.note", message)


@rule(
    "fee-says-nothing",
    "warning",
    reason="写了要收费，又不说收多少，人不知道该带多少钱。",
    basis=LICENSING_FEES,
)
def fees_say_how_much(subject: Subject) -> Iterator[Finding]:
    """A fee gives an amount or says on what it depends."""
    for guide in subject.knowledge.guides:
        if guide.fee and guide.fee.yuan is None and not guide.fee.note:
            yield finding(guide, "fee", "没写收多少，也没有说明；免费写 yuan = 0，看情况的写 note")


@rule(
    "same-material-twice",
    "warning",
    reason="同一样东西列了两遍，人会以为要带两份。",
    basis=OURS,
)
def materials_differ(subject: Subject) -> Iterator[Finding]:
    """No material is listed twice for the same case."""
    for guide in subject.knowledge.guides:
        times = Counter((material.name, material.when) for material in guide.materials)
        for (name, _), count in times.items():
            if count > 1:
                yield finding(guide, "materials", f"“{name}”写了 {count} 遍；请合成一条，份数写在 copies 里")


@rule(
    "catch-all-material",
    "warning",
    reason="“其他材料”是哪样，谁也不知道。人只能先跑一趟来问，再跑一趟来交。",
    basis=LICENSING_NOTHING_MORE,
)
def materials_are_named(subject: Subject) -> Iterator[Finding]:
    """No catch-all stands for a material (兜底条款)."""
    for guide in subject.knowledge.guides:
        for index, material in enumerate(guide.materials):
            if _CATCH_ALL.search(material.name):
                message = f"“{material.name}”没说是哪一样；请写出名称，没有就删掉"
                yield finding(guide, item("materials", index, "name"), message)


@rule(
    "catch-all-condition",
    "warning",
    reason="“其他条件”是什么，人自己对不上，来了才知道办不了。",
    basis=BUSINESS_CLIMATE,
)
def conditions_are_named(subject: Subject) -> Iterator[Finding]:
    """No catch-all stands for a condition."""
    for guide in subject.knowledge.guides:
        for index, condition in enumerate(guide.conditions):
            if found := _CATCH_ALL_CONDITION.search(condition):
                message = f"“{found[0]}”没说是什么；请写明，写不明的说清去哪里问"
                yield finding(guide, item("conditions", index), message)


@rule(
    "proof-not-listed",
    "warning",
    reason="条件里要的证件没有列进材料，人照着清单带，到窗口还是少一样。",
    basis=LICENSING_FULL_LIST,
    covers_imports=False,
)
def proofs_are_materials(subject: Subject) -> Iterator[Finding]:
    """A proof that a condition asks for is among the materials."""
    for guide in subject.knowledge.guides:
        listed = "".join(f"{material.name}{material.note}" for material in guide.materials)
        for index, condition in enumerate(guide.conditions):
            for proof in dict.fromkeys(_PROOF.findall(condition)):
                if proof not in listed:
                    message = f"条件里要“{proof}”，材料里没有；请加进材料，或改条件的说法"
                    yield finding(guide, item("conditions", index), message)


@rule(
    "copy-counted-as-original",
    "warning",
    reason="要的是复印件，清单却叫人带原件，不带复印件，到窗口还得去找复印店。",
    basis=GUIDE_STANDARD,
    covers_imports=False,
)
def copies_are_counted_as_copies(subject: Subject) -> Iterator[Finding]:
    """What is called a copy is counted as one; exports give no numbers of copies."""
    for guide in subject.knowledge.guides:
        for index, material in enumerate(guide.materials):
            if material.name.endswith("复印件") and material.originals and not material.copies:
                message = f"“{material.name}”算成了原件；请写 originals = 0、copies = 1"
                yield finding(guide, item("materials", index), message)


@rule(
    "unknown-owner",
    "warning",
    reason="不知道归哪个部门管，人有疑问时没有地方可问。",
    basis=OPEN_GOVERNMENT,
)
def somebody_answers_for_a_guide(subject: Subject) -> Iterator[Finding]:
    """A guide names the department that answers for it."""
    for guide in subject.knowledge.guides:
        if guide.owner in _NO_OWNER:
            yield finding(guide, "owner", "没有写主管部门，请补上部门的名称")


RULES = (
    fields_are_known,
    fees_have_a_basis,
    free_means_free,
    fees_say_how_much,
    materials_differ,
    materials_are_named,
    conditions_are_named,
    proofs_are_materials,
    copies_are_counted_as_copies,
    somebody_answers_for_a_guide,
)
