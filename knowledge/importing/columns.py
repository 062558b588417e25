"""Which column of an official export holds which field.

Names are those of the provincial item API, of the national 实施清单 tables and
of the public guide pages, and the spoken headings staff use in their own
workbooks.  Where an export has several, the first that holds something wins:
``TASK_NAME`` names the exact item, ``CATANAME`` only the catalogue entry above.

What is for staff — consultation and complaint telephones, consultation windows —
has no field here, so it is never carried.
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

_OFFICIAL: Names = MappingProxyType(
    {
        "item_id": ("ITEM_ID", "YW_CODE", "task_handle_item", "业务办理项编码"),
        "code": ("TASK_CODE", "task_code", "local_task_code", "matter_code", "实施编码", "事项编码"),
        "name": ("TASK_NAME", "matter_name", "task_name", "业务办理项名称", "CATANAME", "事项名称", "name"),
        "catalogue": ("CATANAME", "parentCatalogName", "主项名称", "main_item"),
        "aliases": ("matter_daily", "COMMONEXPRESSION", "日常用语"),
        "short": ("matter_short", "事项简称"),
        "owner": (
            "DEPT_NAME",
            "dept_name",
            "service_agent_name",
            "实施主体",
            "受理部门",
            "部门名称",
            "department",
        ),
        "audience": ("service_object_name", "SERVE_TYPE_TEXT", "server_type", "服务对象"),
        "conditions": ("accept_standard", "ACCEPT_CONDITION", "accept_condition", "conditions", "受理条件"),
        "materials": ("material_intro", "MATERIAL_NAME", "material_name", "材料名称", "申请材料"),
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
            "承诺办结时限",
            "承诺办结时限(即办/天)",
        ),
        "promised_unit": ("PROMISE_TYPE_TEXT", "promise_type", "promised_period_type", "承诺办结时限单位"),
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
        ),
        "law": ("LAWNAME", "by_law", "设定依据", "法律法规名称"),
    }
)


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
