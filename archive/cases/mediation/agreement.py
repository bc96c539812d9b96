"""What the parties agreed, put into the case (《人民调解法》第二十八条至第三十条). Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.cases.exchange.values import fen_from_yuan, whole_day
from archive.cases.model import Case, Instalment, Mediation
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput

_INSTALMENT = re.compile(r"([^:：]*)[:：]([^:：]*)(?:[:：](.*))?")


class AgreementForm(StrEnum):
    """How an agreement was made."""

    WRITTEN = "written"
    """Takes effect when all have signed or sealed it (第二十九条第二款)."""
    ORAL = "oral"
    """Takes effect when it is reached; the mediator records it (第三十条)."""


FORM_LABELS = {AgreementForm.WRITTEN: "书面", AgreementForm.ORAL: "口头"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed."""

    form: AgreementForm
    effective: dt.date
    terms: tuple[str, ...]
    amount_fen: int | None = None
    instalments: tuple[Instalment, ...] = ()
    number: str = ""
    facts: str = ""
    liability: str = ""
    mode: str = ""
    place: str = ""
    deadline: str = ""
    recorder: str = ""


def instalment_of(text: str) -> Instalment:
    """``2026-12-31:5000`` or ``2026-12-31:5000:首付``; without an amount something else is to be done by that day.

    Raises InvalidInput.
    """
    found = _INSTALMENT.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(
            f"“{text}”不是一期。", "请写成 日期:金额，例如 2026-12-31:5000；不是付款的写 日期::拆除界墙。"
        )
    due, amount, what = whole_day(found[1], "履行日期"), fen_from_yuan(found[2], "履行金额"), (found[3] or "").strip()
    if due is None or (amount is None and not what):
        raise InvalidInput(f"“{text}”没有写全。", "日期一定要写，金额和要做的事至少写一样。")
    if amount is not None and amount <= 0:
        raise InvalidInput(f"“{text}”的金额不对。", "金额应大于零。")
    return Instalment(due, amount, what)


def agreed(case: Case, made: Terms) -> tuple[Case, tuple[str, ...]]:
    """The case with the agreement in it, and what is worth noting. Raises InvalidInput for terms that contradict."""
    terms = tuple(term.strip() for term in made.terms if term.strip())
    if not terms:
        raise InvalidInput("没有写协议内容。", "请用 --term 逐条写明。", code="missing_statement")
    amount = _amount(made.amount_fen, made.instalments)
    _check_sides(case)
    before = case.mediation
    mediation = replace(
        before,
        agreement_number=made.number or before.agreement_number,
        facts=made.facts or before.facts or case.facts,
        liability=made.liability or before.liability,
        terms=terms,
        performance_mode=made.mode or before.performance_mode,
        performance_place=made.place or before.performance_place,
        performance_deadline=made.deadline or before.performance_deadline or _last_day(made.instalments),
        amount_fen=amount,
        signed_on=made.effective,
        instalments=made.instalments,
        recorder=made.recorder or before.recorder,
    )
    return replace(case, mediation=mediation), tuple(_notes(case, mediation, made))


def _amount(stated: int | None, instalments: Sequence[Instalment]) -> int | None:
    if stated is not None and stated < 0:
        raise InvalidInput(f"协议的金额不能是负数：{format_yuan(stated)} 元。", "请核对金额；没有金额就不写。")
    paid = [one.amount_fen for one in instalments if one.amount_fen is not None]
    total = sum(paid) if paid else None
    if stated is not None and total is not None and stated != total:
        raise InvalidInput(
            f"各期合计 {format_yuan(total)} 元，与总额 {format_yuan(stated)} 元差 {format_yuan(abs(total - stated))} 元。",
            "请核对总额和各期的金额。",
            code="bad_instalments",
        )
    return total if stated is None else stated


def _check_sides(case: Case) -> None:
    sides = {party.side for party in case.parties if party.side}
    if len(sides) < 2 and len(case.parties) < 2:
        raise InvalidInput(
            "协议至少要有两方当事人。",
            "请用 juanzong ledger correct 补上当事人和甲方、乙方。",
            code="missing_statement",
        )


def _last_day(instalments: Sequence[Instalment]) -> str:
    days = [one.due for one in instalments if one.due]
    return f"{max(days).year}年{max(days).month}月{max(days).day}日前" if days else ""


def _notes(case: Case, mediation: Mediation, made: Terms) -> list[str]:
    notes = []
    missing = [
        label
        for label, value in (
            ("纠纷主要事实和争议事项", mediation.facts),
            ("各方责任", mediation.liability),
            ("履行方式", mediation.performance_mode or mediation.instalments),
            ("履行期限", mediation.performance_deadline),
        )
        if not value
    ]
    if missing:
        notes.append(f"协议书可以载明而没有写的：{'、'.join(missing)}（《人民调解法》第二十九条）。")
    if mediation.amount_fen and not made.instalments:
        notes.append("没有写明哪一天付，到期不会提醒；当场付清的请随即登记履行。")
    if any(one.due and one.due < made.effective for one in made.instalments):
        notes.append("有一期的日期早于协议生效日期，请核对。")
    copies = len({party.side or party.name for party in case.parties}) + 1
    if made.form is AgreementForm.WRITTEN:
        notes.append(f"协议书一式 {copies} 份：当事人各执一份，调解委员会留存一份。")
    return notes
