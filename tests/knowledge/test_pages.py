"""Saved web pages: each is one guide, or one problem that says what to do."""

from __future__ import annotations

import codecs
import html
import json
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.importing.columns import Columns
from knowledge.importing.pages import Pages, page_row
from knowledge.importing.rows import BadRow, Row
from knowledge.model import LegalBasis, Material, Online, TimeLimit, Window
from knowledge.text import clean

if TYPE_CHECKING:
    from conftest import Imports

PAGES = Path(__file__).parent / "pages"

RowOf = Callable[[str], Row | BadRow]


@pytest.fixture
def row_of(tmp_path: Path) -> RowOf:
    """What a page of this body says."""

    def save_and_read(body: str, title: str = "养犬登记") -> Row | BadRow:
        path = tmp_path / "page.html"
        path.write_text(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "utf-8")
        return page_row(path)

    return save_and_read


def row(found: Row | BadRow) -> Row:
    assert isinstance(found, Row), found
    return found


# ---- whole pages, as sites of different make have them


def test_a_table_of_labels_with_a_table_of_materials_in_it() -> None:
    page = row(page_row(PAGES / "label-table.html"))
    assert page.cells == {
        "事项名称": "居民身份证补领",
        "实施主体": "区公安部门",
        "办件类型": "承诺件",
        "承诺办结时限": "10",
        "承诺办结时限单位": "工作日",
        "法定办结时限": "60(自然日)",
        "日常用语": "补办身份证，身份证丢了",
        "到办事现场次数": "1次",
        "实施编码": "11440515007024440A2440113",
        "受理条件": "1.本人居民身份证丢失；\n2.户口登记在本区。",
        "收费标准": "每证 40 元",
        "是否收费": "收费",
        "办理地点": "区政务服务中心户政窗口",
        "咨询电话": "12345",
        "网页地址": "https://zwfw.example.gov.cn/portal/guide?itemCode=11440515007024440A2440113",
    }
    assert [entry["材料名称"] for entry in page.parts["materials"]] == ["居民户口簿", "居民身份证丢失说明"]
    assert page.parts["materials"][1] == {
        "序号": "2",
        "材料名称": "居民身份证丢失说明",
        "原件份数": "1",
        "复印件份数": "1",
        "材料必要性": "非必要",
    }


def test_lists_of_terms_and_sections_under_headings() -> None:
    page = row(page_row(PAGES / "definition-list.html"))
    assert page.cells == {
        "事项名称": "城乡居民基本养老保险参保登记",
        "实施主体": "区人力资源和社会保障部门",
        "服务对象": "自然人",
        "承诺办结时限": "即办",
        "办理形式": "窗口办理,网上办理",
        "是否网办": "是",
        "网上申办地址": "https://rs.example.gov.cn/apply?id=7",
        "咨询方式": "12345",
        "监督方式": "12345",
        "受理条件": "（一）年满16周岁，不含在校学生；\n（二）没有参加职工基本养老保险。",
        "申请材料": "居民身份证；\n社会保障卡（原件）。",
        "收费标准": "不收费",
    }
    assert page.parts["questions"] == [
        {"问题": "没有社会保障卡能参保吗？", "答案": "可以先用身份证登记。"},
        {"问题": "可以由家人代办吗？", "答案": "可以，请带双方身份证。"},
    ]


def test_boxes_of_a_label_and_a_value_with_headings_in_a_table_of_their_own() -> None:
    page = row(page_row(PAGES / "label-value-boxes.html"))
    assert page.cells["事项名称"] == "个体工商户注销登记"
    assert page.cells["承诺办结时限"] == "1个工作日"
    assert page.cells["受理条件"] == "登记在本区的个体工商户；\n债务已经清理完毕。"
    assert page.parts["materials"] == [
        {
            "材料名称": "个体工商户注销登记申请书",
            "材料形式": "纸质/电子化",
            "材料必要性": "必要",
            "原件份数": "1",
            "复印件份数": "2",
        },
        {"材料名称": "营业执照正、副本", "材料形式": "纸质", "材料必要性": "必要", "原件份数": "2"},
    ]
    assert page.parts["windows"] == [
        {
            "窗口名称": "企业开办注销专区",
            "办理地点": "区政务服务中心一楼",
            "办公时间": "周一至周五\n上午8:30至12:00",
            "咨询电话": "12345",
        }
    ]


