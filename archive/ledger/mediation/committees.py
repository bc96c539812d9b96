"""Which committee mediates, and by whom: names checked against the office's tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive.cases.organisation.bodies import Bodies
from archive.cases.organisation.near import did_you_mean
from archive.cases.units import UnitKind
from archive.errors import InvalidInput
from archive.record.record import Transaction


def committee_of(tx: Transaction, stated: str, mediators: Sequence[str]) -> str:
    """The full name of the committee; where none is stated, the one all the mediators belong to.

    Raises InvalidInput for one that is not in the table, with those like it, and where none follows.
    """
    if not stated:
        listed = [one for one in tx.organisation.mediators() if one.active]
        if listed:
            _check_known(mediators, {one.name for one in listed}, "调解员表里")
        found = {one.committee for one in listed if one.name in mediators}
        if len(found) != 1:
            raise InvalidInput(
                "没有写哪个调解委员会。",
                "请用 --committee 写明；调解员只属于一个的可以不写。",
                code="missing_statement",
            )
        return found.pop()
    committees = tx.organisation.units(UnitKind.COMMITTEE)
    known = Bodies(committees).get(stated)
    if known is not None:
        return known.name
    if not committees:
        return stated
    raise InvalidInput(
        f"单位表里没有叫“{stated}”的调解委员会。",
        did_you_mean(stated, (name for unit in committees for name in (unit.name, unit.short)))
        + "请核对名称，或先把它导入单位表。",
        code="unknown_unit",
    )


def check_mediators(tx: Transaction, committee: str, names: Sequence[str]) -> tuple[str, ...]:
    """What is worth noting of the mediators. Raises InvalidInput for one who is not of the committee."""
    if not names:
        raise InvalidInput(
            "没有写调解员。", "请用 --mediator 写明一名或数名（《人民调解法》第十九条）。", code="missing_statement"
        )
    listed = tx.organisation.mediators()
    if not listed:
        return ("调解员表还是空的，姓名没有核对。请用 juanzong office mediators import 导入。",)
    _check_known(names, {one.name for one in listed if one.committee == committee and one.active}, committee)
    return ()


def _check_known(names: Sequence[str], known: Collection[str], where: str) -> None:
    for name in names:
        if name not in known:
            raise InvalidInput(
                f"{where}没有叫“{name}”的调解员。",
                did_you_mean(name, known) + "请核对姓名；新任的请先导入调解员表。",
                code="unknown_mediator",
            )
