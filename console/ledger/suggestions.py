"""``juanzong ledger suggest`` and ``register --from``: what a paper says, line by line, and registering from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import click

from archive.cases.labels import code_of, label
from archive.cases.model import Channel, MatterClass
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput
from archive.ledger.from_paper import Registered, register_from, suggestions_for
from archive.registration.accept import ALL, VERDICT_LABELS, Verdict, field_of
from archive.registration.suggestion import LABELS, Field, Suggestion
from console.command import Invocation, OfficeCommand, pass_invocation
from console.numbers import id_of
from console.output import print_json, print_table
from console.teaching import teach

_LONGEST = 40
_CODES = {Field.CHANNEL: Channel, Field.MATTER_CLASS: MatterClass}


@click.command("suggest", cls=OfficeCommand)
@click.argument("document_id", metavar="文档编号")
@pass_invocation
def suggest(invocation: Invocation, document_id: str) -> None:
    """从一份来件里找出登记表要填的内容，每一条都注明出自哪一页哪一行。"""
    number = id_of(document_id)
    with invocation.office.record.read() as tx:
        found = suggestions_for(tx, number, dt.date.today())
        decided = {(row.field, row.value): row.decision for row in tx.suggested.of(number)}
    if invocation.json:
        print_json([{**suggestion_json(one), "decision": decided.get((one.field, one.normal))} for one in found])
        return
    print_table(
        ("项目", "内容", "页", "行", "把握", "说明"),
        (
            (
                LABELS[one.field],
                shown(one),
                one.page,
                one.line,
                f"{one.confidence:.0%}",
                _remark(one, decided.get((one.field, one.normal))),
            )
            for one in found
        ),
    )
    what = "meeting minutes" if any(one.field is Field.DECISION for one in found) else "ledger register --from"
    click.echo(f"共 {len(found)} 条。登记：juanzong {what} {number} --accept all")
    click.echo("把握不到一半的不采用；认错了的用 --set 项目=内容 改正。")


def _remark(one: Suggestion, decision: str | None) -> str:
    said = [one.remark] if one.remark else []
    said += [f"已{VERDICT_LABELS[Verdict(decision)]}"] if decision else []
    return "；".join(said)


def shown(one: Suggestion) -> str:
    """What would be registered, as the office writes it."""
    if one.field is Field.AMOUNT:
        return f"{format_yuan(int(one.normal))}元"
    if (kind := _CODES.get(one.field)) is not None:
        code = code_of(kind, one.normal)
        return label(code) if code else one.normal
    if one.field in (Field.SECRET_REPORT, Field.CLASSIFIED):
        return f"是（“{one.value}”）"
    return one.normal if len(one.normal) <= _LONGEST else f"{one.normal[:_LONGEST]}…"


def suggestion_json(one: Suggestion) -> dict[str, Any]:
    """One suggestion as programs read it: ``normal`` is what would be registered, amounts in fen."""
    return {
        "field": one.field.value,
        "label": LABELS[one.field],
        "normal": one.normal,
        "value": one.value,
        "page": one.page,
        "line": one.line,
        "text_of_line": one.text_of_line,
        "confidence": one.confidence,
        "group": one.group,
        "remark": one.remark,
    }


def register_paper(
    invocation: Invocation, document_id: str, accept: tuple[str, ...], stated: dict[str, object]
) -> Registered:
    """Register from a document: suggestions accepted, values of ``stated`` that are suggested fields as corrections."""
    office = invocation.office
    names = names_of(accept)
    corrections = {field: str(stated.pop(key)) for key in list(stated) if (field := _field(key)) is not None}
    made = register_from(
        office.record,
        id_of(document_id),
        names or [ALL],
        corrections,
        stated,
        today=dt.date.today(),
        registrar=office.operator,
    )
    teach(office)
    return made


def names_of(accept: tuple[str, ...]) -> list[str]:
    """Fields named in one option or several, parted by commas."""
    return [name.strip() for part in accept for name in part.replace("，", ",").split(",") if name.strip()]


def corrections_of(stated: Mapping[str, str]) -> dict[Field, str]:
    """What the clerk put in place of suggestions. Raises InvalidInput for a field that does not exist."""
    return {field_of(key): value for key, value in stated.items()}


def _field(key: str) -> Field | None:
    """The suggested field that a key of ``--set`` names; the keys of a row go before."""
    if key in ("category", "channel", "matter_class"):
        return None
    return next((field for field in Field if key in (field.value, LABELS[field])), None)


def said(made: Registered) -> None:
    """What was registered, accepted and left out, for a person."""
    counts = {verdict: sum(one.verdict is verdict for one in made.decided) for verdict in Verdict}
    click.echo(
        f"已登记 {made.case.no}。建议 {len(made.decided)} 条："
        + "，".join(f"{VERDICT_LABELS[verdict]} {count}" for verdict, count in counts.items())
        + "。"
    )
    left = [one.suggestion for one in made.decided if one.verdict is Verdict.REJECTED]
    if left:
        click.echo(
            "未采用："
            + "；".join(f"{LABELS[one.field]} {shown(one)}" for one in left[:8])
            + ("……" if len(left) > 8 else "")
        )
    for note in made.notes:
        click.echo(f"请留意：{note}")


def check_alone(document_id: str | None, accept: tuple[str, ...]) -> None:
    """``--accept`` means nothing without a document."""
    if accept and not document_id:
        raise InvalidInput("写了 --accept，但没有写从哪份文档登记。", "请加上 --from 文档编号。")