def test_numbered_paragraphs_pasted_from_a_word_processor() -> None:
    page = row(page_row(PAGES / "plain-paragraphs.html"))
    assert page.cells == {
        "事项名称": "残疾人证申领",
        "实施主体": "区残疾人联合会",
        "服务对象": "自然人",
        "受理条件": "凡符合残疾标准的本区户籍居民，均可申请。\n未满十八周岁的，由监护人代为申请。",
        "申请材料": "1、居民身份证；\n2、户口簿；\n3、近期两寸白底彩色照片3张。",
        "承诺办结时限": "20个工作日",
        "收费标准": "不收费",
        "办理地点": "户籍所在镇（街道）便民服务中心\n也可以到区残联办理",
        "办理时间": "周一至周五",
        "咨询电话": "12345",
    }
    assert page.parts["laws"] == [
        {"法律法规名称": "中华人民共和国残疾人保障法", "条款号": "第二条"},
        {"法律法规名称": "残疾人证管理办法", "依据文号": "残联发〔2017〕34号"},
    ]


def test_hidden_tabs_and_headings_two_rows_high() -> None:
    page = row(page_row(PAGES / "tabs.html"))
    assert page.cells == {
        "事项名称": "个人住房公积金提取",
        "受理部门": "住房公积金管理部门",
        "承诺办结时限": "3个工作日",
        "日常用语": "公积金取钱",
        "办件类型": "承诺件",
        "受理条件": "购买自住住房的；\n离休、退休的。",
        "办理流程": "申请、受理、审核、到账。",
    }
    assert page.parts["materials"] == [
        {"序号": "1", "材料名称": "居民身份证", "原件份数": "1", "复印件份数": "0"},
        {"序号": "2", "材料名称": "银行卡", "原件份数": "1", "复印件份数": "1", "备注": "本人名下"},
    ]
    assert [law["法律法规名称"] for law in page.parts["laws"]] == [
        "住房公积金管理条例",
        "某某市住房公积金提取办法",
    ]


def test_an_old_table_within_a_table_whose_labels_span_rows() -> None:
    page = row(page_row(PAGES / "spanned-groups.html"))
    assert page.cells == {
        "事项名称": "老年人优待证办理",
        "实施主体": "镇（街道）便民服务中心",
        "受理条件": "年满六十周岁的本区老年人。\n外地老年人在本区居住满半年的也可以。",
        "承诺办结时限": "当场办结",
        "收费标准": "免费",
    }
    assert page.parts["materials"] == [
        {"材料名称": "居民身份证", "纸质材料份数": "1份"},
        {"材料名称": "一寸照片", "纸质材料份数": "2张"},
    ]


# ---- pages that are no guide


@pytest.mark.parametrize(
    ("name", "code", "advice"),
    [
        ("bad-gateway.html", "error-page", "重新登录"),
        ("logged-out.html", "error-page", "登录已失效，请重新登录"),
        ("blank.html", "empty-page", "等内容显示完再保存"),
        ("not-loaded.html", "no-guide", "等内容显示完再保存"),
        ("item-list.html", "list-page", "打开每个事项，分别保存"),
        ("item-cards.html", "list-page", "打开每个事项，分别保存"),
        ("nameless.html", "no-name", "补上“事项名称”"),
    ],
)
def test_a_page_that_is_no_guide_says_what_to_do(name: str, code: str, advice: str) -> None:
    found = page_row(PAGES / name)
    assert isinstance(found, BadRow)
    assert (found.problem.code, found.problem.file) == (code, str(PAGES / name))
    assert advice in found.problem.message


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty-page"),
        (b"\xef\xbb\xbf \r\n", "empty-page"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "page-as-mail"),
        (b"<p>" * 70_000, "page-too-large"),
        (b"%PDF-1.7 \x00\xff\xfe", "no-guide"),
        (
            "<h1>甲登记</h1><p>实施主体：乙\udc80局</p><p>受理条件：丙</p>".encode(
                "utf-8", "surrogateescape"
            ),
            "bad-encoding",
        ),
    ],
)
def test_a_file_that_is_no_page_is_one_bad_row(tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b'<meta charset="utf-8">' + raw if code == "bad-encoding" else raw)
    found = page_row(path)
    assert isinstance(found, BadRow)
    assert found.problem.code == code


