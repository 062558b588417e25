"""What the lists of an item become: materials, charges, laws, windows, telephones, scopes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from knowledge.importing import scopes, values
from knowledge.importing.phones import is_local, read_phones, without_foreign
from knowledge.model import Fee, LegalBasis, Material, Phone, Scope, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.importing.fields import Fields
    from knowledge.importing.rows import Row
    from knowledge.model import Reach, ReachForm

_FREE = frozenset({"免费", "不收费", "0", "0元"})


def materials(item: Fields, row: Row) -> tuple[Material, ...]:
    """What to bring, from the list of materials; else from the cell that names them."""
    listed = tuple(filter(None, (_material(entry) for entry in item.entries_of(row, "materials"))))
    named = item.entries("materials", by_comma=False)
    return tuple(dict.fromkeys(listed)) or tuple(Material(name=name) for name in named)


def _material(entry: Fields) -> Material | None:
    name = values.entry(entry.text("name"))
    if not name:
        return None
    need, form = entry.line("need"), entry.line("form")
    exempt = bool(entry.parsed("exempt", values.yes_or_no))
    originals = entry.parsed("originals", values.count)
    copies = entry.parsed("copies", values.count)
    notes = (
        "一般不用交，工作人员在系统里查" if exempt else "",
        {"电子化": "交电子版", "2": "交电子版", "纸质/电子化": "也可以交电子版", "3": "也可以交电子版"}.get(
            form, ""
        ),
        entry.text("note"),
    )
    return Material(
        name=name,
        # Copies alone are told where the export gives copies alone.
        originals=originals if originals is not None else int(not copies),
        copies=copies or 0,
        when="窗口说要时" if need in {"非必要", "2"} else "",
        e_licence=exempt,
        later=need in {"容缺后补", "3"},
        note=values.joined("；", notes),
    )


def fee(item: Fields, row: Row) -> Fee | None:
    """What the person pays, from the list of charges; else from the cells on fees."""
    charged, standard = item.parsed("is_fee", values.yes_or_no), item.text("fee_standard")
    charges = tuple(item.entries_of(row, "charges"))
    standards = [entry.text("standard") for entry in charges] or ([standard] if standard else [])
    if charged is False or (standards and _FREE.issuperset(standards)):
        return Fee(yuan=Decimal(0))
    note = values.joined("\n", dict.fromkeys(map(_charge, charges))) or standard
    if note:
        bases = dict.fromkeys(entry.line("basis") for entry in charges)
        return Fee(note=note, basis=values.joined("；", bases) or item.line("fee_basis"))
    return Fee(note="收费，标准请问窗口") if charged else None


def _charge(entry: Fields) -> str:
    name, standard = entry.line("name"), entry.text("standard")
    return values.joined("：", (name, standard or "标准请问窗口")) if name else standard


def laws(item: Fields, row: Row) -> tuple[LegalBasis, ...]:
    """The laws it rests on, from the list of laws; else from the cell that names one."""
    listed = tuple(
        LegalBasis(title=title, number=entry.line("number"), article=entry.line("article"))
        for entry in item.entries_of(row, "laws")
        if (title := entry.line("title"))
    )
    if listed or not (law := item.line("law")):
        return tuple(dict.fromkeys(listed))
    return (LegalBasis(title=law, number=item.line("law_number"), article=item.line("law_article")),)


def questions(item: Fields, row: Row) -> tuple[str, ...]:
    """What people ask, without the answers: those compose facts that nobody has checked."""
    asked = [values.question(entry.text("question")) for entry in item.entries_of(row, "questions")]
    return tuple(dict.fromkeys(filter(None, (*asked, *values.questions(item.text("questions"))))))


def windows(item: Fields, row: Row) -> tuple[Window, ...]:
    """The windows listed, a place each."""
    found = []
    for entry in item.entries_of(row, "windows"):
        name, address = (without_foreign(entry.line(field)) for field in ("name", "address"))
        hours = without_foreign(entry.line("hours"))
        if place := values.joined("，", dict.fromkeys((name, address))):
            found.append(Window(place=place, note=f"办公时间：{hours}" if hours else ""))
    return tuple(dict.fromkeys(found))


def phones(item: Fields, row: Row) -> tuple[Phone, ...]:
    """Telephones for questions that a citizen of Shantou can be told; the others are complained of."""
    local = is_local(item.line("region_code"), item.line("region"), item.line("owner"))
    found = [*_phones(item, "phone", local=local), *_phones(item, "contact", local=local)]
    for entry in item.entries_of(row, "windows"):
        found += _phones(entry, "phone", local=local, note=entry.line("name"))
    return tuple({phone.number: phone for phone in reversed(found)}.values())[::-1]


def _phones(entry: Fields, field: str, *, local: bool, note: str = "") -> Iterator[Phone]:
    text = entry.line(field)
    read = read_phones(text, local=local)
    for number in read.left:
        entry.complain(entry.column(field), f"“{number}”不是汕头的号码，或者没写区号，没有采用")
    if text and field == "phone" and not read.taken and not read.left:
        entry.complain(entry.column(field), f"“{text}”里没有电话号码，这一格没有采用")
    for number in read.taken:
        yield Phone(number=number, note=without_foreign(note))


def reach(item: Fields, row: Row) -> tuple[Scope, ...]:
    """How far it is handled for people of elsewhere, from the list of scopes; else from the cells on it."""
    listed = [
        scope
        for entry in item.entries_of(row, "scopes")
        for scope in _scopes(entry, "reach", "form", entry.names("areas"))
    ]
    listed = listed or list(_scopes(item, "reach", "reach_form", item.entries("reach_areas")))
    return tuple(dict.fromkeys(listed))


def _scopes(entry: Fields, reach_field: str, form_field: str, areas: tuple[str, ...]) -> Iterator[Scope]:
    forms: tuple[ReachForm, ...] = entry.each(form_field, scopes.form)
    reaches: tuple[Reach, ...] = entry.each(reach_field, scopes.reach)
    for found in reaches:
        yield Scope(reach=found, forms=forms, areas=areas)
