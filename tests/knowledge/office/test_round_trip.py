"""A workbook holds exactly what the knowledge base holds, however odd the text."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import msgspec
import openpyxl
import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import model
from knowledge.model import Guide, Knowledge, Record, Source
from knowledge.office.export import export
from knowledge.office.reading import read_workbook, understand
from knowledge.office.tables import id_of, tables_of
from knowledge.office.writing import toml_of
from knowledge.problems import KnowledgeError
from knowledge.reading import SHIPPED, read
from knowledge.text import clean, clean_tree

ODD = (
    "=1+1",
    "+86",
    "-",
    "@x",
    "'quoted",
    '"',
    "_x0041_",
    "_x005F_x0041_",
    "1.0",
    "007",
    "TRUE",
    "#REF!",
    "是",
)
TEXT = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.lists(st.text("户籍a =<>&\U00020000", max_size=5), max_size=3).map("\n".join),
).map(clean)
SOME_TEXT = TEXT.filter(bool)
ONE_LINE = SOME_TEXT.filter(lambda text: "\n" not in text)
LINES = st.lists(ONE_LINE, max_size=3).map(tuple)
GUIDE_ID = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}(/[A-Za-z0-9_-]{1,9})?", fullmatch=True)
COUNT = st.integers(0, 9)
STATUS = st.sampled_from(get_args(model.Status))
SOURCE = st.builds(Source, title=SOME_TEXT, url=TEXT)
MONEY = st.one_of(
    st.decimals(0, 10**9, places=2),
    st.decimals(0, allow_nan=False, allow_infinity=False),
    st.just(Decimal(0)),
)
LIMIT = st.builds(
    model.TimeLimit,
    amount=st.integers(0, 3650),
    unit=st.sampled_from(["working_day", "day", "month"]),
    note=TEXT,
)


def several(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


def tuples(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=2).map(tuple)


CHANNELS = st.one_of(
    st.builds(model.Window, levels=several(get_args(model.Level)), place=TEXT, note=TEXT),
    st.builds(model.Online, platform=SOME_TEXT, steps=LINES, url=TEXT),
    st.builds(model.Video, needs=LINES, note=TEXT),
    st.builds(model.CrossCity, note=TEXT),
    st.builds(model.HomeVisit, note=TEXT),
)
GUIDES = st.builds(
    Guide,
    id=GUIDE_ID,
    name=SOME_TEXT,
    object=TEXT,
    action=TEXT,
    aliases=LINES,
    questions=LINES,
    situation=TEXT,
    audience=several(get_args(model.Audience)),
    summary=TEXT,
    conditions=LINES,
    materials=tuples(
        st.builds(
            model.Material,
            name=SOME_TEXT,
            originals=COUNT,
            copies=COUNT,
            when=TEXT,
            case=st.none() | st.sampled_from(get_args(model.Case)),
            e_licence=st.booleans(),
            later=st.booleans(),
            note=TEXT,
        )
    ),
    fee=st.none() | st.builds(model.Fee, yuan=st.none() | MONEY, note=TEXT, basis=TEXT),
    statutory_time=st.none() | LIMIT,
    promised_time=st.none() | LIMIT,
    instant=st.booleans(),
    no_meeting=st.booleans(),
    visits=st.none() | COUNT,
    in_person=st.booleans(),
    after_death=st.booleans(),
    channels=tuples(CHANNELS),
    scopes=tuples(
        st.builds(
            model.Scope,
            reach=st.sampled_from(get_args(model.Reach)),
            forms=several(get_args(model.ReachForm)),
            areas=LINES,
        )
    ),
    phones=tuples(
        st.builds(
            model.Phone,
            number=st.from_regex(
                r"0\d{2,3}-\d{7,8}(-\d{1,6})?|1\d{10}|\d{5,6}|[48]00\d{7}",
                fullmatch=True,
                alphabet="0123456789-",
            ),
            note=TEXT,
        )
    ),
    legal_basis=tuples(st.builds(model.LegalBasis, title=SOME_TEXT, number=TEXT, article=TEXT)),
    source=SOURCE,
    owner=SOME_TEXT,
    verified_on=st.none() | st.dates(),
    status=STATUS,
    code=TEXT,
)
HOURS = tuples(
    st.builds(
        model.Hours, days=st.from_regex(r"[1-7]{1,7}", fullmatch=True), open=st.times(), close=st.times()
    )
)
SITES = st.builds(
    model.Site,
    id=ONE_LINE,
    name=SOME_TEXT,
    level=st.sampled_from(get_args(model.Level)),
    town=TEXT,
    hours=HOURS,
    video_hours=HOURS,
    carries=st.booleans(),
    zones=tuples(st.builds(model.Zone, id=SOME_TEXT, name=SOME_TEXT, floor=st.integers(1, 9), landmark=TEXT)),
    counters=st.lists(
        st.builds(
            model.Counter,
            number=st.integers(1, 999),
            name=SOME_TEXT,
            zone=SOME_TEXT,
            services=LINES,
            cross_city=st.booleans(),
            hours=HOURS,
        ),
        max_size=2,
        unique_by=lambda counter: counter.number,
    ).map(tuple),
    stations=LINES,
    status=STATUS,
    source=SOURCE,
)
THEMES = st.builds(
    model.Theme,
    id=ONE_LINE,
    name=SOME_TEXT,
    aliases=LINES,
    questions=LINES,
    summary=TEXT,
    guides=tuples(GUIDE_ID, 2),
    status=STATUS,
)
AGREEMENTS = st.builds(
    model.Agreement,
    id=ONE_LINE,
    name=SOME_TEXT,
    cities=tuples(ONE_LINE, 2),
    items=tuples(
        st.builds(model.AgreementItem, name=SOME_TEXT, group=SOME_TEXT, guide=st.none() | GUIDE_ID), 1
    ),
    status=STATUS,
    source=SOURCE,
)


def unique(records: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(records, max_size=2, unique_by=id_of).map(tuple)


KNOWLEDGE = st.builds(
    Knowledge,
    guides=unique(GUIDES),
    sites=unique(SITES),
    themes=unique(THEMES),
    agreements=unique(AGREEMENTS),
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(KNOWLEDGE)
def test_sheets_read_back_as_what_they_were_made_of(knowledge: Knowledge) -> None:
    workbook = understand(tables_of(knowledge), "hall.xlsx")
    assert workbook.problems == ()
    assert workbook.knowledge == knowledge


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(KNOWLEDGE)
def test_the_file_reads_back_as_what_it_was_made_of(knowledge: Knowledge) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hall.xlsx"
        export(knowledge, path)
        workbook = read_workbook(path)
    assert workbook.problems == ()
    assert workbook.knowledge == knowledge


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.one_of(GUIDES, SITES, THEMES, AGREEMENTS))
def test_toml_reads_back_as_what_it_was_made_of(record: Record) -> None:
    table = clean_tree(tomli.loads(toml_of(record)))
    assert model.convert({**table, "id": id_of(record)}, type(record)) == record


def test_all_that_is_shipped_comes_back(office_of: Callable[[Path], Any]) -> None:
    office = office_of(SHIPPED)
    before = office.files()
    in_sheets = msgspec.structs.replace(read(office.folder).knowledge, contents=())
    assert read_workbook(office.file).knowledge == in_sheets
    assert office.apply().changes == ()
    assert office.files() == before


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    source = Source(title="@SUM(A1)")
    guide = Guide(
        id="other/x", name="=1+1", summary="+1", code="-1", source=source, owner="'甲", status="sample"
    )
    export(Knowledge(guides=(guide,)), tmp_path / "hall.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "hall.xlsx")
    texts = [cell for cell in workbook["事项"][2] if str(cell.value)[0] in "=+-@'"]
    assert [cell.value for cell in texts] == ["=1+1", "'甲", "+1", "@SUM(A1)", "-1"]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)


@pytest.mark.parametrize(
    ("fields", "code", "key"),
    [
        ({"summary": "字" * 32_768}, "cell-too-long", "一句话说明"),
        ({"questions": tuple("问" * 200 for _ in range(200))}, "cell-too-long", "日常问法"),
        ({"summary": "\U00020000" * 16_384}, "cell-too-long", "一句话说明"),
        ({"aliases": ("一行\n两行",)}, "not-exact", "别名"),
        ({"summary": "控制\x07字符"}, "not-exact", "一句话说明"),
        ({"name": " 前后有空格 "}, "not-exact", "事项名称"),
    ],
)
def test_what_no_cell_can_hold_is_refused(
    tmp_path: Path, fields: dict[str, Any], code: str, key: str
) -> None:
    guide = Guide(id="other/x", name="甲", source=Source(title="乙"), owner="丙", status="sample")
    with pytest.raises(KnowledgeError) as refused:
        export(Knowledge(guides=(msgspec.structs.replace(guide, **fields),)), tmp_path / "hall.xlsx")
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.key) == (code, "guides/other/x.toml", key)
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_that_fits_comes_back(tmp_path: Path) -> None:
    guide = Guide(
        id="other/x", name="甲", summary="字" * 32_767, source=Source(title="乙"), owner="丙", status="sample"
    )
    export(Knowledge(guides=(guide,)), tmp_path / "hall.xlsx")
    assert read_workbook(tmp_path / "hall.xlsx").knowledge.guides == (guide,)


def test_an_existing_file_is_never_replaced(office: Any) -> None:
    before = office.file.read_bytes()
    with pytest.raises(KnowledgeError) as refused:
        export(read(office.folder).knowledge, office.file)
    assert [problem.code for problem in refused.value.problems] == ["file-exists"]
    assert office.file.read_bytes() == before


def test_only_xlsx_is_written(office: Any, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="not-xlsx"):
        export(read(office.folder).knowledge, tmp_path / "hall.ods")


def test_ids_and_headings_are_protected_and_all_else_may_be_edited(office: Any) -> None:
    for worksheet in openpyxl.load_workbook(office.file).worksheets[1:-1]:
        assert worksheet.protection.sheet
        assert worksheet.freeze_panes == "C2"
        headings, *rows = worksheet.iter_rows()
        assert all(cell.protection.locked for cell in headings)
        has_ids = headings[-1].value == "删除"
        for row in rows:
            assert [cell.protection.locked for cell in row] == [has_ids, *[False] * (len(row) - 1)]
            assert all(cell.alignment.wrap_text for cell in row)
        # Rows still to be written: their cells take the style of the column.
        assert not worksheet.column_dimensions["A"].protection.locked


def test_drop_downs_offer_the_words_that_are_understood(office: Any) -> None:
    workbook = openpyxl.load_workbook(office.file)
    offered = {
        (worksheet.title, validation.errorTitle): validation.formula1
        for worksheet in workbook.worksheets
        for validation in worksheet.data_validations.dataValidation
        if validation.type == "list"
    }
    assert offered["事项", "状态"] == '"示例,已核对,导入"'
    assert offered["事项", "承诺时限单位"] == '"工作日,天,月"'
    assert offered["材料", "可用电子证照"] == '"是,否"'
    assert offered["办理渠道", "渠道"] == '"窗口,网上,视频,社保通窗口,上门"'
    assert offered["办事地点", "级别"] == '"区大厅,镇街,村居"'
    assert offered["材料", "事项编号"].startswith("'事项'!$A$2:")


def test_dates_and_amounts_are_numbers_to_the_spreadsheet(tmp_path: Path) -> None:
    guide = Guide(
        id="other/x",
        name="甲",
        fee=model.Fee(yuan=Decimal("12.50")),
        verified_on=dt.date(2026, 1, 31),
        source=Source(title="乙"),
        owner="丙",
        status="verified",
    )
    export(Knowledge(guides=(guide,)), tmp_path / "hall.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "hall.xlsx")["事项"]
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["收费（元）"].value == 12.5
    assert cells["核对日期"].value == dt.datetime(2026, 1, 31)