def test_a_table_of_related_items_does_not_make_a_guide_a_list(tmp_path: Path) -> None:
    items = "".join(f"<tr><td>{name}</td><td>某局</td></tr>" for name in ("居住证申领", "居住证签注"))
    related = f"<table><tr><th>事项名称</th><th>实施主体</th></tr>{items}</table>"
    path = tmp_path / "page.html"
    path.write_text((PAGES / "label-table.html").read_text("utf-8").replace("</body>", related), "utf-8")
    assert row(page_row(path)).cells == row(page_row(PAGES / "label-table.html")).cells


# ---- labels


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("受理条件", "受理条件"),
        ("办理条件：", "受理条件"),
        ("三、申请条件", "受理条件"),
        ("（二）受 理 条 件:", "受理条件"),
        ("【受理条件】", "受理条件"),
        ("■ 受理条件", "受理条件"),
        ("1.办理流程", "办理流程"),
        ("所需材料（共3份）", "申请材料"),
        ("办理地点、时间", "办理地点"),
        ("法律依据", "设定依据"),
        ("　收费情况　", "收费标准"),
    ],
)
@pytest.mark.parametrize(
    "layout",
    [
        "<h2>{}</h2><p>如下文。</p>",
        "<p>{}</p><p>如下文。</p>",
        "<dl><dt>{}</dt><dd>如下文。</dd></dl>",
        "<div><span>{}</span><span>如下文。</span></div>",
        "<div class=a><div class=b><i></i><b>{}</b></div><div class=c><div><p>如下文。</p></div></div></div>",
        "<table><tr><td>{}</td><td>如下文。</td></tr></table>",
        "<table><tr><td colspan=2>{}</td></tr><tr><td colspan=2>如下文。</td></tr></table>",
        "<ul><li><strong>{}</strong>如下文。</li></ul>",
    ],
)
def test_a_label_is_known_however_it_is_written(row_of: RowOf, written: str, name: str, layout: str) -> None:
    page = row(row_of("<p>实施主体：某局</p>" + layout.format(written)))
    assert page.cells == {"事项名称": "养犬登记", "实施主体": "某局", name: "如下文。"}


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("承诺办结时限（工作日）", "5", "工作日"),
        ("办理时限(天)", "5", "天"),
        ("承诺期限", "5", None),
        ("承诺办结时限（工作日）", "5个自然日", None),
    ],
)
def test_a_unit_in_the_label_counts_where_the_value_has_none(
    row_of: RowOf, label: str, value: str, unit: str | None
) -> None:
    page = row(row_of(f"<p>实施主体：某局</p><dl><dt>{label}</dt><dd>{value}</dd></dl>"))
    assert (page.cells["承诺办结时限"], page.cells.get("承诺办结时限单位")) == (value, unit)


def test_a_value_never_comes_from_another_part_of_the_page(row_of: RowOf) -> None:
    body = (
        "<div><dl><dt>实施主体</dt><dd>某局</dd><dt>日常用语</dt><dd></dd>"
        "<dt>未知的标签</dt><dd>别的</dd></dl></div><div><p>受理条件：都可以。</p></div>"
        "<div class=tail>相关文章：养犬须知</div><footer>咨询电话：00000</footer>"
    )
    assert row(row_of(body)).cells == {"事项名称": "养犬登记", "实施主体": "某局", "受理条件": "都可以。"}


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>{}</h3>",
        "<p class=title>{}</p>",
        "<p><b>{}</b></p>",
        "<p>二、{}</p>",
        "<div class=hd><span>{}</span></div>",
    ],
)
def test_a_heading_that_is_no_label_ends_what_stands_before_it(row_of: RowOf, heading: str) -> None:
    sections = (("受理条件", "都可以。"), ("评定医院", "区医院。"), ("办理流程", "先申请。"))
    body = "".join(heading.format(title) + f"<p>{text}</p>" for title, text in sections)
    page = row(row_of(body))
    assert page.cells == {"事项名称": "养犬登记", "受理条件": "都可以。", "办理流程": "先申请。"}


