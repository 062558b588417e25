"""The table of sheets and columns: which heading holds which field, in which form.

Export and reading both go by this table and know of no field by name.  A sheet
holds either records (事项, 办事地点 …) or the items of a list in them (材料,
窗口 …), each such row naming the record it belongs to by its id.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from knowledge.model import Agreement, Guide, Record, Site, Theme
from knowledge.office.cells import CLOCK, DATE, LINES, TEXT, WHOLE, YES_NO, YUAN, Form, choice, choices

Kind = Literal["guides", "sites", "themes", "agreements"]
"""A list of `Knowledge`, and the folder of its files."""

KINDS: dict[Kind, type[Record]] = {"guides": Guide, "sites": Site, "themes": Theme, "agreements": Agreement}

DELETE = "删除"
"""Heading of the column that asks for a record to be removed: its id is protected, so its row stays."""


class Column(Struct, frozen=True):
    """One field."""

    heading: str
    field: str
    """Attribute of the record, dotted where it lies in another: ``fee.yuan``."""
    form: Form
    width: int = 14
    """In characters of the sheet's font."""
    hint: str = ""
    """Shown when a cell of the column is chosen."""


class Part(Struct, frozen=True):
    """Where a row may also belong to an item of the record: hours of a counter of a site."""

    heading: str
    items: str
    """The list of the record that holds the item."""
    key: str
    """The field that tells the items apart."""
    form: Form
    hint: str = ""


