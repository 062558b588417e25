"""The facts of a guide as lines.  Words join them; no fact is made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from msgspec import structs

from assistant.checklist import Checklist
from kiosk.wording_lines import Line, joined, message_line, quoted, worded
from knowledge.model import Guide, LegalBasis, Material, Phone, Scope, TimeLimit
from locales.catalogue import Catalogue


def material_lines(guide: Guide, needed: Checklist, catalogue: Catalogue) -> tuple[Line, ...]:
    """What this person brings, a line each, its remarks below it; first what they must know.

    Where nothing is stated, one line sends to the staff.  Many exports list names
    alone, so of an imported guide a lone original, which nobody counted, is not told.
    """
    counted = guide.status != "imported"
    remarks = tuple(message_line(remark, catalogue) for remark in needed.remarks)
    lines = tuple(
        material_line(
            material,
            catalogue,
            counted=counted or (material.originals, material.copies) != (1, 0),
            paperless=material in needed.no_paper,
        )
        for material in needed.all
    )
    return (*remarks, *(lines or (worded(catalogue, "material.none"),)))


def fee_lines(guide: Guide, catalogue: Catalogue) -> tuple[Line, ...]:
    """What it costs, the amount first, what that rests on below; never empty."""
    fee = guide.fee
    lines: list[Line] = []
    if fee is not None and fee.yuan is not None:
        lines.append(_amount(fee.yuan, catalogue))
    if fee is not None and fee.note and fee.note not in (line.text for line in lines):
        lines.append(quoted(fee.note))
    if not lines:
        lines.append(worded(catalogue, "fee.unknown"))
    lines[-1] = structs.replace(lines[-1], details=tuple(_grounds(guide, catalogue)))
    return tuple(lines)


def time_lines(guide: Guide, catalogue: Catalogue) -> tuple[Line, ...]:
    """How long it takes, below the promise the law; never empty."""
    promised, statutory = guide.promised_time, guide.statutory_time
    lines: list[Line] = []
    if promised is not None:
        lines.append(_time("time.promised", "time.on_the_spot", promised, catalogue))
    if statutory is not None and statutory != promised:
        lines.append(_time("time.statutory", "time.statutory_on_the_spot", statutory, catalogue))
    first, *others = lines or [worded(catalogue, "time.unknown")]
    return (structs.replace(first, details=tuple(others)),)


def condition_lines(guide: Guide) -> tuple[Line, ...]:
    """Who can apply; may be empty."""
    return tuple(quoted(condition) for condition in guide.conditions)


def scope_lines(guide: Guide, catalogue: Catalogue) -> tuple[Line, ...]:
    """How far it is handled for people of elsewhere, in which ways and where below it; may be empty."""
    return tuple(_scope(scope, catalogue) for scope in guide.scopes)


def basis_lines(guide: Guide, catalogue: Catalogue) -> tuple[Line, ...]:
    """The laws and policies it rests on; may be empty."""
    return tuple(_basis(basis, catalogue) for basis in guide.legal_basis)


def source_lines(guide: Guide, catalogue: Catalogue) -> tuple[Line, ...]:
    """Where the facts were taken from."""
    title = quoted(guide.source.title)
    if not guide.source.url:
        return (title,)
    return (title, worded(catalogue, "route.url", url=guide.source.url))


def updated_line(guide: Guide, catalogue: Catalogue) -> Line:
    """When the facts were last checked."""
    day: dt.date | None = guide.verified_on
    if day is None:
        return worded(catalogue, "date.unknown")
    return worded(catalogue, "date.full", year=day.year, month=day.month, day=day.day)


def material_line(material: Material, catalogue: Catalogue, *, counted: bool, paperless: bool) -> Line:
    """One thing to bring; its numbers only where somebody counted; `paperless`: the licence will do."""
    counts = joined(catalogue, "count.join", _counts(material, catalogue) if counted else ())
    parts = [part for part, present in (("case", material.when), ("counts", counts.text)) if present]
    key = f"material.{'_'.join(parts) or 'plain'}"
    line = worded(catalogue, key, name=material.name, when=material.when, counts=counts)
    details = [quoted(material.note)] if material.note else []
    if paperless:
        details.append(worded(catalogue, "material.e_licence"))
    if material.later:
        details.append(worded(catalogue, "material.later"))
    return Line(line.text, line.speech, tuple(details))


def _counts(material: Material, catalogue: Catalogue) -> Iterator[Line]:
    for kind, count in (("original", material.originals), ("copy", material.copies)):
        if count:
            yield worded(catalogue, f"count.{kind}.{_plural(count)}", count=count)


def _grounds(guide: Guide, catalogue: Catalogue) -> Iterator[Line]:
    """Yield what the fee rests on, and how old it is."""
    fee = guide.fee
    if fee is not None and fee.basis:
        yield worded(catalogue, "fee.basis", basis=fee.basis)
    if fee is not None and fee.yuan != 0 and guide.verified_on is not None:
        yield worded(catalogue, "fee.as_of", date=updated_line(guide, catalogue))


def _amount(yuan: Decimal, catalogue: Catalogue) -> Line:
    if yuan == 0:
        return worded(catalogue, "fee.free")
    whole = yuan == yuan.to_integral_value()
    return worded(catalogue, "fee.yuan", yuan=int(yuan) if whole else f"{yuan:f}")


def _time(key: str, key_on_the_spot: str, limit: TimeLimit, catalogue: Catalogue) -> Line:
    if limit.note:
        return quoted(limit.note)
    if limit.amount == 0:
        return worded(catalogue, key_on_the_spot)
    span = worded(catalogue, f"limit.{limit.unit}.{_plural(limit.amount)}", amount=limit.amount)
    return worded(catalogue, key, limit=span)


def _basis(basis: LegalBasis, catalogue: Catalogue) -> Line:
    parts = [name for name in ("number", "article") if getattr(basis, name)]
    key = f"basis.{'_'.join(parts) or 'title'}"
    return worded(catalogue, key, title=basis.title, number=basis.number, article=basis.article)


def _scope(scope: Scope, catalogue: Catalogue) -> Line:
    line = worded(catalogue, f"scope.{scope.reach}")
    details = [worded(catalogue, f"scope_form.{form}") for form in scope.forms]
    if scope.areas:
        areas = joined(catalogue, "scope_areas.join", map(quoted, scope.areas))
        details.append(worded(catalogue, "scope_areas.list", areas=areas))
    return Line(line.text, line.speech, tuple(details))


def phone_line(phone: Phone, catalogue: Catalogue) -> Line:
    """A number, and what it is for."""
    area, *rest = phone.number.split("-")
    number, extension = "-".join((area, *rest[:1])), "-".join(rest[1:])
    key = "phone.extension" if extension else "phone.plain"
    line = worded(catalogue, key, number=number, extension=extension)
    return worded(catalogue, "phone.noted", note=phone.note, phone=line) if phone.note else line


def _plural(count: int) -> str:
    return "one" if count == 1 else "many"