def test_a_heading_of_a_lower_level_stays_in_its_section(row_of: RowOf) -> None:
    conditions = "<h4>个人</h4><p>都可以。</p><h4>单位</h4><p>不行。</p>"
    page = row(row_of(f"<h3>受理条件</h3>{conditions}<h3>申请材料</h3><p>身份证</p>"))
    assert page.cells["受理条件"] == "个人\n都可以。\n单位\n不行。"


def test_tabs_without_names_go_by_their_order(row_of: RowOf) -> None:
    body = (
        "<ul class=tabs><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul>"
        "<div><div>都可以。</div><div><p>身份证</p><p>照片</p></div><div>先申请。</div></div>"
    )
    page = row(row_of(body))
    assert page.cells == {
        "事项名称": "养犬登记",
        "受理条件": "都可以。",
        "申请材料": "身份证\n照片",
        "办理流程": "先申请。",
    }


def test_materials_in_boxes_laid_out_as_a_table(row_of: RowOf) -> None:
    rows = "".join(
        f"<div class=tr><div>{name}</div><div>{need}</div></div>"
        for name, need in (("材料名称", "必要性"), ("身份证", "必要"), ("照片", "非必要"))
    )
    page = row(row_of(f"<h3>申请材料</h3><div class=table>{rows}</div>"))
    assert page.parts["materials"] == [
        {"材料名称": "身份证", "材料必要性": "必要"},
        {"材料名称": "照片", "材料必要性": "非必要"},
    ]


def test_questions_in_paragraphs(row_of: RowOf) -> None:
    asked = "<p>1.狗要打针吗？</p><p>要打。</p><p>每年一次。</p><p>问：能代办吗</p><p>答：能。</p>"
    assert row(row_of(f"<h3>常见问题</h3>{asked}")).parts["questions"] == [
        {"问题": "狗要打针吗？", "答案": "要打。\n每年一次。"},
        {"问题": "能代办吗", "答案": "能。"},
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("居民身份证补领-某某政务服务网", "居民身份证补领"),
        ("居民身份证补领办事指南 | 某某省网上办事大厅", "居民身份证补领"),
        ("办事指南：居民身份证补领", "居民身份证补领"),
        ("某某市人民政府门户网站 - 居民身份证补领", "居民身份证补领"),
        ("社会保险登记-新参保_一网通办", "社会保险登记-新参保"),
        ("办事指南-某某政务服务网", ""),
        ("", ""),
    ],
)
def test_the_name_may_be_in_the_title_alone(tmp_path: Path, title: str, name: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<title>{title}</title><p>实施主体：某局</p><p>受理条件：都可以。</p>", "utf-8")
    found = page_row(path)
    assert isinstance(found, Row) == bool(name)
    assert (row(found).cells["事项名称"] if name else "") == name


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8", "utf-8"),
        ("utf-8", "gb2312"),  # saved again in another encoding than the page says
        ("utf-8-sig", ""),
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", ""),
        ("utf-16", ""),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, said: str) -> None:
    name = "𬶋鱼养殖登记"
    facts = f"<dt>事项名称</dt><dd>{name}</dd><dt>实施主体</dt><dd>某局</dd><dt>办理条件</dt><dd>都可以</dd>"
    text = f'<meta charset="{said}"><dl>{facts}</dl>'
    path = tmp_path / "page.html"
    path.write_bytes(text.encode(codecs.lookup(encoding).name))
    assert row(page_row(path)).cells["事项名称"] == name