class Sheet(Struct, frozen=True):
    """One sheet: records of a kind, or the items of one of their lists."""

    title: str
    kind: Kind
    columns: tuple[Column, ...]
    items: str = ""
    """The list of the record whose items are the rows; empty: the rows are the records."""
    owner: str = ""
    """Heading of the column that names the record an item belongs to."""
    part: Part | None = None

    @property
    def owner_name(self) -> str:
        """Heading of the column that shows the owner's name and is never read."""
        return f"{self.owner.removesuffix('编号')}名称（只看）"

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings from left to right."""
        fields = [column.heading for column in self.columns]
        if not self.items:
            return (*fields, DELETE)
        part = [self.part.heading] if self.part else []
        return (self.owner, self.owner_name, *part, *fields)


_STATUS = choice({"sample": "示例", "verified": "已核对", "imported": "导入"})
_LEVELS = {"hall": "区大厅", "town": "镇街", "village": "村居"}
_UNIT = choice({"working_day": "工作日", "day": "天", "month": "月"})
_AUDIENCE = {
    "person": "个人",
    "business": "企业",
    "elderly": "老年人",
    "disabled": "残疾人",
    "veteran": "退役军人",
    "child": "儿童",
    "farmer": "农民",
}
_CHANNEL = choice(
    {"window": "窗口", "online": "网上", "video": "视频", "cross_city": "社保通窗口", "home_visit": "上门"}
)
_CASE = choice({"agent": "代别人办", "self": "本人办", "business": "单位办", "person": "个人办"})
_REACHES = {
    "national": "全国",
    "cross_province": "跨省",
    "province": "省内",
    "city": "全市",
    "district": "区内",
}
_REACH_FORMS = {"online": "全程网办", "collect": "异地代收代办", "joint": "多地联办"}
_ONE_A_LINE = "一行写一个，换行按 Alt+Enter"
_LOCKED = "写好后不能改"
_IN_WORDS = "只写天数会误会时才写，例如要先等冷静期；写了就念这一句"


def _one_a_line_of(words: dict[str, str]) -> str:
    return f"{_ONE_A_LINE}：{'、'.join(words.values())}"


GUIDES = Sheet(
    "事项",
    "guides",
    (
        Column("事项编号", "id", TEXT, 34, f"新增时写“领域/英文短名”，例如 police/id-card；{_LOCKED}"),
        Column("事项名称", "name", TEXT, 30, "官方清单里的名称"),
        Column("状态", "status", _STATUS, 9, "由主管部门核对过才选“已核对”，并写核对日期"),
        Column("核对日期", "verified_on", DATE, 12, "例如 2026-01-31"),
        Column("主管部门", "owner", TEXT, 16, "谁对这些内容负责"),
        Column("对象", "object", TEXT, 16, "办的是什么，例如：居民身份证"),
        Column("办什么", "action", TEXT, 12, "例如：补领"),
        Column("别名", "aliases", LINES, 24, _ONE_A_LINE),
        Column("日常问法", "questions", LINES, 36, f"来办事的人会怎么问。{_ONE_A_LINE}"),
        Column(
            "遇到什么事", "situation", TEXT, 24, "同一个对象有几件事时，怎么分得开，例如：坏了，或者资料变了"
        ),
        Column(
            "谁来办", "audience", choices(_AUDIENCE), 12, f"{_ONE_A_LINE}：{'、'.join(_AUDIENCE.values())}"
        ),
        Column("一句话说明", "summary", TEXT, 36),
        Column("办理条件", "conditions", LINES, 36, _ONE_A_LINE),
        Column("收费（元）", "fee.yuan", YUAN, 11, "不收费写 0；说不准写“不详”"),
        Column("收费说明", "fee.note", TEXT, 24),
        Column("收费依据", "fee.basis", TEXT, 24),
        Column("法定时限", "statutory_time.amount", WHOLE, 10, "当场办完写 0"),
        Column("法定时限单位", "statutory_time.unit", _UNIT, 13),
        Column("法定时限说明", "statutory_time.note", TEXT, 24, _IN_WORDS),
        Column("承诺时限", "promised_time.amount", WHOLE, 10, "当场办完写 0"),
        Column("承诺时限单位", "promised_time.unit", _UNIT, 13),
        Column("承诺时限说明", "promised_time.note", TEXT, 24, _IN_WORDS),
        Column("秒批秒报", "instant", YES_NO, 10),
        Column("不见面审批", "no_meeting", YES_NO, 12),
        Column("要来几次", "visits", WHOLE, 10, "不知道就空着"),
        Column("必须本人办", "in_person", YES_NO, 12, "法律不许别人代办才写是"),
        Column("亲人去世后办", "after_death", YES_NO, 13, "写是的，不问给谁办、来不来得了"),
        Column("来源", "source.title", TEXT, 30, "这些内容出自哪里"),
        Column("来源网址", "source.url", TEXT, 24),
        Column("实施编码", "code", TEXT, 20),
    ),
)
MATERIALS = Sheet(
    "材料",
    "guides",
    (
        Column("材料名称", "name", TEXT, 30),
        Column("原件份数", "originals", WHOLE, 10, "空着就是 1 份"),
        Column("复印件份数", "copies", WHOLE, 12, "空着就是 0 份"),
        Column("什么情况要带", "when", TEXT, 24, "例如：代别人办时；都要带就空着"),
        Column("谁办才要带", "case", _CASE, 14, "程序按这一项挑出各人要带的；说不准就空着"),
        Column("可用电子证照", "e_licence", YES_NO, 14),
        Column("可以后补", "later", YES_NO, 10, "缺了也先收下（容缺）才写是"),
        Column("材料说明", "note", TEXT, 30),
    ),
    items="materials",
    owner="事项编号",
)
CHANNELS = Sheet(
    "办理渠道",
    "guides",
    (
        Column("渠道", "kind", _CHANNEL, 12),
        Column(
            "在哪一级办",
            "levels",
            choices(_LEVELS),
            14,
            f"只有窗口要写。{_one_a_line_of(_LEVELS)}",
        ),
        Column("地点", "place", TEXT, 20, "只有窗口可以写；大厅窗口号写在“窗口”表里"),
        Column("网上平台", "platform", TEXT, 20, "网上办理必须写，例如：粤省事"),
        Column("网上步骤", "steps", LINES, 36, f"只有网上办理要写。{_ONE_A_LINE}"),
        Column("网址", "url", TEXT, 24, "只有网上办理可以写"),
        Column("视频前准备", "needs", LINES, 30, f"只有视频可以写，例如：居民身份证。{_ONE_A_LINE}"),
        Column("渠道说明", "note", TEXT, 30, "网上办理没有这一项，请写在步骤里"),
    ),
    items="channels",
    owner="事项编号",
)
SCOPES = Sheet(
    "通办范围",
    "guides",
    (
        Column("通办到哪里", "reach", choice(_REACHES), 14, "外地人在这里能办，或者本地人在外地能办"),
        Column("通办形式", "forms", choices(_REACH_FORMS), 18, _one_a_line_of(_REACH_FORMS)),
        Column("通办地区", "areas", LINES, 30, f"只在一些地方能办才写。{_ONE_A_LINE}"),
    ),
    items="scopes",
    owner="事项编号",
)
PHONES = Sheet(
    "咨询电话",
    "guides",
    (
        Column("电话号码", "number", TEXT, 20, "座机写成：区号-号码；有分机再加：-分机"),
        Column("电话说明", "note", TEXT, 24, "例如：社保窗口"),
    ),
    items="phones",
    owner="事项编号",
)
LEGAL_BASIS = Sheet(
    "法律依据",
    "guides",
    (
        Column("法律或政策名称", "title", TEXT, 40),
        Column("文号", "number", TEXT, 24, "例如：国发〔2014〕47号"),
        Column("条款", "article", TEXT, 16, "例如：第十一条"),
    ),
    items="legal_basis",
    owner="事项编号",
)
SITES = Sheet(
    "办事地点",
    "sites",
    (
        Column("地点编号", "id", TEXT, 20, f"新增时写英文短名，例如 lianxia；{_LOCKED}"),
        Column("地点名称", "name", TEXT, 28),
        Column("级别", "level", choice(_LEVELS), 12),
        Column("镇、街道", "town", TEXT, 14, "区大厅空着"),
        Column("服务站", "stations", LINES, 34, f"镇、街道下面的村、社区服务站。{_ONE_A_LINE}"),
        Column("可以代办", "carries", YES_NO, 10, "来不了的人，工作人员能把材料送到该办的窗口，才写是"),
        Column("状态", "status", _STATUS, 9),
        Column("来源", "source.title", TEXT, 36),
        Column("来源网址", "source.url", TEXT, 24),
    ),
)
ZONES = Sheet(
    "分区",
    "sites",
    (
        Column("分区编号", "id", TEXT, 18, "英文短名；“窗口”表里用它"),
        Column("分区名称", "name", TEXT, 20),
        Column("楼层", "floor", WHOLE, 8),
        Column("怎么走", "landmark", TEXT, 40, "从大门进来怎么走"),
    ),
    items="zones",
    owner="地点编号",
)
COUNTERS = Sheet(
    "窗口",
    "sites",
    (
        Column("窗口号", "number", WHOLE, 9),
        Column("窗口名称", "name", TEXT, 30),
        Column("所在分区", "zone", TEXT, 18, "“分区”表里的分区编号"),
        Column("受理事项", "services", LINES, 36, f"事项编号，* 代表任意字，例如 police/*。{_ONE_A_LINE}"),
        Column("社保通窗口", "cross_city", YES_NO, 12),
    ),
    items="counters",
    owner="地点编号",
)
_HOURS_COLUMNS = (
    Column("星期", "days", TEXT, 10, "1 是周一，7 是周日；12345 是周一到周五"),
    Column("开门", "open", CLOCK, 10, "例如 08:30"),
    Column("关门", "close", CLOCK, 10, "例如 12:00；中午休息就写两行"),
)
HOURS = Sheet(
    "开放时间",
    "sites",
    _HOURS_COLUMNS,
    items="hours",
    owner="地点编号",
    part=Part("窗口号", "counters", "number", WHOLE, "空着就是整个地点的时间"),
)
VIDEO_HOURS = Sheet(
    "视频办时间",
    "sites",
    _HOURS_COLUMNS,
    items="video_hours",
    owner="地点编号",
)
THEMES = Sheet(
    "一件事",
    "themes",
    (
        Column("一件事编号", "id", TEXT, 20, f"新增时写英文短名，例如 moving；{_LOCKED}"),
        Column("一件事名称", "name", TEXT, 24),
        Column("状态", "status", _STATUS, 9),
        Column("别名", "aliases", LINES, 24, _ONE_A_LINE),
        Column("日常问法", "questions", LINES, 36, _ONE_A_LINE),
        Column("一句话说明", "summary", TEXT, 36),
        Column("包含的事项", "guides", LINES, 40, f"按办理先后写事项编号，至少两个。{_ONE_A_LINE}"),
    ),
)
AGREEMENTS = Sheet(
    "通办协议",
    "agreements",
    (
        Column("协议编号", "id", TEXT, 28, f"新增时写英文短名；{_LOCKED}"),
        Column("协议名称", "name", TEXT, 24),
        Column("城市", "cities", LINES, 14, f"至少两个。{_ONE_A_LINE}"),
        Column("状态", "status", _STATUS, 9),
        Column("来源", "source.title", TEXT, 40),
        Column("来源网址", "source.url", TEXT, 24),
    ),
)
AGREEMENT_ITEMS = Sheet(
    "通办事项",
    "agreements",
    (
        Column("通办事项名称", "name", TEXT, 36),
        Column("分组", "group", TEXT, 16),
        Column("对应的事项", "guide", TEXT, 36, "“事项”表里的事项编号；没有就空着"),
    ),
    items="items",
    owner="协议编号",
)

SHEETS: tuple[Sheet, ...] = (
    GUIDES,
    MATERIALS,
    CHANNELS,
    SCOPES,
    PHONES,
    LEGAL_BASIS,
    SITES,
    ZONES,
    COUNTERS,
    HOURS,
    VIDEO_HOURS,
    THEMES,
    AGREEMENTS,
    AGREEMENT_ITEMS,
)
"""In the order of the workbook; a list stands after the records and items its rows belong to."""


def sheet_of(kind: Kind) -> Sheet:
    """The sheet whose rows are the records of `kind`."""
    return next(sheet for sheet in SHEETS if sheet.kind == kind and not sheet.items)


def lists_of(kind: Kind) -> tuple[Sheet, ...]:
    """The sheets whose rows are items of the records of `kind`."""
    return tuple(sheet for sheet in SHEETS if sheet.kind == kind and sheet.items)
