"""To whom a case is passed on: a body of the office's table, by its full or short name."""

from __future__ import annotations

from dataclasses import asdict

from archive.cases.model import Case, MatterClass, Role
from archive.cases.organisation.bodies import Bodies
from archive.cases.organisation.near import did_you_mean
from archive.cases.organisation.unit_table import guessed_kind
from archive.cases.units import Unit, UnitKind
from archive.errors import InvalidInput
from archive.record.record import Transaction


def addressee(tx: Transaction, name: str, *, new: bool = False) -> tuple[str, tuple[str, ...]]:
    """The full name of the body, and what is worth noting.

    A name that is not in the table is refused with those like it, unless it is ``new``: then it is added. Raises
    InvalidInput, also for a body out of use.
    """
    stated = "".join(name.split())
    if not stated:
        raise InvalidInput("没有写单位。", "请用 --to 写明单位的全称或简称。", code="missing_statement")
    units = tx.organisation.units()
    found = Bodies(units).get(stated)
    if found is not None:
        if not found.active:
            raise InvalidInput(f"{found.name}已经停用。", "请写继续行使其职权的单位，或在单位表里改回在用。")
        return found.name, ()
    if new:
        added = Unit(stated, guessed_kind(stated))
        tx.organisation.set_units([*units, added])
        tx.log("units.add", "units", after=asdict(added))
        return stated, (f"单位表里添加了“{stated}”；请补上它的复查、复核机关。",)
    if not units:
        return stated, ("单位表还是空的，单位名称没有核对。请用 juanzong office units import 导入。",)
    raise InvalidInput(
        f"单位表里没有“{stated}”。",
        did_you_mean(stated, (form for unit in units if unit.active for form in (unit.name, unit.short)))
        + "请核对名称；确是新单位的加 --new。",
        code="unknown_unit",
    )


def full_name(tx: Transaction, name: str) -> str:
    """The full name of a body of the table; any other name as it is, as bodies outside the county decide things too."""
    found = Bodies(tx.organisation.units()).get("".join(name.split())) if name else None
    return found.name if found else name


def office_of(tx: Transaction) -> str:
    """The petition office itself, where the table has exactly one; else empty."""
    found = [unit.name for unit in tx.organisation.units(UnitKind.PETITION_OFFICE) if unit.active]
    return found[0] if len(found) == 1 else ""


def check_not_accused(case: Case, unit: str) -> None:
    """Raises InvalidInput where an accusation would go to the body it accuses (《信访工作条例》第三十条)."""
    if case.matter_class is MatterClass.ACCUSATION and any(
        party.name == unit for party in case.parties_with(Role.RESPONDENT)
    ):
        raise InvalidInput(
            f"{unit}就是被检举的单位。",
            "不得将检举、揭发材料透露或者转给被检举的单位（《信访工作条例》第三十条）；请转送有管理权限的机关。",
            code="accused_unit",
        )