def test_text_is_cleaned_at_the_door(row_of: RowOf) -> None:
    body = "<p>实施主体：&amp;lt;b&amp;gt;某\x1b[2J局\u202e</p><p>受理条件：[red]都&nbsp;&#8203;可以[/]</p>"
    text = "".join(row(row_of(body)).cells.values())
    assert not set(text) & set("\x1b\u202e\u200b[]<>&")


# ---- imports


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder as people save pages: subfolders, what browsers put beside a page, other files."""
    folder = tmp_path / "saved"
    shutil.copytree(PAGES, folder / "公安")
    (folder / "公安" / "身份证_files").mkdir()
    (folder / "公安" / "身份证_files" / "ad.html").write_text("<p>广告</p>")
    (folder / "zero.htm").write_bytes(b"")
    (folder / "说明.docx").write_bytes(b"PK")
    (folder / ".DS_Store").write_bytes(b"x")
    return folder


def test_a_folder_becomes_guides_and_problems_that_name_the_page(imports: Imports, saved: Path) -> None:
    report = imports.run(saved)
    assert (report.rows, report.taken, report.rejected) == (14, 6, 8)
    problems = imports.problems(report)
    assert f"{saved / '公安' / 'nameless.html'}：" in problems
    assert f"{saved / 'zero.htm'}：" in problems
    assert f"{saved / '说明.docx'}：" in problems
    assert "广告" not in problems
    assert "DS_Store" not in problems


def test_what_a_page_says_reaches_the_guide(imports: Imports) -> None:
    imports.run(PAGES / "label-table.html")
    (guide,) = imports.guides()
    assert guide.name == "居民身份证补领"
    assert guide.aliases == ("补办身份证", "身份证丢了")
    assert guide.conditions == ("本人居民身份证丢失；", "户口登记在本区。")
    assert guide.materials == (
        Material(name="居民户口簿"),
        Material(name="居民身份证丢失说明", copies=1, when="窗口说要时"),
    )
    assert guide.promised_time == TimeLimit(amount=10)
    assert guide.statutory_time == TimeLimit(amount=60, unit="day")
    assert guide.legal_basis == (
        LegalBasis(
            title="中华人民共和国居民身份证法",
            number="中华人民共和国主席令第五十一号",
            article="第十一条",
        ),
    )
    assert guide.channels == (Window(place="区政务服务中心户政窗口"),)
    assert guide.source.url.endswith("itemCode=11440515007024440A2440113")


def test_an_address_to_apply_at_is_a_way_online(imports: Imports) -> None:
    imports.run(PAGES / "label-value-boxes.html")
    (guide,) = imports.guides()
    assert guide.channels_of(Online) == (Online(platform="网上办理", url="https://amr.example.gov.cn/close"),)
    (window,) = guide.channels_of(Window)
    assert "周一至周五" in window.note


def test_an_unreadable_cell_is_told_with_its_page(imports: Imports, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    page = folder / "养犬.html"
    page.write_text("<h1>养犬登记</h1><p>实施主体：某局</p><p>承诺办结时限：看情况</p>", "utf-8")
    report = imports.run(folder)
    assert (report.taken, report.warnings) == (1, 1)
    assert str(page) in imports.problems(report)
    assert "承诺办结时限" in imports.problems(report)


def test_a_rejected_page_is_completed_in_the_rejects_and_taken(imports: Imports) -> None:
    report = imports.run(PAGES / "nameless.html")
    assert report.rejects_file is not None
    text = report.rejects_file.read_text("utf-8-sig")
    mended = imports.file("mended.jsonl", text.replace('"事项名称":""', '"事项名称":"低保申请"'))
    assert imports.run(mended).taken == 1
    (guide,) = imports.guides()
    assert (guide.name, guide.owner) == ("低保申请", "区民政部门")


def test_pages_are_read_one_by_one(tmp_path: Path) -> None:
    """Of a record of ten thousand pages only one is in memory."""
    for name in ("a", "b"):
        shutil.copy(PAGES / "tabs.html", tmp_path / f"{name}.html")
    rows = Pages(tmp_path, Columns.official()).rows()
    assert row(next(rows)).cells["事项名称"] == "个人住房公积金提取"
    shutil.copy(PAGES / "spanned-groups.html", tmp_path / "b.html")
    assert row(next(rows)).cells["事项名称"] == "老年人优待证办理"
    assert next(rows, None) is None


# ---- real guides, printed as pages of different make

_PRINTED = {
    "事项名称": "matter_name",
    "日常用语": "matter_daily",
    "实施主体": "DEPT_NAME",
    "服务对象": "service_object_name",
    "办理条件": "accept_standard",
    "所需材料": "material_intro",
    "承诺期限": "handle_time_limit",
    "法定办结时限": "handle_time",
    "实施编码": "matter_code",
}
_NAMED = {"办理条件": "受理条件", "所需材料": "申请材料", "承诺期限": "承诺办结时限"}


@pytest.mark.parametrize(
    ("around", "fact"),
    [
        ("<table>{}</table>", "<tr><th>{label}</th><td>{value}</td></tr>"),
        ("<table>{}</table>", "<tr><td colspan=2>{label}</td></tr><tr><td colspan=2>{value}</td></tr>"),
        ("<dl>{}</dl>", "<dt>{label}：</dt><dd>{value}</dd>"),
        ("<main>{}</main>", "<section><h3>{label}</h3><div><p>{value}</p></div></section>"),
        ("<div>{}</div>", "<p><b>{label}：</b>{value}</p>"),
        ("<div>{}</div>", "<p>{label}</p><p>{value}</p>"),
        ("<div>{}</div>", "{label}：{value}<br>"),
    ],
)
def test_real_guides_come_back_from_pages(row_of: RowOf, real_data: Path, around: str, fact: str) -> None:
    with (real_data / "guangdong-guides" / "policy.json").open(encoding="utf-8") as lines:
        guides = [json.loads(line) for line in islice(lines, 0, 2000, 40)]
    assert len(guides) == 50
    for guide in guides:
        said = {label: clean(str(guide[key] or "")) for label, key in _PRINTED.items()}
        facts = "".join(
            fact.format(label=label, value=html.escape(value).replace("\n", "<br>"))
            for label, value in said.items()
        )
        page = row(row_of(around.format(facts)))
        wanted = {_NAMED.get(label, label): value for label, value in said.items() if value}
        assert {name: page.cells.get(name) for name in wanted} == wanted


# ---- anything at all

_WORDS = st.sampled_from(
    [
        *(
            "事项名称",
            "实施主体：",
            "一、受理条件",
            "申请材料",
            "材料名称",
            "份数",
            "常见问题",
            "问：吗？",
            "设定依据",
        ),
        *(
            "《某法》第一条",
            "居民身份证补领",
            "事项名称：甲",
            "办理地点：乙",
            "12345",
            "[b]",
            "&amp;lt;",
            "\x1b[2J",
            "\ufffd",
        ),
    ]
)
_TAGS = st.sampled_from("div p span td th tr table tbody ul li dl dt dd h1 h3 b a pre br section".split())
_ATTRIBUTES = st.sampled_from(["", " rowspan=3", " colspan=99", " id=a", " href='#a'", ' class="x y"'])
_OPENED = st.builds("<{}{}>".format, _TAGS, _ATTRIBUTES)
_HTML = st.lists(_OPENED | st.builds("</{}>".format, _TAGS) | _WORDS | st.text(max_size=5), max_size=60)
_SHIPPED = st.sampled_from(sorted(PAGES.glob("*.html"))).map(Path.read_bytes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=300)
    | _HTML.map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass"))
    | st.builds(
        lambda page, at, junk: page[:at] + junk + page[at:],
        _SHIPPED,
        st.integers(0, 4000),
        st.binary(max_size=40),
    )
)
def test_every_file_is_one_row_or_one_bad_row(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(raw)
    (found,) = Pages(path, Columns.official()).rows()
    if isinstance(found, Row):
        assert found.cells["事项名称"]
        assert (found.number, found.file) == (1, str(path))
    else:
        assert found.problem.file == str(path)
        assert found.problem.message
