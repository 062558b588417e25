"""Which column of an official export holds which field.

Names are those of the provincial item API, of the national 实施清单 tables, of
guide management systems and of the public guide pages, and the spoken headings
staff use in their own workbooks.  Where an export has several, the first that
holds something wins: ``TASK_NAME`` names the exact item, ``CATANAME`` only the
catalogue entry above.

What is for staff — complaint telephones, clerks, inner flows — has no field
here, so it is never carried.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Names = Mapping[str, tuple[str, ...]]
"""field → names of its column, the most telling first; ``materials.name`` is a field of a part."""

_ITEM: Names = {
    "row_id": ("ROWGUID", "ROW_GUID", "row_guid", "rowguid", "主键"),
    "row_id_of_item": ("TASKGUID", "TASK_GUID", "task_guid", "taskguid", "task_row_guid", "事项主键"),
    "item_id": ("ITEM_ID", "YW_CODE", "task_handle_item", "业务办理项编码"),
    "code": (
        "TASK_CODE",
        "task_code",
        "local_task_code",
        "matter_code",
        "实施编码",
        "事项编码",
        "事项代码",
        "地方实施编码",
    ),
    "name": (
        "YW_NAME",
        "TASK_NAME",
        "matter_name",
        "task_name",
        "业务办理项名称",
        "CATANAME",
        "catalog_name",
        "事项名称",
        "name",
    ),
    "catalogue": ("CATANAME", "parentCatalogName", "主项名称", "main_item"),
    "aliases": ("matter_daily", "COMMONEXPRESSION", "日常用语"),
    "short": ("matter_short", "事项简称"),
    "questions": ("常见问题",),
    "owner": (
        "DEPT_NAME",
        "dept_name",
        "service_agent_name",
        "impl_org_name",
        "实施主体",
        "实施主体名称",
        "受理部门",
        "部门名称",
        "department",
    ),
    "region_code": ("AREACODE", "area_code", "areaCode"),
    "region": ("AREA_CODE_TEXT", "area_name", "行政区划"),
    "audience": (
        "service_object_name",
        "SERVE_TYPE_TEXT",
        "server_type",
        "service_object_type",
        "服务对象",
    ),
    "conditions": ("accept_standard", "ACCEPT_CONDITION", "accept_condition", "conditions", "受理条件"),
    "materials": ("material_intro", "MATERIAL_NAME", "material_name", "材料名称", "申请材料"),
    "case_kind": ("PROJECT_TYPE_TEXT", "project_type", "办件类型"),
    "instant": ("是否秒批", "秒批秒报"),
    "no_meeting": ("是否不见面审批", "不见面审批"),
    "statutory": ("handle_time", "ANTICIPATE_DAY", "anticipate_day", "legal_period", "法定办结时限"),
    "statutory_unit": (
        "ANTICIPATE_TYPE_TEXT",
        "anticipate_type",
        "legal_period_type",
        "法定办结时限单位",
    ),
    "promised": (
        "handle_time_limit",
        "PROMISE_DAY",
        "promise_day",
        "promised_period",
        "promise_time",
        "承诺办结时限",
        "承诺办结时限(即办/天)",
    ),
    "promised_unit": (
        "PROMISE_TYPE_TEXT",
        "promise_type",
        "promised_period_type",
        "promise_time_unit_text",
        "承诺办结时限单位",
    ),
    "visits": ("LIMIT_SCENE_NUM", "visit_number", "limit_scene_num", "到办事现场次数"),
    "is_fee": ("IS_FEE_TEXT", "is_fee", "是否收费"),
    "fee_standard": ("FEE_STAND", "fee_stand", "收费标准"),
    "fee_basis": ("BY_LAW", "fee_basis", "收费依据"),
    "handling": ("HANDLE_TYPE_TEXT", "handle_type", "办理形式"),
    "place": ("handle_location", "transact_addr", "办理地点", "具体地址"),
    "online": ("ONLINECHECK", "ONLINECHECK_TEXT", "is_online", "是否网办", "是否可网办"),
    "platform": ("bear_paltform", "bear_platform", "业务系统"),
    "url": (
        "TRANSACT_WEB_URL",
        "online_handle_url",
        "link_addr",
        "URL",
        "link",
        "网上申办地址",
        "网办地址",
        "网页地址",
    ),
    "law": ("LAWNAME", "by_law", "设定依据", "法律法规名称"),
    "law_number": ("ACCORDINGNUMBER", "依据文号"),
    "law_article": ("TERMSNUMBER", "条款号"),
    "phone": ("LINK_TEL", "consult_phone", "咨询电话"),
    "contact": ("LINK_WAY", "link_way", "咨询方式"),
    "reach": ("HANDLE_AREA_TEXT", "handle_area", "通办范围", "通办类型"),
    "reach_form": ("通办形式",),
    "reach_areas": ("通办区域",),
}
_PARTS: Names = {
    "materials.name": (
        "MATERIAL_NAME",
        "material_name",
        "materials_name",
        "document_name",
        "材料名称",
        "name",
    ),
    "materials.originals": ("PAGE_NUM", "page_num", "origin", "原件份数", "纸质材料份数"),
    "materials.copies": ("PAGE_COPYNUM", "page_copynum", "copy", "复印件份数"),
    "materials.need": ("IS_NEED_TEXT", "IS_NEED", "is_need", "material_necessity", "材料必要性"),
    "materials.form": ("ZZHDZB_TEXT", "ZZHDZB", "material_format", "material_form", "材料形式"),
    "materials.exempt": ("SUBMISSIONREQUIRED", "submissionrequired", "是否免提交"),
    "materials.note": ("FILL_EXPLIAN", "fill_explain", "填报须知"),
    "charges.name": ("FEE_NAME", "fee_name", "收费项目名称", "收费项目"),
    "charges.standard": ("FEE_STAND", "fee_stand", "收费标准"),
    "charges.basis": ("BY_LAW", "by_law", "收费依据"),
    "questions.question": ("QUESTION", "question", "问题"),
    "laws.title": ("LAWNAME", "law_name", "法律法规名称", "设定依据", "name"),
    "laws.number": ("ACCORDINGNUMBER", "according_number", "依据文号"),
    "laws.article": ("TERMSNUMBER", "terms_number", "条款号"),
    "windows.name": ("NAME", "name", "window_name", "窗口名称"),
    "windows.address": ("ADDRESS", "address", "窗口地址", "办理地点", "地址"),
    "windows.hours": ("TIME", "office_hour", "office_time", "办公时间", "工作时间"),
    "windows.phone": ("TEL", "tel", "phone", "咨询电话", "电话"),
    "scopes.reach": ("SCOPERANGE_TEXT", "HANDLE_AREA_TEXT", "通办范围", "通办类型"),
    "scopes.form": ("SCOPESHAPE_TEXT", "通办形式"),
    "scopes.areas": ("DIVISIONS", "通办区域", "覆盖地区"),
    "areas.name": ("DIVISION_NAME", "name"),
}
_OFFICIAL: Names = MappingProxyType({**_ITEM, **_PARTS})


class Columns(Struct, frozen=True):
    """Which column holds which field; what an export is read by."""

    names: Names

    @classmethod
    def official(cls) -> Columns:
        """The names of official exports."""
        return cls(_OFFICIAL)

    def __getitem__(self, field: str) -> tuple[str, ...]:
        """The names of a field's column; none for a field that no export has."""
        return self.names.get(field, ())

    def extended(self, more: Mapping[str, Iterable[str]]) -> Columns:
        """Return these columns with `more` names, field → names, each looked at before those known."""
        names = {field: tuple(dict.fromkeys((*more.get(field, ()), *self[field]))) for field in self.names}
        return Columns(MappingProxyType(names))

    def name_items(self, headings: Iterable[str]) -> bool:
        """True where a heading names the items; without one no row can be taken."""
        return any(heading in self["name"] for heading in headings)
